"""The bulletin tells what came in, to each what he may see, without names and without restricted records."""

import io
import zipfile
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone
from docx import Document

from headstamp.audit.models import Entry
from headstamp.desk.bulletin import (
    Kind,
    Part,
    Plan,
    as_pdf,
    as_word,
    draft,
    plan_of,
    save_plan,
    save_template,
)
from headstamp.documents.sheet import Sheet
from headstamp.kernel.errors import Invalid, NotAllowed
from headstamp.registry.actions import record_occurrence
from headstamp.registry.facts import ItemFacts, OccurrenceFacts, PersonFacts, PlaceFacts
from headstamp.registry.models import Occurrence
from tests.cast import Cast
from tests.registry.rows import circle

PISTOL, RIFLE = ItemFacts(kind="pistol", make="Zastava"), ItemFacts(kind="automatic_rifle")
ROUNDS = ItemFacts(kind="cartridge", quantity=Decimal(50))


@pytest.fixture(autouse=True)
def _home(settings, tmp_path: Path) -> None:
    settings.HEADSTAMP_HOME = tmp_path


def _record(cast: Cast, *items: ItemFacts, **facts: object) -> Occurrence:
    said = {
        "kind": "seizure",
        "occurred_on": "2022-03-04",
        "items": items or (PISTOL,),
        "place": PlaceFacts(municipality="peje", jurisdiction="XK"),
    }
    return record_occurrence(cast.registrar, facts=OccurrenceFacts(**(said | facts)))  # type: ignore[arg-type]


def _now() -> datetime:
    return timezone.now() + timedelta(seconds=1)


def _text(sheet: Sheet) -> str:
    return repr(sheet.sections)


def test_it_tells_what_was_recorded_in_the_day_and_not_before(cast: Cast) -> None:
    old = _record(cast, RIFLE)
    Occurrence.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(hours=30))
    old.items.update(created_at=timezone.now() - timedelta(hours=30))
    _record(cast, PISTOL, ROUNDS)
    day = _text(draft(cast.analyst, Kind.DAY, _now()))
    assert "1 × Pistol (Zastava)" in day
    assert "50 rounds" in day
    assert "Automatic rifle" not in day
    assert "Automatic rifle" in _text(draft(cast.analyst, Kind.WEEK, _now()))


def test_rounds_are_not_added_to_guns(cast: Cast) -> None:
    _record(cast, PISTOL, PISTOL, ROUNDS)
    sheet = draft(cast.analyst, Kind.DAY, _now())
    items = next(section for section in sheet.sections if section.title == "Items by kind")
    assert items.table is not None
    assert sorted(row[2] for row in items.table.rows) == ["2 pieces", "50 rounds"]


def test_of_note_are_automatic_weapons_and_explosives(cast: Cast) -> None:
    _record(cast, RIFLE, PISTOL, ItemFacts(kind="hand_grenade"), ItemFacts(kind="pistol", is_craft_made=True))
    sheet = draft(cast.analyst, Kind.DAY, _now())
    notable = next(section for section in sheet.sections if section.title == "Of note")
    assert notable.table is not None
    assert [row[0] for row in notable.table.rows] == ["Automatic", "Explosive", "Craft-made"]


def test_nobody_is_named_and_no_narrative_is_told(cast: Cast) -> None:
    person = PersonFacts(
        family_name="Mustername", given_name="Erfunden", role="possessor", category="suspect"
    )
    _record(cast, persons=(person,), narrative="told by Mustername")
    assert "Mustername" not in repr(draft(cast.registrar, Kind.DAY, _now()))


def test_a_stranger_a_donor_and_nobody_get_none_of_it(cast: Cast) -> None:
    _record(cast, visibility="unit")
    assert "Pistol" not in _text(draft(cast.officer, Kind.DAY, _now()))
    assert "Pistol" not in _text(draft(cast.partner, Kind.DAY, _now()))
    for asker in (cast.donor, cast.administrator, cast.nobody):
        with pytest.raises(NotAllowed):
            draft(asker, Kind.DAY, _now())


def test_restricted_records_stay_out_even_for_who_knows_of_them(cast: Cast) -> None:
    made = circle(cast.registrar.id)
    member = cast.in_circle(cast.registrar, made.pk, reason="case")
    record_occurrence(
        member,
        facts=OccurrenceFacts(
            kind="seizure", occurred_on="2022", items=(RIFLE,), visibility="restricted", circle=made.pk
        ),
    )
    sheet = draft(member, Kind.DAY, _now())
    assert "Automatic" not in _text(sheet)
    assert any("Restricted records are left out" in note for note in sheet.notes)


def test_the_office_s_plan_says_what_is_told_and_in_which_order(cast: Cast) -> None:
    plan = Plan(title="Buletini", opening="Good morning", parts=(Part.ITEMS, Part.SUMMARY))
    save_plan(cast.head, kind=Kind.DAY, plan=plan)
    assert plan_of(Kind.DAY) == plan
    assert plan_of(Kind.WEEK) == Plan()
    sheet = draft(cast.analyst, Kind.DAY, _now())
    assert sheet.title == "Buletini"
    assert [section.title for section in sheet.sections] == ["", "Items by kind", "In short"]


def test_who_may_not_edit_lists_may_not_change_plan_or_template(cast: Cast) -> None:
    for asker in (cast.registrar, cast.reader, cast.administrator, cast.donor):
        with pytest.raises(NotAllowed):
            save_plan(asker, kind=Kind.DAY, plan=Plan())
        with pytest.raises(NotAllowed):
            save_template(asker, content=b"")


def test_word_and_pdf_hold_it_and_the_log_says_that_it_left(cast: Cast) -> None:
    _record(cast, PISTOL, narrative="x")
    document = Document(io.BytesIO(as_word(cast.analyst, Kind.DAY, _now())))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "1 × Pistol (Zastava)" in cells
    assert as_pdf(cast.analyst, Kind.DAY, _now()).startswith(b"%PDF")
    kinds = Entry.objects.filter(verb="print_bulletin").values_list("kind", "actor")
    assert set(kinds) == {("disclosure", cast.analyst.id)}


def _changed(text: str) -> bytes:
    """A document of one line."""
    document, content = Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(content)
    return content.getvalue()


def test_an_office_s_template_is_used_and_can_reach_nothing_but_the_content(cast: Cast) -> None:
    save_template(cast.head, content=_changed("Our own: {{ title }}"))
    document = Document(io.BytesIO(as_word(cast.analyst, Kind.DAY, _now())))
    assert [paragraph.text for paragraph in document.paragraphs] == ["Our own: 24-hour bulletin"]
    for text in ("{{ secret }}", "{{ title.__class__.__mro__ }}", "{% for x in %}"):
        with pytest.raises(Invalid):
            save_template(cast.head, content=_changed(text))
    with pytest.raises(Invalid):
        save_template(cast.head, content=b"no document")


def test_a_template_with_macros_is_refused(cast: Cast) -> None:
    content = io.BytesIO(_changed("{{ title }}"))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    with pytest.raises(Invalid, match="macros"):
        save_template(cast.head, content=content.getvalue())


def test_a_span_ends_where_it_is_told_to(cast: Cast) -> None:
    _record(cast, PISTOL)
    sheet = draft(cast.analyst, Kind.DAY, datetime(2020, 1, 1, 7, tzinfo=UTC))
    assert "Pistol" not in _text(sheet)
    assert "31.12.2019" in sheet.number
