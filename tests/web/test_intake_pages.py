"""Pages of intake: a file is sent, mapped, checked, mended, taken in and undone, each step a plain form."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from headstamp.intake.applying import apply
from headstamp.intake.checking import check
from headstamp.intake.models import Batch, LookupMemory
from headstamp.intake.undoing import undo
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import edit_item
from headstamp.registry.models import Item, Occurrence
from tests.cast import Cast

HEADINGS = ["Case number", "Date", "Municipality", "Type of weapon", "Serial number", "Quantity"]
ROWS: list[list[Any]] = [
    ["T-1/2022", "05.03.2022", "Gjakovë", "Pistol", "DEMO1", 1],
    ["T-2/2022", "06.03.2022", "Pejë", "Rifle", "DEMO2", 1],
    ["T-3/2022", "31.02.2022", "Prizren", "Pistol", "DEMO3", 1],
    ["T-4/2022", "08.03.2022", "Prizren", "Bang stick", "DEMO4", 1],
]
LAYOUT = """
layout: test_police
register: test-police
target: item
title: {en: Police of the test}
key: [Case number]
group: [Case number]
defaults: {order: dmy}
columns:
  Case number: occurrence.reference
  Date: {to: occurrence.occurred_on, parse: date, required: true}
  Municipality: {to: occurrence.municipality, parse: code, lookup: municipalities}
  Type of weapon: {to: item.kind, parse: code, lookup: item_kinds, required: true}
  Serial number: {to: mark.serial, parse: serial}
  Quantity: {to: item.quantity, parse: decimal}
constants: {occurrence.kind: seizure, item.legal_status: seized, occurrence.reference_kind: police_case, occurrence.reference_issuer: Police}
"""

_TWO_COLUMNS = """  Origin: {to: item.origin, parse: code, lookup: jurisdictions}
  Destination: {to: item.destination, parse: code, lookup: jurisdictions}
"""


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.HEADSTAMP_REQUIRE_MFA = False


def workbook(rows: list[list[Any]] = ROWS, headings: list[str] = HEADINGS) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("Register")
    sheet.write(0, 0, "Police register 2022")
    for number, cells in enumerate([headings, *rows], 2):
        sheet.write_row(number, 0, cells)
    book.close()
    return stream.getvalue()


def _as(asker: Asker) -> Client:
    client = Client()
    client.force_login(Cast.user_of(asker), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _send(client: Client, content: bytes | None = None, name: str = "police 2022.xlsx") -> str:
    """Send a file; the batch's uid."""
    answer = client.post("/intake/new/", {"file": SimpleUploadedFile(name, content or workbook())})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"]).split("/")[2]


def _by_layout(client: Client, uid: str, text: str = LAYOUT) -> None:
    sent = {"layout": SimpleUploadedFile("layout.yaml", text.encode())}
    answer = client.post(f"/intake/{uid}/layout/import/", sent)
    assert answer.status_code == 302, answer.content.decode()


def _checked(cast: Cast) -> tuple[Client, str]:
    client = _as(cast.registrar)
    uid = _send(client)
    _by_layout(client, uid)
    check(cast.registrar, uid)
    return client, uid


def _taken_in(cast: Cast) -> tuple[Client, str]:
    client, uid = _checked(cast)
    client.post(f"/intake/{uid}/apply/")
    apply(cast.registrar, uid)
    return client, uid


def _page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_the_empty_list_says_what_to_do(cast: Cast) -> None:
    page = _page(_as(cast.registrar), "/intake/")
    assert "No file was taken in yet" in page
    assert "/intake/new/" in page


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("report.pdf", b"%PDF-1.7 something", "no spreadsheet"),
        ("empty.xlsx", b"", "empty"),
        ("page.xls", b"<html><table></table></html>", "web page"),
        ("broken.xlsx", b"PK\x03\x04 not a workbook", "damaged"),
    ],
)
def test_a_refused_file_gets_a_clear_word_and_leaves_no_batch(
    cast: Cast, name: str, content: bytes, word: str
) -> None:
    answer = _as(cast.registrar).post("/intake/new/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert not Batch.objects.exists()


def test_a_file_that_is_too_large_is_refused(cast: Cast, settings: Any) -> None:
    settings.HEADSTAMP_MAX_FILE_BYTES = 1000
    answer = _as(cast.registrar).post("/intake/new/", {"file": SimpleUploadedFile("a.xlsx", workbook())})
    assert answer.status_code == 422
    assert "larger than" in answer.content.decode()


def test_a_file_with_macros_is_read_and_flagged(cast: Cast) -> None:
    stream = io.BytesIO(workbook())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0macro")
    client = _as(cast.registrar)
    uid = _send(client, stream.getvalue(), "police.xlsm")
    assert "holds macros" in _page(client, f"/intake/{uid}/layout/")
    assert "holds macros" in _page(client, "/intake/")


def test_the_columns_page_shows_samples_and_guesses(cast: Cast) -> None:
    client = _as(cast.registrar)
    page = _page(client, f"/intake/{_send(client)}/columns/")
    assert "DEMO1" in page
    assert '<option value="mark.serial" selected>' in page
    assert '<option value="occurrence.occurred_on" selected>' in page


def _mapping(**more: str) -> dict[str, str]:
    fields = [
        "occurrence.reference",
        "occurrence.occurred_on",
        "occurrence.municipality",
        "item.kind",
        "mark.serial",
        "item.quantity",
    ]
    return {
        **{f"field-{index}": field for index, field in enumerate(fields)},
        "key-0": "on",
        "group-0": "on",
        "same-occurrence.kind": "seizure",
        "same-item.legal_status": "seized",
        "name": "police_mapped",
        "register": "police",
        "order": "dmy",
        "target": "item",
        **more,
    }


def test_columns_mapped_in_the_browser_are_checked_kept_and_known_the_next_time(cast: Cast) -> None:
    client = _as(cast.registrar)
    uid = _send(client)
    assert client.post(f"/intake/{uid}/columns/", _mapping(keep="on")).status_code == 302
    check(cast.registrar, uid)
    batch = Batch.objects.get(uid=uid)
    assert (batch.planned["created"], batch.planned["refused"]) == (2, 2)
    again = _send(client, workbook(ROWS[:1]))
    page = _page(client, f"/intake/{again}/layout/")
    assert "These headings are known" in page
    assert "police_mapped" in page
    assert "the office's own" in page


def test_a_mapping_that_does_not_hold_is_sent_back_with_everything_typed(cast: Cast) -> None:
    client = _as(cast.registrar)
    uid = _send(client)
    answer = client.post(
        f"/intake/{uid}/columns/", _mapping(**{"same-occurrence.kind": "", "name": "my_name"})
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "occurrence.kind" in page
    assert 'value="my_name"' in page
    assert '<option value="mark.serial" selected>' in page


def test_a_changed_mapping_keeps_the_rules_that_the_page_does_not_show(cast: Cast) -> None:
    client = _as(cast.registrar)
    uid = _send(client)
    _by_layout(client, uid, LAYOUT + "rules:\n  - when: {Case number: [total]}\n    ignore: subtotal\n")
    check(cast.registrar, uid)
    answer = client.post(f"/intake/{uid}/columns/", _mapping(name="test_police", **{"field-5": ""}))
    assert answer.status_code == 302, answer.content.decode()
    text = _page(client, f"/intake/{uid}/layout.yaml")
    assert "ignore: subtotal" in text
    assert "item.quantity" not in text
    assert "lookup: item_kinds" in text


def test_a_layout_that_is_wrong_says_where(cast: Cast) -> None:
    client = _as(cast.registrar)
    uid = _send(client)
    sent = {"layout": SimpleUploadedFile("layout.yaml", b"layout: Bad Name\ntarget: item\n")}
    answer = client.post(f"/intake/{uid}/layout/import/", sent)
    assert answer.status_code == 422
    assert "Map at least one column" in answer.content.decode()


def test_the_check_shows_counts_reasons_and_rows_in_words_and_writes_nothing(cast: Cast) -> None:
    client, uid = _checked(cast)
    page = _page(client, f"/intake/{uid}/")
    assert "Nothing is written yet" in page
    assert "Refused, and why" in page
    rows = _page(client, f"/intake/{uid}/rows/")
    assert "Kind of item" in rows
    assert "Gjakov" in rows
    assert ">gjakove<" not in rows
    assert "Seizure" in rows
    assert not Occurrence.objects.exists()


def test_a_wording_is_answered_once_and_remembered(cast: Cast) -> None:
    client, uid = _checked(cast)
    page = _page(client, f"/intake/{uid}/words/")
    assert "Bang stick" in page
    answer = client.post(f"/intake/{uid}/words/", {"word|item_kinds|Bang stick": "pistol"})
    assert answer.status_code == 302
    check(cast.registrar, uid)
    assert Batch.objects.get(uid=uid).planned["created"] == 3
    assert LookupMemory.objects.get().code == "pistol"


def _boxes(page: str) -> dict[str, str]:
    """Every box of the mending page with what it holds."""
    parts = [part.split('"') for part in page.split('name="cell-')[1:]]
    return {f"cell-{part[0]}": part[2] for part in parts}


def test_two_bad_cells_are_mended_in_place(cast: Cast) -> None:
    client, uid = _checked(cast)
    boxes = _boxes(_page(client, f"/intake/{uid}/mend/"))
    assert sorted(boxes.values()) == ["31.02.2022", "Bang stick"]
    mended = {name: "28.02.2022" if text.startswith("31") else "Rifle" for name, text in boxes.items()}
    page = client.post(f"/intake/{uid}/mend/", mended, follow=True).content.decode()
    assert "2 rows can be taken in now" in page
    assert "No row needs mending" in page
    client.post(f"/intake/{uid}/apply/")
    apply(cast.registrar, uid)
    assert Occurrence.objects.count() == 4


def test_a_cell_that_stays_bad_shows_why_again(cast: Cast) -> None:
    client, uid = _checked(cast)
    boxes = _boxes(_page(client, f"/intake/{uid}/mend/?reason=unknown_wording%7CType of weapon"))
    assert list(boxes.values()) == ["Bang stick"]
    page = client.post(
        f"/intake/{uid}/mend/", dict.fromkeys(boxes, "Boom stick"), follow=True
    ).content.decode()
    assert "1 row still needs something" in page
    assert 'value="Boom stick"' in page


def test_bad_rows_go_out_as_a_workbook_and_come_back_mended(cast: Cast, tmp_path: Path) -> None:
    client, uid = _checked(cast)
    content = b"".join(client.get(f"/intake/{uid}/mend.xlsx").streaming_content)  # type: ignore[attr-defined]
    book = load_workbook(io.BytesIO(content))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                cell.value = {"31.02.2022": "28.02.2022", "Bang stick": "Rifle"}.get(
                    str(cell.value), cell.value
                )
    stream = io.BytesIO()
    book.save(stream)
    sent = {"file": SimpleUploadedFile("mended.xlsx", stream.getvalue())}
    page = client.post(f"/intake/{uid}/mend/back/", sent, follow=True).content.decode()
    assert "2 rows can be taken in now" in page


def test_a_workbook_of_another_batch_is_not_taken_back(cast: Cast) -> None:
    client, uid = _checked(cast)
    answer = client.post(f"/intake/{uid}/mend/back/", {"file": SimpleUploadedFile("mended.xlsx", workbook())})
    assert answer.status_code == 422
    assert "not the workbook of this batch" in answer.content.decode()


def test_progress_is_an_island_that_ends_with_the_whole_page(cast: Cast) -> None:
    client = _as(cast.registrar)
    uid = _send(client)
    _by_layout(client, uid)
    page = _page(client, f"/intake/{uid}/")
    assert 'hx-trigger="every 2s"' in page
    assert '<meta http-equiv="refresh"' in page
    island = client.get(f"/intake/{uid}/progress/", headers={"HX-Request": "true"})
    assert "<progress" in island.content.decode()
    assert "<html" not in island.content.decode()
    check(cast.registrar, uid)
    assert client.get(f"/intake/{uid}/progress/", headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_what_was_taken_in_links_to_its_records(cast: Cast) -> None:
    client, uid = _taken_in(cast)
    assert "See the records" in _page(client, f"/intake/{uid}/")
    page = _page(client, f"/intake/{uid}/records/")
    for occurrence in Occurrence.objects.all():
        assert f"/occurrences/{occurrence.uid}/" in page


def test_a_row_mended_after_the_file_was_taken_in_goes_in_as_a_batch_of_its_own(cast: Cast) -> None:
    client, uid = _taken_in(cast)
    boxes = _boxes(_page(client, f"/intake/{uid}/mend/"))
    mended = {name: "28.02.2022" for name, text in boxes.items() if text.startswith("31")}
    answer = client.post(f"/intake/{uid}/mend/", mended)
    again = str(answer["Location"]).split("/")[2]
    assert again != uid
    check(cast.registrar, again)
    planned = Batch.objects.get(uid=again).planned
    assert (planned["created"], planned["unchanged"], planned["refused"]) == (1, 2, 1)


def test_a_wording_of_two_columns_is_answered_by_either_box(cast: Cast) -> None:
    client = _as(cast.registrar)
    rows = [["T-9/2022", "05.03.2022", "Gjakovë", "Nowhereland", "Pistol", "Nowhereland"]]
    columns = ["Case number", "Date", "Municipality", "Origin", "Type of weapon", "Destination"]
    uid = _send(client, workbook(rows, columns))
    text = LAYOUT.replace("  Serial number: {to: mark.serial, parse: serial}\n", "")
    text = text.replace("  Quantity: {to: item.quantity, parse: decimal}\n", _TWO_COLUMNS)
    _by_layout(client, uid, text)
    check(cast.registrar, uid)
    box = "word|jurisdictions|Nowhereland"
    assert _page(client, f"/intake/{uid}/words/").count(f'name="{box}"') == 2
    client.post(f"/intake/{uid}/words/", {box: ["DE", ""]})
    assert LookupMemory.objects.get().code == "DE"
    check(cast.registrar, uid)
    assert Batch.objects.get(uid=uid).planned["created"] == 1


def test_undo_asks_why_and_lists_what_stayed(cast: Cast) -> None:
    client, uid = _taken_in(cast)
    item = Item.objects.order_by("pk").first()
    assert item is not None
    edit_item(cast.registrar, uid=item.uid, version=item.version, changes={"model": "M57"})
    assert client.post(f"/intake/{uid}/undo/", {"reason": ""}).status_code == 422
    assert client.post(f"/intake/{uid}/undo/", {"reason": "Sent twice by the agency"}).status_code == 302
    undo(cast.registrar, uid)
    page = _page(client, f"/intake/{uid}/")
    assert "edited since" in page
    assert item.occurrence.uid in page


def test_a_batch_is_given_up_before_anything_is_written(cast: Cast) -> None:
    client, uid = _checked(cast)
    page = client.post(f"/intake/{uid}/cancel/", follow=True).content.decode()
    assert "This file was given up" in page


def test_a_deed_that_came_too_late_says_so_on_the_page(cast: Cast) -> None:
    client, uid = _taken_in(cast)
    page = client.post(f"/intake/{uid}/check/", follow=True).content.decode()
    assert "cannot be done with the batch as it stands" in page


PAGES = (
    "",
    "layout/",
    "columns/",
    "words/",
    "mend/",
    "rows/",
    "records/",
    "apply/",
    "undo/",
    "layout.yaml",
    "mend.xlsx",
    "progress/",
)
DEEDS = (
    "check/",
    "apply/",
    "resume/",
    "cancel/",
    "undo/",
    "columns/",
    "words/",
    "mend/",
    "layout/",
    "layout/import/",
    "mend/back/",
)


@pytest.mark.parametrize("name", ["officer_with_right", "partner"])
def test_another_unit_s_batch_is_not_there(cast: Cast, name: str) -> None:
    _client, uid = _checked(cast)
    other = cast.partner
    if name == "officer_with_right":
        user = Cast.user_of(cast.officer)
        user.roles = ["registrar"]
        user.save()
        other = cast.officer
    client = _as(other)
    assert {client.get(f"/intake/{uid}/{page}").status_code for page in PAGES} == {404}
    sent = {"reason": "Because I can", "name": "mine", "word|item_kinds|Bang stick": "pistol"}
    for deed in DEEDS:
        file = SimpleUploadedFile("x.xlsx", workbook())
        layout = {"layout": SimpleUploadedFile("l.yaml", LAYOUT.encode())} if "import" in deed else {}
        assert client.post(f"/intake/{uid}/{deed}", {**sent, "file": file, **layout}).status_code == 404, deed
    assert uid not in _page(client, "/intake/")
    assert "1 file" not in _page(client, "/intake/")


@pytest.mark.parametrize("name", ["reader", "administrator", "auditor", "donor"])
def test_who_may_not_take_files_in_sees_no_page(cast: Cast, name: str) -> None:
    _client, uid = _checked(cast)
    client = _as(getattr(cast, name))
    for address in ("/intake/", "/intake/new/", f"/intake/{uid}/", f"/intake/{uid}/mend/"):
        assert client.get(address).status_code == 403


def test_a_list_of_many_files_costs_what_a_list_of_one_costs(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    client, uid = _checked(cast)
    client.get("/intake/")
    with django_assert_max_num_queries(40) as few:
        client.get("/intake/")
    one = Batch.objects.get(uid=uid)
    for number in range(30):
        one.pk, one.uid = None, f"COPY{number:022d}"
        one.save()
    with django_assert_max_num_queries(len(few.captured_queries)):
        page = _page(client, "/intake/")
    assert "31 files" in page


def test_the_list_is_filtered_by_the_address(cast: Cast) -> None:
    client, _uid = _checked(cast)
    assert "police 2022.xlsx" in _page(client, "/intake/?state=checked")
    page = _page(client, "/intake/?state=applied")
    assert "police 2022.xlsx" not in page
    assert "No file fits these filters" in page
