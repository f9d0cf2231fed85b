"""What projects delivered is counted among the figures: for the office and its programme officer, for nobody else."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from headstamp.desk.projects.participants import participants
from headstamp.indicators.asking import Asked
from headstamp.indicators.declared import frozen_measures, measures
from headstamp.indicators.period import Every, Period
from headstamp.indicators.publishing.choosing import is_public
from headstamp.indicators.queries.figures import figures_for
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotAllowed
from headstamp.programme.actions import (
    delete_project,
    edit_output,
    edit_project,
    follow_up,
    recommend,
    remove_output,
)
from headstamp.programme.facts import MoneyFacts
from headstamp.programme.loading import load_source
from headstamp.programme.measures import MEASURES
from headstamp.snapshot.actions import refresh
from headstamp.snapshot.queries import open_for
from tests.cast import Cast
from tests.programme.office import TRAINING, manager, number, project, training
from tests.snapshot.seeing import in_view, live

ALL = Asked(period=Period.parse("all"))


@pytest.fixture
def asker(cast: Cast) -> Asker:
    return manager(cast)


def counted(asker: Asker, id: str, asked: Asked = ALL) -> dict[str, Decimal | None]:
    """The figure by bucket, in one period."""
    return {",".join(each.by.values()): each.value for each in figures_for(asker, id, asked)}


def test_attendances_are_counted_as_told_and_by_sex(asker: Asker) -> None:
    training(asker, project(asker))
    refresh()
    assert counted(asker, "attendances") == {"": 12}
    assert counted(asker, "attendances-by-sex", replace(ALL, by=("sex",))) == {"male": 7, "female": 4}
    assert counted(asker, "attendances-of-women")[""] == Decimal("36.36")
    assert counted(asker, "trainings-held", Asked(period=Period.parse("2023-03"))) == {"": 1}


def test_a_part_is_not_added_to_the_total_above_it(asker: Asker) -> None:
    of = project(asker)
    training(asker, of)
    inner = training(asker, of, replace(TRAINING, code="inner", parent="training"))
    refresh()
    assert counted(asker, "attendances") == {"": 12}
    assert counted(asker, "trainings-held") == {"": 1}
    top = of.outputs.get(code="training")
    edit_output(asker, uid=top.uid, version=1, changes={"numbers": (number("sessions", 2),)})
    refresh()
    assert counted(asker, "attendances") == {"": 12}
    assert counted(asker, "training-sessions") == {"": 2}
    remove_output(asker, uid=top.uid, version=2, reason="it was a mistake")
    refresh()
    assert counted(asker, "trainings-held") == {"": 1}
    assert inner.parent == top


def test_budgets_of_two_currencies_are_two_figures(asker: Asker) -> None:
    of = project(asker)
    money = (
        MoneyFacts(Decimal(100), "EUR", year="2023"),
        MoneyFacts(Decimal("7.5"), "USD"),
        MoneyFacts(Decimal(30), "EUR", "spent", "2023"),
        MoneyFacts(Decimal(9), "CHF"),
    )
    edit_project(asker, uid=of.uid, version=1, changes={"money": money})
    refresh()
    assert {each.period: each.value for each in figures_for(asker, "budget-eur")} == {
        "2023": 100,
        "unknown": 0,
    }
    assert {each.period: each.value for each in figures_for(asker, "budget-usd")} == {
        "2023": None,
        "unknown": Decimal("7.5"),
    }
    assert counted(asker, "spent-eur") == {"": 30}
    assert counted(asker, "spent-usd") == {"": None}


def test_recommendations_are_due_not_done_and_late(asker: Asker) -> None:
    of = training(asker, project(asker))
    late = recommend(asker, output=of.uid, text="Look again.", due_on="2023-05-01")
    recommend(asker, output=of.uid, text="And again.", due_on="2023-06-01")
    recommend(asker, output=of.uid, text="Some day.")
    follow_up(asker, uid=late.uid, version=1, done_on=date(2023, 5, 2), outcome="Looked.")
    refresh()
    assert counted(asker, "recommendations-due") == {"": 3}
    assert counted(asker, "recommendations-not-done") == {"": 2}
    assert counted(asker, "recommendations-late") == {"": 1}
    until = Asked(every=Every.ALL, until="2023-12-31")
    assert counted(asker, "recommendations-not-done", until) == {"": 1}


def test_what_is_changed_and_deleted_is_followed(asker: Asker) -> None:
    of = project(asker)
    made = training(asker, of)
    refresh()
    edit_output(asker, uid=made.uid, version=1, changes={"numbers": (number("attendances", 40),)})
    refresh()
    assert counted(asker, "attendances") == {"": 40}
    of.refresh_from_db()
    delete_project(asker, uid=of.uid, version=of.version, reason="never was")
    with open_for(asker) as view:
        assert view.sql("SELECT count(*) FROM results", of=("results",)) == [(0,)]
    refresh()
    assert counted(asker, "attendances") == {"": None}


def test_the_office_counts_all_and_others_nothing(cast: Cast, asker: Asker) -> None:
    of = training(asker, project(asker))
    recommend(asker, output=of.uid, text="Look again.")
    refresh()
    for name, who in cast.everybody():
        if name not in ("donor", "administrator", "auditor", "nobody"):
            assert in_view(who) == live(who), name
    assert in_view(asker) == live(asker)
    for who in (cast.donor, cast.administrator, cast.auditor, cast.nobody):
        assert not any(in_view(who).values())
        with pytest.raises(NotAllowed):
            figures_for(who, "attendances")


def test_the_programme_officer_counts_no_record_of_the_register(asker: Asker) -> None:
    training(asker, project(asker))
    refresh()
    with open_for(asker) as view:
        assert [view.is_closed(name) for name in ("items", "persons", "results")] == [True, True, False]
    assert {str(each.status) for each in figures_for(asker, "firearms-seized")} == {"not_permitted"}


def test_the_source_document_s_attendances_are_those_of_its_page(asker: Asker) -> None:
    load_source(asker)
    refresh()
    told = sum((each.total for each in participants(asker).by_project), Decimal(0))
    trainings = counted(asker, "attendances")[""]
    assert told == trainings
    assert counted(asker, "projects", replace(ALL, by=("project_status",)))["unknown"] == 1


def test_no_closed_period_keeps_them_and_no_release_shows_them() -> None:
    assert not {each.id for each in MEASURES} & {each.id for each in frozen_measures()}
    assert not any(is_public(measures()[each.id]) for each in MEASURES)
