"""The pages. A view opens its door (who may come in), checks a form, calls one action or query, renders."""
