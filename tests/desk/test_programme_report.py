"""The half-yearly report is drafted from what the projects tell, for who may know of them, in a template that an officer changes."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from headstamp.audit.models import Entry
from headstamp.desk.bulletin.template import REPORT, remove_template, save_template, template_bytes
from headstamp.desk.projects.report import draft_report, half_year, report_as_word
from headstamp.documents.sheet import Sheet
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotAllowed
from headstamp.programme.actions import publish_project, recommend
from headstamp.programme.loading import load_source
from tests.cast import Cast
from tests.programme.office import PROJECT, TRAINING, manager, project, training

FIRST = half_year("2023-H1")


@pytest.fixture
def asker(cast: Cast) -> Asker:
    return manager(cast)


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    settings.HEADSTAMP_HOME = tmp_path


def words(sheet: Sheet) -> str:
    parts = [sheet.title, sheet.number, *sheet.notes]
    for section in sheet.sections:
        parts += [section.title, section.text, *(f"{name}: {value}" for name, value in section.fields)]
        parts += [cell for row in (section.table.rows if section.table else ()) for cell in row]
    return "\n".join(parts)


def test_it_tells_of_the_projects_that_ran_and_what_began_in_the_half_year(asker: Asker) -> None:
    of = project(asker)
    training(asker, of)
    training(asker, of, replace(TRAINING, code="later", title="A later one", starts_on="2023-09"))
    training(asker, of, replace(TRAINING, code="some", title="Some time", starts_on="2023"))
    project(asker, replace(PROJECT, code="over", title="Long over", starts_on="2019", ends_on="2020"))
    told = words(draft_report(asker, FIRST))
    assert "1 project ran in 2023-H1." in told
    for part in (
        "Looking in the dark",
        "Attendances: 12",
        "of women: 4",
        "of men: 7",
        "12 attendances; 7 attendances (men)",
    ):
        assert part in told
    for part in ("A later one", "Some time", "Long over"):
        assert part not in told


def test_what_nobody_told_stays_unsaid(asker: Asker) -> None:
    load_source(asker)
    told = words(draft_report(asker, half_year("2021-H1")))
    assert "Support to Combating Illicit Arms Trafficking" in told
    bare = replace(PROJECT, code="bare", title="Bare", status="", money=(), lines=(), ends_on="")
    project(asker, bare)
    section = next(each for each in draft_report(asker, FIRST).sections if each.title == "Bare")
    assert [name for name, _value in section.fields] == ["Period"]


def test_open_recommendations_stand_in_it(asker: Asker) -> None:
    made = training(asker, project(asker))
    recommend(asker, output=made.uid, text="Look again.", due_on="2023-02-01")
    recommend(asker, output=made.uid, text="Later.", due_on="2024-02-01")
    told = words(draft_report(asker, FIRST))
    assert "Look again." in told
    assert "Later." not in told


def test_each_reads_of_what_he_may_know(cast: Cast, asker: Asker) -> None:
    of = project(asker)
    training(asker, of)
    for name, who in cast.everybody():
        knows = name in ("registrar", "analyst", "head", "reader", "officer")
        assert (PROJECT.title in words(draft_report(who, FIRST))) == knows, name
    publish_project(asker, uid=of.uid)
    assert PROJECT.title in words(draft_report(cast.donor, FIRST))
    assert PROJECT.title not in words(draft_report(cast.partner, FIRST))


def test_it_leaves_as_word_in_the_office_s_template_and_is_logged(asker: Asker) -> None:
    training(asker, project(asker))
    template = Document(io.BytesIO(template_bytes(REPORT)))
    template.add_paragraph("Invented letterhead")
    changed = io.BytesIO()
    template.save(changed)
    save_template(asker, content=changed.getvalue(), name=REPORT)
    made = Document(io.BytesIO(report_as_word(asker, FIRST)))
    text = "\n".join(each.text for each in made.paragraphs)
    assert "Looking in the dark" in "\n".join(cell.text for table in made.tables for cell in table._cells)
    assert PROJECT.title in text
    assert "Invented letterhead" in text
    assert Entry.objects.filter(verb="print_report", subject_id="2023-H1").count() == 1
    remove_template(asker, name=REPORT)
    assert template_bytes(REPORT) == template_bytes()


def test_only_who_manages_the_programme_changes_its_template(cast: Cast, asker: Asker) -> None:
    for _name, who in cast.everybody():
        with pytest.raises(NotAllowed):
            save_template(who, content=template_bytes(), name=REPORT)
    with pytest.raises(NotAllowed):
        save_template(asker, content=template_bytes())
    with pytest.raises(Invalid):
        save_template(asker, content=b"no document", name=REPORT)


@pytest.mark.parametrize("text", ["2023", "2023-Q1", "2023-H3", "half"])
def test_only_a_half_year_is_one(text: str) -> None:
    with pytest.raises(Invalid):
        half_year(text)


def test_it_asks_no_query_for_a_project_or_a_result(asker: Asker) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            draft_report(asker, FIRST)
        return len(counted)

    training(asker, project(asker))
    few = queries()
    for number in range(4):
        of = project(asker, replace(PROJECT, code=f"p{number}"))
        training(asker, of)
        training(asker, of, replace(TRAINING, code="second"))
    assert queries() == few
