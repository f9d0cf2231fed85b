"""Published projects leave as a valid IATI file for whoever may know of them; what nobody told is left out and said."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from headstamp.audit.models import Entry
from headstamp.desk.aid.exporting import AidFile, export_activities, export_organisation
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotAllowed
from headstamp.programme.actions import publish_project, record_indicator, record_output
from headstamp.programme.facts import IndicatorFacts, LineFacts, MoneyFacts, OutputFacts, PointFacts
from tests.cast import Cast
from tests.programme.office import PROJECT, TRAINING, manager, number, project, training

pytestmark = pytest.mark.django_db
TOLD = replace(PROJECT, status="completed")


def published(asker: Asker, **changes: Any) -> AidFile:
    """The file after one project, with these changes and a training, was published."""
    made = project(asker, replace(TOLD, **changes))
    training(asker, made)
    publish_project(asker, uid=made.uid)
    return export_activities(asker)


def at(of: AidFile, path: str) -> list[str]:
    """What stands at a path of the only activity."""
    [activity] = etree.fromstring(of.content).findall("iati-activity")
    return [str(each if isinstance(each, str) else each.text) for each in activity.xpath(path)]


def why(of: AidFile) -> list[str]:
    return [str(each.why) for each in of.left_out]


def test_the_file_is_valid_and_no_rule_is_broken(cast: Cast) -> None:
    made = published(manager(cast))
    assert made.report is not None
    assert (made.report.findings, made.report.checked, made.projects) == ([], "2.03", 1)


def test_it_says_what_the_project_says(cast: Cast) -> None:
    made = published(manager(cast))
    assert at(made, "title/narrative") == ["Lamps for an invented border"]
    assert at(made, "description[@type='1']/narrative") == ["Invented: see at night."]
    assert at(made, "participating-org[@role='4']/narrative") == ["Invented Agency"]
    assert at(made, "sector/@code") == ["15240"]
    assert at(made, "tag[@vocabulary='3']/@code") == ["16.4"]
    assert at(made, "tag[@vocabulary='99']/@code") == ["goal-3", "kpi-8", "kpi-7"]
    assert at(made, "activity-status/@code") == ["4"]


def test_a_month_stands_for_its_first_or_last_day_and_is_said_to_be_a_month(cast: Cast) -> None:
    made = published(manager(cast))
    assert at(made, "activity-date/@iso-date") == ["2023-01-01", "2024-10-31"]
    assert at(made, "activity-date/narrative") == ["Told as 2023-01.", "Told as 2024-10."]


@pytest.mark.parametrize(
    ("status", "code", "dates"),
    [("planned", "1", ["1", "3"]), ("running", "2", ["2", "3"]), ("completed", "4", ["2", "4"]), ("suspended", "6", ["2", "3"])],
)  # fmt: skip
def test_a_status_has_its_code_and_its_dates_are_planned_or_actual(
    cast: Cast, status: str, code: str, dates: list[str]
) -> None:
    made = published(manager(cast), status=status)
    assert (at(made, "activity-status/@code"), at(made, "activity-date/@type")) == ([code], dates)


def test_a_day_still_to_come_is_never_actual(cast: Cast) -> None:
    made = published(manager(cast), status="running", starts_on="2090-01", ends_on="2091-01")
    assert at(made, "activity-date/@type") == ["1", "3"]


def test_several_jurisdictions_of_the_region_are_the_region_because_no_shares_are_told(cast: Cast) -> None:
    made = published(manager(cast))
    assert at(made, "recipient-country/@code") == []
    assert at(made, "recipient-region/@code") == ["89"]
    assert at(made, "recipient-region/narrative") == ["Kosovo*, Albania"]


def test_one_jurisdiction_is_all_of_it_and_named_in_its_languages_with_the_footnotes(cast: Cast) -> None:
    made = published(manager(cast), jurisdictions=("XK",))
    assert at(made, "recipient-country/@code | recipient-country/@percentage") == ["XK", "100"]
    assert "Kosovë*" in at(made, "recipient-country/narrative[@xml:lang='sq']")
    assert len(at(made, "description[@type='4']/narrative")) == 2


def test_budgets_and_spending_keep_currency_and_year_and_are_never_added(cast: Cast) -> None:
    money = (
        MoneyFacts(Decimal("10.50"), "EUR", "budget", "2023"),
        MoneyFacts(Decimal(7), "USD", "budget"),
        MoneyFacts(Decimal(3), "EUR", "spent", "2023"),
        MoneyFacts(Decimal(2), "EUR", "spent"),
    )
    made = published(manager(cast), money=money)
    assert at(made, "budget/value") == ["10.5", "7"]
    assert at(made, "budget/value/@currency") == ["EUR", "USD"]
    assert at(made, "budget/period-start/@iso-date") == ["2023-01-01", "2023-01-01"]
    assert at(made, "budget/period-end/@iso-date") == ["2023-12-31", "2024-10-31"]
    assert at(made, "transaction/value | transaction/transaction-date/@iso-date") == ["2023-12-31", "3"]
    assert why(made) == ["an amount spent: its year is not told"]


def test_results_are_disaggregated_and_attendances_are_not_to_be_added_up(cast: Cast) -> None:
    made = published(manager(cast))
    actual = "result/indicator/period/actual"
    assert at(made, f"{actual}/@value") == ["12", "7", "4"]
    assert at(made, f"{actual}[2]/dimension/@name | {actual}[2]/dimension/@value") == ["sex", "male"]
    assert at(made, f"{actual}[1]/comment/narrative") == ["Printed as: 12"]
    assert at(made, "result/indicator/@aggregation-status") == ["0"]


def test_indicators_have_targets_and_what_was_told_without_its_evidence(cast: Cast) -> None:
    asker = manager(cast)
    made = project(asker, TOLD)
    points = (
        PointFacts("target", "2023-H1", Decimal(5)),
        PointFacts("actual", "2023-H1", Decimal(4), sex="female", evidence="Invented letter"),
    )
    facts = IndicatorFacts("lit", "Lit crossings", baseline=Decimal(1), baseline_on="2022", points=points)
    record_indicator(asker, project=made.uid, facts=facts)
    publish_project(asker, uid=made.uid)
    told = export_activities(asker)
    assert at(told, "result[@type='9']/indicator/baseline/@value") == ["1"]
    assert at(told, "result/indicator/period/target/@value") == ["5"]
    assert at(told, "result/indicator/period/actual/dimension/@value") == ["female"]
    assert b"Invented letter" not in told.content


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": ""}, "no status is told"),
        ({"starts_on": "", "ends_on": ""}, "no date is told"),
        ({"partners": ()}, "nobody is told who pays it or carries it out"),
    ],
)
def test_a_project_that_lacks_what_the_standard_asks_for_is_left_out_and_said(
    cast: Cast, changes: dict[str, Any], words: str
) -> None:
    asker = manager(cast)
    other = project(asker, replace(TOLD, code="other"))
    publish_project(asker, uid=other.uid)
    made = published(asker, **changes)
    assert made.projects == 1
    assert words in why(made)[0]


def test_where_not_one_can_be_told_nothing_is_written_and_the_reasons_are_given(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        published(manager(cast), status="")
    assert any("no status is told" in str(each) for each in refused.value.fields[""])


def test_the_office_s_own_part_is_told_where_it_says_so(cast: Cast, settings: LazySettings) -> None:
    settings.HEADSTAMP_IATI_ROLE, settings.HEADSTAMP_IATI_ORGANISATION = "2", "XX-MADEUP-9"
    made = published(manager(cast), partners=())
    assert at(made, "participating-org/@role | participating-org/@ref") == ["XX-MADEUP-9", "2"]
    assert at(made, "iati-identifier") == ["XX-MADEUP-9-lights"]
    assert made.reporter.is_registered


def test_an_office_without_an_identifier_is_called_unregistered(cast: Cast) -> None:
    made = published(manager(cast))
    assert "-UNREGISTERED-" in at(made, "reporting-org/@ref")[0]


def test_nothing_invalid_leaves(cast: Cast, settings: LazySettings) -> None:
    settings.HEADSTAMP_IATI_TYPE = "no-such"
    before = Entry.objects.filter(verb="export_iati_activities").count()
    with pytest.raises(Invalid) as refused:
        published(manager(cast))
    assert "not in the list OrganisationType" in " ".join(map(str, refused.value.fields[""]))
    assert Entry.objects.filter(verb="export_iati_activities").count() == before


def test_what_is_not_published_is_not_in_the_file_even_for_who_manages_the_programme(cast: Cast) -> None:
    asker = manager(cast)
    secret = project(asker, replace(TOLD, code="secret", title="Not yet"))
    made = project(asker, TOLD)
    publish_project(asker, uid=made.uid)
    record_output(asker, project=made.uid, facts=replace(TRAINING, title="Later training"))
    told = export_activities(asker)
    assert told.projects == 1
    assert secret.title.encode() not in told.content
    assert b"Later training" not in told.content


def test_risks_and_lessons_are_the_office_s(cast: Cast) -> None:
    made = published(
        manager(cast), lines=(LineFacts("risk", "Rain."), LineFacts("expected", "More is seen."))
    )
    assert b"Rain." not in made.content
    assert at(made, "description[@type='2']/narrative") == ["More is seen."]


def test_a_donor_takes_the_same_projects_out(cast: Cast) -> None:
    published(manager(cast))
    assert export_activities(cast.donor).projects == 1


def test_another_jurisdiction_has_none_and_who_sees_no_projects_is_refused(cast: Cast) -> None:
    published(manager(cast))
    with pytest.raises(Invalid):
        export_activities(cast.partner)
    with pytest.raises(NotAllowed):
        export_activities(cast.nobody)
    with pytest.raises(NotAllowed):
        export_organisation(cast.nobody)


def test_the_log_knows_that_it_left(cast: Cast) -> None:
    published(manager(cast))
    assert Entry.objects.filter(verb="export_iati_activities", kind="disclosure").count() == 1


def test_the_organisation_file_is_valid_and_says_who_reports(cast: Cast, settings: LazySettings) -> None:
    settings.HEADSTAMP_IATI_ORGANISATION, settings.HEADSTAMP_IATI_NAME = "XX-MADEUP-9", "Invented Office"
    made = export_organisation(manager(cast))
    assert made.report is not None
    assert made.report.findings == []
    root = etree.fromstring(made.content)
    assert root.findtext("iati-organisation/organisation-identifier") == "XX-MADEUP-9"


def test_more_projects_take_no_more_queries(cast: Cast) -> None:
    asker = manager(cast)

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            export_activities(asker)
        return len(seen)

    published(asker)
    few = cost()
    for name in ("b", "c", "d"):
        made = project(asker, replace(TOLD, code=name))
        training(asker, made)
        record_output(
            asker,
            project=made.uid,
            facts=OutputFacts("x", "manual", "Book", numbers=(number("documents", 2),)),
        )
        publish_project(asker, uid=made.uid)
    assert cost() == few
