"""One row of a file of items, part by part: what its values tell of an occurrence, an item, numbers and other goods."""
