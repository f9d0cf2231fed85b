"""Manuals and procedures stand in the library with versions and languages, for every officer of the office and nobody else."""

import io
from dataclasses import replace

import pytest

from headstamp.audit.models import Entry
from headstamp.desk.library import LibraryFilter, manual_page, shelf
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.programme.actions import (
    add_manual_file,
    edit_manual,
    record_manual,
    remove_manual,
    restore_manual,
    withdraw_manual_file,
)
from headstamp.programme.actions.library import ManualFacts, ManualFileFacts
from headstamp.programme.models import Manual, ManualFile
from headstamp.programme.queries import manual_files_visible_to, manuals_for_page, manuals_visible_to
from headstamp.registry.files import damaged_files, open_file, path_of
from tests.cast import Cast
from tests.programme.office import manager

SEARCH = ManualFacts(
    "procedure", "Kërkimi i shtëpisë", "Invented: how a house is searched.", ("seizure", "check")
)
PDF = b"%PDF-1.7 invented"


@pytest.fixture
def asker(cast: Cast) -> Asker:
    return manager(cast)


@pytest.fixture
def manual(asker: Asker) -> Manual:
    return record_manual(asker, facts=SEARCH)


def manual_file(
    asker: Asker, of: Manual, version: str, language: str = "sq", day: str = "", content: bytes = PDF
) -> ManualFile:
    facts = ManualFileFacts(version, language, day)
    return add_manual_file(
        asker, manual=of.uid, facts=facts, stream=io.BytesIO(content), name="../kërkimi.exe"
    )


def test_the_newest_version_stands_first_and_older_ones_are_kept(asker: Asker, manual: Manual) -> None:
    manual_file(asker, manual, "2", day="2023-05")
    manual_file(asker, manual, "2", "sr-Latn", "2023-05")
    manual_file(asker, manual, "1", day="2021")
    shown = manual_page(asker, manual.uid)
    assert shown.newest
    assert (shown.newest.number, [each.language for each in shown.newest.files]) == (
        "2",
        ["sq", "sr-Latn"],
    )
    assert [each.number for each in shown.older] == ["1"]


def test_a_file_is_what_its_content_says(asker: Asker, manual: Manual) -> None:
    made = manual_file(asker, manual, "1")
    assert (made.name, made.media_type) == ("kërkimi.exe.pdf", "application/pdf")
    with open_file(made.sha256) as stream:
        assert stream.read() == PDF
    for content in (b"<script>", b"MZ\x00\x01", b""):
        with pytest.raises(Invalid) as refused:
            manual_file(asker, manual, "2", content=content)
        assert list(refused.value.fields) == ["file"]


def test_a_version_stands_once_in_a_language(asker: Asker, manual: Manual) -> None:
    first = manual_file(asker, manual, "1")
    with pytest.raises(Invalid) as refused:
        manual_file(asker, manual, " 1 ")
    assert list(refused.value.fields) == ["version"]
    withdraw_manual_file(asker, manual_file=first.pk, reason="the wrong file")
    manual_file(asker, manual, "1")
    assert manual_files_visible_to(asker).count() == 1


@pytest.mark.parametrize(
    ("facts", "at"),
    [
        (replace(SEARCH, kind="novel"), "kind"),
        (replace(SEARCH, title=" "), "title"),
        (replace(SEARCH, pages=("none-such",)), "pages"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(asker: Asker, facts: ManualFacts, at: str) -> None:
    with pytest.raises(Invalid) as refused:
        record_manual(asker, facts=facts)
    assert list(refused.value.fields) == [at]


def test_every_officer_reads_it_and_nobody_else(cast: Cast, asker: Asker, manual: Manual) -> None:
    manual_file(asker, manual, "1")
    readers = {name for name, who in cast.everybody() if manuals_visible_to(who).exists()}
    assert readers == {"registrar", "analyst", "head", "reader", "officer"}
    assert readers == {name for name, who in cast.everybody() if manual_files_visible_to(who).exists()}
    assert readers == {name for name, who in cast.everybody() if manuals_for_page(who, "seizure")}
    for _name, who in cast.everybody():
        with pytest.raises((NotAllowed, NotFound)):
            edit_manual(who, uid=manual.uid, version=1, facts=replace(SEARCH, title="x"))


def test_it_is_found_in_any_script_and_by_every_filter(asker: Asker, manual: Manual) -> None:
    manual_file(asker, manual, "1", "sr-Latn")
    record_manual(asker, facts=ManualFacts("checklist", "Store"))

    def found(**asked: str) -> list[str]:
        return [each.manual.title for each in shelf(asker, LibraryFilter(**asked)).rows]

    assert found() == ["Store", SEARCH.title]
    for asked in (
        {"words": "KERKIMI shtepise"},
        {"kind": "procedure"},
        {"language": "sr-Latn"},
        {"page": "check"},
    ):
        assert found(**asked) == [SEARCH.title]
    assert found(language="mk") == []


def test_pages_name_only_manuals_that_have_a_file(asker: Asker, manual: Manual) -> None:
    assert manuals_for_page(asker, "seizure") == []
    made = manual_file(asker, manual, "1")
    manual_file(asker, manual, "2")
    assert manuals_for_page(asker, "seizure") == [(manual.uid, SEARCH.title)]
    assert manuals_for_page(asker, "map") == []
    withdraw_manual_file(asker, manual_file=made.pk, reason="the wrong file")
    assert manuals_for_page(asker, "seizure") == [(manual.uid, SEARCH.title)]


def test_what_is_taken_off_the_shelf_can_be_put_back(asker: Asker, manual: Manual) -> None:
    manual_file(asker, manual, "1")
    changed = edit_manual(asker, uid=manual.uid, version=1, facts=replace(SEARCH, title="A search"))
    with pytest.raises(Conflict):
        remove_manual(asker, uid=manual.uid, version=1, reason="old")
    remove_manual(asker, uid=manual.uid, version=changed.version, reason="old")
    assert not manuals_visible_to(asker).exists()
    assert not manual_files_visible_to(asker).exists()
    restore_manual(asker, uid=manual.uid, reason="still good")
    assert manual_page(asker, manual.uid).newest
    verbs = list(Entry.objects.order_by("position").values_list("verb", flat=True))
    assert verbs[-5:] == [
        "record_manual",
        "add_manual_file",
        "edit_manual",
        "remove_manual",
        "restore_manual",
    ]


def test_a_damaged_file_is_found(asker: Asker, manual: Manual) -> None:
    made = manual_file(asker, manual, "1")
    assert list(damaged_files({made.sha256})) == []
    path_of(made.sha256).unlink()
    assert list(damaged_files({made.sha256})) == [made.sha256]
