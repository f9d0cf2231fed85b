"""Projects and outputs are kept as they were told, and changed only by who manages the programme."""

from dataclasses import replace
from decimal import Decimal

import pytest

from headstamp.kernel.errors import Conflict, Invalid, NotFound
from headstamp.programme.actions import (
    edit_output,
    edit_project,
    record_mechanism,
    record_output,
    record_project,
)
from headstamp.programme.facts import MoneyFacts, NumberFacts, OutputFacts, ProjectFacts
from headstamp.programme.told import output_told, project_told
from headstamp.registry.models import Revision
from tests.cast import Cast, make_asker
from tests.programme.office import PROJECT, TRAINING, manager, project, training


def test_a_project_reads_back_as_it_was_told(cast: Cast) -> None:
    asker = manager(cast)
    fund = record_mechanism(asker, name="Invented fund", reach=("XK", "regional"))
    first = project(asker)
    facts = replace(PROJECT, code="second", mechanism=fund.uid, predecessor=first.uid)
    assert project_told(project(asker, facts)) == facts


def test_what_is_unsaid_stays_unsaid(cast: Cast) -> None:
    made = project(manager(cast), ProjectFacts(code="bare", title="Bare", ends_on="2020-01"))
    assert (made.status, made.mechanism, made.starts_on) == ("", None, "")


def test_an_output_reads_back_as_it_was_told(cast: Cast) -> None:
    asker = manager(cast)
    of = project(asker)
    above = training(asker, of, OutputFacts(code="all", kind="group", title="All of it"))
    made = training(asker, of, replace(TRAINING, parent="all", languages="sq, sr-Latn", expires_on="2025"))
    assert output_told(made) == replace(TRAINING, parent="all", languages="sq, sr-Latn", expires_on="2025")
    assert made.parent == above


def test_a_total_that_does_not_add_up_is_taken_as_told(cast: Cast) -> None:
    asker = manager(cast)
    made = training(asker, project(asker))
    assert [row.value for row in made.numbers.order_by("position")] == [12, 7, 4]


def test_a_change_is_kept_with_what_stood_before(cast: Cast) -> None:
    asker = manager(cast)
    made = project(asker)
    changed = edit_project(
        asker, uid=made.uid, version=1, changes={"status": "completed", "goals": ("goal-2",)}
    )
    assert (changed.version, project_told(changed).goals) == (2, ("goal-2",))
    history = Revision.objects.get(subject_kind="project", subject_id=made.pk)
    assert history.changes == {"status": ["running", "completed"], "goals": [["goal-3"], ["goal-2"]]}
    with pytest.raises(Conflict):
        edit_project(asker, uid=made.uid, version=1, changes={"status": "running"})


def test_nothing_changes_where_nothing_is_new(cast: Cast) -> None:
    asker = manager(cast)
    of = project(asker)
    made = training(asker, of)
    assert edit_project(asker, uid=of.uid, version=1, changes={"title": of.title}).version == 1
    assert edit_output(asker, uid=made.uid, version=1, changes={"title": made.title}).version == 1
    assert not Revision.objects.filter(subject_kind__in=["project", "output"]).exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "Not A Slug"),
        ("title", " "),
        ("status", "done"),
        ("starts_on", "2023-13"),
        ("ends_on", "2022"),
        ("goals", ("goal-99",)),
        ("kpis", ("8",)),
        ("jurisdictions", ("Kosovo",)),
        ("partners", ("",)),
        ("money", (MoneyFacts(Decimal(-1), "EUR"),)),
        ("money", (MoneyFacts(Decimal(1), "euro"),)),
    ],
)
def test_what_cannot_be_is_said_at_its_field(cast: Cast, field: str, value: object) -> None:
    with pytest.raises(Invalid) as refused:
        record_project(manager(cast), facts=replace(PROJECT, **{field: value}))  # type: ignore[arg-type]
    assert {path.partition(".")[0] for path in refused.value.fields} == {field}


@pytest.mark.parametrize(
    "wrong",
    [
        NumberFacts("people", Decimal(1)),
        NumberFacts("attendances", Decimal(-1)),
        NumberFacts("attendances", Decimal(1), sex="man"),
        NumberFacts("attendances", Decimal(1), jurisdiction="Kosovo"),
    ],
)
def test_a_number_that_cannot_be_is_refused(cast: Cast, wrong: NumberFacts) -> None:
    asker = manager(cast)
    with pytest.raises(Invalid):
        record_output(asker, project=project(asker).uid, facts=replace(TRAINING, numbers=(wrong,)))


def test_a_code_is_used_once(cast: Cast) -> None:
    asker = manager(cast)
    of = project(asker)
    training(asker, of)
    with pytest.raises(Invalid):
        project(asker)
    with pytest.raises(Invalid):
        training(asker, of)


def test_an_output_never_stands_within_itself(cast: Cast) -> None:
    asker = manager(cast)
    of = project(asker)
    above = training(asker, of, OutputFacts(code="above", kind="group", title="Above"))
    training(asker, of, replace(TRAINING, parent="above"))
    with pytest.raises(Invalid):
        edit_output(asker, uid=above.uid, version=1, changes={"parent": "training"})


def test_another_office_s_project_is_not_there(cast: Cast) -> None:
    mine, other = manager(cast), make_asker("stranger", cast.partner_unit, "programme_officer")
    of = project(mine)
    made = training(mine, of)
    with pytest.raises(NotFound):
        edit_project(other, uid=of.uid, version=1, changes={"title": "x"})
    with pytest.raises(NotFound):
        edit_output(other, uid=made.uid, version=1, changes={"title": "x"})
    with pytest.raises(NotFound):
        training(other, of, replace(TRAINING, code="other"))
