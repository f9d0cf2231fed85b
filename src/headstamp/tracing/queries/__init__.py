"""All reads of tracing."""

from headstamp.tracing.queries.desk import Success, Work, requests_in, sort_of, success, work_counts
from headstamp.tracing.queries.patterns import Patterns, patterns
from headstamp.tracing.queries.requests import (
    Hand,
    acts_of,
    chain_of,
    has_written,
    item_of,
    items_with_number,
    register_of,
    request_known,
    requests_of,
    requests_visible_to,
    time_of,
)
from headstamp.tracing.queries.story import events_of

__all__ = [
    "Hand",
    "Success",
    "Work",
    "acts_of",
    "chain_of",
    "Patterns",
    "patterns",
    "events_of",
    "has_written",
    "item_of",
    "items_with_number",
    "register_of",
    "request_known",
    "requests_in",
    "requests_of",
    "requests_visible_to",
    "sort_of",
    "success",
    "time_of",
    "work_counts",
]
