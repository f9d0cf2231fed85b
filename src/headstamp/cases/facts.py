"""What is told of a case and of what belongs to it, as actions take it. Dates are ISO text and may be partial. No Django."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePersonFacts:
    """A person of the register in a case: `person` is his uid, `category` that of Directive (EU) 2016/680, art. 6."""

    person: str
    category: str
    role: str = ""
    is_assessment: bool = False
    age: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFacts:
    """What the prosecution or a court did: when, who, under which number; `outcome` where a court judged."""

    on: str
    authority: str = ""
    reference: str = ""
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceFacts:
    """A part of a sentence: `kind` of sentence_kinds, how much in `unit` of sentence_units."""

    kind: str
    amount: Decimal | None = None
    unit: str = ""
    is_suspended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDecisionFacts:
    """What was decided on an item: whether it is confiscated, and what is to be done with it ('' for nothing said)."""

    authority: str
    reference: str
    decided_on: date
    is_confiscated: bool = False
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VictimFacts:
    """Who is helped: `called` as the file calls him; `person` and `occurrence` of the register by uid, if he stands there."""

    called: str
    sex: str = ""
    age_group: str = ""
    person: str = ""
    occurrence: str = ""
    opened_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedFacts:
    """What a victim needs and which service can give it; codes of assistance_needs and assistance_services."""

    need: str
    service: str
    provider: str = ""
    note: str = ""
