"""For random records, askers and filters, every read equals a slow and obvious oracle: rows, counts, search, completion."""

from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headstamp.accounts.models import Unit
from headstamp.accounts.roles import ROLES, permissions_of
from headstamp.kernel.asker import Asker
from headstamp.kernel.folding import fold
from headstamp.kernel.values import PartialDate
from headstamp.registry.filters import ItemFilter, OccurrenceFilter
from headstamp.registry.models import Circle, Item, Occurrence
from headstamp.registry.queries import (
    count_of,
    deleted_items_visible_to,
    items_visible_to,
    makes_seen,
    occurrences_for_page,
    occurrences_visible_to,
    page_of,
    persons_seen,
    persons_visible_to,
    references_seen,
)
from tests.cast import make_unit
from tests.registry import rows

AnyFilter = TypeVar("AnyFilter", ItemFilter, OccurrenceFilter)
CLASSES = ("firearm", "component", "other")
NAMES = ("Đorđević", "Gashi", "Petrov")
PLACES = ("", "gjakove", "peje")
DATES = ("", "2020", "2021", "2021-01", "2021-03", "2021-01-01", "2021-03-31", "2021-12-31", "2022-06-15")


@dataclass(frozen=True)
class Told:
    """One record as drawn: what the oracle knows of it."""

    unit: int
    visibility: str
    circle: int
    state: str
    is_deleted: bool
    occurred_on: str
    municipality: str
    make: str
    serial: str
    item_class: str
    detection: str
    status: str
    is_item_deleted: bool
    person: str
    person_is: str
    narrative: str


@dataclass(frozen=True)
class World:
    units: list[Unit]
    circles: list[Circle]
    told: dict[int, Told]


records = st.builds(
    Told,
    unit=st.sampled_from([0, 0, 0, 1, 2]),
    visibility=st.sampled_from(["jurisdiction", "jurisdiction", "unit", "restricted"]),
    circle=st.integers(0, 1),
    state=st.sampled_from([*["complete"] * 8, "open", "undone"]),
    is_deleted=st.sampled_from([*[False] * 5, True]),
    occurred_on=st.sampled_from(DATES),
    municipality=st.sampled_from(PLACES),
    make=st.sampled_from(["", "Zastava", "Crvena Zastava", "Beretta"]),
    serial=st.sampled_from(["", "AB-123", "ab 124", "C/9"]),
    item_class=st.sampled_from(CLASSES),
    detection=st.sampled_from(["", "dog"]),
    status=st.sampled_from(["entered", "checked"]),
    is_item_deleted=st.sampled_from([*[False] * 5, True]),
    person=st.sampled_from(["", *NAMES, *NAMES]),
    person_is=st.sampled_from(["alike", "jurisdiction", "elsewhere"]),
    narrative=st.sampled_from(["", "Нађено у Ђаковици", "gjetur afër rrugës", "red car"]),
)
VALUES = {
    "text": [
        "djordjev",
        "gashi",
        "pet",
        "zastava",
        "ab123",
        "ab 12",
        "gjakova",
        "djakovica",
        "red c",
        "crvena djako",
        "!",
    ],
    "year": ["2021"],
    "date_from": DATES[1:],
    "date_to": DATES[1:],
    "municipality": ["-", "peje"],
    "directorate": ["gjakove"],
    "status": ["checked"],
    "detection": ["dog", "-"],
    "visibility": ["restricted", "unit"],
    "mark": ["AB12", "ab-124"],
    "reference": ["1/", "1/2021"],
    "item_class": ["firearm"],
}


def _filters(kind: type[AnyFilter], **more: list[str]) -> st.SearchStrategy[AnyFilter]:
    """Filters that ask one to three things, so that they often find something."""
    asked = {**VALUES, **more}
    one = st.sampled_from(sorted(asked)).flatmap(
        lambda name: st.tuples(st.just(name), st.sampled_from(asked[name]))
    )
    return st.lists(one, min_size=1, max_size=3).map(lambda pairs: kind(**dict(pairs)))


item_filters = _filters(ItemFilter, has_serial=["yes", "no"])
occurrence_filters = _filters(OccurrenceFilter)
role_sets = st.one_of(
    st.sampled_from([["reader"], ["registrar"], ["analyst"], ["head_of_unit"]]),
    st.lists(st.sampled_from(sorted(ROLES)), max_size=2),
)
askers = st.tuples(role_sets, st.sampled_from([0, 0, 1, 2]), st.sets(st.integers(0, 1)), st.booleans())
Drawn = tuple[list[str], int, set[int], bool]


def _build(told: list[Told]) -> World:
    units = [make_unit("one", "XK"), make_unit("two", "XK"), make_unit("three", "RS")]
    circles = [rows.circle(), rows.circle()]
    world = World(units, circles, {})
    for number, each in enumerate(told, 1):
        world.told[_write(world, each, number)] = each
    return world


def _write(world: World, told: Told, number: int) -> int:
    unit, is_restricted = world.units[told.unit], told.visibility == "restricted"
    made = rows.occurrence(
        unit,
        source=rows.source(unit, told.state),
        visibility=told.visibility,
        circle=world.circles[told.circle] if is_restricted else None,
        deleted_at=rows.NOW if told.is_deleted else None,
        occurred_on=told.occurred_on,
        municipality=told.municipality,
        detection=told.detection,
        status=told.status,
        narrative=told.narrative,
    )
    marks = [told.serial] if told.serial else []
    deleted = rows.NOW if told.is_deleted or told.is_item_deleted else None
    rows.item(made, *marks, make=told.make, item_class=told.item_class, deleted_at=deleted)
    rows.reference(made, f"{number}/2021")
    if told.person:
        other = {"visibility": "restricted", "circle": world.circles[1 - told.circle]}
        own: dict[str, Any] = {
            "alike": {},
            "jurisdiction": {"visibility": "jurisdiction", "circle": None},
            "elsewhere": other,
        }
        rows.person(made, told.person, **own[told.person_is])
    rows.findable(made)
    return made.pk


def _ask(world: World, drawn: Drawn) -> Asker:
    roles, unit, circles, says_why = drawn
    own = world.units[unit]
    return Asker(
        id="9", unit=own.pk, jurisdiction=own.agency.jurisdiction, permissions=permissions_of(roles),
        circles=frozenset(world.circles[index].pk for index in circles), opens_all=says_why,
    )  # fmt: skip


class Oracle:
    """What somebody may know, said row by row in plain Python."""

    def __init__(self, world: World, asker: Asker) -> None:
        self.world, self.asker = world, asker

    def may_know(self, told: Told, visibility: str, circle: int) -> bool:
        asker, unit = self.asker, self.world.units[told.unit]
        if not asker.may("see_records") or unit.agency.jurisdiction != asker.jurisdiction:
            return False
        if visibility == "restricted":
            return self.world.circles[circle].pk in asker.circles
        return visibility == "jurisdiction" or unit.pk == asker.unit or asker.may("see_all_units")

    def sees(self, told: Told) -> bool:
        alive = told.state == "complete" and not told.is_deleted
        return alive and self.may_know(told, told.visibility, told.circle)

    def reads(self, told: Told) -> bool:
        return told.visibility != "restricted" or self.asker.opens_all

    def sees_item(self, told: Told) -> bool:
        return self.sees(told) and not told.is_item_deleted

    def sees_person(self, told: Told) -> bool:
        if not told.person or not self.asker.may("see_persons") or not self.sees(told):
            return False
        if told.person_is == "alike":
            return True
        return told.person_is == "jurisdiction" or self.may_know(told, "restricted", 1 - told.circle)

    def reads_person(self, told: Told) -> bool:
        is_open = told.person_is == "jurisdiction" or (
            told.person_is == "alike" and told.visibility != "restricted"
        )
        return self.sees_person(told) and (is_open or self.asker.opens_all)

    def has_words(self, told: Told, text: str) -> bool:
        words = fold(text).split()
        if not words:
            return False
        have = (
            fold(told.narrative).split()
            + fold(str(self.number_of(told))).split()
            + ["2021", "seizure", "pistol"]
        )
        if not told.is_item_deleted and not told.is_deleted:
            have += (
                fold(told.make).split()
                + fold(told.serial).split()
                + [fold(told.serial).replace(" ", ""), fold(told.make).replace(" ", "")]
            )
        if told.municipality == "gjakove":
            have += ["gjakova", "gjakove", "djakovica"]
        if told.person and told.person_is != "elsewhere" and self.asker.may("see_persons"):
            have += fold(told.person).split()
        return all(word in have for word in words[:-1]) and any(word.startswith(words[-1]) for word in have)

    def number_of(self, told: Told) -> int:
        return next(n for n, each in enumerate(self.world.told.values(), 1) if each is told)

    def answers(self, told: Told, wanted: ItemFilter | OccurrenceFilter) -> bool:
        """What a list shows is asked of all; the rest of what is read, or of a whole number."""
        return (
            _in_period(told.occurred_on, wanted.year, wanted.year)
            and _in_period(told.occurred_on, wanted.date_from, wanted.date_to)
            and wanted.status in ("", told.status)
            and wanted.visibility in ("", told.visibility)
            and (
                (self.reads(told) and self.tells(told, wanted))
                or not self.asks_inside(wanted)
                or self.has_number(told, wanted)
            )
        )

    @staticmethod
    def asks_inside(wanted: ItemFilter | OccurrenceFilter) -> bool:
        names = ("text", "municipality", "directorate", "detection", "mark", "reference", "has_serial")
        of_item = isinstance(wanted, OccurrenceFilter) and wanted.item_class
        return bool(of_item) or any(getattr(wanted, name, "") for name in names)

    def has_number(self, told: Told, wanted: ItemFilter | OccurrenceFilter) -> bool:
        others = [
            getattr(wanted, name, "") for name in ("municipality", "directorate", "detection", "has_serial")
        ]
        if isinstance(wanted, OccurrenceFilter):
            others.append(wanted.item_class)
        serial = "" if told.is_item_deleted else fold(told.serial).replace(" ", "")
        reference = f"{self.number_of(told)} 2021"

        def bears(typed: str) -> bool:
            return len(serial) > 2 and fold(typed).replace(" ", "") == serial

        return (
            not any(others)
            and (not wanted.mark or bears(wanted.mark))
            and (not wanted.reference or fold(wanted.reference) == reference)
            and (not wanted.text or bears(wanted.text) or fold(wanted.text) == reference)
        )

    def tells(self, told: Told, wanted: ItemFilter | OccurrenceFilter) -> bool:
        reference = f"{self.number_of(told)} 2021"
        plain = {"municipality": told.municipality, "detection": told.detection}
        return (
            (not wanted.text or self.has_words(told, wanted.text))
            and all(getattr(wanted, name) in ("", value or "-") for name, value in plain.items())
            and (not wanted.directorate or told.municipality == "gjakove")
            and (not wanted.reference or reference.startswith(fold(wanted.reference)))
        )

    def item_answers(self, told: Told, wanted: ItemFilter | OccurrenceFilter) -> bool:
        if not self.reads(told):
            return wanted.item_class in ("", told.item_class)
        serial = fold(told.serial).replace(" ", "")
        has_serial = getattr(wanted, "has_serial", "")
        return (
            wanted.item_class in ("", told.item_class)
            and (not wanted.mark or (bool(serial) and serial.startswith(fold(wanted.mark).replace(" ", ""))))
            and (not has_serial or (has_serial == "yes") == bool(told.serial))
        )

    def items(self, wanted: ItemFilter) -> set[int]:
        told = self.world.told.items()
        return {
            pk
            for pk, t in told
            if self.sees_item(t) and self.answers(t, wanted) and self.item_answers(t, wanted)
        }

    def occurrences(self, wanted: OccurrenceFilter) -> set[int]:
        of_item = wanted.item_class or wanted.mark
        return {
            pk
            for pk, t in self.world.told.items()
            if self.sees(t)
            and self.answers(t, wanted)
            and (not of_item or (self.sees_item(t) and self.item_answers(t, wanted)))
        }


def _in_period(day: str, start: str, end: str) -> bool:
    if not start and not end:
        return True
    if not day:
        return False
    date = PartialDate.parse(day)
    after = not start or date.earliest >= PartialDate.parse(start).earliest
    return after and (not end or date.latest <= PartialDate.parse(end).latest)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(records, min_size=4, max_size=10),
    st.lists(askers, min_size=1, max_size=3),
    st.lists(item_filters, min_size=2, max_size=5),
    st.lists(occurrence_filters, min_size=2, max_size=5),
)
def test_every_read_equals_the_oracle(
    told: list[Told],
    drawn: list[Drawn],
    of_items: list[ItemFilter],
    of_occurrences: list[OccurrenceFilter],
) -> None:
    with transaction.atomic():
        world = _build(told)
        for each in [(["reader"], 0, {0, 1}, False), *drawn]:
            _same(_ask(world, each), world, of_items, of_occurrences)
        transaction.set_rollback(True)


def _same(
    asker: Asker, world: World, of_items: list[ItemFilter], of_occurrences: list[OccurrenceFilter]
) -> None:
    oracle = Oracle(world, asker)
    for wanted in [ItemFilter(), *(ItemFilter(text=text) for text in VALUES["text"]), *of_items]:
        _same_items(asker, oracle, wanted)
    for asked in [
        OccurrenceFilter(),
        *(OccurrenceFilter(item_class=each) for each in CLASSES),
        *of_occurrences,
    ]:
        found = occurrences_visible_to(asker, asked).values_list("pk", flat=True)
        assert set(found) == oracle.occurrences(asked), asked
    _same_persons(asker, oracle)
    _same_completions(asker, oracle)


def _same_items(asker: Asker, oracle: Oracle, wanted: ItemFilter) -> None:
    found, expected = items_visible_to(asker, wanted), oracle.items(wanted)
    assert set(found.values_list("occurrence_id", flat=True)) == expected, wanted
    assert count_of(found).number == len(expected)
    assert count_of(found, cap=2).number == min(2, len(expected))
    shown: list[int] = []
    cursor = ""
    while True:
        page = page_of(found, cursor=cursor, size=2)
        shown += [row.pk for row in page.rows]
        cursor = page.next_cursor
        if not cursor:
            break
    in_order = Item.objects.filter(occurrence__in=expected).order_by("-occurred_on", "-pk")
    assert shown == list(in_order.values_list("pk", flat=True))


def _same_persons(asker: Asker, oracle: Oracle) -> None:
    told = oracle.world.told.items()
    expected = {pk for pk, t in told if oracle.sees_person(t)}
    assert set(persons_visible_to(asker).values_list("roles__occurrence", flat=True)) == expected
    shown = {o.pk for o in occurrences_for_page(asker) if list(o.person_roles.all())}
    assert shown == {pk for pk, t in told if oracle.reads_person(t)}
    assert {o.pk for o in occurrences_for_page(asker)} == oracle.occurrences(OccurrenceFilter())


def _same_completions(asker: Asker, oracle: Oracle) -> None:
    told = list(oracle.world.told.values())
    assert set(makes_seen(asker, "zas")) == {
        t.make for t in told if "Zastava" in t.make and oracle.sees_item(t) and oracle.reads(t)
    }
    expected = {
        f"{oracle.number_of(t)}/2021"
        for t in told
        if oracle.sees(t) and str(oracle.number_of(t)).startswith("1")
    }
    assert {each.number for each in references_seen(asker, "1")} == expected
    for typed in ("djor", "gash"):
        named = {t.person for t in told if oracle.reads_person(t) and fold(t.person).startswith(typed)}
        assert {person.family_name for person in persons_seen(asker, typed)} == named
    brings_back = asker.may("delete_records")
    deleted = {
        pk
        for pk, t in oracle.world.told.items()
        if brings_back
        and t.state == "complete"
        and (t.is_deleted or t.is_item_deleted)
        and oracle.may_know(t, t.visibility, t.circle)
    }
    assert set(deleted_items_visible_to(asker).values_list("occurrence_id", flat=True)) == deleted
    assert Occurrence.objects.count() == len(told)
