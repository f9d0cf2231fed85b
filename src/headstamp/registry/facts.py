"""What is told of an occurrence and its items: frozen values that forms, files and partners all hand to the actions.

Every code is a vocabulary code or ''; every date ISO text (year, month or day) or ''; '' or None means not said.
"""

from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any, TypeVar

Facts = TypeVar("Facts")


class _Slots:
    """How to copy facts of one class slot by slot: three times as fast as `dataclasses.replace`."""

    def __init__(self, of: type) -> None:
        slots = {each.name: of.__dict__[each.name] for each in fields(of)}
        self.copied = [(slot.__get__, slot.__set__) for slot in slots.values()]
        self.set = {name: slot.__set__ for name, slot in slots.items()}


_slots: dict[type[Any], _Slots] = {}


def with_parts(facts: Facts, **parts: Any) -> Facts:
    """The facts with some fields told otherwise, for files of a hundred thousand rows; nothing is checked."""
    of: type[Any] = type(facts)
    slots = _slots.get(of) or _slots.setdefault(of, _Slots(of))
    copy = object.__new__(of)
    for get, put in slots.copied:
        put(copy, get(facts))
    for name, value in parts.items():
        slots.set[name](copy, value)
    told: Facts = copy
    return told


NOT_RECOVERED = ("theft", "loss")
"""Kinds of occurrences that tell of arms which nobody has: their day is no recovery."""
ESTABLISHED = ("traced", "established")
"""Results by which the point of diversion is established: by tracing, or by a competent authority (SDG 16.4.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkFacts:
    """A number, stamp or proof as read, on which part, in which state."""

    as_read: str = ""
    kind: str = "serial"
    part: str = ""
    state: str = "clear"
    notes: str = ""


# As the issuer of a number in a file: the agency whose register the file is a copy of.
THE_REGISTER = "="


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceFacts:
    """A number that `issuer` gave (lists: reference_kinds)."""

    kind: str
    issuer: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """Where, and how precisely; coordinates in degrees WGS 84."""

    text: str = ""
    settlement: str = ""
    municipality: str = ""
    crossing: str = ""
    jurisdiction: str = ""
    kind: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: str = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsFacts:
    """Other goods found with the items."""

    kind: str
    quantity: Decimal | None = None
    unit: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """A person's part in the occurrence. `person` is the uid of one already in the register, or '' for a new one.

    The age is that on the day of the occurrence: in years, or only the group that it falls in.
    """

    role: str
    category: str
    person: str = ""
    family_name: str = ""
    given_name: str = ""
    alias: str = ""
    born_on: str = ""
    sex: str = ""
    nationality: str = ""
    document: str = ""
    is_assessment: bool = False
    age: int | None = None
    age_group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleFacts:
    """A vehicle in the occurrence."""

    registration: str = ""
    kind: str = ""
    make: str = ""
    jurisdiction_of_registration: str = ""
    carrier_nationality: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentInput:
    """What a firearm incident did; counts of persons."""

    context: str = ""
    outcome: str = ""
    killed: int | None = None
    injured: int | None = None
    is_suicide: bool = False
    relation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFacts:
    """One item. `quantity` is counted in `quantity_unit` (pieces, rounds, kg, m, l); '' takes the kind's own unit."""

    item_class: str = ""
    kind: str = ""
    quantity: Decimal = Decimal(1)
    quantity_unit: str = ""
    make: str = ""
    make_code: str = ""
    model: str = ""
    calibre: str = ""
    calibre_code: str = ""
    country_of_manufacture: str = ""
    year_of_manufacture: int | None = None
    action: str = ""
    barrel_mm: int | None = None
    overall_mm: int | None = None
    capacity: int | None = None
    converted_from: str = ""
    is_craft_made: bool = False
    is_printed: bool = False
    is_reactivated: bool = False
    national_category: str = ""
    eu_category: str = ""
    origin: str = ""
    dispatch: str = ""
    transit: str = ""
    destination: str = ""
    legal_status: str = ""
    legal_status_on: str = ""
    legal_decision: str = ""
    description: str = ""
    marks: tuple[MarkFacts, ...] = ()
    references: tuple[ReferenceFacts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceFacts:
    """One occurrence with everything in it. `jurisdiction` '' takes the asker's own; `circle` 0 is none."""

    kind: str
    occurred_on: str = ""
    occurred_until: str = ""
    occurred_time: str = ""
    reported_on: str = ""
    jurisdiction: str = ""
    visibility: str = "jurisdiction"
    circle: int = 0
    place: PlaceFacts | None = None
    context: str = ""
    concealment: str = ""
    detection: str = ""
    equipment: str = ""
    detection_equipment: str = ""
    transport: str = ""
    legal_ground: str = ""
    criminal_context: str = ""
    narrative: str = ""
    operation: str = ""
    found_in_check: str = ""
    incident: IncidentInput | None = None
    items: tuple[ItemFacts, ...] = ()
    references: tuple[ReferenceFacts, ...] = ()
    persons: tuple[PersonFacts, ...] = ()
    vehicles: tuple[VehicleFacts, ...] = ()
    goods: tuple[GoodsFacts, ...] = ()
    linked_crimes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseSearchFacts:
    """What a house search documents for court; times are ISO local date-times or ''."""

    order_number: str = ""
    started_at: str = ""
    ended_at: str = ""
    witnesses: str = ""
    findings: tuple[dict[str, str], ...] = field(default_factory=tuple)
    photo_list: str = ""
    signatures: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFacts:
    """A check made, or a month's tally of checks; `checks_with_find` 0 says that nothing was found."""

    context: str
    happened_on: str
    is_tally: bool = False
    checks_made: int = 1
    checks_with_find: int = 0
    jurisdiction: str = ""
    joint_with: str = ""
    place: PlaceFacts | None = None
    operation: str = ""
    area_m2: int | None = None
    detector: str = ""
    notes: str = ""
    visibility: str = "jurisdiction"
    circle: int = 0
    house_search: HouseSearchFacts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationFacts:
    """A planned action; `units` are unit numbers."""

    name: str
    plan: str = ""
    starts_on: str = ""
    ends_on: str = ""
    is_intelligence_led: bool = False
    joint_with: str = ""
    outcome: str = ""
    units: tuple[int, ...] = ()
    visibility: str = "jurisdiction"
    circle: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPart:
    """What a row tells besides its item, named as the field of OccurrenceFacts that it belongs to.

    Rows of one occurrence that say the same tell of one thing; `number` keeps like ones apart.
    """

    what: str
    facts: PersonFacts | VehicleFacts | GoodsFacts | str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTold:
    """What one row of a file tells: of an occurrence, of one item or of other goods in it, and of what came with them."""

    occurrence: OccurrenceFacts
    item: ItemFacts | None = None
    goods: GoodsFacts | None = None
    parts: tuple[RowPart, ...] = ()
