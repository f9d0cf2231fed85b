"""A pasted text fills the entry page: what it says, where it says it, and nothing that was typed is written over."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from headstamp.registry.models import Item, Occurrence
from tests.cast import Cast
from tests.leaks.conftest import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
TEXT = (
    "Më 12.03.2023 në Gjakovë u gjetën një pistoletë Zastava M70 kal. 7.65 mm me numër serik 654321, "
    "dy karikatorë dhe 48 fishekë 7.62x39 mm për AK-47."
)


@pytest.fixture
def officer(cast: Cast) -> Client:
    return client_of(cast, "registrar")


def boxes(page: str) -> dict[str, str]:
    """What stands in the boxes of the page, by name; of a list what is chosen."""
    found = dict(re.findall(r'<input class="form-control[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page))
    for name, options in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return {name: value for name, value in found.items() if value}


def read(officer: Client, text: str, **typed: str) -> str:
    answer = officer.post("/enter/", {"read": "yes", "text": text, **typed})
    assert answer.status_code == 200
    assert not Occurrence.objects.exists(), "reading saves nothing"
    return answer.text


def test_a_text_fills_rows_place_and_day(officer: Client) -> None:
    page = read(officer, TEXT, kind="seizure", occurred_on=timezone.localdate().isoformat())
    told = boxes(page)
    assert (told["occurred_on"], told["place.municipality"]) == ("2023-03-12", "Gjakovë/Đakovica")
    first = {
        name.removeprefix("items.0."): value for name, value in told.items() if name.startswith("items.0.")
    }
    assert first["kind"] == "Pistol"
    assert (first["make"], first["model"], first["calibre"]) == ("Zastava", "M70", "7.65 mm")
    assert (first["quantity"], first["marks.0.as_read"]) == ("1", "654321")
    assert first["legal_status"] == "seized"
    assert [told[f"items.{row}.kind"] for row in (1, 2)] == ["Magazine", "Cartridge"]
    assert (told["items.2.quantity"], told["items.2.quantity_unit"]) == ("48", "rounds")
    assert "items.3.kind" not in told, "the AK-47 only says what the rounds are for"
    assert TEXT in page.replace("&#x27;", "'")


def test_the_words_of_each_row_are_lit(officer: Client) -> None:
    page = read(officer, TEXT)
    lit = re.findall(r'<mark data-of="([^"]+)"[^>]*><a href="#[^"]+">(.*?)</a>', page)
    assert [row for row, _words in lit] == ["items.0", "items.1", "items.2"]
    assert [words.split()[1] for _row, words in lit] == ["pistoletë", "karikatorë", "fishekë"]


def test_nothing_typed_is_written_over(officer: Client) -> None:
    typed = {
        "kind": "find", "occurred_on": "2021-01-02", "place.municipality": "Prizren", "narrative": "Own words",
        "items.0.kind": "Revolver", "items.0.quantity": "2",
    }  # fmt: skip
    told = boxes(page := read(officer, TEXT, **typed))
    assert (told["occurred_on"], told["place.municipality"]) == ("2021-01-02", "Prizren")
    assert (told["items.0.kind"], told["items.0.quantity"]) == ("Revolver", "2")
    assert told["items.1.kind"] == "Pistol"
    assert "Own words" in page


def test_what_was_read_is_saved_as_it_stands(officer: Client) -> None:
    told = boxes(read(officer, TEXT, kind="seizure"))
    answer = officer.post("/enter/", {**told, "narrative": TEXT, "save": "yes"})
    assert answer.status_code == 302, re.findall(
        r"invalid-feedback[^>]*id=\"([^\"]+)\"[^>]*>([^<]*)", answer.text
    )
    saved = Occurrence.objects.get()
    assert (saved.municipality, saved.narrative) == ("gjakove", TEXT)
    assert list(Item.objects.order_by("position").values_list("kind", "make_code", "quantity")) == [
        ("pistol", "zastava", 1),
        ("magazine", "", 2),
        ("cartridge", "", 48),
    ]


def test_a_text_that_names_nothing_says_so(officer: Client) -> None:
    page = read(officer, "Nuk u gjet asnjë armë.")
    assert "Nothing in it names a weapon" in page
    assert "items.0.kind" not in boxes(page)


@pytest.mark.parametrize("text", ["", "\0", "x" * 30_000, "<script>alert(1)</script> një pistoletë"])
def test_odd_texts_break_nothing(officer: Client, text: str) -> None:
    answer = officer.post("/enter/", {"read": "yes", "text": text})
    assert answer.status_code in (200, 400)
    assert "<script>alert" not in answer.text


def test_a_removed_number_is_a_mark_without_text(officer: Client) -> None:
    told = boxes(read(officer, "Pronađen je pištolj izbrušenog fabričkog broja.", kind="find"))
    assert (told["items.0.kind"], told["items.0.marks.0.state"]) == ("Pistol", "removed")
    assert "items.0.marks.0.as_read" not in told
    assert officer.post("/enter/", {**told, "save": "yes"}).status_code == 302


def test_rounds_that_nobody_counted_are_not_one(officer: Client) -> None:
    told = boxes(read(officer, "U gjetën fishekë dhe një pistoletë.", kind="find"))
    assert (told["items.0.kind"], told.get("items.0.quantity")) == ("Cartridge", None)
    refused = officer.post("/enter/", {**told, "save": "yes"})
    assert refused.status_code == 422
    assert 'id="box-items-0-quantity-error"' in refused.text
    assert officer.post("/enter/", {**told, "items.0.quantity": "20", "save": "yes"}).status_code == 302


def test_of_a_long_text_all_is_kept_and_what_was_not_read_is_said(officer: Client) -> None:
    end = " dhe një revole"
    page = read(officer, "U gjet një pistoletë. " + "Shi. " * 5_000 + end)
    assert "its end was not" in page
    assert end in page[page.index('name="narrative"') :]
    told = boxes(page)
    assert (told["items.0.kind"], told.get("items.1.kind")) == ("Pistol", None)
    assert "its end was not" not in read(officer, TEXT)
