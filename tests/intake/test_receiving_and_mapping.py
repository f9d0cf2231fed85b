"""What comes in is looked at by its content; what a person said of it once is not asked again."""

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import LazySettings

from headstamp.intake.actions import (
    answer_lookups,
    export_layout,
    map_columns,
    receive_file,
    save_layout,
    use_layout,
)
from headstamp.intake.checking import check
from headstamp.intake.filing import path_of
from headstamp.intake.models import Batch, State
from headstamp.intake.opened import open_kept, opened_once
from headstamp.intake.queries import layout_named, layouts_for, open_wordings, preview
from headstamp.kernel.errors import Invalid, NotFound
from headstamp.registry.models import Item
from tests.cast import Cast
from tests.intake.office import BAD_ROWS, LAYOUT, ROWS, applied, checked, layout, received, workbook

pytestmark = pytest.mark.django_db

REFUSED = {
    "empty": b"",
    "a picture": b"\x89PNG\r\n\x1a\n" + b"0" * 100,
    "a document": b"%PDF-1.7 nothing",
    "a web page": b"<html><table><tr><td>1</td></tr></table></html>",
    "a damaged workbook": b"PK\x03\x04 not a zip",
    "an encrypted workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_spreadsheet_is_refused_and_not_kept(cast: Cast, home: Path, content: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        receive_file(cast.registrar, stream=io.BytesIO(content), name="list.xlsx")
    assert set(refused.value.fields) == {"file"}
    assert not Batch.objects.exists()
    assert not [path for path in (home / "files").rglob("*") if path.is_file()]


def test_a_file_above_the_office_s_limit_is_refused(cast: Cast, settings: LazySettings) -> None:
    settings.HEADSTAMP_MAX_FILE_BYTES = 100
    with pytest.raises(Invalid):
        receive_file(cast.registrar, stream=workbook(), name="list.xlsx")


def test_macros_are_flagged_and_the_values_read(cast: Cast) -> None:
    stream = workbook()
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"never run")
    stream.seek(0)
    batch = receive_file(cast.registrar, stream=stream, name="list.xlsm")
    assert batch.has_macros
    assert batch.headings[0] == "Nr"


def test_the_file_is_kept_once_by_its_content(cast: Cast) -> None:
    first, second = received(cast.registrar), received(cast.registrar)
    assert first.file_sha256 == second.file_sha256
    assert path_of(first.file_sha256).read_bytes() == workbook().getvalue()


def test_a_name_is_never_a_path(cast: Cast) -> None:
    batch = receive_file(cast.registrar, stream=workbook(), name="C:\\Users\\x\\..\\../list.xlsx")
    assert batch.file_name == "list.xlsx"


def test_headings_seen_before_bring_their_layout(cast: Cast) -> None:
    assert receive_file(cast.registrar, stream=workbook(), name="a.xlsx").state == State.MAPPING
    received(cast.registrar)
    known = receive_file(cast.registrar, stream=workbook(ROWS[:2]), name="b.xlsx")
    assert (known.state, known.layout_name) == (State.UPLOADED, "test_police")
    stranger = receive_file(cast.partner, stream=workbook(), name="a.xlsx")
    assert stranger.state == State.MAPPING


def test_a_layout_that_does_not_fit_is_refused(cast: Cast) -> None:
    batch = receive_file(cast.registrar, stream=workbook(), name="a.xlsx")
    with pytest.raises(Invalid, match="lacks these columns"):
        map_columns(cast.registrar, uid=batch.uid, layout=LAYOUT | {"key": ["Number"]})
    with pytest.raises(Invalid, match="no field"):
        map_columns(cast.registrar, uid=batch.uid, layout=LAYOUT | {"constants": {"item.colour": "red"}})
    with pytest.raises(Invalid, match="no target"):
        map_columns(cast.registrar, uid=batch.uid, layout=LAYOUT | {"target": "cars"})


def test_an_answered_wording_is_remembered_for_the_next_file(cast: Cast) -> None:
    batch = checked(cast.registrar, ROWS + BAD_ROWS)
    (wording,) = open_wordings(cast.registrar, batch.uid)
    assert (wording.lookup, wording.wording, wording.rows, wording.list_name) == (
        "kinds",
        "Diçka",
        1,
        "item_kinds",
    )
    answer_lookups(cast.registrar, uid=batch.uid, answers={("kinds", "Diçka"): "rifle"})
    assert check(cast.registrar, batch.uid).planned["refused"] == 1
    assert checked(cast.registrar, [*ROWS, [9, *BAD_ROWS[1][1:]]]).planned["refused"] == 0
    assert checked(cast.partner, [*ROWS, [9, *BAD_ROWS[1][1:]]]).planned["refused"] == 1


def test_an_answer_must_be_of_the_list(cast: Cast) -> None:
    batch = checked(cast.registrar, ROWS + BAD_ROWS)
    with pytest.raises(Invalid):
        answer_lookups(cast.registrar, uid=batch.uid, answers={("kinds", "Diçka"): "spoon"})
    with pytest.raises(Invalid):
        answer_lookups(cast.registrar, uid=batch.uid, answers={("colours", "Diçka"): "rifle"})


def test_the_preview_shows_first_rows_as_they_would_be_written_and_writes_nothing(cast: Cast) -> None:
    batch = received(cast.registrar, BAD_ROWS + ROWS)
    seen = preview(cast.registrar, batch.uid, most=3)
    assert [row.outcome for row in seen.rows] == ["refused", "refused", "created"]
    assert seen.rows[2].values["item.kind"] == "pistol"
    assert seen.unread == ()
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    ("expect", "word"),
    [
        ({"rows": 100}, "few_rows"),
        ({"refused": 1}, "many_refused"),
        ({"counts": {"item.kind": {"pistol": 9}}}, "wrong_count"),
    ],
    ids=["rows", "refused", "counts"],
)
def test_a_file_that_is_not_what_the_layout_expects_is_stopped(
    cast: Cast, expect: dict[str, object], word: str
) -> None:
    batch = checked(cast.registrar, ROWS + BAD_ROWS, expect=expect)
    assert batch.state == State.REFUSED
    assert len(batch.failure) == 1
    assert not Item.objects.exists()


def test_a_file_that_lacks_an_expected_column_is_stopped(cast: Cast) -> None:
    batch = receive_file(cast.registrar, stream=workbook(), name="a.xlsx")
    with pytest.raises(Invalid, match="lacks these columns"):
        use_layout(cast.registrar, uid=batch.uid, layout=layout(expect={"columns": ["Vendi"]}))


def test_a_mapping_becomes_the_office_s_own_layout_with_its_answers(cast: Cast) -> None:
    batch = checked(cast.registrar, ROWS + BAD_ROWS)
    answer_lookups(cast.registrar, uid=batch.uid, answers={("kinds", "Diçka"): "rifle"})
    save_layout(cast.registrar, uid=batch.uid, name="our_police")
    assert layout_named(cast.registrar, "our_police").lookups["kinds"].words["Diçka"] == "rifle"
    assert "our_police" in export_layout(cast.registrar, name="our_police")
    (fitting,) = [known for known in layouts_for(cast.registrar, batch) if known.fits]
    assert (fitting.name, fitting.is_own) == ("our_police", True)


@pytest.mark.parametrize("name", ["../settings", "/etc/passwd", "", "nothing"])
def test_a_layout_is_named_and_never_a_path(cast: Cast, name: str) -> None:
    with pytest.raises(NotFound):
        layout_named(cast.registrar, name)


def test_mended_and_answered_the_whole_file_goes_in(cast: Cast) -> None:
    batch = checked(cast.registrar, ROWS + BAD_ROWS[1:])
    answer_lookups(cast.registrar, uid=batch.uid, answers={("kinds", "Diçka"): ""})
    batch = check(cast.registrar, batch.uid)
    assert batch.planned["refused"] == 1  # '' says nothing, and the kind is required
    answer_lookups(cast.registrar, uid=batch.uid, answers={("kinds", "Diçka"): "pistol"})
    assert applied(cast.registrar, check(cast.registrar, batch.uid)).refused == 0


def test_a_command_opens_the_file_that_came_once_for_all_its_passes(
    cast: Cast, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened_once():
        batch = received(cast.registrar, workbook(ROWS))
        monkeypatch.setattr(
            "headstamp.intake.opened.open_spreadsheet", None
        )  # would be called to open it again
        with open_kept(batch) as book:
            assert book.sheets[0].name
