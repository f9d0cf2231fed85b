"""What is told to the actions: frozen values. Codes are vocabulary codes or ''. No Django."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What is asked; `asked_for` names a body without an account that wants it (a prosecutor, a court)."""

    laboratory: str
    questions: str
    due_on: date
    priority: str = "routine"
    asked_for: str = ""


@dataclass(frozen=True, slots=True)
class ExhibitFacts:
    """An item by its uid; the parcel by its label, whose seal is expected where none is told."""

    item: str
    parcel: str = ""
    seal: str = ""


@dataclass(frozen=True, slots=True)
class SealFacts:
    """How an exhibit arrived; `difference` says in words what is other than told."""

    found: str
    difference: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class ExaminationFacts:
    """`is_converted` None: not assessed. `parts` are (part, how it came to be)."""

    examined_on: date
    function: str
    kind: str = ""
    is_converted: bool | None = None
    converted_from: str = ""
    converted_into: str = ""
    converted_how: str = ""
    making: str = ""
    result: str = ""
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RestorationFacts:
    """`reading` in the notation of marks: ? for one sign, [8B] for either, * for a run; '' if nothing came."""

    tried_on: date
    method: str
    part: str = ""
    mark_kind: str = "serial"
    reading: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """`amount` in `amount_unit`; `percent` is the share by weight."""

    analysed_on: date
    substance: str
    method: str
    amount: Decimal | None = None
    amount_unit: str = ""
    percent: Decimal | None = None
    result: str = ""


@dataclass(frozen=True, slots=True)
class FireFacts:
    """Rounds fired; `parcel` is the label of the parcel they come from, '' for the laboratory's own stock."""

    fired_on: date
    rounds: int
    bullets: int = 0
    cases: int = 0
    parcel: str = ""
    ammunition: str = ""
    specimen: str = ""


@dataclass(frozen=True, slots=True)
class EntryFacts:
    system: str
    entered_on: date
    reference: str = ""
    calibre_code: str = ""
    bullets: int = 0
    cases: int = 0


@dataclass(frozen=True, slots=True)
class End:
    """One end of a lead: the uid of an item, or of an occurrence."""

    item: str = ""
    occurrence: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What an examiner says of a lead or gun: where, on which day, and what it rests on."""

    laboratory: str
    on: date
    basis: str
