"""Open data of a release: one CSV for each figure with its metadata after W3C's CSV on the Web, and the codes' labels.

Model and vocabulary: Metadata Vocabulary for Tabular Data (W3C Recommendation, 17 December 2015). The metadata of
`x.csv` stand at `x.csv-metadata.json`, where a program looks for them by itself.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, override

from headstamp.desk.publication.office import LANGUAGES, Office, demonstration
from headstamp.desk.publication.reading import COLUMNS, UNITS, public_caveats, said
from headstamp.indicators.publishing.sheets import Sheet, in_order
from headstamp.indicators.queries.releases import public_measures
from headstamp.kernel.measure import Measure
from headstamp.kernel.text import gettext_noop, say
from headstamp.snapshot.declared import tables
from headstamp.vocabulary import codes

TOTAL = "total"
"""Stands in a column that a row is not split by."""

_YEAR, _STATE = gettext_lazy("Year"), gettext_lazy("What stands in the cell")
_UNKNOWN, _LABELS = say(gettext_noop("Unknown")), say(gettext_noop("Labels of the codes"))
_CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
_STATES = ("shown", "rounded", "hidden", "no_data", "not_available")


def data_files(sheets: Iterable[Sheet], office: Office) -> dict[str, bytes]:
    """Every file of open data by its name."""
    files: dict[str, bytes] = {}
    known, used = public_measures(), dict[tuple[str, str], None]()
    for name, each in in_order(sheets).items():
        columns = list(dict.fromkeys(column for sheet in each for by in sheet.splits for column in by))
        rows = list(_rows(each, columns))
        files[f"{name}.csv"] = _csv(["year", *columns, "value", "state"], rows)
        files[f"{name}.csv-metadata.json"] = _json(_metadata(known[name], each, columns, rows, office))
        lists = {column.name: column.list_name for column in tables()[known[name].table].columns}
        used |= {(column, lists.get(column, "")): None for column in columns}
    labels = list(_labels(used))
    files["codes.csv"] = _csv(["column", "code", *LANGUAGES], labels)
    files["codes.csv-metadata.json"] = _json(_metadata_of_codes(office))
    return files


def _rows(sheets: Sequence[Sheet], columns: Sequence[str]) -> Iterator[list[str]]:
    for sheet in sheets:
        for (by, at), cell in sheet.cells.items():
            named = dict(zip(by, at, strict=True))
            value = "" if cell.value is None else f"{cell.value:f}"
            yield [sheet.year, *(named.get(column, TOTAL) for column in columns), value, str(cell.state)]


def _metadata(
    measure: Measure,
    sheets: Sequence[Sheet],
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    office: Office,
) -> dict[str, Any]:
    seen = [sorted({row[place] for row in rows}) for place in range(1, len(columns) + 1)]
    return {
        "@context": _CONTEXT,
        "url": f"{measure.id}.csv",
        "dc:title": _texts(lambda: said(measure.title)),
        "dc:description": _texts(lambda: said(measure.definition)),
        "dc:source": _texts(lambda: said(measure.source)),
        "dc:publisher": office.publisher,
        "dc:issued": {"@value": office.issued.isoformat(), "@type": "xsd:date"},
        "dc:identifier": office.identifier,
        "dc:rights": _texts(office.rights),
        "notes": list(_notes(measure, sheets, office)),
        "tableSchema": {
            "columns": [
                _column("year", _titles(_YEAR), "gYear", required=True),
                *(
                    _column(name, _titles(COLUMNS[name]), _one_of(found), required=True)
                    for name, found in zip(columns, seen, strict=True)
                ),
                _column("value", _titles(UNITS[measure.unit]), "decimal"),
                _column("state", _titles(_STATE), _one_of(_STATES), required=True),
            ],
            "primaryKey": ["year", *columns],
        },
    }  # fmt: skip


def _notes(measure: Measure, sheets: Sequence[Sheet], office: Office) -> Iterator[dict[str, Any]]:
    """What a user of the file has to know beside the numbers."""
    for caveat in public_caveats(measure):
        yield {"kind": "caveat", "text": _texts(partial(said, caveat))}
    for code in office.footnotes:
        yield {"kind": "designation", "text": _texts(partial(office.footnote, code))}
    if office.is_demo:
        yield {"kind": "demonstration", "text": _texts(demonstration)}
    yield {"kind": "edition", "editions": {sheet.year: sheet.edition for sheet in sheets}}


def _metadata_of_codes(office: Office) -> dict[str, Any]:
    return {
        "@context": _CONTEXT,
        "url": "codes.csv",
        "dc:title": _texts(partial(said, _LABELS)),
        "dc:publisher": office.publisher,
        "tableSchema": {
            "columns": [
                _column("column", {"en": "Column"}, "string", required=True),
                _column("code", {"en": "Code"}, "string", required=True),
                *(_column(tag, {"en": tag}, "string") for tag in LANGUAGES),
            ],
            "primaryKey": ["column", "code"],
        },
    }


def _labels(used: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    for column, list_name in used:
        known = codes.codes(list_name) if list_name else {}
        for code in dict.fromkeys([*known, "unknown"]):
            yield [column, code, *(_label(list_name, code, language) for language in LANGUAGES.values())]


def _label(list_name: str, code: str, language: str) -> str:
    if code == "unknown" or not list_name:
        with override(language):
            return said(_UNKNOWN)
    return codes.label(list_name, code, language)


def _column(name: str, titles: Mapping[str, str], datatype: Any, *, required: bool = False) -> dict[str, Any]:
    """The heading in the file is the name; it is among the titles, as the standard asks."""
    named = {tag: [name, title] if tag == "en" else title for tag, title in titles.items()}
    column: dict[str, Any] = {"name": name, "titles": named, "datatype": datatype}
    return column | ({"required": True} if required else {})


def _one_of(words: Iterable[str]) -> dict[str, str]:
    return {"base": "string", "format": "|".join(words)}


def _titles(name: Promise) -> dict[str, str]:
    return _in_languages(partial(str, name))


def _texts(text: Callable[[], str]) -> list[dict[str, str]]:
    """A text as JSON-LD has it in several languages."""
    return [{"@value": each, "@language": tag} for tag, each in _in_languages(text).items()]


def _in_languages(text: Callable[[], str]) -> dict[str, str]:
    found = {}
    for tag, language in LANGUAGES.items():
        with override(language):
            found[tag] = text()
    return found


def _csv(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """RFC 4180, UTF-8, no byte order mark."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8")


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
