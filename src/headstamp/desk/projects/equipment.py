"""What was found with the equipment that a project handed over, for who asks.

An office's list `equipment` names its pieces; a piece that a project paid for says in which result (`PROJECT/RESULT`).
Who may count records reads the figures of now, everybody else what was published.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from headstamp.accounts.permissions import Permission
from headstamp.desk.figure_page import Line, line_of
from headstamp.indicators.asking import Asked
from headstamp.indicators.declared import measure_named
from headstamp.indicators.figure import Figure
from headstamp.indicators.queries.figures import counting_for
from headstamp.indicators.queries.published import Published
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Unavailable
from headstamp.vocabulary import codes
from headstamp.vocabulary.codes import Code

MEASURES = ("seizures-and-finds", "firearms-seized-found-surrendered")
_BY = "equipment"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece by its name and means of detection, and the figures of each year in which something was found with it."""

    name: str
    means: str
    lines: Sequence[Line]


def pieces_of(asker: Asker, project: str, outputs: Sequence[str]) -> dict[str, list[Piece]]:
    """By code of the result the pieces handed over in it; empty where the office's list names none."""
    handed = {f"{project}/{output}": output for output in outputs}
    named = [
        (handed[piece.facts["handed_over"]], piece)
        for piece in codes.codes("equipment").values()
        if piece.facts.get("handed_over") in handed
    ]
    if not named:
        return {}
    found: dict[str, list[Piece]] = {}
    figures = _figures(asker)
    for output, piece in named:
        found.setdefault(output, []).append(_piece(piece, figures))
    return found


def _piece(piece: Code, figures: Sequence[Figure]) -> Piece:
    language = get_language() or "en"
    lines = [
        line_of(measure_named(figure.id), figure)
        for figure in figures
        if figure.by.get(_BY) == piece.code and figure.value
    ]
    means = codes.label("detection_means", piece.facts["means"], language)
    return Piece(piece.label(language), means, lines)


def _figures(asker: Asker) -> list[Figure]:
    asked = Asked(by=(_BY,))
    if asker.may(Permission.SEE_FIGURES) and asker.may(Permission.SEE_RECORDS):
        try:
            with counting_for(asker) as count:
                return [each for id in MEASURES for each in count.figures(id, asked)]
        except Unavailable:
            return []
    published = Published(asker)
    return [each for id in MEASURES for each in published.of(measure_named(id), asked)]
