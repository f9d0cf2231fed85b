"""Rights that change are followed at once: whatever happened to a record, lists, search and files show what the rules say."""

import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as office_settings
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headstamp.accounts.actions import move_unit
from headstamp.desk.asking import asker_for
from headstamp.desk.exported_records import ITEMS
from headstamp.desk.exporting import export_list
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import HeadstampError
from headstamp.matching.typed import find_typed
from headstamp.registry.actions import (
    add_member,
    attach_file,
    delete_occurrence,
    make_circle,
    record_occurrence,
    remove_item,
    remove_member,
    restore_item,
    restore_occurrence,
    set_visibility,
)
from headstamp.registry.facts import ItemFacts, MarkFacts, OccurrenceFacts, PersonFacts, ReferenceFacts
from headstamp.registry.filters import ItemFilter, OccurrenceFilter
from headstamp.registry.models import Circle, Item, Occurrence
from headstamp.registry.queries import (
    attachments_visible_to,
    items_visible_to,
    models_seen,
    occurrences_visible_to,
    open_occurrence,
    persons_seen,
    references_seen,
)
from headstamp.registry.queries.alike import items_with_number
from tests.cast import Cast
from tests.leaks.oracle import DELETE, EXPORT, READERS, SEE_ALL_UNITS, SEE_PERSONS
from tests.plugins.standing import module_office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]

FACTS = OccurrenceFacts(
    kind="seizure",
    narrative="zqnarrative",
    items=(ItemFacts(kind="pistol", model="zqmodel", marks=(MarkFacts(as_read="ZQ12345"),)),),
    references=(ReferenceFacts(kind="police_case", issuer="Police", number="ZQ-1/21"),),
    persons=(PersonFacts(role="possessor", category="suspect", family_name="Zqname"),),
)


class Told:
    """What a plain reading of the rules says of one record, followed through everything that happens to it."""

    def __init__(self) -> None:
        self.visibility, self.is_deleted, self.has_item = "jurisdiction", False, True
        self.members, self.with_unit, self.is_over = {"officer"}, False, False
        self.unit_of = dict.fromkeys(READERS, "first") | {"officer": "other", "partner": "abroad"}

    def knows(self, name: str) -> bool:
        unit = self.unit_of.get(name)
        if self.is_deleted or unit in (None, "abroad"):
            return False
        if self.visibility == "restricted":
            return not self.is_over and (name in self.members or (self.with_unit and unit == "first"))
        return self.visibility == "jurisdiction" or unit == "first" or name in SEE_ALL_UNITS


class Office:
    """One occurrence with its circle, and what can happen to them. An act that its person may not do changes nothing."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.told = cast, Told()
        self.of = record_occurrence(cast.registrar, facts=FACTS)
        self.item = self.of.items.get()
        attach_file(cast.registrar, target=self.of, stream=io.BytesIO(b"note"), name="zq.txt")
        self.circle = make_circle(cast.officer, name="x", reason="x")
        # The head keeps it up too, so that somebody of the unit can name it on a record.
        Circle.objects.filter(pk=self.circle.pk).update(created_by=cast.head.id)

    def as_now(self, name: str) -> Asker:
        """With a reason for the record, so that what it hides from others is read, not only known of."""
        opened = frozenset({self.of.uid}) if hasattr(self, "of") else frozenset()
        return asker_for(Cast.user_of(getattr(self.cast, name)), "case 12", opened)

    def at(self, model: type[Occurrence] | type[Item], uid: str) -> dict[str, Any]:
        return {"uid": uid, "version": model.objects.get(uid=uid).version}

    def show(self, visibility: str) -> None:
        circle = self.circle.pk if visibility == "restricted" else 0
        set_visibility(
            self.as_now("head"), **self.at(Occurrence, self.of.uid), visibility=visibility, circle=circle
        )
        self.told.visibility = visibility

    def delete(self, _: object) -> None:
        delete_occurrence(self.as_now("head"), **self.at(Occurrence, self.of.uid), reason="x")
        self.told.is_deleted = True

    def restore(self, _: object) -> None:
        restore_occurrence(self.as_now("head"), uid=self.of.uid, reason="x")
        self.told.is_deleted = False

    def remove_item(self, _: object) -> None:
        remove_item(self.as_now("registrar"), **self.at(Item, self.item.uid), reason="x")
        self.told.has_item = False

    def restore_item(self, _: object) -> None:
        restore_item(self.as_now("head"), uid=self.item.uid, reason="x")
        self.told.has_item = True

    def join(self, name: str) -> None:
        add_member(self.as_now("head"), circle=self.circle.pk, account=getattr(self.cast, name).id)
        self.told.members.add(name)

    def leave(self, name: str) -> None:
        row = self.circle.members.filter(account=getattr(self.cast, name).id).first()
        remove_member(self.as_now("head"), circle=self.circle.pk, member=row.pk if row else 0)
        self.told.members.discard(name)

    def join_unit(self, _: object) -> None:
        add_member(self.as_now("head"), circle=self.circle.pk, unit=self.cast.unit.pk)
        self.told.with_unit = True

    def end(self, days: int) -> None:
        Circle.objects.filter(pk=self.circle.pk).update(until=date.today() + timedelta(days=days))  # noqa: DTZ011
        self.told.is_over = days < 0

    def move(self, unit: str) -> None:
        row = {"first": self.cast.unit, "other": self.cast.other_unit, "abroad": self.cast.partner_unit}[unit]
        for name in ("reader", "officer"):
            move_unit(
                self.as_now("administrator"), account_id=int(getattr(self.cast, name).id), unit_id=row.pk
            )
            self.told.unit_of[name] = unit

    def check(self) -> None:
        for name in sorted(READERS):
            asker, knows = self.as_now(name), self.told.knows(name)
            has_item = knows and self.told.has_item
            assert counts(asker, name) == expected(name, knows, has_item), (name, vars(self.told))


def counts(asker: Asker, name: str) -> dict[str, int]:
    """What each way of asking brings this person of the one record."""
    found = {
        "occurrences": occurrences_visible_to(asker).count(),
        "items": items_visible_to(asker).count(),
        "words": occurrences_visible_to(asker, OccurrenceFilter(text="zqnarrative")).count(),
        "words of an item": occurrences_visible_to(asker, OccurrenceFilter(text="zqmodel")).count(),
        "name": occurrences_visible_to(asker, OccurrenceFilter(text="zqname")).count(),
        "mark": items_visible_to(asker, ItemFilter(mark="zq12345")).count(),
        "alike": len(items_with_number(asker, "ZQ12345")),
        "damaged number": len(found.hits if (found := find_typed(asker, "ZQ12?45")) else ()),
        "models": len(models_seen(asker, "zqmodel")),
        "references": len(references_seen(asker, "ZQ-1")),
        "persons": len(persons_seen(asker, "zqname")),
        "files": attachments_visible_to(asker).count(),
        "page": opens(asker),
    }
    if name in EXPORT:
        found["export"] = export_list(asker, ITEMS, ItemFilter(), io.BytesIO(), as_csv=True)
    return found


def opens(asker: Asker) -> int:
    try:
        open_occurrence(asker, Occurrence.objects.get().uid)
    except HeadstampError:
        return 0
    return 1


def expected(name: str, knows: bool, has_item: bool) -> dict[str, int]:
    found = dict.fromkeys(("occurrences", "words", "references", "files", "page"), int(knows))
    found |= dict.fromkeys(
        ("items", "words of an item", "mark", "alike", "damaged number", "models"), int(has_item)
    )
    found |= dict.fromkeys(("name", "persons"), int(knows and name in SEE_PERSONS))
    return found | ({"export": int(has_item)} if name in EXPORT else {})


ACTS: dict[str, st.SearchStrategy[Any]] = {
    "show": st.sampled_from(["unit", "jurisdiction", "restricted"]),
    "delete": st.none(),
    "restore": st.none(),
    "remove_item": st.none(),
    "restore_item": st.none(),
    "join": st.sampled_from(["reader", "registrar", "officer", "analyst", "head"]),
    "leave": st.sampled_from(["reader", "registrar", "officer", "analyst"]),
    "join_unit": st.none(),
    "end": st.sampled_from([-1, 0, 1]),
    "move": st.sampled_from(["first", "other", "abroad"]),
}
HAPPENING = st.sampled_from(sorted(ACTS)).flatmap(lambda name: st.tuples(st.just(name), ACTS[name]))


@pytest.fixture(scope="module")
def office(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Office]]:
    with module_office(django_db_blocker, tmp_path_factory.mktemp("home")) as cast:
        yield lambda: Office(cast)


@pytest.fixture
def home(office: object) -> Path:
    """The office's, for all tests of the module."""
    return Path(office_settings.HEADSTAMP_HOME)


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(happened=st.lists(HAPPENING, min_size=1, max_size=6))
def test_what_happened_to_a_record_shows_at_once(
    office: Callable[[], Office], happened: list[tuple[str, Any]]
) -> None:
    mark = transaction.savepoint()
    try:
        of = office()
        of.check()
        for name, how in happened:
            try:
                with transaction.atomic():
                    getattr(of, name)(how)
            except HeadstampError:
                continue
            of.check()
    finally:
        transaction.savepoint_rollback(mark)


def test_who_may_delete_is_who_brings_back(office: Callable[[], Office]) -> None:
    of = office()
    of.delete(None)
    for name in sorted(READERS - DELETE):
        with pytest.raises(HeadstampError):
            restore_occurrence(of.as_now(name), uid=of.of.uid, reason="x")
    of.restore(None)
    of.check()
