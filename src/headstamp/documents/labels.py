"""Labels to stick on: a page of 24, each with its code as bars (Code 128), as a square (QR) and in letters."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import qrcode
import typst
from barcode.codex import Code128

_HERE = Path(__file__).parent
_QUIET = 10  # widths of the narrowest bar that stay white on either side, or no scanner finds the bars


@dataclass(frozen=True, slots=True)
class Label:
    """`code` is what a scanner reads, `spaced` what a person does; `lines` say what it is on, the first in bold."""

    code: str
    spaced: str
    lines: Sequence[str] = ()


def labels_pdf(labels: Sequence[Label], *, language: str, banner: str = "") -> bytes:
    """The labels on A4, three in a row and eight rows a page. Text is handed over as data."""
    told = [
        {
            "spaced": label.spaced,
            "lines": [line for line in label.lines if line],
            "bars": picture_of([bars(label.code)]),
            "square": picture_of(square(label.code)),
        }
        for label in labels
    ]
    return bytes(
        typst.compile(
            _HERE / "templates" / "labels.typ",
            sys_inputs={"labels": json.dumps({"labels": told, "language": language, "banner": banner})},
            font_paths=[_HERE / "fonts"],
            ignore_system_fonts=True,
        )
    )


def bars(code: str) -> list[bool]:
    """Code 128 as a line of narrowest bars, black or white, with its quiet zones."""
    quiet = [False] * _QUIET
    made = Code128(code)
    # Start among letters: python-barcode 0.16.1 starts among pairs of digits and takes a leading 99 for a change of set.
    made._charset = "B"
    return [*quiet, *(sign == "1" for sign in "".join(made.build())), *quiet]


def square(code: str) -> list[list[bool]]:
    """A QR code as rows of black and white, with its quiet zone."""
    made = qrcode.QRCode(border=2, error_correction=qrcode.constants.ERROR_CORRECT_M)
    made.add_data(code)
    made.make(fit=True)
    return [[bool(each) for each in row] for row in made.get_matrix()]


def picture_of(rows: Sequence[Sequence[bool]]) -> str:
    """Rows of black and white as SVG, one path."""
    drawn = [
        f"M{left} {top}h1v1h-1z"
        for top, row in enumerate(rows)
        for left, is_black in enumerate(row)
        if is_black
    ]
    size = f"0 0 {len(rows[0])} {len(rows)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" preserveAspectRatio="none" shape-rendering="crispEdges">'
        f'<path d="{"".join(drawn)}"/></svg>'
    )
