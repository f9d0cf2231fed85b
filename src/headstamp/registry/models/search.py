"""Folded text of each record for full-text search, one column per class of field and right."""

from django.db import models


class SearchText(models.Model):
    """What can be found of one occurrence. `persons` is searched only with the right to see persons.

    An FTS5 table (SQLite) or tsvector indexes (PostgreSQL) follow these columns; see registry/fulltext.py.
    """

    occurrence = models.OneToOneField(
        "registry.Occurrence", on_delete=models.CASCADE, primary_key=True, related_name="search_text"
    )
    marks = models.TextField(blank=True, default="")
    things = models.TextField(blank=True, default="")
    narrative = models.TextField(blank=True, default="")
    places = models.TextField(blank=True, default="")
    numbers = models.TextField(blank=True, default="")
    persons = models.TextField(blank=True, default="")
