"""An IATI file starts a portfolio: what a project can hold is taken, the rest is left out and counted with why."""

from decimal import Decimal

import pytest

from headstamp.audit.models import Entry
from headstamp.desk.aid.exporting import export_activities
from headstamp.desk.aid.leaving_out import counted
from headstamp.desk.aid.taking import Taken, take_in
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotAllowed
from headstamp.programme.actions import publish_project, record_indicator
from headstamp.programme.models import Project
from headstamp.programme.told import indicator_told, project_told
from tests.cast import Cast
from tests.iati.files import ACTIVITY, activities, changed, organisations
from tests.programme.office import PROJECT, TOLD, manager, project

pytestmark = pytest.mark.django_db


@pytest.fixture
def asker(cast: Cast) -> Asker:
    return manager(cast)


def why(taken: Taken) -> list[str]:
    return [str(words) for words, _number, _of in counted(taken.left_out)]


def test_an_activity_becomes_an_unpublished_project(asker: Asker) -> None:
    taken = take_in(asker, activities())
    [made] = Project.objects.all()
    told = project_told(made)
    assert (told.code, told.title, told.status) == (
        "xx-madeup-1-lamps",
        "Lamps for an invented border",
        "running",
    )
    assert (told.starts_on, told.ends_on, told.objective) == ("2023-01-01", "", "See at night.")
    assert (told.jurisdictions, told.partners) == (("AL", "MK"), ("Invented Agency",))
    assert [(row.amount, row.currency, row.year) for row in told.money] == [
        (Decimal("1000.50"), "EUR", "2023")
    ]
    assert made.published_at is None
    assert taken.counts() == {
        "projects": 1, "there_already": 0, "amounts": 1, "partners": 1, "jurisdictions": 2, "goals_and_kpis": 0, "results": 0, "indicators": 0, "left_out": 2,
    }  # fmt: skip


def test_the_same_file_again_changes_nothing(asker: Asker) -> None:
    take_in(asker, activities())
    position = Entry.objects.count()
    again = take_in(asker, activities())
    assert (again.new, again.there, again.left_out) == ((), ("xx-madeup-1-lamps",), ())
    assert (Project.objects.count(), Entry.objects.count()) == (1, position)


def test_a_project_that_was_changed_meanwhile_stays_as_it_is(asker: Asker) -> None:
    take_in(asker, activities())
    Project.objects.update(title="Mended by an officer")
    take_in(asker, activities())
    assert Project.objects.get().title == "Mended by an officer"


def test_a_dry_run_says_the_same_and_writes_nothing(asker: Asker) -> None:
    dry = take_in(asker, activities(), is_dry=True)
    assert Project.objects.count() == 0
    assert take_in(asker, activities()) == dry


def test_an_invalid_file_is_refused_with_the_report(asker: Asker) -> None:
    taken = take_in(asker, changed('code="2"/>', 'code="9"/>'))
    assert not taken.report.is_valid
    assert (taken.new, Project.objects.count()) == ((), 0)


def test_a_file_of_organisations_is_refused(asker: Asker) -> None:
    with pytest.raises(Invalid, match="tells of organisations"):
        take_in(asker, organisations())


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('<activity-status code="2"/>', '<activity-status code="5"/>', "a status: cancelled"),
        ('code="MK"', 'code="QQ"', "a recipient: QQ is no jurisdiction"),
        ('role="4"', 'role="2"', "who takes part"),
        (">1000.50<", ">1000.505<", "an amount"),
        (' default-currency="EUR"', "", "no currency is told"),
    ],
)  # fmt: skip
def test_what_a_project_cannot_hold_is_left_out_and_said(
    asker: Asker, old: str, new: str, words: str
) -> None:
    taken = take_in(asker, changed(old, new))
    assert len(taken.new) == 1
    assert any(words in each for each in why(taken))


def test_spending_is_added_up_by_year_and_currency_and_commitments_are_left_out(asker: Asker) -> None:
    rows = [
        ("3", "2023-02-01", "10", "EUR"),
        ("4", "2023-11-01", "5.5", "EUR"),
        ("4", "2023-11-01", "7", "USD"),
        ("2", "2023-01-01", "99", "EUR"),
    ]
    told = "".join(
        f'<transaction><transaction-type code="{kind}"/><transaction-date iso-date="{day}"/><value currency="{currency}" value-date="{day}">{value}</value></transaction>'
        for kind, day, value, currency in rows
    )
    taken = take_in(asker, activities(ACTIVITY.replace("</iati-activity>", f"{told}</iati-activity>")))
    spent = [(row.amount, row.currency, row.year) for row in taken.new[0].money if row.kind == "spent"]
    assert spent == [(Decimal("15.5"), "EUR", "2023"), (Decimal(7), "USD", "2023")]
    assert any("only disbursements and expenditure" in each for each in why(taken))


def test_a_revised_budget_stands_for_the_original_of_its_period(asker: Asker) -> None:
    revised = '<budget type="2"><period-start iso-date="2023-01-01"/><period-end iso-date="2023-12-31"/><value value-date="2023-01-01">2000</value></budget>'
    taken = take_in(asker, activities(ACTIVITY.replace("</iati-activity>", f"{revised}</iati-activity>")))
    assert [row.amount for row in taken.new[0].money] == [Decimal(2000)]


def test_who_pays_becomes_the_mechanism_once_for_all(asker: Asker) -> None:
    payer = (
        '<participating-org role="1"><narrative>Invented Fund</narrative></participating-org><activity-status'
    )
    inside = ACTIVITY.replace("<activity-status", payer)
    both = inside + inside.replace("XX-MADEUP-1-lamps", "XX-MADEUP-1-masts")
    take_in(asker, activities(both))
    funds = {row.mechanism for row in Project.objects.select_related("mechanism")}
    assert [fund.name for fund in funds if fund] == ["Invented Fund"]


def test_texts_are_in_the_office_s_language_where_the_file_has_it(asker: Asker) -> None:
    other = (
        '<title><narrative xml:lang="fr">Lampes</narrative><narrative xml:lang="en">Lamps</narrative></title>'
    )
    inside = ACTIVITY.replace("<title><narrative>Lamps for an invented border</narrative></title>", other)
    assert take_in(asker, activities(inside)).new[0].title == "Lamps"


def test_our_own_file_comes_back_as_the_projects_that_are_there(asker: Asker) -> None:
    publish_project(asker, uid=project(asker, PROJECT).uid)
    content = export_activities(asker).content
    assert take_in(asker, content).there == ("lights",)
    Project.objects.update(deleted_at="2026-01-01T00:00:00Z")
    taken = take_in(asker, content)
    assert (taken.new[0].code, taken.new[0].goals, taken.new[0].kpis) == (
        "lights",
        ("goal-3",),
        ("kpi-8", "kpi-7"),
    )


RESULTS = """
  <result type="1"><title><narrative>Trainings in the dark</narrative></title>
    <indicator measure="1" ascending="1"><title><narrative>Attendances</narrative></title><baseline year="2022" value="3"/>
      <period><period-start iso-date="2023-01-01"/><period-end iso-date="2023-06-30"/><target value="10"/>
        <actual value="7"/><actual value="3"><dimension name="sex" value="female"/></actual>
        <actual value="1"><dimension name="age" value="old"/></actual></period>
      <period><period-start iso-date="2023-02-03"/><period-end iso-date="2023-06-30"/><target value="10"/></period>
    </indicator>
    <indicator measure="5"><title><narrative>Words</narrative></title></indicator></result>
  <result type="2"><title><narrative>More is seen</narrative></title>
    <indicator measure="2"><title><narrative>Share</narrative></title></indicator></result>
"""


def test_results_become_outputs_expected_results_and_indicators(asker: Asker) -> None:
    inside = ACTIVITY.replace("</iati-activity>", f"{RESULTS}</iati-activity>")
    taken = take_in(asker, activities(inside))
    assert taken.report.is_valid, taken.report
    [made] = Project.objects.all()
    assert [(each.kind, each.title) for each in made.outputs.all()] == [("group", "Trainings in the dark")]
    assert [(line.kind, line.text) for line in project_told(made).lines][-1] == ("expected", "More is seen")
    attended, share = (indicator_told(each) for each in made.indicators.order_by("position"))
    assert (attended.title, attended.direction, attended.baseline, attended.baseline_on) == (
        "Attendances",
        "up",
        3,
        "2022",
    )
    assert [(each.kind, each.period, int(each.value), each.sex) for each in attended.points] == [
        ("target", "2023-H1", 10, ""), ("actual", "2023-H1", 7, ""), ("actual", "2023-H1", 3, "female")
    ]  # fmt: skip
    assert attended.points[1].evidence == "IATI XX-MADEUP-1-lamps"
    assert (share.title, share.unit, share.points) == ("Share", "%", ())
    told = " ".join(why(taken))
    for part in ("told in words", "of a part that a project does not know", "its period is no year"):
        assert part in told
    assert (taken.counts()["results"], taken.counts()["indicators"]) == (1, 2)
    assert take_in(asker, activities(inside)).there == (made.code,)


def test_results_of_our_own_file_come_back(asker: Asker) -> None:
    of = project(asker, PROJECT)
    record_indicator(asker, project=of.uid, facts=TOLD)
    publish_project(asker, uid=of.uid)
    content = export_activities(asker).content
    Project.objects.update(deleted_at="2026-01-01T00:00:00Z")
    [told] = take_in(asker, content).results.values()
    assert [(each.kind, each.period, each.value, each.sex) for each in told.indicators[0].points] == [
        (each.kind, each.period, each.value, each.sex) for each in TOLD.points
    ]


def test_two_long_identifiers_with_the_same_beginning_are_two_projects(asker: Asker) -> None:
    long = "XX-MADEUP-1-" + "x" * 80
    both = "".join(ACTIVITY.replace("XX-MADEUP-1-lamps", f"{long}{end}") for end in "ab")
    assert len({each.code for each in take_in(asker, activities(both)).new}) == 2


def test_a_year_that_no_calendar_of_ours_has_is_refused(asker: Asker) -> None:
    with pytest.raises(Invalid, match="date that cannot be"):
        take_in(asker, changed('type="2" iso-date="2023-01-01"', 'type="2" iso-date="12023-01-01"'))


def test_only_who_manages_the_programme_takes_a_file_in(cast: Cast) -> None:
    for name, who in cast.everybody():
        with pytest.raises(NotAllowed):
            take_in(who, activities(), is_dry=name == "head")
    assert Project.objects.count() == 0
