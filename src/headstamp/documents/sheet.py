"""Printed sheets: titled sections of fields, tables and text as PDF, by typst with the fonts that ship."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import typst

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class SheetTable:
    """Headings and rows of text; `widths` are shares of the line."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part: fields as (label, value), then a picture (SVG), a table, and running text.

    `links` are (words, address) for a screen; paper has none.
    """

    title: str
    fields: Sequence[tuple[str, str]] = ()
    table: SheetTable | None = None
    text: str = ""
    picture: str = ""
    links: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document to print. `language` is an ISO 639-1 code (hyphenation), `signatures` are lines to sign on."""

    title: str
    language: str
    number: str = ""
    office: str = ""
    handling: str = ""
    banner: str = ""
    sections: Sequence[Section] = field(default_factory=tuple)
    signatures: Sequence[str] = ()
    notes: Sequence[str] = ()
    footer: str = ""


def pdf(sheet: Sheet) -> bytes:
    """The sheet as PDF. Text is handed over as data: nothing in it is read as markup."""
    return bytes(
        typst.compile(
            _HERE / "templates" / "sheet.typ",
            sys_inputs={"sheet": json.dumps(asdict(sheet), ensure_ascii=False)},
            font_paths=[_HERE / "fonts"],
            ignore_system_fonts=True,
        )
    )
