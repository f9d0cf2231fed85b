"""Who has no right to the records of a figure is told so, never nought nor no data, and reads what was published."""

from dataclasses import replace

import pytest

from headstamp.accounts.permissions import Permission
from headstamp.desk.publication.making import publish
from headstamp.indicators.actions import freeze
from headstamp.indicators.asking import Asked
from headstamp.indicators.figure import Status
from headstamp.indicators.period import Every
from headstamp.indicators.queries.figures import figures_for
from headstamp.indicators.queries.periods import period_named
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotAllowed
from headstamp.snapshot.actions import refresh
from tests.cast import Cast, make_asker
from tests.indicators.office import few_measures, office
from tests.indicators.test_freezing import SEIZED_IN_2022

__all__ = ["few_measures", "office"]
YEAR = period_named("2022")
IN_2022 = Asked(period=YEAR)


@pytest.fixture
def programme(office: Cast) -> Asker:
    refresh()
    return make_asker("programme", office.unit, "programme_officer")


def told(asker: Asker, id: str, asked: Asked = IN_2022) -> list[tuple[str, object, str]]:
    return [(each.period, each.value, str(each.status)) for each in figures_for(asker, id, asked)]


def test_each_of_the_cast_is_told_which_figures_he_may_not_count(office: Cast, programme: Asker) -> None:
    closed = {}
    for name, asker in [*office.everybody(), ("programme", programme)]:
        try:
            found = {id: figures_for(asker, id, IN_2022) for id in ("firearms-seized", "victims")}
        except NotAllowed:
            continue
        closed[name] = {id for id, [figure] in found.items() if figure.status is Status.NOT_PERMITTED}
    assert closed == {
        "registrar": set(),
        "analyst": set(),
        "head": set(),
        "officer": set(),
        "partner": set(),
        "reader": {"victims"},
        "programme": {"firearms-seized", "victims"},
    }


def test_it_says_why_and_has_no_number(programme: Asker) -> None:
    [figure] = figures_for(programme, "firearms-seized", Asked(by=("kind",)))
    assert (figure.value, figure.period, figure.status) == (None, "all", Status.NOT_PERMITTED)
    assert str(figure.reason) == "Your account may not count these records."
    assert figure.as_plain()["status"] == "not_permitted"


def test_an_office_without_records_has_no_data_for_who_may_count(office: Cast, programme: Asker) -> None:
    assert told(office.analyst, "firearms-seized", Asked(period=period_named("2001"))) == [
        ("2001", None, "no_data")
    ]
    assert told(programme, "firearms-seized", Asked(period=period_named("2001"))) == [
        ("2001", None, "not_permitted")
    ]


def test_what_is_frozen_and_not_published_is_not_told(office: Cast, programme: Asker) -> None:
    freeze(office.head, period=YEAR)
    assert told(programme, "firearms-seized") == [("2022", None, "not_permitted")]


def test_what_was_published_stands_beside(office: Cast, programme: Asker) -> None:
    freeze(office.head, period=YEAR)
    publish(office.head, note="First.")
    assert told(programme, "firearms-seized") == [
        ("2022", None, "not_permitted"),
        ("2022", SEIZED_IN_2022, "published"),
    ]
    assert told(programme, "firearms-seized", Asked()) == [
        ("all", None, "not_permitted"),
        ("2022", SEIZED_IN_2022, "published"),
    ]
    split = figures_for(programme, "firearms-seized", replace(IN_2022, by=("directorate",)))
    assert {each.by["directorate"]: each.value for each in split if each.by}["peje"] == 6
    for other in (Asked(every=Every.QUARTER), replace(IN_2022, where={"directorate": ("peje",)})):
        assert {each[2] for each in told(programme, "firearms-seized", other)} == {"not_permitted"}
    assert {each[2] for each in told(office.analyst, "firearms-seized")} == {"provisional"}


def test_counts_of_persons_stand_as_the_release_shows_them(office: Cast) -> None:
    freeze(office.head, period=YEAR)
    release = publish(office.head, note="First.")
    [sheet] = [each for each in release.content if each["measure"] == "victims"]
    whole = next(value for by, _at, value, _state in sheet["cells"] if not by)
    [closed, published] = figures_for(office.reader, "victims", IN_2022)
    assert closed.status is Status.NOT_PERMITTED
    assert (str(published.value) if published.value is not None else None) == whole


def test_without_the_right_to_published_results_nothing_stands_beside(office: Cast, programme: Asker) -> None:
    freeze(office.head, period=YEAR)
    publish(office.head, note="First.")
    blind = replace(programme, permissions=frozenset({Permission.SEE_FIGURES}))
    abroad = replace(programme, jurisdiction="RS", unit=office.partner_unit.pk)
    for asker in (blind, abroad):
        assert told(asker, "firearms-seized") == [("2022", None, "not_permitted")]


def test_an_approver_without_the_right_to_records_reads_frozen_figures(office: Cast) -> None:
    freeze(office.head, period=YEAR)
    alone = replace(office.head, permissions=frozenset({Permission.APPROVE, Permission.SEE_FIGURES}))
    assert told(alone, "firearms-seized") == [("2022", SEIZED_IN_2022, "frozen")]
