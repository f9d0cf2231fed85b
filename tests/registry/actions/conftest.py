"""The cast: a registrar and a head of one unit, an officer of another, a partner jurisdiction, nobody."""

from decimal import Decimal

import pytest

from headstamp.accounts.models import Agency, Unit
from headstamp.accounts.roles import permissions_of
from headstamp.kernel.asker import NOBODY, Asker
from headstamp.kernel.errors import HeadstampError, NotAllowed, NotFound
from headstamp.registry.facts import ItemFacts, MarkFacts, OccurrenceFacts, PlaceFacts, ReferenceFacts

Cast = dict[str, Asker]


def asker(number: int, unit: int, jurisdiction: str, *roles: str) -> Asker:
    return Asker(id=str(number), unit=unit, jurisdiction=jurisdiction, permissions=permissions_of(roles))


@pytest.fixture
def units(db: None) -> list[int]:
    """Two units of one agency, one of a partner's."""
    police = Agency.objects.create(code="police", name="Test police", jurisdiction="XK")
    partner = Agency.objects.create(code="partner", name="Test partner", jurisdiction="AL")
    made = [
        Unit.objects.create(agency=agency, code=code, name=code)
        for agency, code in [(police, "one"), (police, "two"), (partner, "one")]
    ]
    return [unit.pk for unit in made]


@pytest.fixture
def cast(units: list[int]) -> Cast:
    one, two, partner = units
    return {
        "registrar": asker(1, one, "XK", "registrar", "investigator"),
        "colleague": asker(2, one, "XK", "registrar", "analyst"),
        "head": asker(3, one, "XK", "head_of_unit"),
        "examiner": asker(4, two, "XK", "examiner"),
        "stranger": asker(5, two, "XK", "registrar", "investigator"),
        "partner": asker(6, partner, "AL", "registrar", "head_of_unit"),
        "reader": asker(7, one, "XK", "reader"),
        "exchange": asker(9, one, "XK", "exchange_officer"),
        "donor": asker(8, 0, "", "donor"),
        "nobody": NOBODY,
    }


@pytest.fixture
def registrar(cast: Cast) -> Asker:
    return cast["registrar"]


@pytest.fixture
def head(cast: Cast) -> Asker:
    return cast["head"]


# Everybody but the head of the unit and his analyst, and how each is refused what those two do.
OTHERS: list[tuple[str, type[HeadstampError]]] = [
    ("registrar", NotAllowed),
    ("examiner", NotAllowed),
    ("stranger", NotAllowed),
    ("partner", NotFound),
    ("reader", NotAllowed),
    ("donor", NotAllowed),
    ("nobody", NotAllowed),
]
PISTOL = ItemFacts(
    kind="pistol",
    make="Testmake",
    model="T1",
    calibre="9x19",
    legal_status="seized",
    marks=(MarkFacts(as_read="AB-123 456"),),
)
ROUNDS = ItemFacts(kind="cartridge", quantity=Decimal(36))
SEIZURE = OccurrenceFacts(
    kind="seizure",
    occurred_on="2024-05-06",
    occurred_time="14:30",
    context="traffic_control",
    place=PlaceFacts(text="Test road 1", municipality="peje"),
    narrative="Two invented things under a seat",
    items=(PISTOL, ROUNDS),
    references=(ReferenceFacts(kind="police_case", issuer="Test police", number="2024/17"),),
)
