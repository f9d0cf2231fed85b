"""A small office with two years of checked records, for what is frozen and published; every name in it is findable."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from headstamp.desk.measures import all_measures
from headstamp.indicators import declared
from headstamp.registry.models import IncidentFacts, PersonRole
from tests.cast import Cast
from tests.registry import rows

FEW = (
    "firearms-seized",
    "ammunition-seized",
    "persons-killed",
    "persons-injured",
    "victims",
    "share-with-serial",
    "firearms-per-occurrence",
)
PLACES = {"prishtine": "prishtine", "prizren": "prizren", "peje": "peje", "gjakove": "gjakove"}
NAME = "Shembulliqi"
"""The family name of every person; it must stand in no file that leaves."""


@contextmanager
def only_few() -> Iterator[None]:
    """Seven figures instead of all: a period is frozen in a second."""
    chosen = tuple(each for each in all_measures() if each.id in FEW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(declared, "_hand", [lambda: chosen])
        yield


@pytest.fixture
def few_measures() -> Iterator[None]:
    with only_few():
        yield


@pytest.fixture
def office(cast: Cast, few_measures: None) -> Cast:
    """Records of 2021 and 2022, all checked but one seizure and one incident of 2022."""
    for year, extra in (("2021", 0), ("2022", 1)):
        for number, place in enumerate(PLACES):
            _seizures(cast, year, place, 3 + number + extra)
            _incidents(cast, year, place, 2 * number + extra, f"{year}{place}")
    rows.item(rows.occurrence(cast.unit, occurred_on="2022-05-01", municipality="peje"))
    _incident(cast, "2022", "peje", 1, 1, status="entered")
    return cast


def _seizures(cast: Cast, year: str, place: str, count: int) -> None:
    for number in range(count):
        month = 1 + number % 12
        of = rows.occurrence(
            cast.unit, occurred_on=f"{year}-{month:02}", municipality=place, status="checked"
        )
        rows.item(of, *([f"SER-{year}-{place}-{number}"] if number % 2 else []))
        rows.item(of, item_class="ammunition", kind="cartridge", quantity=20, quantity_unit="rounds")


def _incidents(cast: Cast, year: str, place: str, count: int, name: str) -> None:
    for number in range(count):
        of = _incident(cast, year, place, number % 2, 2, status="checked")
        for sex, times in (("male", 2), ("female", number % 2)):
            for again in range(times):
                person = rows.person(of, f"{NAME}{name}{number}{again}", sex=sex, born_on="1990")
                PersonRole.objects.filter(person=person).update(role="victim", category="victim")


def _incident(cast: Cast, year: str, place: str, killed: int, injured: int, status: str):  # type: ignore[no-untyped-def]
    of = rows.occurrence(
        cast.unit, kind="incident", occurred_on=f"{year}-04", municipality=place, status=status
    )
    context = "accident" if place == "peje" else "criminal_context"
    IncidentFacts.objects.create(occurrence=of, context=context, killed=killed, injured=injured)
    return of
