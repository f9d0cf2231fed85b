"""Filters of the laboratory's pages."""

from django import template

from headstamp.forensics.queries.requests import last_examination

register = template.Library()
register.filter("last_of", last_examination)
