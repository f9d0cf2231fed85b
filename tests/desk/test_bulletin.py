"""The bulletin tells what happened, to each what he may see, without names and without restricted records."""

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
from headstamp.documents.sheet import Section, Sheet
from headstamp.kernel.errors import Invalid, NotAllowed
from headstamp.registry.actions import record_occurrence
from headstamp.registry.facts import ItemFacts, OccurrenceFacts, PersonFacts, PlaceFacts
from headstamp.registry.filters import OccurrenceFilter
from headstamp.registry.models import Occurrence, Source
from headstamp.registry.queries.occurrences import occurrences_visible_to
from tests.cast import Cast
from tests.registry import rows
from tests.registry.rows import circle

PISTOL, RIFLE = ItemFacts(kind="pistol", make="Zastava"), ItemFacts(kind="automatic_rifle")
ROUNDS = ItemFacts(kind="cartridge", quantity=Decimal(50))


@pytest.fixture(autouse=True)
def _home(settings, tmp_path: Path) -> None:
    settings.HEADSTAMP_HOME = tmp_path


def _record(cast: Cast, *items: ItemFacts, **facts: object) -> Occurrence:
    said = {
        "kind": "seizure",
        "occurred_on": _day(0),
        "items": items or (PISTOL,),
        "place": PlaceFacts(municipality="peje", jurisdiction="XK"),
    }
    return record_occurrence(cast.registrar, facts=OccurrenceFacts(**(said | facts)))  # type: ignore[arg-type]


def _day(before: int) -> str:
    return (timezone.localdate() - timedelta(days=before)).isoformat()


def _now() -> datetime:
    return timezone.now() + timedelta(seconds=1)


def _text(sheet: Sheet) -> str:
    return repr(sheet.sections)


def _part(sheet: Sheet, title: str) -> Section:
    return next(section for section in sheet.sections if section.title == title)


def test_it_tells_what_happened_in_the_day_and_not_before(cast: Cast) -> None:
    old = _record(cast, RIFLE, occurred_on=_day(3))
    _recorded(old, 3)
    _record(cast, PISTOL, ROUNDS)
    day = _text(draft(cast.analyst, Kind.DAY, _now()))
    assert "1 × Pistol (Zastava)" in day
    assert "50 rounds" in day
    assert "Automatic rifle" not in day
    assert "Automatic rifle" in _text(draft(cast.analyst, Kind.WEEK, _now()))


def _recorded(occurrence: Occurrence, before: int) -> None:
    at = timezone.now() - timedelta(days=before)
    Occurrence.objects.filter(pk=occurrence.pk).update(created_at=at)
    occurrence.items.update(created_at=at)


def test_days_that_follow_each_other_tell_a_record_once(cast: Cast) -> None:
    _recorded(_record(cast, RIFLE, occurred_on=_day(1)), 1)
    of_yesterday = _now() - timedelta(days=1)
    assert "Automatic rifle" in _text(draft(cast.analyst, Kind.DAY, of_yesterday))
    assert "Automatic rifle" not in _text(draft(cast.analyst, Kind.DAY, _now()))


def test_what_a_later_day_brought_stands_where_it_happened_and_late_where_it_came(cast: Cast) -> None:
    _record(cast, RIFLE, occurred_on=_day(5))
    then = draft(cast.analyst, Kind.DAY, _now() - timedelta(days=4))
    assert "Automatic rifle" in repr(_part(then, "What happened"))
    now = draft(cast.analyst, Kind.DAY, _now())
    assert "Automatic rifle" not in repr(_part(now, "What happened"))
    late = _part(now, "Entered late")
    assert [value for _label, value in late.fields] == ["1 occurrence"]
    assert "Automatic rifle" in repr(late.table)


def test_a_file_of_old_rows_is_one_line_with_its_way_and_none_of_its_rows(cast: Cast) -> None:
    _record(cast, PISTOL)
    file = Source.objects.create(
        kind="file", unit=cast.unit, register="old", name="old-book.xlsx", batch="b", created_at=timezone.now(), created_by="1"
    )  # fmt: skip
    brought = [
        rows.occurrence(cast.unit, occurred_on="2012", municipality="prizren", source=file) for _ in range(70)
    ]
    rows.item(brought[0], kind="automatic_rifle")
    for each in brought:
        _recorded(each, 0)
    sheet = draft(cast.analyst, Kind.DAY, _now())
    assert _part(sheet, "In short").fields[0] == ("Occurrences", "1")
    late = _part(sheet, "Entered late")
    assert late.fields == [("old-book.xlsx", "70 occurrences")]
    assert late.table is None
    [(_words, address)] = late.links
    asked, problems = OccurrenceFilter.from_params(dict([address.partition("?")[2].split("=")]))
    assert problems == {}
    assert occurrences_visible_to(cast.analyst, asked).count() == 70
    assert "Prizren" not in _text(sheet)
    assert "Automatic rifle" not in _text(sheet)
    assert "Entered late" not in _text(draft(cast.partner, Kind.DAY, _now())).replace(
        "title='Entered late'", ""
    )


def test_a_month_or_a_year_is_no_day(cast: Cast) -> None:
    today = timezone.localdate()
    for iso in (f"{today:%Y}", f"{today:%Y-%m}"):
        _record(cast, RIFLE, occurred_on=iso)
    sheet = draft(cast.analyst, Kind.DAY, _now())
    assert "Automatic rifle" not in repr(_part(sheet, "What happened"))
    assert _part(sheet, "Entered late").fields[0][1] == "2 occurrences"


def test_the_usual_number_is_of_days_that_things_happened_on(cast: Cast) -> None:
    for before in (1, 2, 8, 9):
        _record(cast, PISTOL, occurred_on=_day(before))
    facts = dict(_part(draft(cast.analyst, Kind.DAY, _now()), "In short").fields)
    assert facts["Usual number (mean of the 8 before)"] == "0.4"


def test_a_plan_of_before_tells_its_parts_and_counts_what_came_late(cast: Cast) -> None:
    plan = Plan(parts=(Part.SUMMARY, Part.OCCURRENCES))
    save_plan(cast.head, kind=Kind.DAY, plan=plan)
    _record(cast, RIFLE, occurred_on="2012")
    sheet = draft(cast.analyst, Kind.DAY, _now())
    assert [section.title for section in sheet.sections] == ["In short", "What happened"]
    assert _part(sheet, "In short").fields[-1] == ("Entered late: occurrences of before", "1")


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
            kind="seizure", occurred_on=_day(0), items=(RIFLE,), visibility="restricted", circle=made.pk
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
