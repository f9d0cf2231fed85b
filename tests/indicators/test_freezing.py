"""A frozen period keeps its figures, counts only what was checked, and shows later corrections as revisions."""

from decimal import Decimal

import pytest

from headstamp.audit.models import Entry
from headstamp.indicators.actions import freeze, recompute
from headstamp.indicators.models import Frozen, FrozenFigure
from headstamp.indicators.period import Every
from headstamp.indicators.queries.periods import (
    editions,
    figures_of_edition,
    foresee,
    frozen_visible_to,
    issued_visible_to,
    moved_between,
    period_named,
    standings,
)
from headstamp.kernel.errors import Conflict, HeadstampError, Invalid, NotAllowed, NotFound
from headstamp.registry.actions import check_occurrence, edit_item, record_occurrence
from headstamp.registry.facts import ItemFacts, OccurrenceFacts
from headstamp.registry.models import Item
from headstamp.snapshot.actions import refresh
from headstamp.snapshot.places import places
from tests.cast import Cast
from tests.indicators.office import few_measures, office

__all__ = ["few_measures", "office"]
YEAR = period_named("2022")
SEIZED_IN_2022 = 4 + 5 + 6 + 7


def value(frozen: Frozen, measure: str, **by: str) -> Decimal | None:
    return next(each.value for each in frozen.figures.filter(measure=measure) if each.by == by)


def add_seizure(cast: Cast, pistols: int = 2) -> str:
    """A checked seizure of 2022 that came later."""
    facts = OccurrenceFacts(
        kind="seizure", occurred_on="2022-08-09", items=(ItemFacts(kind="pistol", quantity=Decimal(pistols)),)
    )
    made = record_occurrence(cast.registrar, facts=facts)
    check_occurrence(cast.head, uid=made.uid, version=made.version)
    return made.uid


def test_it_counts_checked_records_only_and_says_what_it_left_out(office: Cast) -> None:
    frozen = freeze(office.head, period=YEAR)
    assert value(frozen, "firearms-seized") == SEIZED_IN_2022
    assert value(frozen, "firearms-seized", directorate="peje") == 6
    assert value(frozen, "persons-injured") == 2 * (1 + 3 + 5 + 7)
    assert frozen.counted["items"] == [2 * SEIZED_IN_2022, 1]
    assert frozen.counted["occurrences"] == [SEIZED_IN_2022 + 16, 2]


def test_what_would_count_is_told_before(office: Cast) -> None:
    refresh()
    told = foresee(office.head, YEAR)
    assert told.counted["occurrences"] == (SEIZED_IN_2022 + 16, 2)
    assert told.left_out == 2
    assert not frozen_visible_to(office.head).exists()


def test_only_who_approves_freezes(office: Cast) -> None:
    did = set()
    for name, asker in office.everybody():
        try:
            freeze(asker, period=period_named("2021"), note="again")
        except NotAllowed:
            continue
        did.add(name)
    assert did == {"head"}
    entry = Entry.objects.get(verb="freeze_period")
    assert (entry.actor, entry.subject_id) == (office.head.id, "2021")


def test_the_figures_are_only_for_who_approves_and_that_it_is_frozen_for_who_sees_figures(
    office: Cast,
) -> None:
    frozen = freeze(office.head, period=YEAR)
    knows, reads = set(), set()
    for name, asker in office.everybody():
        if frozen_visible_to(asker).exists():
            knows.add(name)
        try:
            figures_of_edition(asker, frozen).first()
            reads.add(name)
        except HeadstampError:
            assert not issued_visible_to(asker).exists()
    assert knows == {"registrar", "analyst", "head", "reader", "officer"}
    assert reads == {"head"}


def test_another_jurisdiction_s_head_knows_of_none_of_it(office: Cast) -> None:
    from dataclasses import replace  # noqa: PLC0415

    frozen = freeze(office.head, period=YEAR)
    abroad = replace(office.head, jurisdiction="RS")
    assert editions(abroad, YEAR) == []
    with pytest.raises(NotAllowed):
        figures_of_edition(abroad, frozen)
    with pytest.raises(NotFound):
        recompute(abroad, period=YEAR)


def test_a_period_that_is_not_over_cannot_be_frozen(office: Cast) -> None:
    with pytest.raises(Conflict, match="is not over"):
        freeze(office.head, period=period_named("2099-Q1"))


@pytest.mark.parametrize("text", ["all", "2021/2022", "22", "2022-13", "2022-Q5", ""])
def test_what_is_no_such_period_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        period_named(text)


def test_a_part_of_a_year_holds_what_is_known_to_lie_in_it(office: Cast) -> None:
    frozen = freeze(office.head, period=period_named("2022-Q2"))
    assert value(frozen, "firearms-seized") == 1 + 2 + 3 + 3
    assert value(frozen, "persons-injured") == 2 * (1 + 3 + 5 + 7)


def test_a_later_correction_is_a_revision_with_its_cause(office: Cast) -> None:
    first = freeze(office.head, period=YEAR)
    add_seizure(office)
    changed = Item.objects.filter(
        occurred_on__startswith="2022", item_class="firearm", status="checked"
    ).first()
    assert changed
    with pytest.raises(Invalid, match="Say what the revision is for"):
        freeze(office.head, period=YEAR)
    second = freeze(office.head, period=YEAR, note="A report came late.")
    assert (second.edition, second.is_revision) == (2, True)
    assert second.changes["occurrences"] == {"added": 1, "changed": 0, "removed": 0}
    assert second.changes["items"] == {"added": 1, "changed": 0, "removed": 0}
    assert value(second, "firearms-seized") == SEIZED_IN_2022 + 2
    assert value(first, "firearms-seized") == SEIZED_IN_2022
    moved = {(each.measure, *each.by.items()): each for each in moved_between(office.head, first, second)}
    assert moved["firearms-seized",].before.value == SEIZED_IN_2022  # type: ignore[union-attr]
    assert moved["firearms-seized",].after.value == SEIZED_IN_2022 + 2  # type: ignore[union-attr]
    assert ("persons-killed",) not in moved


def test_a_changed_record_no_longer_counts_until_it_is_checked_again(office: Cast) -> None:
    uid = add_seizure(office)
    freeze(office.head, period=YEAR)
    item = Item.objects.get(occurrence__uid=uid)
    edit_item(
        office.registrar,
        uid=item.uid,
        version=item.version,
        changes={"quantity": Decimal(5)},
        reason="counted again",
    )
    second = freeze(office.head, period=YEAR, note="One record is being mended.")
    assert second.changes["items"] == {"added": 0, "changed": 0, "removed": 1}
    assert value(second, "firearms-seized") == SEIZED_IN_2022


def test_where_nothing_changed_there_is_no_revision(office: Cast) -> None:
    freeze(office.head, period=YEAR)
    with pytest.raises(Conflict, match="No record of this period changed"):
        freeze(office.head, period=YEAR, note="to be sure")
    assert Frozen.objects.count() == 1


def test_years_later_the_kept_snapshot_gives_the_same_figures(office: Cast) -> None:
    freeze(office.head, period=YEAR)
    add_seizure(office, pistols=40)
    Item.objects.filter(occurred_on__startswith="2022").update(quantity=99)
    refresh(full=True)
    done = recompute(office.head, period=YEAR)
    assert done.is_same
    assert done.figures == FrozenFigure.objects.count() > 30


def test_a_frozen_figure_that_was_altered_is_found(office: Cast) -> None:
    frozen = freeze(office.head, period=YEAR)
    row = next(each for each in frozen.figures.filter(measure="firearms-seized") if not each.by)
    FrozenFigure.objects.filter(pk=row.pk).update(value=1473)
    done = recompute(office.head, period=YEAR)
    assert [(each.measure, each.frozen, each.counted) for each in done.differences] == [
        ("firearms-seized", 1473, SEIZED_IN_2022)
    ]


def test_a_kept_snapshot_that_was_altered_is_found(office: Cast) -> None:
    frozen = freeze(office.head, period=YEAR)
    manifest = places().kept_as(frozen.snapshot).manifest
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace('"sha256": "', '"sha256": "0', 1), encoding="utf-8"
    )
    assert not recompute(office.head, period=YEAR).is_whole


def test_the_list_names_every_period_since_and_which_are_frozen(office: Cast) -> None:
    from datetime import date  # noqa: PLC0415

    freeze(office.head, period=YEAR)
    found = standings(office.reader, Every.YEAR, date(2024, 5, 1))
    assert [(each.period.name, bool(each.newest), each.is_over) for each in found] == [
        ("2024", False, False),
        ("2023", False, True),
        ("2022", True, True),
        ("2021", False, True),
    ]


def test_no_account_stands_among_the_frozen_figures(office: Cast) -> None:
    """Only codes and numbers: the names of persons are in no snapshot."""
    frozen = freeze(office.head, period=YEAR)
    assert {type(each.value) for each in frozen.figures.all()} <= {Decimal, type(None)}
    assert {key for each in frozen.figures.all() for key in each.by} <= {
        "directorate", "kind", "context", "place_kind", "eu_category", "sex", "age_group", "incident_context", "legal_ground",
        "criminal_context", "transport", "serial_state", "national_category", "equipment", "municipality",
    }  # fmt: skip
