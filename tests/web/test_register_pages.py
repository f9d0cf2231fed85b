"""Lists, records, search, exports and the sheet: what they show, to whom, at what cost."""

import csv
import io
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from openpyxl import load_workbook

from headstamp.audit.models import Entry
from headstamp.audit.queries import words_of
from headstamp.desk import exporting
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import record_occurrence
from headstamp.registry.facts import (
    ItemFacts,
    MarkFacts,
    OccurrenceFacts,
    PersonFacts,
    PlaceFacts,
    ReferenceFacts,
)
from headstamp.registry.models import Occurrence
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _without_second_factor(settings) -> None:  # type: ignore[no-untyped-def]
    settings.HEADSTAMP_REQUIRE_MFA = False


def _seizure(asker: Asker, number: int = 1, **changes: object) -> Occurrence:
    facts = {
        "kind": "seizure",
        "occurred_on": "2022-05-01",
        "place": PlaceFacts(
            municipality="gjakove", text="Rruga e Demos", precision="street", jurisdiction="XK"
        ),
        "context": "house_search",
        "narrative": "Found behind a stove.",
        "references": (ReferenceFacts(kind="police_case", issuer="Demo police", number=f"T-{number}/2022"),),
        "items": (
            ItemFacts(
                kind="pistol",
                make="Zastava",
                model="M57",
                calibre="7,62x25",
                legal_status="seized",
                marks=(MarkFacts(as_read=f"DEMO{number}"),),
            ),
            ItemFacts(kind="cartridge", quantity=Decimal(16), calibre="7,62x25"),
        ),
    } | changes
    return record_occurrence(asker, facts=OccurrenceFacts(**facts))  # type: ignore[arg-type]


def _file(response: Any) -> bytes:
    """The whole of a file that was sent; read to its end, the server's copy is closed."""
    content: bytes = response.getvalue()
    return content


def _as(asker: Asker) -> Client:
    client = Client()
    client.force_login(Cast.user_of(asker), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize(
    "typed", ["Djakovica", "Đakovica", "Ђаковица", "gjakove", "demo1", "T-1/2022", "stove"]
)
def test_the_search_box_finds_it_however_it_is_typed(cast: Cast, typed: str) -> None:
    record = _seizure(cast.registrar)
    page = _as(cast.analyst).get("/search/", {"q": typed}).content.decode()
    assert record.uid in page


def test_the_search_box_finds_a_gun_by_a_damaged_number_and_says_why(cast: Cast) -> None:
    record = _seizure(cast.registrar, 12345)
    client = _as(cast.analyst)
    page = client.get("/search/", {"q": "DEMO 1284?"}).content.decode()
    assert record.items.get(kind="pistol").uid not in page
    page = client.get("/search/", {"q": "demo 12845"}).content.decode()
    assert "Guns whose number this may be" in page
    assert record.items.get(kind="pistol").uid in page
    assert "one sign differs: 3 read as 8" in page
    assert "not closed" in client.get("/search/", {"q": "DEMO12[3"}).content.decode()
    assert "Guns whose number" not in client.get("/search/", {"q": "0000"}).content.decode()
    assert record.uid not in _as(cast.partner).get("/search/", {"q": "demo 12845"}).content.decode()


def test_a_stranger_finds_nothing_and_is_not_told_how_many(cast: Cast) -> None:
    record = _seizure(cast.registrar)
    client = _as(cast.partner)
    for address in ("/items/", "/occurrences/", "/search/?q=gjakove", "/items/?text=gjakove"):
        page = client.get(address).content.decode()
        assert record.uid not in page
        assert "1 item" not in page
        assert "1 occurrence" not in page
    assert client.get(f"/occurrences/{record.uid}/").status_code == 404
    assert client.get(f"/occurrences/{record.uid}/sheet.pdf").status_code == 404
    assert client.get(f"/items/{record.items.first().uid}/").status_code == 404


def test_opening_a_record_is_noted_in_the_log(cast: Cast) -> None:
    record = _seizure(cast.registrar)
    assert _as(cast.analyst).get(f"/occurrences/{record.uid}/").status_code == 200
    entry = Entry.objects.order_by("-position").first()
    assert entry is not None
    assert (entry.kind, entry.subject_kind, entry.subject_id, entry.actor) == (
        "consultation",
        "occurrence",
        str(record.pk),
        cast.analyst.id,
    )


@pytest.mark.parametrize("address", ["/items/", "/occurrences/"])
def test_a_list_of_fifty_costs_what_a_list_of_one_costs(
    cast: Cast, address: str, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    client = _as(cast.analyst)
    _seizure(cast.registrar, 1)
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    for number in range(2, 51):
        _seizure(cast.registrar, number)
    with django_assert_max_num_queries(len(few.captured_queries)):
        page = client.get(address)
    assert page.content.decode().count('<th scope="row"') == 50


def test_names_are_shown_only_with_the_right(cast: Cast) -> None:
    record = _seizure(
        cast.registrar,
        persons=(
            PersonFacts(role="possessor", category="suspect", family_name="Invented", given_name="Person"),
        ),
    )
    address = f"/occurrences/{record.uid}/"
    assert "Invented" in _as(cast.analyst).get(address).content.decode()
    assert "Invented" not in _as(cast.reader).get(address).content.decode()
    assert "Invented" not in _as(cast.reader).get("/search/?q=invented").content.decode().replace(
        "invented", ""
    )


def test_an_export_holds_what_the_list_shows_with_its_filter_on_top(cast: Cast) -> None:
    _seizure(cast.registrar, 1)
    _seizure(cast.registrar, 2, occurred_on="2021")
    content = _file(_as(cast.analyst).get("/items/export.xlsx?year=2022&kind=pistol"))
    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert "Year: 2022" in rows[1][0]
    assert [row[10] for row in rows[4:]] == ["DEMO1"]
    entry = Entry.objects.order_by("-position").first()
    assert entry is not None
    assert (entry.kind, entry.verb, entry.fields) == ("disclosure", "export_items", ["kind", "year"])


def test_a_csv_export_of_a_stranger_is_empty(cast: Cast) -> None:
    _seizure(cast.registrar)
    content = _file(_as(cast.partner).get("/occurrences/export.csv")).decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(content)))) == 4


def test_a_reader_may_look_but_not_export(cast: Cast) -> None:
    assert _as(cast.reader).get("/items/").status_code == 200
    assert _as(cast.reader).get("/items/export.xlsx").status_code == 403


def test_the_sheet_prints_the_record_without_names_for_who_may_not_see_them(
    cast: Cast, tmp_path: Path
) -> None:
    record = _seizure(
        cast.registrar, persons=(PersonFacts(role="possessor", category="suspect", family_name="Invented"),)
    )
    texts = {}
    for asker in (cast.analyst, cast.reader):
        path = tmp_path / "sheet.pdf"
        path.write_bytes(_as(asker).get(f"/occurrences/{record.uid}/sheet.pdf").content)
        texts[asker.id] = subprocess.run(
            ["pdftotext", path, "-"], capture_output=True, text=True, check=True
        ).stdout
    assert "DEMO1" in texts[cast.analyst.id]
    assert "Invented" in texts[cast.analyst.id]
    assert "DEMO1" in texts[cast.reader.id]
    assert "Invented" not in texts[cast.reader.id]


def test_an_export_keeps_for_whom_and_why(cast: Cast) -> None:
    _seizure(cast.registrar)
    page = _as(cast.analyst).get("/items/", {"year": "2022"}).content.decode()
    assert '<input type="hidden" name="year" value="2022">' in page
    asked = {"year": "2022", "recipient": "The prosecutor", "reason": "Request 12"}
    _file(_as(cast.analyst).get("/items/export.csv", asked))
    entry = Entry.objects.order_by("-position").first()
    assert entry is not None
    words = words_of(cast.auditor, [entry.position])[entry.position]
    assert (words.reason, words.recipient) == ("Request 12", "The prosecutor")


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_an_export_makes_its_file_without_holding_the_database(
    cast: Cast, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _seizure(cast.registrar)
    depths = []
    before = len(connection.savepoint_ids)

    def watched(*given: Any) -> Any:
        depths.append(len(connection.savepoint_ids) - before)
        return made(*given)

    name = "write_xlsx" if kind == "xlsx" else "csv_lines"
    made = getattr(exporting, name)
    monkeypatch.setattr(exporting, name, watched)
    _file(_as(cast.analyst).get(f"/items/export.{kind}"))
    assert depths == [0]
