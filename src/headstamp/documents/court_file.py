"""A file of many parts as one PDF: contents with page numbers, photos, and the SHA-256 of every part and file.

Rooms hand their parts in as declarations; this module knows none of them.
"""

import base64
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import typst
from PIL import Image

from headstamp.documents.sheet import Section

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo: `shown` is the JPEG on the page, `sha256` and `size` are of the original file `name`."""

    name: str
    shown: bytes
    caption: str = ""
    sha256: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A text file that goes along in the PDF (such as a signed chain of custody as JSON)."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part, which begins on a page of its own."""

    title: str
    sections: Sequence[Section] = ()
    photos: Sequence[Photo] = ()
    enclosed: Sequence[Enclosed] = ()


@dataclass(frozen=True, slots=True)
class CourtFile:
    """The whole. `language` is an ISO 639-1 code; `words` has the texts of the contents and of the list of hashes:
    contents, hashes, hashes_told, hash_columns (three). `is_hashed`: with the list, and the parts enclosed to check it by."""

    title: str
    language: str
    words: Mapping[str, Any]
    number: str = ""
    office: str = ""
    handling: str = ""
    banner: str = ""
    parts: Sequence[Part] = field(default_factory=tuple)
    notes: Sequence[str] = ()
    footer: str = ""
    is_hashed: bool = True


def court_pdf(file: CourtFile) -> bytes:
    """The file as PDF. Text is handed over as data: nothing in it is read as markup."""
    enclosed = _enclosed(file) if file.is_hashed else []
    told = {
        name: getattr(file, name)
        for name in (
            "title",
            "language",
            "number",
            "office",
            "handling",
            "banner",
            "notes",
            "footer",
            "words",
        )
    }
    told["parts"] = [
        {
            "title": part.title,
            "sections": [asdict(section) for section in part.sections],
            "photos": [{"picture": _as_svg(photo.shown), "caption": photo.caption} for photo in part.photos],
        }
        for part in file.parts
    ]
    told["hashes"] = hash_list(file) if file.is_hashed else []
    told["attached"] = [asdict(each) for each in enclosed]
    return bytes(
        typst.compile(
            _HERE / "templates" / "court_file.typ",
            sys_inputs={"file": json.dumps(told, ensure_ascii=False)},
            font_paths=[_HERE / "fonts"],
            ignore_system_fonts=True,
        )
    )


def hash_list(file: CourtFile) -> list[dict[str, str]]:
    """Name, size in bytes and SHA-256 of each part (as it is enclosed), each enclosed file and each photo's original."""
    rows = [_row(each.name, each.content.encode("utf-8")) for each in _enclosed(file)]
    originals = [photo for part in file.parts for photo in part.photos]
    return rows + [{"name": each.name, "size": str(each.size), "sha256": each.sha256} for each in originals]


def _enclosed(file: CourtFile) -> list[Enclosed]:
    parts = [Enclosed(f"part-{number:02}.json", _as_json(part)) for number, part in enumerate(file.parts, 1)]
    return parts + [each for part in file.parts for each in part.enclosed]


def _as_json(part: Part) -> str:
    """What stands in a part: its title, its sections, and the photos by their hashes."""
    photos = [{"name": photo.name, "caption": photo.caption, "sha256": photo.sha256} for photo in part.photos]
    told = {"title": part.title, "sections": [asdict(each) for each in part.sections], "photos": photos}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1)


def _row(name: str, content: bytes) -> dict[str, str]:
    return {"name": name, "size": str(len(content)), "sha256": hashlib.sha256(content).hexdigest()}


def _as_svg(jpeg: bytes) -> str:
    """The JPEG inside an SVG: typst is handed text alone, and puts the JPEG into the PDF as it is."""
    with Image.open(io.BytesIO(jpeg)) as image:
        width, height = image.size
    content = base64.b64encode(jpeg).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{content}"/></svg>'
    )
