"""Whatever was done in whatever order: nobody's view holds a record that he may not see, and after a refresh it holds all."""

import random
from dataclasses import replace

import pytest

from headstamp.accounts.models import Unit
from headstamp.accounts.permissions import Permission
from headstamp.forensics.actions import exclude_lead, note_lead
from headstamp.forensics.facts import End
from headstamp.forensics.queries import leads_visible_to
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import HeadstampError
from headstamp.registry.actions import (
    add_item,
    complete_source,
    delete_occurrence,
    edit_check,
    edit_occurrence,
    edit_person,
    open_source,
    record_check,
    record_occurrence,
    remove_item,
    restore_occurrence,
    set_legal_status,
    set_visibility,
    undo_source,
)
from headstamp.registry.facts import CheckFacts, ItemFacts, OccurrenceFacts, PersonFacts
from headstamp.registry.laws.values import today
from headstamp.registry.models import Check, Circle, CircleMember, Item, Occurrence, Person, Source
from headstamp.registry.queries import items_visible_to, occurrences_visible_to
from headstamp.registry.queries.circles import circles_of
from headstamp.snapshot.actions import refresh
from tests.cast import Cast
from tests.forensics.office import opinion
from tests.registry import rows
from tests.snapshot.seeing import in_view, live

STEPS = 15


class Office:
    """People who do one thing after another; `dice` says what."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self.dice = cast, random.Random(seed)
        self.circles = [rows.circle(cast.registrar.id, cast.officer.id), rows.circle(units=(cast.unit,))]
        self.units = {"registrar": cast.unit.pk, "officer": cast.other_unit.pk, "head": cast.unit.pk}

    def people(self) -> dict[str, Asker]:
        """Everybody with the unit and the circles of this moment."""
        found = {}
        for name, asker in self.cast.everybody():
            unit = self.units.get(name, asker.unit)
            circles = circles_of(asker.id, unit or None, today())
            found[name] = replace(asker, unit=unit, circles=circles, reason="work")
        return found

    def step(self) -> str:
        return self.do(self.dice.choice([name for name in dir(self) if name.startswith("do_")]))

    def do(self, deed: str) -> str:
        try:
            getattr(self, deed)(self.people()[self.dice.choice(("registrar", "officer", "head", "partner"))])
        except HeadstampError:  # not his to do, or not now: that is as good a step as any
            return f"{deed} refused"
        return deed

    def _of(self, asker: Asker, model, **which):  # type: ignore[no-untyped-def]
        found = list(model.objects.filter(unit=asker.unit, **which).order_by("pk"))
        return self.dice.choice(found) if found else None

    def _rights(self) -> dict[str, object]:
        circle = self.dice.choice(self.circles).pk
        return self.dice.choice(
            (
                {"visibility": "unit"},
                {"visibility": "jurisdiction"},
                {"visibility": "restricted", "circle": circle},
            )
        )

    def do_record(self, asker: Asker) -> None:
        suspect = PersonFacts(
            role="possessor", category="suspect", family_name="N", sex="male", born_on="1990"
        )
        facts = OccurrenceFacts(
            kind="seizure",
            occurred_on="2022-03",
            persons=self.dice.choice(((), (suspect,))),
            items=(ItemFacts(kind="pistol", legal_status="seized"),) * self.dice.randint(0, 2),
            **self._rights(),  # type: ignore[arg-type]
        )
        record_occurrence(asker, facts=facts)

    do_record_more = do_record

    def do_restrict(self, asker: Asker) -> None:
        if found := self._of(asker, Occurrence):
            set_visibility(asker, uid=found.uid, version=found.version, **self._rights())  # type: ignore[arg-type]

    do_restrict_more = do_restrict

    def do_delete(self, asker: Asker) -> None:
        if found := self._of(asker, Occurrence):
            delete_occurrence(asker, uid=found.uid, version=found.version, reason="twice")

    def do_restore(self, asker: Asker) -> None:
        if found := self._of(asker, Occurrence, deleted_at__isnull=False):
            restore_occurrence(asker, uid=found.uid, reason="no")

    def do_edit(self, asker: Asker) -> None:
        if found := self._of(asker, Occurrence):
            kind = self.dice.choice(("find", "seizure", "surrender"))
            edit_occurrence(asker, uid=found.uid, version=found.version, changes={"kind": kind})

    def do_add_item(self, asker: Asker) -> None:
        if found := self._of(asker, Occurrence):
            add_item(asker, occurrence=found.uid, version=found.version, facts=ItemFacts(kind="rifle"))

    def do_remove_item(self, asker: Asker) -> None:
        if found := self._of(asker, Item):
            remove_item(asker, uid=found.uid, version=found.version, reason="not one")

    def do_set_status(self, asker: Asker) -> None:
        if found := self._of(asker, Item):
            set_legal_status(asker, uid=found.uid, version=found.version, status="returned", reason="so")

    def do_check(self, asker: Asker) -> None:
        record_check(asker, facts=CheckFacts(context="patrol", happened_on="2024", **self._rights()))  # type: ignore[arg-type]

    def do_restrict_check(self, asker: Asker) -> None:
        if found := self._of(asker, Check):
            edit_check(asker, uid=found.uid, version=found.version, changes=self._rights())

    def do_note_lead(self, asker: Asker) -> None:
        """Between any two records that an examiner of his unit may know of, of other units too."""
        examiner = replace(asker, permissions=asker.permissions | {Permission.EXAMINE})
        items = [End(item=uid) for uid in items_visible_to(examiner).values_list("uid", flat=True)]
        whole = [
            End(occurrence=uid) for uid in occurrences_visible_to(examiner).values_list("uid", flat=True)
        ]
        if len(items) > 1:
            one, other = self.dice.sample([*items, *whole], 2)
            note_lead(examiner, one=one, other=other, opinion=opinion())

    do_note_another_lead = do_note_lead

    def do_exclude_lead(self, asker: Asker) -> None:
        examiner = replace(asker, permissions=asker.permissions | {Permission.EXAMINE})
        if lead := leads_visible_to(examiner).first():
            exclude_lead(examiner, lead=lead.uid, opinion=opinion())

    def do_edit_person(self, asker: Asker) -> None:
        if found := self._of(asker, Person):
            edit_person(asker, uid=found.uid, version=found.version, changes={"sex": "female"})

    def do_take_in(self, asker: Asker) -> None:
        source = open_source(asker, name="f", register="r", sha256="", batch=f"b{self.dice.random()}"[:26])
        for _ in range(3):
            unit = Unit.objects.get(pk=asker.unit)
            rows.item(rows.occurrence(unit, source=source))

    def do_complete(self, asker: Asker) -> None:
        if found := Source.objects.filter(unit=asker.unit, state="open").first():
            complete_source(asker, source=found)

    def do_undo(self, asker: Asker) -> None:
        if found := Source.objects.filter(unit=asker.unit, kind="file", state="complete").first():
            undo_source(asker, source=found, pause=lambda: None)

    def do_end_membership(self, _asker: Asker) -> None:
        if found := CircleMember.objects.order_by("pk").first():
            found.delete()

    def do_join(self, asker: Asker) -> None:
        circle = self.dice.choice(self.circles)
        if not circle.members.filter(account=asker.id).exists():
            CircleMember.objects.create(circle=circle, account=asker.id, added_at=rows.NOW, added_by="1")

    def do_end_circle(self, _asker: Asker) -> None:
        Circle.objects.filter(pk=self.dice.choice(self.circles).pk).update(until=rows.NOW.date())

    def do_move_person(self, _asker: Asker) -> None:
        name = self.dice.choice(list(self.units))
        self.units[name] = self.dice.choice((self.cast.unit.pk, self.cast.other_unit.pk))


@pytest.mark.parametrize("seed", range(3))
def test_a_view_never_holds_more_than_its_asker_may_see(cast: Cast, seed: int) -> None:
    office = Office(cast, seed)
    for _ in range(12):
        office.do("do_record")
    refresh()
    for number in range(STEPS):
        deed = office.step()
        people = office.people()
        for name in office.dice.sample(sorted(people), 4):
            seen, may = in_view(people[name]), live(people[name])
            for table, keys in seen.items():
                assert keys <= may[table], (number, deed, name, table)
        if number % 8 == 6:
            refresh()
            for name, asker in people.items():
                assert in_view(asker) == live(asker), (number, name)
