"""Who knows of a project: its office all of it, a donor what was published, another office nothing."""

from dataclasses import replace
from datetime import date

import pytest

from headstamp.kernel.asker import Asker
from headstamp.programme.actions import (
    follow_up,
    publish_project,
    recommend,
    record_mechanism,
    withdraw_project,
)
from headstamp.programme.models import Project
from headstamp.programme.queries import (
    mechanisms_visible_to,
    outputs_visible_to,
    projects_visible_to,
    recommendations_visible_to,
)
from tests.cast import Cast, make_asker
from tests.programme.office import PROJECT, TRAINING, manager, project, training

OFFICE = {"registrar", "analyst", "head", "reader", "officer", "programme"}
PUBLISHED = {"administrator", "auditor", "donor"}


@pytest.fixture
def asker(cast: Cast) -> Asker:
    return manager(cast)


def known(cast: Cast, asker: Asker) -> dict[str, tuple[int, int, int, int]]:
    """How many projects, outputs, recommendations and mechanisms each of the cast knows of."""
    people = dict(cast.everybody()) | {"programme": asker}
    return {
        name: (
            projects_visible_to(who).count(),
            outputs_visible_to(who).count(),
            recommendations_visible_to(who).count(),
            mechanisms_visible_to(who).count(),
        )
        for name, who in people.items()
    }


def make(asker: Asker) -> Project:
    fund = record_mechanism(asker, name="Invented fund")
    of = project(asker, replace(PROJECT, mechanism=fund.uid))
    recommend(asker, output=training(asker, of).uid, text="Buy lamps.")
    return of


def test_an_unpublished_project_is_the_office_s(cast: Cast, asker: Asker) -> None:
    make(asker)
    assert known(cast, asker) == {
        name: ((1, 1, 1, 1) if name in OFFICE else (0, 0, 0, 0)) for name in known(cast, asker)
    }


def test_a_published_project_is_the_donor_s_too_without_recommendations(cast: Cast, asker: Asker) -> None:
    publish_project(asker, uid=make(asker).uid)
    for name, numbers in known(cast, asker).items():
        wanted = (1, 1, 1, 1) if name in OFFICE else (1, 1, 0, 1) if name in PUBLISHED else (0, 0, 0, 0)
        assert numbers == wanted, name


def test_what_is_recorded_later_waits_for_the_next_publication(cast: Cast, asker: Asker) -> None:
    of = make(asker)
    publish_project(asker, uid=of.uid)
    training(asker, of, replace(TRAINING, code="later"))
    assert outputs_visible_to(cast.donor).count() == 1
    publish_project(asker, uid=of.uid)
    assert outputs_visible_to(cast.donor).count() == 2


def test_a_project_can_be_taken_back(cast: Cast, asker: Asker) -> None:
    of = make(asker)
    publish_project(asker, uid=of.uid)
    withdraw_project(asker, uid=of.uid, reason="A mistake in it.")
    assert not projects_visible_to(cast.donor).exists()
    assert not outputs_visible_to(cast.donor).exists()


def test_the_programme_officer_sees_no_person_and_no_record(cast: Cast, asker: Asker) -> None:
    assert not {"see_records", "see_persons"} & asker.permissions


def test_another_office_s_donor_sees_nothing(cast: Cast, asker: Asker) -> None:
    publish_project(asker, uid=make(asker).uid)
    assert not projects_visible_to(make_asker("their donor", cast.partner_unit, "donor")).exists()


def test_a_recommendation_is_followed_up(asker: Asker) -> None:
    made = recommend(
        asker, output=training(asker, project(asker)).uid, text="Buy lamps.", due_on="2024-01-01"
    )
    done = follow_up(asker, uid=made.uid, version=1, done_on=date(2024, 2, 1), outcome="Bought.")
    assert (done.done_on, done.outcome) == (date(2024, 2, 1), "Bought.")
