"""What forms and other rooms hand to the request desk: frozen values. No Django."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """A request that goes out; the firearm's own facts come from its record. `partner` is the jurisdiction asked."""

    channel: str
    purpose: str
    partner: str = ""
    addressee: str = ""
    language: str = "en"
    priority: str = "routine"
    crime_code: str = ""
    importer: str = ""
    our_reference: str = ""


@dataclass(frozen=True, slots=True)
class IncomingFacts:
    """A request that came in, as it was written. `due_on` None: by the channel's usual days."""

    channel: str
    asked_by: str
    purpose: str
    partner: str = ""
    language: str = "en"
    priority: str = "routine"
    their_reference: str = ""
    our_reference: str = ""
    make: str = ""
    model: str = ""
    calibre: str = ""
    serial: str = ""
    country_of_manufacture: str = ""
    received_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class TransferFacts:
    """One hand that the firearm went through. `on` is a partial date."""

    kind: str
    holder_kind: str
    evidence: str
    on: str = ""
    jurisdiction: str = ""
    holder: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeFacts:
    """What came of a request: whether, where and when the firearm left legal hands, and how."""

    result: str
    diverted_in: str = ""
    diverted_on: str = ""
    authority: str = ""
    left_by: str = ""
    left_evidence: str = ""
    left_reference: str = ""
