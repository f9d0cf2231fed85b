"""KPI 3 and 4 and the enquiries by source: a case or a person counts once for a stage, for the members of the case alone."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import ibis
import pyarrow as pa
import pytest

from headstamp.cases import actions
from headstamp.cases.facts import EnquiryFacts, StepFacts
from headstamp.cases.measures import MEASURES
from headstamp.cases.tables import TABLES
from headstamp.desk.rows_of_figure import rows_of_figure
from headstamp.indicators.asking import Asked
from headstamp.indicators.period import Period
from headstamp.indicators.queries.figures import figures_for
from headstamp.kernel.asker import Asker
from headstamp.kernel.measure import Measure
from headstamp.snapshot.actions import refresh
from tests.cases.office import COURT, Investigation, fresh
from tests.cast import Cast

pytestmark = pytest.mark.django_db
IN_2024 = Asked(period=Period.parse("2024"))


@pytest.fixture
def office(cast: Cast) -> Investigation:
    """A suspect of two offences, of which one was judged twice; a case without a name; an enquiry of each sort."""
    made = Investigation(cast)
    person = made.suspect()
    judged = made.judged(person)
    made.step(judged, "appeal", StepFacts(on="2024-06"))
    again = made.step(judged, "judge_again", StepFacts(on="2025-01", outcome="convicted", authority=COURT))
    made.step(again, "become_final", StepFacts(on="2025-02"))
    made.reported(person, on="2024-07", offence="XK-364")
    made.reported(on="2024-08")
    made.enquiry()
    actions.record_enquiry(
        made.lead, case=made.case.uid, facts=EnquiryFacts(source="tip", asked="x", opened_on="2024")
    )
    return made


def counted(asker: Asker, id: str, asked: Asked = IN_2024) -> dict[str, Decimal | None]:
    return {",".join(each.by.values()): each.value for each in figures_for(asker, id, asked)}


def test_a_case_and_a_person_count_once_for_each_stage(office: Investigation) -> None:
    refresh()
    for id in ("cases-reported", "cases-charged", "cases-adjudicated", "cases-convicted", "persons-reported", "persons-charged", "persons-convicted"):  # fmt: skip
        assert counted(office.lead, id) == {"": 1}, id
    assert counted(office.lead, "cases-adjudicated-of-reported") == {"": 100}
    in_2025 = Asked(period=Period.parse("2025"))
    assert counted(office.lead, "persons-finally-convicted", in_2025) == {"": 1}
    assert counted(office.lead, "persons-convicted", in_2025) == {"": 0}


def test_persons_are_split_by_offence_sex_and_age_on_the_day(office: Investigation) -> None:
    refresh()
    for column, bucket in (("offence_class", "possession"), ("offence", "XK-366"), ("sex", "male"), ("age_group", "age_25_34")):  # fmt: skip
        assert counted(office.lead, "persons-reported", replace(IN_2024, by=(column,))) == {bucket: 1}


def test_enquiries_are_counted_by_where_they_come_from(office: Investigation) -> None:
    refresh()
    by = replace(IN_2024, by=("enquiry_source",))
    assert counted(office.analyst, "enquiries", by) == {"special_measure": 1, "tip": 1}
    assert counted(office.analyst, "enquiries-from-special-measures") == {"": 1}


def test_a_stranger_counts_nothing(office: Investigation) -> None:
    """Not nought either, where he keeps no case: no data."""
    refresh()
    for who in (office.other, office.cast.head, office.cast.reader, office.cast.officer):
        for measure in MEASURES:
            assert {*counted(who, measure.id).values()} <= {None}, measure.id
    actions.remove_case_member(office.lead, case=office.case.uid, account=office.analyst.id)
    assert {*counted(fresh(office.analyst), "cases-reported").values()} <= {None}


def test_a_step_taken_back_counts_no_more(office: Investigation) -> None:
    refresh()
    for told in ("become_final", "judge_again", "appeal", "judge"):
        uid = office.case.proceedings.order_by("id").values_list("uid", flat=True)[0]
        actions.take_back_step(office.lead, proceeding=uid, why=told)
    refresh()
    assert counted(office.lead, "cases-adjudicated") == {"": 0}
    assert counted(office.lead, "cases-charged") == {"": 1}


def test_each_figure_leads_to_the_cases_it_counts(office: Investigation) -> None:
    refresh()
    shown = rows_of_figure(office.lead, "persons-convicted", {"year": "2024"})
    assert [(line.case, line.date) for line in shown.lines] == [(office.case, "2024-05-02")]
    assert rows_of_figure(office.other, "persons-convicted", {"year": "2024"}).lines == []


def rows_of(table: str) -> list[dict[str, Any]]:
    """The rows as the room reads them for the snapshot."""
    declared = next(each for each in TABLES if each.name == table)
    names = [column.name for column in declared.columns]
    return [
        dict(zip(names, values, strict=True))
        for chunk in declared.read(None)
        for values in zip(*(column.to_pylist() for column in chunk), strict=True)  # type: ignore[attr-defined]
    ]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.id)
def test_the_expression_and_the_plain_reading_choose_the_same_rows(
    office: Investigation, measure: Measure
) -> None:
    """Of rows that are many more than a case has: every row with each stage, outcome and flag changed."""
    rows = [
        row | {"stage": stage, "outcome": outcome, flag: value}
        for row in rows_of("proceedings")
        for stage in ("reported", "charged", "judged", "final")
        for outcome in ("", "convicted")
        for flag in row
        if flag.startswith("is_first")
        for value in (True, False)
    ]
    if measure.table == "enquiries":
        rows = [
            row | {"enquiry_source": source}
            for row in rows_of("enquiries")
            for source in ("special_measure", "tip", "")
        ]
    table = ibis.memtable(pa.Table.from_pylist([row | {"at": number} for number, row in enumerate(rows)]))
    for count in (measure.numerator, measure.denominator, *(measure.ground.parts if measure.ground else ())):
        if count is not None:
            chosen = set(table.filter(count.rows(table)).at.to_pyarrow().to_pylist())
            assert chosen == {number for number, row in enumerate(rows) if count.plain_rows(row)}
