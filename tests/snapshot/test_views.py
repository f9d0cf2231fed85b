"""A view of the snapshot counts what its asker may know of, and nothing that was taken from his sight since."""

from collections.abc import Iterable
from typing import Any

import pytest

from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotAllowed, NotFound, Unavailable
from headstamp.registry.actions import (
    delete_check,
    delete_occurrence,
    record_check,
    record_occurrence,
    restore_check,
    set_visibility,
    undo_source,
)
from headstamp.registry.facts import CheckFacts, ItemFacts, OccurrenceFacts, PersonFacts
from headstamp.registry.models import Item, Occurrence
from headstamp.registry.queries.visibility import visible
from headstamp.snapshot.actions import keep, refresh
from headstamp.snapshot.queries import kept_names, open_for, open_for_office, open_kept
from tests.cast import Cast
from tests.registry import rows

PISTOL = OccurrenceFacts(kind="seizure", occurred_on="2022-03", items=(ItemFacts(kind="pistol"),))


def items_in_view(asker: Asker) -> set[str]:
    with open_for(asker) as view:
        counted = {uid for (uid,) in view.sql("SELECT item_uid FROM items", of=("items",))}
        answered = view.answer("items in view", lambda view: view.table("items")[["item_uid"]])
    assert {uid for (uid,) in answered} == counted
    return counted


def checks_in_view(asker: Asker) -> set[str]:
    with open_for(asker) as view:
        return {uid for (uid,) in view.sql("SELECT check_uid FROM checks", of=("checks",))}


def items_live(asker: Asker) -> set[str]:
    return set(Item.objects.filter(visible(asker)).values_list("uid", flat=True))


def uids(items: Iterable[Item]) -> set[str]:
    return {item.uid for item in items}


def test_without_a_snapshot_nothing_is_counted(cast: Cast) -> None:
    with pytest.raises(Unavailable), open_for(cast.analyst):
        pass


def test_everybody_gets_what_the_list_shows(cast: Cast) -> None:
    circle = rows.circle(cast.officer.id)
    for unit in (cast.unit, cast.other_unit, cast.partner_unit):
        for rights in ({"visibility": "unit"}, {}, {"visibility": "restricted", "circle": circle}):
            rows.item(rows.occurrence(unit, **rights))
    rows.item(rows.occurrence(cast.unit, source=rows.source(cast.unit, "open")))
    refresh()
    people = dict(cast.everybody()) | {"member": cast.in_circle(cast.officer, circle.pk)}
    for name, asker in people.items():
        assert items_in_view(asker) == items_live(asker), name
    assert len(items_live(people["member"])) == 5


def test_a_record_is_left_out_as_soon_as_it_may_not_be_seen(cast: Cast) -> None:
    first, second, third = (record_occurrence(cast.registrar, facts=PISTOL) for _ in range(3))
    refresh()
    assert len(items_in_view(cast.officer)) == 3
    set_visibility(cast.registrar, uid=first.uid, version=1, visibility="unit")
    delete_occurrence(cast.head, uid=second.uid, version=1, reason="twice")
    assert items_in_view(cast.officer) == uids(third.items.all()) == items_live(cast.officer)
    assert items_in_view(cast.analyst) == uids([*first.items.all(), *third.items.all()])
    with open_for(cast.analyst) as view:
        assert view.is_stale
    refresh()
    with open_for(cast.analyst) as view:
        assert not view.is_stale
    assert items_in_view(cast.analyst) == items_live(cast.analyst)


def test_a_deleted_tally_is_left_out_at_once_and_counts_again_when_it_is_back(cast: Cast) -> None:
    facts = CheckFacts(context="patrol", happened_on="2022-05", is_tally=True, checks_made=9)
    first, second = (record_check(cast.registrar, facts=facts) for _ in range(2))
    refresh()
    delete_check(cast.head, uid=second.uid, version=1, reason="twice")
    assert checks_in_view(cast.officer) == {first.uid}
    refresh()
    assert checks_in_view(cast.officer) == {first.uid}
    restore_check(cast.head, uid=second.uid, reason="not twice")
    refresh()
    assert checks_in_view(cast.officer) == {first.uid, second.uid}


def test_an_undone_file_is_left_out_at_once(cast: Cast) -> None:
    source = rows.source(cast.unit)
    rows.item(rows.occurrence(cast.unit, source=source))
    refresh()
    assert items_in_view(cast.analyst)
    undo_source(cast.analyst, source=source, pause=lambda: None)
    assert not items_in_view(cast.analyst)


def test_a_view_says_the_state_that_it_counts(cast: Cast) -> None:
    record_occurrence(cast.registrar, facts=PISTOL)
    made = refresh()
    with open_for(cast.reader) as view:
        assert (view.position, view.as_of, view.fingerprint) == (made.position, made.moment, made.fingerprint)


def test_a_question_is_compiled_once_and_answered_for_each_by_his_own_rights(cast: Cast) -> None:
    rows.item(rows.occurrence(cast.unit, visibility="unit"))
    rows.item(rows.occurrence(cast.unit))
    refresh()
    told = []
    for asker in (cast.analyst, cast.officer, cast.partner, cast.donor):
        with open_for(asker) as view:
            told.append(view.answer("pieces", lambda each: each.table("items").count()))
    assert told == [[(2,)], [(1,)], [(0,)], [(0,)]]


def test_persons_are_counted_only_for_who_may_see_them(cast: Cast) -> None:
    suspect = PersonFacts(
        role="possessor", category="suspect", family_name="Zqname", sex="male", born_on="1990"
    )
    record_occurrence(
        cast.registrar, facts=OccurrenceFacts(kind="seizure", occurred_on="2022-03", persons=(suspect,))
    )
    refresh()
    for asker, expected in ((cast.registrar, [("male", "age_25_34")]), (cast.reader, [])):
        with open_for(asker) as view:
            assert view.sql("SELECT sex, age_group FROM persons", of=("persons",)) == expected


@pytest.mark.parametrize(
    ("told", "group"),
    [
        ({"age": 0}, "age_0_17"),
        ({"age": 34}, "age_25_34"),
        ({"age_group": "age_65_up"}, "age_65_up"),
        ({"age": 34, "born_on": "1950"}, "age_65_up"),
        ({}, ""),
    ],
)
def test_an_age_that_was_told_is_counted_where_birth_says_none(
    cast: Cast, told: dict[str, Any], group: str
) -> None:
    victim = PersonFacts(role="other", category="victim", alias="unknown", **told)
    record_occurrence(
        cast.registrar, facts=OccurrenceFacts(kind="incident", occurred_on="2022-03", persons=(victim,))
    )
    refresh()
    with open_for(cast.registrar) as view:
        assert view.sql("SELECT age_group FROM persons", of=("persons",)) == [(group,)]


def test_figures_in_the_office_s_name_count_all_records_of_the_jurisdiction(cast: Cast) -> None:
    rows.item(rows.occurrence(cast.other_unit, visibility="restricted", circle=rows.circle()))
    rows.item(rows.occurrence(cast.partner_unit))
    refresh()
    with open_for_office(cast.head) as view:
        assert view.answer("n", lambda each: each.table("items").count()) == [(1,)]
    for asker in (cast.analyst, cast.administrator, cast.nobody):
        with pytest.raises(NotAllowed), open_for_office(asker):
            pass


def test_a_kept_snapshot_stays_what_it_was(cast: Cast) -> None:
    occurrence = record_occurrence(cast.registrar, facts=PISTOL)
    refresh()
    kept = keep(cast.head, name="2022")
    delete_occurrence(cast.head, uid=occurrence.uid, version=1, reason="twice")
    refresh(full=True)
    refresh(full=True)
    with open_kept(cast.head, "2022") as view:
        assert view.answer("n", lambda each: each.table("items").count()) == [(1,)]
        assert view.fingerprint == kept.fingerprint
    assert kept_names(cast.head) == ["2022"]
    assert not Occurrence.objects.filter(visible(cast.head)).exists()
    with pytest.raises(NotFound), open_kept(cast.head, "2021"):
        pass
