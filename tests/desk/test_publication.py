"""What is published is frozen, safe against attack, whole, and speaks of nobody."""

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from headstamp.accounts.models import User
from headstamp.audit.models import Entry, Words
from headstamp.desk.publication.making import archive_content, prepare_release, publish, write_into
from headstamp.desk.publication.pictures import Picture
from headstamp.indicators.actions import freeze
from headstamp.indicators.disclosure.attacker import Attacker
from headstamp.indicators.disclosure.releases import from_plain, revealed_by
from headstamp.indicators.disclosure.suppression import Rule
from headstamp.indicators.models import Release
from headstamp.indicators.publishing.sheets import Sheet, State, sheet_from
from headstamp.indicators.queries.periods import period_named
from headstamp.indicators.queries.releases import releases_visible_to
from headstamp.kernel.errors import Conflict, HeadstampError, Invalid, NotAllowed
from headstamp.registry.actions import check_occurrence, record_occurrence
from headstamp.registry.facts import IncidentInput, OccurrenceFacts, PlaceFacts
from headstamp.registry.models import Item, Occurrence
from tests.cast import Cast
from tests.indicators.office import NAME, few_measures, office

__all__ = ["few_measures", "office"]
RULE = Rule(minimum=5, protection=5)
LANGUAGES = ("en", "sq", "sr-Latn")


@pytest.fixture
def frozen(office: Cast) -> Cast:
    """Both years frozen."""
    for year in ("2021", "2022"):
        freeze(office.head, period=period_named(year))
    return office


@pytest.fixture(autouse=True)
def drawn_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Charts are drawn for the release that is read as a whole, and stand empty in the others: drawing takes seconds."""
    if "first" not in request.fixturenames:
        monkeypatch.setattr(Picture, "draw", lambda _picture: b"<svg/>")


@dataclass(frozen=True)
class Published:
    """A first release of both years as it left: its row, its files, and what must not stand in them."""

    release: Release
    files: Mapping[str, bytes]
    secrets: tuple[str, ...]


_published: list[Published] = []


@pytest.fixture
def first(request: pytest.FixtureRequest) -> Published:
    """Made once for all tests that only read it: it needs no database then."""
    if not _published:
        cast: Cast = request.getfixturevalue("frozen")
        User.objects.update(last_name="Llogariaj")
        release = publish(cast.head, note="First release")
        uids = [
            uid
            for model in (Occurrence, Item)
            for uid in model._default_manager.values_list("uid", flat=True)
        ]
        _published.append(Published(release, files_of(cast), (NAME, "SER-", "Llogariaj", *uids)))
    return _published[0]


def files_of(cast: Cast, number: int = 0) -> dict[str, bytes]:
    _, content = archive_content(cast.head, number)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheets_of(release: Release) -> dict[str, Sheet]:
    return {sheet.key: sheet for sheet in map(sheet_from, release.content)}


def revise(cast: Cast, injured: int, year: str = "2022") -> None:
    """A late incident, checked, and the year's revision."""
    facts = OccurrenceFacts(
        kind="incident",
        occurred_on=f"{year}-06-07",
        place=PlaceFacts(municipality="gjakove", jurisdiction="XK", precision="municipality"),
        incident=IncidentInput(context="criminal_context", killed=0, injured=injured, is_suicide=False),
    )
    made = record_occurrence(cast.registrar, facts=facts)
    check_occurrence(cast.head, uid=made.uid, version=made.version)
    freeze(cast.head, period=period_named(year), note="A report came late.")


def test_where_nothing_is_frozen_nothing_is_published(office: Cast) -> None:
    with pytest.raises(Conflict, match="No year is frozen"):
        publish(office.head)
    freeze(office.head, period=period_named("2022-H1"))
    with pytest.raises(Conflict, match="No year is frozen"):
        publish(office.head)


def test_only_who_approves_publishes_and_donors_see_it(frozen: Cast) -> None:
    did, see = set(), set()
    for name, asker in frozen.everybody():
        try:
            publish(asker)
            did.add(name)
        except NotAllowed:
            pass
    for name, asker in frozen.everybody():
        if releases_visible_to(asker).exists():
            see.add(name)
    assert did == {"head"}
    assert see == {"registrar", "analyst", "head", "reader", "officer", "administrator", "auditor", "donor"}


def test_no_hidden_count_of_a_release_can_be_worked_out(first: Published) -> None:
    """A fresh attacker with every table of persons of the release, as it was kept: each hidden cell stays 5 wide."""
    release = first.release
    hidden = 0
    for plain in release.shown.values():
        version = from_plain(plain)
        wanted = [(0, cell) for cell, known in version.shown.items() if known.width]
        hidden += len(wanted)
        for (_, cell), known in Attacker([version]).ranges(wanted).items():
            assert known.width >= 5, str(cell)
    assert hidden > 10


def test_what_is_kept_for_later_attacks_is_what_the_tables_show(first: Published) -> None:
    release = first.release
    sheets = sheets_of(release)
    persons = {key for key, sheet in sheets.items() if sheet.counts_persons}
    assert persons == set(release.shown) == {
        f"{name} {year}" for name in ("persons-killed", "persons-injured", "victims") for year in ("2021", "2022")
    }  # fmt: skip
    for key in persons:
        shown = from_plain(release.shown[key]).shown
        for (by, at), cell in sheets[key].cells.items():
            known = next(each for of, each in shown.items() if of.at == frozenset(zip(by, at, strict=True)))
            assert cell.is_hidden == bool(known.width)
            assert cell.is_hidden or cell.value == known.low


def test_every_small_count_of_persons_is_hidden_and_things_are_shown(first: Published) -> None:
    for sheet in sheets_of(first.release).values():
        for cell in sheet.cells.values():
            if sheet.counts_persons and not cell.is_hidden:
                assert cell.value == 0 or cell.value >= 5  # type: ignore[operator]
            assert sheet.counts_persons or cell.state is not State.HIDDEN


def test_a_revision_of_few_persons_is_refused_or_the_earlier_table_stands(frozen: Cast) -> None:
    first = publish(frozen.head)
    revise(frozen, injured=1)
    with pytest.raises(Conflict, match="would give away counts of persons: persons-injured 2022"):
        publish(frozen.head)
    assert Release.objects.count() == 1
    second = publish(frozen.head, let_stand=True)
    assert second.held == ["persons-injured 2022"]
    assert sheets_of(second)["persons-injured 2022"] == sheets_of(first)["persons-injured 2022"]
    both = [from_plain(each.shown["persons-injured 2022"]) for each in (first, second)]
    assert revealed_by(both, RULE) == []
    assert b"persons-injured 2022" in files_of(frozen)["en/about.html"]


def test_no_release_gives_away_what_another_hides(frozen: Cast) -> None:
    """All releases together, as an attacker has them who kept each."""
    publish(frozen.head)
    revise(frozen, injured=9)
    publish(frozen.head, let_stand=True)
    revise(frozen, injured=6, year="2021")
    publish(frozen.head, let_stand=True)
    releases = list(Release.objects.order_by("number"))
    assert len(releases) == 3
    for key in releases[-1].shown:
        versions = [from_plain(each.shown[key]) for each in releases if key in each.shown]
        assert revealed_by(versions, RULE) == [], key


def test_a_revision_of_many_is_told_with_its_cause(frozen: Cast) -> None:
    publish(frozen.head)
    revise(frozen, injured=9)
    release = publish(frozen.head, let_stand=True)
    assert release.editions == {"2021": 1, "2022": 2}
    about = files_of(frozen)["en/about.html"].decode()
    assert "A report came late." in about
    assert "Revised: 2022." in files_of(frozen)["feed.atom"].decode()


def test_a_release_that_says_nothing_new_is_refused(frozen: Cast) -> None:
    publish(frozen.head)
    with pytest.raises(Conflict, match="Release 1 says this already"):
        publish(frozen.head)


def test_rounding_hides_nothing_and_all_sums_hold(frozen: Cast, settings) -> None:  # type: ignore[no-untyped-def]
    settings.HEADSTAMP_SMALL_COUNTS = "round"
    for sheet in sheets_of(publish(frozen.head)).values():
        if sheet.counts_persons:
            assert {cell.state for cell in sheet.cells.values()} == {State.ROUNDED}
            for by in sheet.splits:
                parts = [cell.value for (split, _), cell in sheet.cells.items() if split == by and cell.value]
                assert sum(parts) == sheet.cells[(), ()].value


def test_no_place_is_finer_than_set(frozen: Cast, settings) -> None:  # type: ignore[no-untyped-def]
    def columns(geography: str) -> set[str]:
        settings.HEADSTAMP_PUBLISHED_PLACE = geography
        sheets = prepare_release(frozen.head).sheets
        return {f"{sheet.counts_persons} {name}" for sheet in sheets for by in sheet.splits for name in by}

    assert not {"False municipality", "True directorate", "False directorate"} & columns("none")
    assert "False municipality" not in columns("directorate")
    finest = columns("municipality")
    assert "False municipality" in finest
    assert "True municipality" not in finest


def test_no_person_no_record_and_no_account_stands_in_any_file(first: Published) -> None:
    wholes = b"\n".join(first.files.values()).decode("utf-8", errors="replace")
    assert len(first.secrets) > 80
    assert [word for word in first.secrets if word in wholes] == []


def test_nothing_that_is_not_frozen_stands_in_any_file(office: Cast) -> None:
    freeze(office.head, period=period_named("2021"))
    freeze(office.head, period=period_named("2022-H2"))
    publish(office.head)
    for name, content in files_of(office).items():
        if name.endswith((".csv", ".html")):
            assert b"2022" not in content, name


def test_the_disclosure_is_in_the_log(frozen: Cast) -> None:
    release = publish(frozen.head)
    entry = Entry.objects.get(verb="publish")
    assert (entry.kind, entry.subject_id, entry.actor) == ("disclosure", str(release.number), frozen.head.id)
    assert Words.objects.get(position=entry.position).recipient == "public"


def test_the_designation_footnotes_are_chosen_and_kept_apart(frozen: Cast) -> None:
    publish(frozen.head, footnotes=["undp"])
    page = files_of(frozen)["en/firearms-seized.html"].decode()
    assert "resolution 1244 (1999)" in page
    assert "ICJ Opinion" not in page
    publish(frozen.head, footnotes=["undp", "eu"])
    page = files_of(frozen)["en/firearms-seized.html"].decode()
    tables = page.count("<table>")
    assert tables >= 3
    # Under each table and at the foot: one paragraph for each, never one for both.
    assert len(re.findall(r'<p class="footnote">\* For the United', page)) == tables + 1
    assert len(re.findall(r'<p class="footnote">\* This designation', page)) == tables + 1
    with pytest.raises(Invalid):
        publish(frozen.head, footnotes=[])


def test_every_csv_is_what_its_metadata_say(first: Published) -> None:
    """Columns, kinds of values, required ones and the key, after W3C's Metadata Vocabulary for Tabular Data."""
    files = first.files
    tables = [name for name in files if name.endswith(".csv")]
    assert len(tables) > 6
    for name in tables:
        described = json.loads(files[f"{name}-metadata.json"])
        assert described["@context"][0] == "http://www.w3.org/ns/csvw"
        assert described["url"] == Path(name).name
        _is_what_it_says(
            described["tableSchema"], list(csv.reader(io.StringIO(files[name].decode(), newline="")))
        )


def _is_what_it_says(schema: Mapping[str, object], rows: list[list[str]]) -> None:
    columns: list[dict[str, object]] = schema["columns"]  # type: ignore[assignment]
    assert rows[0] == [column["name"] for column in columns]
    for row in rows[1:]:
        assert len(row) == len(columns)
        for value, column in zip(row, columns, strict=True):
            assert value or not column.get("required"), column["name"]
            if value:
                _fits(value, column["datatype"])
    key = [rows[0].index(name) for name in schema["primaryKey"]]  # type: ignore[attr-defined]
    assert len({tuple(row[place] for place in key) for row in rows[1:]}) == len(rows) - 1


def _fits(value: str, datatype: object) -> None:
    if datatype == "gYear":
        assert re.fullmatch(r"\d{4}", value)
    elif datatype == "decimal":
        Decimal(value)
    elif isinstance(datatype, dict):
        assert re.fullmatch(str(datatype["format"]), value)


def test_the_csv_has_what_the_pages_have(first: Published) -> None:
    sheets = sheets_of(first.release)
    rows = list(csv.DictReader(io.StringIO(first.files["data/firearms-seized.csv"].decode(), newline="")))
    whole = {
        row["year"]: row["value"]
        for row in rows
        if row["directorate"] == row["kind"] == row["context"] == "total"
    }
    assert whole == {"2021": "18", "2022": "22"}
    assert len(rows) == sum(len(sheets[f"firearms-seized {year}"].cells) for year in ("2021", "2022"))


def test_the_checksums_are_right_and_the_feed_is_well_formed(first: Published) -> None:
    files = first.files
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != "SHA256SUMS"
    }
    root = ElementTree.fromstring(files["feed.atom"])
    atom = "{http://www.w3.org/2005/Atom}"
    entries = root.findall(f"{atom}entry")
    assert len(entries) == 1
    for element in (root, *entries):
        assert all(element.findtext(f"{atom}{name}") for name in ("id", "title", "updated"))


class _Page(HTMLParser):
    """What a validator would look at first: balance, ids, what is fetched, what runs."""

    VOID = {"meta", "link", "img", "br"}

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag not in self.VOID:
            self.open.append(tag)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        self.links += [str(found[name]) for name in ("href", "src") if name in found]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_every_page_is_whole_runs_nothing_and_leads_only_to_what_is_there(first: Published) -> None:
    files = first.files
    pages = [name for name in files if name.endswith(".html")]
    assert len(pages) == 1 + 3 * (3 + 7)
    for name in pages:
        page = _Page(files[name].decode())
        assert len(set(page.ids)) == len(page.ids), name
        assert not [
            tag for tag, found in page.tags if tag in ("script", "style", "iframe") or "style" in found
        ]
        assert not [tag for tag, found in page.tags if any(each.startswith("on") for each in found)]
        assert all(found.get("alt") for tag, found in page.tags if tag == "img")
        assert len([tag for tag, _ in page.tags if tag == "caption"]) == len(
            [t for t, _ in page.tags if t == "table"]
        )
        language = next(found["lang"] for tag, found in page.tags if tag == "html")
        assert name == "index.html" or language == name.split("/")[0]
        for link in page.links:
            if not link.startswith("#"):
                assert _resolved(name, link) in files, link


def _resolved(page: str, link: str) -> str:
    assert "://" not in link
    parts: list[str] = list(Path(page).parent.parts)
    for part in Path(link).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def test_the_same_release_gives_the_same_archive(frozen: Cast) -> None:
    publish(frozen.head)
    _, content = archive_content(frozen.head)
    release, again = archive_content(frozen.donor)
    assert again == content
    kept = release.files.get()
    assert (kept.sha256, kept.size) == (hashlib.sha256(content).hexdigest(), len(content))


def test_it_is_written_into_a_folder_of_its_own_only(frozen: Cast, tmp_path: Path) -> None:
    publish(frozen.head)
    _, content = archive_content(frozen.head)
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Conflict, match="holds other files"):
        write_into(other, content)
    site = tmp_path / "site"
    names = write_into(site, content)
    (site / "en" / "firearms-seized.html").write_text("older", encoding="utf-8")
    assert write_into(site, content) == names
    assert (site / "en" / "firearms-seized.html").read_text(encoding="utf-8") != "older"


def test_a_release_that_is_not_there_is_not_found(frozen: Cast) -> None:
    with pytest.raises(HeadstampError, match="Nothing has been published"):
        archive_content(frozen.donor)
