"""Leads and hits in the account: apart, for who may know of both ends, by the day of what was said, inferred guns aside."""

from decimal import Decimal

import pytest
from django.test import Client

from headstamp.desk.rows_of_figure import rows_of_figure
from headstamp.forensics import actions
from headstamp.forensics.facts import End
from headstamp.forensics.models import LabRequest
from headstamp.indicators.queries.figures import figures_for
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import delete_occurrence, set_visibility
from headstamp.registry.models import Occurrence
from headstamp.snapshot.actions import refresh
from headstamp.snapshot.queries import open_for
from tests.cast import Cast
from tests.forensics.office import Laboratory, opinion

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lab(cast: Cast) -> Laboratory:
    return Laboratory(cast)


def told(asker: Asker, id: str) -> dict[str, Decimal | None]:
    return {each.period: each.value for each in figures_for(asker, id)}


def counted(asker: Asker) -> dict[str, int]:
    """How many rows of leads somebody's figures count, by state."""
    with open_for(asker) as view:
        asked = "SELECT lead_state, count(*) FROM ballistic_leads GROUP BY 1"
        return dict(view.sql(asked, of=("ballistic_leads",)))  # type: ignore[arg-type]


def test_a_lead_is_no_hit_until_a_second_examiner_verified_it(lab: Laboratory) -> None:
    noted = lab.lead()
    refresh()
    assert (told(lab.asking, "ballistic-leads"), told(lab.asking, "ballistic-hits")) == (
        {"2024": 1},
        {"unknown": 0},
    )
    actions.compare_lead(lab.first, lead=noted.uid, opinion=opinion())
    refresh()
    assert told(lab.asking, "ballistic-hits") == {"2024": 0}
    actions.verify_lead(lab.second, lead=noted.uid, opinion=opinion())
    refresh()
    assert [told(lab.asking, f"ballistic-{name}") for name in ("leads", "hits", "excluded")] == [
        {"2024": 1}, {"2024": 1}, {"2024": 0}
    ]  # fmt: skip
    actions.reopen_lead(lab.first, lead=noted.uid, opinion=opinion())
    refresh()
    assert counted(lab.asking) == {"lead": 1}


def test_what_is_excluded_is_a_lead_that_was_and_no_hit(lab: Laboratory) -> None:
    actions.exclude_lead(lab.first, lead=lab.lead().uid, opinion=opinion())
    refresh()
    assert [told(lab.asking, f"ballistic-{name}") for name in ("leads", "hits", "excluded")] == [
        {"2024": 1}, {"2024": 0}, {"2024": 1}
    ]  # fmt: skip


def test_an_inferred_gun_counts_as_nothing_and_makes_no_hits(lab: Laboratory) -> None:
    middle = lab.case()
    leads = [lab.lead(lab.case(), middle), lab.lead(middle, lab.case())]
    gun = actions.infer_gun(lab.first, lead=leads[0].uid, name="Invented gun")
    actions.join_lead(lab.first, gun=gun.uid, lead=leads[1].uid)
    refresh()
    assert counted(lab.asking) == {"lead": 2}
    assert told(lab.asking, "ballistic-hits") == {"unknown": 0}


@pytest.mark.parametrize("hidden", [0, 1])
def test_it_is_counted_for_who_may_know_of_both_ends_only(lab: Laboratory, hidden: int) -> None:
    ends = [lab.case(), lab.case()]
    lab.lead(*ends)
    refresh()
    assert counted(lab.outside) == {"lead": 1}
    of = Occurrence.objects.get(pk=ends[hidden].occurrence_id)
    set_visibility(lab.asking, uid=of.uid, version=of.version, visibility="unit")
    assert counted(lab.outside) == {}  # at once, before the snapshot is made anew
    refresh()
    assert (counted(lab.outside), counted(lab.asking)) == ({}, {"lead": 1})
    assert set(told(lab.outside, "ballistic-leads").values()) <= {None}


@pytest.mark.parametrize("gone", [0, 1])
def test_a_lead_is_gone_with_either_end(lab: Laboratory, gone: int) -> None:
    ends = [lab.case(), lab.case()]
    lab.lead(*ends)
    refresh()
    of = Occurrence.objects.get(pk=ends[gone].occurrence_id)
    delete_occurrence(lab.cast.head, uid=of.uid, version=of.version, reason="Entered twice")
    refresh()
    assert counted(lab.asking) == {}


def test_an_occurrence_as_an_end_binds_as_an_item_does(lab: Laboratory) -> None:
    case, shooting = lab.case(), lab.occurred(kind="incident")
    actions.note_lead(
        lab.first, one=End(case.uid), other=End(occurrence=shooting.uid), opinion=opinion("list")
    )
    refresh()
    assert counted(lab.outside) == {"lead": 1}
    set_visibility(lab.asking, uid=shooting.uid, version=shooting.version, visibility="unit")
    refresh()
    assert (counted(lab.outside), counted(lab.asking)) == ({}, {"lead": 1})


def test_the_figure_leads_to_the_leads_that_it_counts(lab: Laboratory) -> None:
    lab.lead()
    hit = lab.hit()
    refresh()
    assert rows_of_figure(lab.asking, "ballistic-leads", {"year": "2024"}).number == 2
    assert (
        rows_of_figure(lab.asking, "ballistic-leads", {"year": "2024", "lead_state": "confirmed"}).number == 1
    )
    [line] = rows_of_figure(lab.asking, "ballistic-hits", {"year": "2024"}).lines
    assert line.lead == hit.uid


def test_the_middle_of_turnarounds_stands_beside_their_mean(lab: Laboratory) -> None:
    for days in (1, 2, 30, 4):
        LabRequest.objects.filter(pk=lab.reported().pk).update(turnaround_days=days)
    refresh(full=True)
    [mean] = figures_for(lab.asking, "examination-days")
    [middle] = figures_for(lab.asking, "examination-days-median")
    assert (mean.value, middle.value) == (Decimal("9.25"), Decimal(3))
    assert rows_of_figure(lab.asking, "examination-days-median", {}).value == "3"


@pytest.mark.usefixtures("without_second_factor")
def test_the_page_of_its_rows_leads_to_each_lead_and_exhibit(lab: Laboratory) -> None:
    hit, request = lab.hit(), lab.reported()
    refresh()
    client = Client()
    client.force_login(
        Cast.user_of(lab.asking), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    told = client.get("/figures/ballistic-hits/rows/?year=2024").content.decode()
    assert f"/laboratory/leads/{hit.uid}/" in told
    told = client.get("/figures/examinations-done/rows/").content.decode()
    assert f"/laboratory/exhibits/{request.exhibits.get().uid}/" in told
