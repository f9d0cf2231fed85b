"""Photos and documents: told by content, original kept, copies bare, bombs refused."""

import io
import zipfile
from typing import Any

import pytest
from PIL import Image

from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Unavailable
from headstamp.registry import pictures
from headstamp.registry.actions import (
    attach_file,
    check_occurrence,
    lock_occurrence,
    record_occurrence,
    remove_attachment,
)
from headstamp.registry.files import damaged_files, open_file, path_of
from headstamp.registry.models import Attachment, Occurrence
from headstamp.registry.queries import attachments_visible_to

from .conftest import SEIZURE, Cast

_GPS = 0x8825


@pytest.fixture
def found(registrar: Asker) -> Occurrence:
    return record_occurrence(registrar, facts=SEIZURE)


def photo(kind: str = "JPEG", size: tuple[int, int] = (900, 600), **saved: Any) -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", size, "gray").save(stream, kind, **saved)
    stream.seek(0)
    return stream


def photo_with_location() -> io.BytesIO:
    exif = Image.Exif()
    exif[0x0110] = "Test camera"
    exif.get_ifd(_GPS).update({1: "N", 2: (42.0, 39.0, 0.0), 3: "E", 4: (20.0, 17.0, 0.0)})
    return photo(exif=exif)


def content(sha256: str) -> bytes:
    with open_file(sha256) as file:
        return file.read()


def archive(*names: str, **texts: bytes) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in names:
            file.writestr(name, b"<x/>")
        for name, text in texts.items():
            file.writestr(name, text)
    stream.seek(0)
    return stream


def test_the_original_keeps_its_location_and_the_copies_have_none(
    registrar: Asker, found: Occurrence
) -> None:
    original = photo_with_location()
    kept = attach_file(registrar, target=found, stream=original, name="IMG 1.JPG", caption="seat")
    assert content(kept.sha256) == original.getvalue()
    assert Image.open(io.BytesIO(content(kept.sha256))).getexif().get_ifd(_GPS)
    for copy in (kept.derived_sha256, kept.thumbnail_sha256):
        shown = Image.open(io.BytesIO(content(copy)))
        assert not shown.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(shown.info)
    assert max(Image.open(io.BytesIO(content(kept.thumbnail_sha256))).size) == 320
    assert (kept.name, kept.media_type) == ("IMG 1.JPG", "image/jpeg")


@pytest.mark.parametrize(
    ("stream", "media_type"),
    [
        (photo("PNG"), "image/png"),
        (photo("WEBP"), "image/webp"),
        (photo("TIFF"), "image/tiff"),
        (io.BytesIO(b"%PDF-1.7\n..."), "application/pdf"),
        (
            archive("[Content_Types].xml", "word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            archive("[Content_Types].xml", "xl/workbook.xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (
            archive(mimetype=b"application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
        ),
        (io.BytesIO("Zapisnik o pretresu, Đakovica".encode()), "text/plain"),
        (io.BytesIO(b"a;b\n1;2\n"), "text/csv"),
    ],
)
def test_the_content_tells_the_kind(
    registrar: Asker, found: Occurrence, stream: io.BytesIO, media_type: str
) -> None:
    assert attach_file(registrar, target=found, stream=stream, name="evil.exe").media_type == media_type


@pytest.mark.parametrize(
    "stream",
    [
        io.BytesIO(b"MZ\x90\x00 a program"),
        io.BytesIO(b"GIF89a\x01\x00\x01\x00"),
        io.BytesIO(b"<html><script>alert(1)</script>"),
        io.BytesIO(b"  <svg onload='x'/>"),
        io.BytesIO(b"\x00\x01\x02"),
        io.BytesIO(b""),
        archive("anything.txt"),
        archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        io.BytesIO(b"PK\x03\x04 broken"),
        io.BytesIO(b"\xff\xd8\xff broken"),
    ],
)
def test_other_kinds_are_refused_whatever_their_name(
    registrar: Asker, found: Occurrence, stream: io.BytesIO
) -> None:
    with pytest.raises(Invalid) as caught:
        attach_file(registrar, target=found, stream=stream, name="photo.jpg")
    assert set(caught.value.fields) == {"file"}
    assert not Attachment.objects.exists()


def test_a_picture_of_too_many_pixels_is_refused_before_it_unpacks(
    registrar: Asker, found: Occurrence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1_000)
    with pytest.raises(Invalid):
        attach_file(registrar, target=found, stream=photo(size=(40, 40)), name="bomb.jpg")


def test_a_file_above_the_limit_is_refused(registrar: Asker, found: Occurrence, settings: Any) -> None:
    settings.HEADSTAMP_MAX_FILE_BYTES = 10
    with pytest.raises(Invalid):
        attach_file(registrar, target=found, stream=io.BytesIO(b"eleven bytes"), name="a.txt")


def test_nothing_is_kept_above_the_quota(registrar: Asker, found: Occurrence, settings: Any) -> None:
    settings.HEADSTAMP_QUOTA_BYTES = 20
    attach_file(registrar, target=found, stream=io.BytesIO(b"twelve bytes"), name="a.txt")
    with pytest.raises(Unavailable):
        attach_file(registrar, target=found, stream=io.BytesIO(b"another one."), name="b.txt")


def test_the_same_content_is_kept_once(registrar: Asker, found: Occurrence) -> None:
    item = found.items.order_by("position")[0]
    one = attach_file(registrar, target=found, stream=io.BytesIO(b"note"), name="a.txt")
    two = attach_file(registrar, target=item, stream=io.BytesIO(b"note"), name="b.txt")
    assert one.sha256 == two.sha256
    assert two.item == item


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../etc/passwd", "passwd.txt"), ("C:\\x\\note.TXT", "note.TXT"), ("\r\n", "file.txt")],
)
def test_a_name_never_leaves_its_folder(registrar: Asker, found: Occurrence, name: str, kept: str) -> None:
    assert attach_file(registrar, target=found, stream=io.BytesIO(b"note"), name=name).name == kept


def test_damage_in_the_store_is_found(registrar: Asker, found: Occurrence) -> None:
    kept = attach_file(registrar, target=found, stream=io.BytesIO(b"note"), name="a.txt")
    assert list(damaged_files()) == []
    path_of(kept.sha256).write_bytes(b"fake")
    assert list(damaged_files()) == [kept.sha256]
    path_of(kept.sha256).unlink()
    assert list(damaged_files()) == [kept.sha256]
    with pytest.raises(Unavailable):
        open_file(kept.sha256)


@pytest.mark.parametrize("wrong", ["", "../../etc/passwd", "A" * 64, "a" * 63])
def test_only_a_digest_is_a_path(wrong: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        path_of(wrong)


def test_a_removed_file_is_out_of_sight_and_still_evidence(registrar: Asker, found: Occurrence) -> None:
    kept = attach_file(registrar, target=found, stream=io.BytesIO(b"note"), name="a.txt")
    remove_attachment(registrar, attachment=kept.pk, reason="wrong record")
    assert not attachments_visible_to(registrar).exists()
    assert content(kept.sha256) == b"note"


def test_a_locked_record_takes_no_file(cast: Cast, found: Occurrence) -> None:
    check_occurrence(cast["head"], uid=found.uid, version=1)
    lock_occurrence(cast["head"], uid=found.uid, version=2)
    with pytest.raises(Conflict):
        attach_file(cast["registrar"], target=found, stream=io.BytesIO(b"note"), name="a.txt")


@pytest.mark.parametrize(
    ("who", "error"),
    [("stranger", NotAllowed), ("partner", NotFound), ("reader", NotAllowed), ("nobody", NotAllowed)],
)
def test_strangers_attach_and_remove_nothing(
    cast: Cast, found: Occurrence, who: str, error: type[Exception]
) -> None:
    kept = attach_file(cast["registrar"], target=found, stream=io.BytesIO(b"note"), name="a.txt")
    with pytest.raises(error):
        attach_file(cast[who], target=found, stream=io.BytesIO(b"note"), name="a.txt")
    with pytest.raises(error):
        remove_attachment(cast[who], attachment=kept.pk, reason="x")
