"""What a reader is promised of figures, on a few rows whose answers are known without counting."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from headstamp.desk.measures import all_measures
from headstamp.indicators.asking import Asked
from headstamp.indicators.counting import figures
from headstamp.indicators.figure import Figure, Status
from headstamp.indicators.kpis import kpi_named
from headstamp.indicators.period import Every, Period
from headstamp.kernel.errors import Invalid
from headstamp.kernel.measure import Measure
from tests.indicators.drawn import AS_OF, COLUMNS, YEARS, Drawn, told

MEASURES = {measure.id: measure for measure in all_measures()}
FIREARM = {"item_class": "firearm", "quantity_unit": "pieces", "occurrence_kind": "seizure", "quantity": 1}


def counted(
    id: str, asked: Asked | None = None, entered: Any = None, **rows: list[dict[str, Any]]
) -> list[Figure]:
    measure = MEASURES[id]
    view = Drawn({name: told(name, rows.get(name, [])) for name in COLUMNS})
    try:
        return figures(view, measure, asked, **({"entered": entered} if entered else {}))
    finally:
        view.close()


def values(found: list[Figure]) -> dict[str, Decimal | None]:
    return {"/".join([figure.period, *figure.by.values()]): figure.value for figure in found}


def in_year(year: str) -> Asked:
    return Asked(period=Period.parse(year))


def test_no_data_is_not_nought() -> None:
    items = [
        {**FIREARM, "occurred_on": "2021-05-01"},
        {**FIREARM, "occurrence_kind": "find", "occurred_on": "2023"},
    ]
    assert values(counted("firearms-seized", items=items)) == {"2021": 1, "2022": None, "2023": 0}
    [empty] = counted("firearms-seized", in_year("2022"), items=items)
    assert (empty.status, empty.value, empty.as_of) == (Status.NO_DATA, None, None)
    assert counted("firearms-seized", in_year("2021"), items=items)[0].as_of == AS_OF


def test_who_never_recorded_an_explosive_has_no_figure_of_explosives() -> None:
    grenade = {
        "item_class": "explosive",
        "quantity_unit": "pieces",
        "occurrence_kind": "seizure",
        "quantity": 2,
    }
    items = [
        {**FIREARM, "occurred_on": "2021"},
        {**grenade, "occurred_on": "2022-05-02"},
        {**FIREARM, "occurred_on": "2023"},
    ]
    assert values(counted("explosives-seized-pieces", items=items[:1])) == {"2021": None}
    assert values(counted("explosives-seized-pieces", items=items)) == {"2021": None, "2022": 2, "2023": 0}
    assert values(counted("explosives-seized-kg", items=items)) == {"2021": None, "2022": 0, "2023": 0}
    assert values(counted("explosives-found-pieces", items=items)) == dict.fromkeys(("2021", "2022", "2023"))
    finds = [{**FIREARM, "occurrence_kind": "find", "occurred_on": "2023"}, *items]
    assert values(counted("explosives-found-pieces", items=finds))["2023"] == 0
    [never] = counted("explosives-seized-pieces", in_year("2021"), items=items)
    assert (never.status, never.as_of) == (Status.NO_DATA, None)
    assert never.reason
    assert "Nothing of this kind" in never.reason.msgid


def test_ground_is_asked_of_the_end_of_a_partial_date() -> None:
    items = [
        {**FIREARM, "item_class": "explosive", "occurred_on": "2022"},
        *({**FIREARM, "occurred_on": iso} for iso in ("2022-11", "2022-12-01", "2023-01", "")),
    ]
    found = values(counted("explosives-seized-kg", Asked(every=Every.MONTH), items=items))
    assert {name: value for name, value in found.items() if value is not None} == {
        "2022-12": 0,
        "2022-unknown": 0,
        "2023-01": 0,
        "unknown": 0,
    }
    assert values(counted("explosives-seized-kg", Asked(every=Every.ALL), items=items)) == {"all": 0}


def test_without_checks_there_is_no_rate_and_without_persons_no_victims() -> None:
    occurrences = [{"occurrence_kind": "seizure", "occurred_on": "2022"}]
    assert [each.status for each in counted("seizures-per-100-checks", occurrences=occurrences)] == [
        Status.NO_DATA
    ]
    patrol = {"happened_on": "2022", "context": "patrol", "checks_made": 5, "checks_with_find": 0}
    assert values(counted("detection-rate", checks=[patrol])) == {"2022": 0}
    assert values(counted("detection-rate-controls-and-searches", checks=[patrol])) == {"2022": None}
    suspect = {"occurrence_kind": "seizure", "category": "suspect", "role": "driver", "occurred_on": "2022"}
    assert values(counted("victims", persons=[suspect])) == {"2022": None}
    for id in ("incidents", "persons-killed", "thefts"):
        assert values(counted(id, occurrences=occurrences)) == {"2022": None}


def test_a_filter_does_not_take_the_ground_away() -> None:
    items = [{**FIREARM, "kind": "rifle", "occurred_on": "2022"}]
    asked = Asked(period=Period.parse("2022"), where={"kind": ("pistol",)})
    assert values(counted("firearms-seized", asked, items=items)) == {"2022": 0}


def test_nothing_at_all_gives_no_figures() -> None:
    assert counted("firearms-seized") == []


def test_unlike_units_are_never_added() -> None:
    items = [
        {**FIREARM, "item_class": "explosive", "quantity_unit": unit, "quantity": 2, "occurred_on": "2022"}
        for unit in ("pieces", "kg", "m", "l")
    ]
    for unit in ("pieces", "kg", "m", "l"):
        assert values(counted(f"explosives-seized-{unit}", items=items)) == {"2022": 2}


def test_seized_is_not_confiscated() -> None:
    items = [{**FIREARM, "legal_status": "confiscated", "occurred_on": "2021"}]
    statuses = [{**FIREARM, "item_id": 1, "legal_status": "confiscated", "since": "2023-04-01"}]
    assert values(counted("firearms-seized", items=items, statuses=statuses)) == {"2021": 1}
    assert values(counted("firearms-confiscated", items=items, statuses=statuses)) == {"2023": 1}


def test_a_status_noted_again_counts_once_and_as_noted_last() -> None:
    noted = {**FIREARM, "item_id": 1, "counted_as": 1, "legal_status": "destroyed"}
    statuses = [
        {**noted, "since": "2021"},
        {**noted, "since": "2022-03-01"},
        {**noted, "item_id": 2, "counted_as": 2, "since": "2021"},
    ]
    assert values(counted("firearms-destroyed", statuses=statuses)) == {"2021": 1, "2022": 1}
    assert values(counted("firearms-destroyed", in_year("2021"), statuses=statuses)) == {"2021": 1}


def test_what_knows_only_its_year_is_in_the_year_and_in_no_month() -> None:
    items = [{**FIREARM, "occurred_on": iso} for iso in ("2022", "2022-03-01", "2022-03", "")]
    assert values(counted("firearms-seized", items=items)) == {"2022": 3, "unknown": 1}
    months = values(counted("firearms-seized", Asked(every=Every.MONTH), items=items))
    assert {name: value for name, value in months.items() if value} == {
        "2022-03": 2,
        "2022-unknown": 1,
        "unknown": 1,
    }
    assert values(counted("firearms-seized", Asked(every=Every.ALL), items=items)) == {"all": 4}


def test_months_within_some_years_are_those_of_all_years() -> None:
    items = [
        {**FIREARM, "occurred_on": iso}
        for iso in ("2020-12-31", "2021-01-01", "2022", "2022-12", "2023-01", "")
    ]
    asked = Asked(every=Every.MONTH, by=("kind",))
    of_all = values(counted("firearms-seized", asked, items=items))
    within = values(counted("firearms-seized", replace(asked, within=(2021, 2022)), items=items))
    assert within == {name: value for name, value in of_all.items() if name[:4] in ("2021", "2022")}
    assert {name: value for name, value in within.items() if value} == {
        "2021-01/unknown": 1,
        "2022-12/unknown": 1,
        "2022-unknown/unknown": 1,
    }


def test_unknown_is_a_bucket() -> None:
    items = [{**FIREARM, "kind": kind, "occurred_on": "2022"} for kind in ("pistol", "", "pistol")]
    assert values(counted("firearms-seized", Asked(by=("kind",)), items=items)) == {
        "2022/pistol": 2,
        "2022/unknown": 1,
    }


def test_the_places_of_kpi_7_add_up_to_all_that_was_seized() -> None:
    items = [
        {**FIREARM, "place_kind": kind, "occurred_on": "2022"}
        for kind in ("inland", "airport", "land_border", "", "unknown")
    ]
    by_place = [
        values(counted(f"firearms-seized-{place}", items=items))["2022"]
        for place in ("inland", "at-border", "place-unknown")
    ]
    assert by_place == [1, 2, 2]


@pytest.mark.parametrize("unit", ["pieces", "rounds", "kg"])
def test_kpi_7_knows_the_unknown_place_of_every_kind(unit: str) -> None:
    found = {
        name
        for name in kpi_named("kpi-7").measures
        if MEASURES[name].unit == unit and "place-unknown" in name
    }
    inland = {
        name for name in kpi_named("kpi-7").measures if MEASURES[name].unit == unit and "inland" in name
    }
    assert found == {name.replace("inland", "place-unknown") for name in inland}
    for name in found:
        item_class = {"c": "component", "a": "ammunition", "e": "explosive", "f": "firearm"}[name[0]]
        item = {**FIREARM, "item_class": item_class, "quantity_unit": unit, "occurred_on": "2022"}
        items = [{**item, "place_kind": kind} for kind in ("", "unknown", "inland", "airport")]
        assert values(counted(name, items=items)) == {"2022": 2}


def test_suicides_are_apart_and_nobody_said_is_no_number() -> None:
    incident = {"occurrence_kind": "incident", "occurred_on": "2022"}
    occurrences = [
        {**incident, "killed": 1, "injured": None},
        {**incident, "killed": 1, "injured": 1, "is_suicide": True},
    ]
    assert values(counted("incidents", occurrences=occurrences)) == {"2022": 2}
    assert values(counted("incidents-suicide", occurrences=occurrences)) == {"2022": 1}
    assert values(counted("persons-killed", occurrences=occurrences)) == {"2022": 1}
    [injured] = counted("persons-injured", occurrences=occurrences)
    assert (injured.value, injured.status) == (None, Status.NO_DATA)


def test_a_share_shows_both_its_numbers() -> None:
    checks = [
        {"happened_on": "2022", "context": "patrol", "checks_made": 30, "checks_with_find": 2},
        {"happened_on": "2022", "context": "parcel", "checks_made": 0, "checks_with_find": 0},
    ]
    found = counted("detection-rate", Asked(by=("context",)), checks=checks)
    assert [
        (each.by["context"], each.value, each.numerator, each.denominator, str(each.status)) for each in found
    ] == [
        ("parcel", None, 0, 0, "not_available"),
        ("patrol", Decimal("6.67"), 2, 30, "provisional"),
    ]


def test_tracing_is_not_available_until_somebody_enters_it() -> None:
    items = [{**FIREARM, "occurred_on": iso, "quantity": 50} for iso in ("2021", "2022")]
    antique = {**FIREARM, "occurred_on": "2022", "year_of_manufacture": 1899}
    found = counted("sdg-16-4-2", in_year("2022"), items=[*items, antique])
    assert (found[0].status, found[0].value, found[0].numerator, found[0].denominator) == (
        "not_available",
        None,
        None,
        50,
    )
    entered = {"2021": Decimal(5), "2022": Decimal(4)}
    two_years = counted(
        "sdg-16-4-2", in_year("2021/2022"), entered=lambda _id, period: entered.get(period.name), items=items
    )
    assert [(each.value, each.numerator, each.denominator) for each in two_years] == [(9, 9, 100)]


def test_arms_without_a_date_have_no_nought_for_a_numerator() -> None:
    undated = [{**FIREARM, "occurred_on": "", "quantity": 3}]
    for every in (Every.YEAR, Every.TWO_YEARS):
        [found] = counted(
            "sdg-16-4-2",
            Asked(every=every),
            entered=lambda _id, period: {"2021": Decimal(5)}.get(period.name),
            items=undated,
        )
        assert (found.period, found.value, found.numerator, found.denominator) == ("unknown", None, None, 3)


def test_no_arms_at_all_is_not_available_and_never_nought_percent() -> None:
    ammunition = [{**FIREARM, "item_class": "ammunition", "occurred_on": "2022"}]
    [figure] = counted("sdg-16-4-2", entered=lambda *_: Decimal(0), items=ammunition)
    assert (figure.status, figure.value) == (Status.NOT_AVAILABLE, None)


def test_it_refuses_a_split_that_the_definition_does_not_have() -> None:
    with pytest.raises(Invalid, match="cannot be split"):
        counted("firearms-seized", Asked(by=("checks_made",)))


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_every_declaration_names_columns_that_its_table_has(measure: Measure) -> None:
    names = {column.name for column in COLUMNS[measure.table]}
    assert {measure.period, *measure.by} <= names
    assert YEARS[measure.period] == measure.year


def test_every_figure_has_words_and_a_way_to_its_records() -> None:
    for measure in MEASURES.values():
        assert measure.title.msgid
        assert measure.definition.msgid
        assert measure.source.msgid
        assert measure.way is not None, measure.id
    assert len({measure.title.msgid for measure in MEASURES.values()}) == len(MEASURES)
