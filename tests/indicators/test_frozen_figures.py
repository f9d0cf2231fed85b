"""A figure of a frozen period is the approved one, with what would be counted now beside it; for who may approve."""

import json
from dataclasses import replace
from decimal import Decimal
from shutil import rmtree

import pytest

from headstamp.accounts.permissions import Permission
from headstamp.indicators.actions import enter_figure, freeze
from headstamp.indicators.asking import Asked
from headstamp.indicators.figure import Figure, Status
from headstamp.indicators.models import FrozenFigure
from headstamp.indicators.period import Every, Period
from headstamp.indicators.queries.figures import figures_for
from headstamp.indicators.queries.periods import period_named
from headstamp.kernel.errors import NotAllowed
from headstamp.registry.models import Item, Occurrence
from headstamp.snapshot.actions import refresh
from headstamp.snapshot.places import places
from tests.cast import Cast
from tests.indicators.office import few_measures, office
from tests.indicators.test_freezing import SEIZED_IN_2022, add_seizure
from tests.registry import rows

__all__ = ["few_measures", "office"]
YEAR = period_named("2022")
IN_2022 = Asked(period=YEAR)
UNCHECKED = 1


@pytest.fixture
def frozen(office: Cast) -> Cast:
    freeze(office.head, period=YEAR)
    return office


def only(found: list[Figure]) -> Figure:
    [figure] = found
    return figure


def told(found: list[Figure]) -> list[tuple[str, Decimal | None, str]]:
    return [(each.period, each.value, str(each.status)) for each in found]


def test_only_who_approves_gets_the_frozen_figure_and_others_their_own_count(frozen: Cast) -> None:
    rows.item(rows.occurrence(frozen.other_unit, occurred_on="2022", visibility="unit", status="checked"))
    refresh(full=True)
    found = {}
    for name, asker in frozen.everybody():
        try:
            figure = only(figures_for(asker, "firearms-seized", IN_2022))
        except NotAllowed:
            continue
        found[name] = figure.value, str(figure.status), figure.approved is not None
    own = (SEIZED_IN_2022 + UNCHECKED, "provisional", False)
    others = (SEIZED_IN_2022 + UNCHECKED + 1, "provisional", False)
    assert found == {
        "registrar": own,
        "reader": own,
        "head": (SEIZED_IN_2022, "frozen", True),
        "analyst": others,
        "officer": others,
        "partner": (None, "no_data", False),
    }


def test_an_approver_of_another_jurisdiction_gets_nothing_of_it(frozen: Cast) -> None:
    abroad = replace(frozen.head, jurisdiction="RS", unit=frozen.partner_unit.pk)
    assert told(figures_for(abroad, "firearms-seized", IN_2022)) == [("2022", None, "no_data")]


def test_it_says_the_edition_who_approved_it_and_when(frozen: Cast) -> None:
    approved = only(figures_for(frozen.head, "firearms-seized", IN_2022)).approved
    assert approved
    assert (approved.edition, approved.approved_by, approved.cause) == (1, frozen.head.id, "")
    assert approved.approved_at
    assert (approved.now, approved.differs, approved.changes) == (SEIZED_IN_2022, False, {})


def test_live_counts_now_what_is_frozen_too(frozen: Cast) -> None:
    figure = only(figures_for(frozen.head, "firearms-seized", IN_2022, live=True))
    assert (figure.value, figure.status) == (SEIZED_IN_2022 + UNCHECKED, Status.PROVISIONAL)


def test_after_a_correction_the_number_of_now_stands_beside_with_what_changed(frozen: Cast) -> None:
    add_seizure(frozen)
    refresh()
    figure = only(figures_for(frozen.head, "firearms-seized", IN_2022))
    assert (figure.value, figure.status) == (SEIZED_IN_2022, Status.FROZEN)
    assert figure.approved
    assert (figure.approved.now, figure.approved.differs) == (SEIZED_IN_2022 + 2, True)
    assert figure.approved.changes == {"added": 1, "changed": 0, "removed": 0}
    ammunition = only(figures_for(frozen.head, "ammunition-seized", IN_2022))
    assert ammunition.approved
    assert not ammunition.approved.differs


def test_a_revision_is_what_is_given_with_its_cause(frozen: Cast) -> None:
    add_seizure(frozen)
    freeze(frozen.head, period=YEAR, note="A report came late.")
    figure = only(figures_for(frozen.head, "firearms-seized", IN_2022))
    assert figure.value == SEIZED_IN_2022 + 2
    assert figure.approved
    assert (figure.approved.edition, figure.approved.cause) == (2, "A report came late.")
    assert not figure.approved.differs


def test_every_year_has_the_frozen_one_among_the_provisional_ones(frozen: Cast) -> None:
    assert told(figures_for(frozen.head, "firearms-seized")) == [
        ("2021", 3 + 4 + 5 + 6, "provisional"),
        ("2022", SEIZED_IN_2022, "frozen"),
    ]
    quarters = figures_for(frozen.head, "firearms-seized", Asked(every=Every.QUARTER))
    assert not [each for each in quarters if each.approved]


def test_a_quarter_that_is_frozen_is_given_among_quarters(office: Cast) -> None:
    freeze(office.head, period=period_named("2022-Q2"))
    quarters = figures_for(office.head, "firearms-seized", Asked(every=Every.QUARTER))
    assert [each.period for each in quarters if each.status is Status.FROZEN] == ["2022-Q2"]
    assert only(figures_for(office.head, "firearms-seized", IN_2022)).status is Status.PROVISIONAL


@pytest.mark.parametrize("id", ["firearms-seized", "victims", "share-with-serial", "persons-killed"])
def test_a_split_that_was_frozen_is_read_and_another_counted_on_the_kept_snapshot(
    frozen: Cast, id: str
) -> None:
    column = "sex" if id == "victims" else "municipality"
    before = figures_for(frozen.head, id, replace(IN_2022, by=(column,)))
    where = {column: tuple({each.by[column] for each in before})}
    kept = figures_for(frozen.head, id, replace(IN_2022, by=(column,), where=where))
    assert {each.status for each in (*before, *kept)} == {Status.FROZEN}
    assert [(each.by, each.value, each.numerator, each.denominator) for each in kept] == [
        (each.by, each.value, each.numerator, each.denominator)
        for each in sorted(before, key=lambda each: each.by[column])
    ]
    add_seizure(frozen)
    refresh()
    assert [
        each.value for each in figures_for(frozen.head, id, replace(IN_2022, by=(column,), where=where))
    ] == [each.value for each in kept]


def test_a_bucket_that_is_new_since_was_nought_then(frozen: Cast) -> None:
    add_seizure(frozen)
    refresh()
    split = figures_for(frozen.head, "firearms-seized", replace(IN_2022, by=("municipality",)))
    unknown = next(each for each in split if each.by["municipality"] == "unknown")
    assert (unknown.value, unknown.status) == (0, Status.FROZEN)
    assert unknown.approved
    assert unknown.approved.now == 2


def test_a_bucket_that_is_gone_would_now_be_nought(frozen: Cast) -> None:
    for model in (Occurrence, Item):
        model.objects.filter(occurred_on__startswith="2022").update(occurred_on="2021")
    rows.item(rows.occurrence(frozen.unit, occurred_on="2022", municipality="peje", status="checked"))
    refresh(full=True)
    split = figures_for(frozen.head, "firearms-seized", replace(IN_2022, by=("municipality",)))
    now = {each.by["municipality"]: each.approved.now for each in split if each.approved}
    assert now == {"prishtine": 0, "prizren": 0, "peje": 1, "gjakove": 0}


def test_without_the_kept_snapshot_what_was_not_frozen_is_counted_now(frozen: Cast) -> None:
    rmtree(places().kept)
    where = replace(IN_2022, where={"municipality": ("peje",)})
    assert only(figures_for(frozen.head, "firearms-seized", where)).status is Status.PROVISIONAL
    assert only(figures_for(frozen.head, "firearms-seized", IN_2022)).status is Status.FROZEN


def test_a_figure_that_the_program_learnt_since_is_counted_now(frozen: Cast) -> None:
    FrozenFigure.objects.filter(measure="persons-killed").delete()
    assert only(figures_for(frozen.head, "persons-killed", IN_2022)).status is Status.PROVISIONAL


def test_what_was_entered_fills_no_frozen_number(frozen: Cast) -> None:
    enter_figure(frozen.head, figure="firearms-seized", period="2022", value=Decimal(99), evidence="Report")
    enter_figure(frozen.head, figure="firearms-seized", period="2018", value=Decimal(7), evidence="Report")
    assert told(figures_for(frozen.head, "firearms-seized"))[0::2] == [
        ("2018", 7, "entered"),
        ("2022", SEIZED_IN_2022, "frozen"),
    ]


def test_who_approves_without_seeing_figures_is_refused(frozen: Cast) -> None:
    alone = replace(frozen.head, permissions=frozenset({Permission.APPROVE}))
    with pytest.raises(NotAllowed):
        figures_for(alone, "firearms-seized", IN_2022)


def test_for_programs_it_is_plain(frozen: Cast) -> None:
    plain = only(figures_for(frozen.head, "firearms-seized", IN_2022)).as_plain()
    assert json.dumps(plain)
    assert (plain["status"], plain["edition"], plain["would_now_be"]) == ("frozen", 1, SEIZED_IN_2022)
    live = only(figures_for(frozen.analyst, "firearms-seized", Asked(period=Period.parse("2021")))).as_plain()
    assert (live["status"], live["edition"], live["would_now_be"]) == ("provisional", None, None)
