"""What officers corrected of the reader's work, as labelled cases in the form that `headstamp read --score` takes."""

from collections.abc import Iterator
from typing import Any

from headstamp.audit.actions import recording
from headstamp.intake.reading import read
from headstamp.intake.reading.kinds import category_of
from headstamp.kernel.asker import Asker
from headstamp.registry.models import Item, Occurrence
from headstamp.registry.queries.reading import digest_of, read_occurrences


def reading_cases(asker: Asker) -> Iterator[dict[str, Any]]:
    """{id, lang, text, read, gold} of every record that was filled from its narrative, which stands as it was saved.

    `read` is what the reader makes of the text now, `gold` what the officer saved. Noted in the log as a disclosure.
    """
    cases = [_case(each) for each in read_occurrences(asker) if _is_as_saved(each)]
    with recording(asker) as log:
        log.disclosure(
            "occurrence", "list", "export_reading_cases", values={"rows": len(cases)}, recipient="self"
        )
    yield from cases


def _is_as_saved(occurrence: Occurrence) -> bool:
    return bool(occurrence.read_text.digest == digest_of(occurrence.narrative))


def _case(occurrence: Occurrence) -> dict[str, Any]:
    told = read(occurrence.narrative)
    return {
        "id": occurrence.uid,
        "lang": told.lang,
        "text": occurrence.narrative,
        "read": [each.category for each in told.items],
        "gold": [_labelled(item) for item in occurrence.items.all() if item.deleted_at is None],
    }


def _labelled(item: Item) -> dict[str, Any]:
    serial = next((mark.as_read for mark in item.marks.all() if mark.kind == "serial" and mark.as_read), None)
    return {
        "category": category_of(item.kind),
        "quantity": float(item.quantity),
        "make": item.make or None,
        "model": item.model or None,
        "calibre": item.calibre or None,
        "serial": serial,
    }
