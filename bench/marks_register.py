"""A register of invented guns in the database of the settings, on either engine, and what finding in it takes from query to visible hits."""

import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from bench.marks_numbers import Query
from headstamp.accounts.models import Agency, Unit
from headstamp.accounts.roles import permissions_of
from headstamp.kernel.asker import Asker
from headstamp.marks.index.readings import Entry
from headstamp.matching.finding import find
from headstamp.matching.hits import Sought
from headstamp.registry.models import Item, Mark, Occurrence, Source
from headstamp.registry.planning import learn_shape

_CHUNK = 10_000
_TO_AN_OCCURRENCE = 10


def fill(entries: list[Entry]) -> Asker:
    """An item for each entry, ten to an occurrence; gives who may know of them all."""
    call_command("migrate", verbosity=0)
    agency = Agency.objects.create(code="marks", name="Bench", jurisdiction="XK", kind="police")
    unit = Unit.objects.create(agency=agency, code="marks", name="Bench")
    now = timezone.now()
    stamps = {"created_at": now, "changed_at": now, "created_by": "1", "changed_by": "1"}
    source = Source.objects.create(
        kind="file", unit=unit, state="complete", name="bench", created_at=now, created_by="1"
    )
    owned = {**stamps, "unit": unit, "jurisdiction": "XK", "source": source}
    for start, chunk in enumerate(_chunks(entries)):
        records = Occurrence.objects.bulk_create(
            Occurrence(kind="seizure", **owned) for _ in range(len(chunk) // _TO_AN_OCCURRENCE + 1)
        )
        items = Item.objects.bulk_create(
            Item(
                occurrence=records[at // _TO_AN_OCCURRENCE], item_class="firearm", kind="pistol", quantity=Decimal(1),
                make_code=entry.make, model=entry.model, calibre_code=entry.calibre, has_serial=True,
                occurrence_kind="seizure", **owned,
            )
            for at, entry in enumerate(chunk)
        )  # fmt: skip
        Mark.objects.bulk_create(
            Mark(item=item, as_read=entry.text, folded=entry.text)
            for item, entry in zip(items, chunk, strict=True)
        )
        if start % 10 == 9:
            print(f"bench: {(start + 1) * _CHUNK:,} items", file=sys.stderr)
    learn_shape()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return Asker(id="1", unit=unit.pk, jurisdiction="XK", permissions=permissions_of(["analyst"]))


def milliseconds(asker: Asker, queries: list[Query], errors: int) -> tuple[list[float], int]:
    """What each search took, and how many had the gun that is meant among the first ten."""
    # On SQLite all work is this process's, and a busy machine need not tell; a server of its own is waited for.
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    samples, first = [], 0
    for query in [*queries[:50], *queries]:
        sought = Sought(query.typed, query.meant.make, "", query.meant.calibre, errors, 10)
        start = clock()
        found = find(asker, sought)
        samples.append((clock() - start) * 1000)
        first += query.meant.text in [hit.mark.as_read for hit in found.hits]
    return samples[50:], first


def _chunks(entries: list[Entry]) -> Iterator[list[Entry]]:
    left = iter(entries)
    while chunk := list(islice(left, _CHUNK)):
        yield chunk
