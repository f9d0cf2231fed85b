"""What is told of a case and of what belongs to it, as actions take it. Dates are ISO text and may be partial. No Django."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What the case is about; `number` is the office's own."""

    title: str
    number: str = ""
    summary: str = ""
    opened_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFacts:
    """What is to be done, by whom (an account's number), by when."""

    what: str
    who: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryFacts:
    """Where an enquiry comes from (`source` is a code of enquiry_sources), under which order, and what is asked."""

    source: str
    asked: str
    reference: str = ""
    opened_on: str = ""
