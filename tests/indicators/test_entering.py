"""Figures entered by hand: who may, with what evidence; nothing is overwritten, nothing counted is replaced, media stay apart."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from headstamp.accounts.models import Unit
from headstamp.indicators.actions import enter_figure, set_target, withdraw_figure
from headstamp.indicators.asking import Asked
from headstamp.indicators.figure import Figure, Status
from headstamp.indicators.models import EnteredFigure, Target
from headstamp.indicators.period import Period
from headstamp.indicators.queries.entered import (
    entered_visible_to,
    media_counts,
    standing_figures,
    standing_targets,
)
from headstamp.indicators.queries.figures import figures_for
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotAllowed, NotFound
from headstamp.kernel.text import Message
from headstamp.snapshot.actions import refresh
from tests.cast import Cast, make_asker
from tests.registry import rows

SURVEY: dict[str, Any] = {
    "figure": "kpi-14",
    "period": "2022",
    "value": Decimal("61.5"),
    "evidence": "Survey of March",
}


def told(found: list[Figure]) -> list[tuple[str, Decimal | None, str]]:
    return [(figure.period, figure.value, str(figure.status)) for figure in found]


@pytest.fixture
def programme(cast: Cast) -> Asker:
    return make_asker("programme", cast.unit, "programme_officer")


def test_who_runs_the_programme_or_approves_may_enter_and_nobody_else(cast: Cast, programme: Asker) -> None:
    people = dict(cast.everybody()) | {"programme": programme}
    may = set()
    for name, asker in people.items():
        try:
            enter_figure(asker, **SURVEY)
            may.add(name)
        except NotAllowed:
            with pytest.raises(NotAllowed):
                set_target(asker, figure="kpi-14", year="2024", value=Decimal(70))
            with pytest.raises(NotAllowed):
                withdraw_figure(asker, uid="0" * 26, reason="x")
    assert may == {"head", "programme"}


def test_a_new_number_supersedes_and_the_old_one_stays(cast: Cast, programme: Asker) -> None:
    enter_figure(programme, **SURVEY)
    enter_figure(cast.head, **SURVEY | {"value": Decimal(63)})
    standing = standing_figures(cast.analyst)
    assert [row.value for row in standing] == [63]
    assert [row.value for row in entered_visible_to(cast.analyst)] == [63, Decimal("61.5")]
    assert EnteredFigure.objects.get(value="61.5").superseded_by == cast.head.id


def test_the_database_keeps_to_one_that_stands(cast: Cast) -> None:
    row = {**SURVEY, "jurisdiction": "XK", "unit": "percent", "entered_at": timezone.now(), "entered_by": "1"}
    EnteredFigure.objects.create(**row)
    for wrong in (
        row,
        row | {"period": "2023", "evidence": ""},
        row | {"period": "2023", "value": -1},
        row | {"period": "2023", "by_column": "sex"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            EnteredFigure.objects.create(**wrong)
    target = {key: row[key] for key in row if key != "evidence"}
    Target.objects.create(**target)
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.create(**target)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"figure": "guns"}, "figure"),
        ({"figure": "kpi-8"}, "figure"),
        ({"value": Decimal(101)}, "value"),
        ({"value": Decimal(-1)}, "value"),
        ({"value": Decimal("NaN")}, "value"),
        ({"figure": "arms-traced", "value": Decimal("1.5")}, "value"),
        ({"period": "22"}, "period"),
        ({"evidence": " "}, "evidence"),
        ({"unit": "miles"}, "unit"),
        ({"origin": "rumour"}, "origin"),
        ({"by_column": "colour", "by_bucket": "red"}, "by_column"),
        ({"by_column": "sex"}, "by_bucket"),
        ({"by_column": "sex", "by_bucket": "a b"}, "by_bucket"),
    ],
)
def test_what_cannot_be_is_turned_away(cast: Cast, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as error:
        enter_figure(cast.head, **SURVEY | wrong)
    assert set(error.value.fields) == {field}
    assert not EnteredFigure.objects.exists()


def test_an_entered_kpi_is_a_figure_with_its_status(cast: Cast) -> None:
    refresh()
    enter_figure(cast.head, **SURVEY)
    enter_figure(cast.head, **SURVEY | {"value": Decimal(70), "by_column": "sex", "by_bucket": "female"})
    assert told(figures_for(cast.analyst, "kpi-14")) == [("2022", Decimal("61.5"), "entered")]
    [split] = figures_for(cast.analyst, "kpi-14", Asked(by=("sex",)))
    assert (split.value, split.by) == (70, {"sex": "female"})
    assert figures_for(cast.partner, "kpi-14")[0].status is Status.NOT_AVAILABLE


def test_what_is_counted_is_never_replaced(cast: Cast) -> None:
    rows.item(rows.occurrence(cast.unit, occurred_on="2022"))
    refresh()
    for period in ("2018", "2022"):
        enter_figure(
            cast.head, figure="firearms-seized", period=period, value=Decimal(99), evidence="Annual report"
        )
    assert told(figures_for(cast.analyst, "firearms-seized")) == [
        ("2018", 99, "entered"),
        ("2022", 1, "provisional"),
    ]


def test_media_counts_stand_beside_and_are_never_mixed(cast: Cast) -> None:
    refresh()
    enter_figure(
        cast.head, figure="incidents", period="2022", value=Decimal(12), evidence="Press", origin="media"
    )
    assert figures_for(cast.analyst, "incidents") == []
    [beside] = media_counts("incidents", Message("Incidents"), standing_figures(cast.analyst))
    assert beside.value == 12


def test_arms_traced_make_the_sdg_figure(cast: Cast) -> None:
    rows.item(rows.occurrence(cast.unit, occurred_on="2022"), quantity=4)
    refresh()
    enter_figure(cast.head, figure="arms-traced", period="2022", value=Decimal(1), evidence="Answers of 2022")
    [figure] = figures_for(cast.analyst, "sdg-16-4-2", Asked(period=Period.parse("2022")))
    assert (figure.value, figure.numerator, figure.denominator) == (25, 1, 4)
    enter_figure(
        cast.head, figure="arms-traced", period="2022", value=Decimal(2), evidence="Media", origin="media"
    )
    assert figures_for(cast.analyst, "sdg-16-4-2", Asked(period=Period.parse("2022")))[0].numerator == 1


def test_one_that_was_withdrawn_stands_no_more(cast: Cast) -> None:
    made = enter_figure(cast.head, **SURVEY)
    with pytest.raises(NotFound):
        withdraw_figure(
            make_asker("abroad", Unit.objects.get(code="abroad"), "head_of_unit"), uid=made.uid, reason="x"
        )
    withdraw_figure(cast.head, uid=made.uid, reason="counted twice")
    assert standing_figures(cast.analyst) == []
    with pytest.raises(NotFound):
        withdraw_figure(cast.head, uid=made.uid, reason="again")


def test_a_target_is_for_a_year(cast: Cast) -> None:
    set_target(cast.head, figure="kpi-14", year="2024", value=Decimal(65))
    set_target(cast.head, figure="kpi-14", year="2024", value=Decimal(70), note="Plan")
    assert [target.value for target in standing_targets(cast.analyst).values()] == [70]
    with pytest.raises(Invalid):
        set_target(cast.head, figure="kpi-14", year="2024-H1", value=Decimal(70))
    assert standing_targets(cast.donor) == {}


def test_an_aim_is_one_of_two_or_none(cast: Cast) -> None:
    assert set_target(cast.head, figure="kpi-14", year="2024", value=Decimal(65)).aim == ""
    assert set_target(cast.head, figure="kpi-14", year="2024", value=Decimal(65), aim="up").aim == "up"
    with pytest.raises(Invalid) as refused:
        set_target(cast.head, figure="kpi-14", year="2024", value=Decimal(65), aim="sideways")
    assert set(refused.value.fields) == {"aim"}
