"""What is taken out of sight leaves every list, keeps its reason, and can be brought back."""

import pytest

from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotFound
from headstamp.programme.actions import (
    delete_project,
    edit_recommendation,
    recommend,
    remove_output,
    remove_recommendation,
    restore_output,
    restore_project,
    restore_recommendation,
)
from headstamp.programme.queries import (
    outputs_visible_to,
    projects_visible_to,
    recommendations_visible_to,
)
from headstamp.registry.models import Revision
from tests.cast import Cast, make_asker
from tests.programme.office import manager, project, training


@pytest.fixture
def asker(cast: Cast) -> Asker:
    return manager(cast)


def test_a_deleted_project_takes_its_results_along_and_comes_back_with_them(asker: Asker) -> None:
    of = project(asker)
    recommend(asker, output=training(asker, of).uid, text="Buy lamps.")
    delete_project(asker, uid=of.uid, version=1, reason="entered twice")
    reads = projects_visible_to, outputs_visible_to, recommendations_visible_to
    assert [read(asker).count() for read in reads] == [0, 0, 0]
    restore_project(asker, uid=of.uid, reason="it was not")
    assert [read(asker).count() for read in reads] == [1, 1, 1]
    told = Revision.objects.filter(subject_kind="project").order_by("version")
    assert list(told.values_list("verb", "reason")) == [
        ("delete_project", "entered twice"),
        ("restore_project", "it was not"),
    ]


def test_a_removed_output_comes_back_unless_its_code_is_taken(asker: Asker) -> None:
    of = project(asker)
    made = training(asker, of)
    remove_output(asker, uid=made.uid, version=1, reason="a mistake")
    again = training(asker, of)
    with pytest.raises(Conflict):
        restore_output(asker, uid=made.uid, reason="no mistake")
    remove_output(asker, uid=again.uid, version=1, reason="a mistake")
    assert restore_output(asker, uid=made.uid, reason="no mistake").deleted_at is None


def test_a_recommendation_is_corrected_removed_and_brought_back(asker: Asker) -> None:
    made = recommend(asker, output=training(asker, project(asker)).uid, text="Buy lamps.")
    edited = edit_recommendation(asker, uid=made.uid, version=1, changes={"text": "Buy lights."})
    assert (edited.text, edited.version) == ("Buy lights.", 2)
    remove_recommendation(asker, uid=made.uid, version=2, reason="a mistake")
    assert not recommendations_visible_to(asker).exists()
    restore_recommendation(asker, uid=made.uid, reason="no mistake")
    assert recommendations_visible_to(asker).get().text == "Buy lights."


def test_what_is_done_says_what_came_of_it(asker: Asker) -> None:
    made = recommend(asker, output=training(asker, project(asker)).uid, text="Buy lamps.")
    for changes in ({"done_on": "2024-01-02"}, {"outcome": "Bought."}, {"due_on": "2024-13-01"}):
        with pytest.raises(Invalid):
            edit_recommendation(asker, uid=made.uid, version=1, changes=changes)


@pytest.mark.parametrize("reason", ["", " "])
def test_nothing_is_removed_without_a_reason_or_over_somebody_s_change(asker: Asker, reason: str) -> None:
    of = project(asker)
    with pytest.raises(Invalid):
        delete_project(asker, uid=of.uid, version=1, reason=reason)
    with pytest.raises(Conflict):
        delete_project(asker, uid=of.uid, version=2, reason="entered twice")


def test_another_office_brings_nothing_back(cast: Cast, asker: Asker) -> None:
    of = project(asker)
    delete_project(asker, uid=of.uid, version=1, reason="entered twice")
    other = make_asker("stranger", cast.partner_unit, "programme_officer")
    with pytest.raises(NotFound):
        restore_project(other, uid=of.uid, reason="it was not")
