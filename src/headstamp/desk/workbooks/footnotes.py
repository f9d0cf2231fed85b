"""Designation footnotes in workbooks: on each sheet that names a jurisdiction which has them, whole and apart."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import get_language

from headstamp.desk.workbooks.shape import Page
from headstamp.vocabulary import codes

NOTES = "designation_footnotes"


def all_footnotes() -> tuple[str, ...]:
    """Every footnote with its sign."""
    return tuple(told for _jurisdiction, told in _footnotes())


def with_footnotes(pages: Iterable[Page]) -> list[Page]:
    """The pages, each with the footnotes of the jurisdictions that its lines name."""
    language, known = get_language() or "en", _footnotes()
    names = {
        jurisdiction: codes.label("jurisdictions", jurisdiction, language) for jurisdiction, _told in known
    }
    made = []
    for page in pages:
        words = {word for line in page.lines for word in line.words}
        told = [text for jurisdiction, text in known if names[jurisdiction] in words]
        made.append(replace(page, notes=(*page.notes, *told)))
    return made


def _footnotes() -> list[tuple[str, str]]:
    """Jurisdiction and text, in the order of the list: publishers choose among them, nobody merges them."""
    language, found = get_language() or "en", codes.codes(NOTES)
    return [
        (str(each.facts["jurisdiction"]), f"{each.facts['sign']} {codes.label(NOTES, each.code, language)}")
        for each in found.values()
    ]
