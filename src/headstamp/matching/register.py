"""The register as it is compared in batch: every numbered gun that the asker reads now, and what `match` says of them."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.matching.batch.matching import VERDICTS, Matches, match
from headstamp.matching.records import Record
from headstamp.registry.queries.marks import numbered_guns_read_by

_OF_RECORD = ("make", "model", "calibre", "kind", "year", "date", "jurisdiction", "occurrence")


def register_of(asker: Asker) -> list[Record]:
    """Every gun with a number that the asker may read now, with all its numbers; its uid is the record's key.

    No person stands in it, as in what the pages compare: who may see a pair may not see owners.
    """
    asker.must(Permission.SEE_RECORDS)
    return list(_records(asker))


def match_register(asker: Asker) -> tuple[list[Record], Matches]:
    """All that may be one gun among what the asker may read now."""
    records = register_of(asker)
    return records, match(records)


def as_plain(records: list[Record], matches: Matches) -> Iterator[dict[str, Any]]:
    """Pairs, the likeliest first, then clusters, as a program reads them."""
    for at in range(len(matches)):
        found = matches.comparison(at)
        yield {
            "a": records[int(matches.one[at])].key,
            "b": records[int(matches.other[at])].key,
            "verdict": VERDICTS[int(matches.verdicts[at])].value,
            "probability": matches.probability(at),
            "errors": int(matches.errors[at]),
            "why": [str(why) for why in found.why],
        }
    for cluster in matches.clusters:
        yield {"cluster": [records[at].key for at in cluster]}


def _records(asker: Asker) -> Iterator[Record]:
    """Rows of one item stand together."""
    for uid, rows in groupby(numbered_guns_read_by(asker), key=lambda row: row[0]):
        told = list(rows)
        words = dict(zip(_OF_RECORD, told[0][2:], strict=True))
        yield Record.of({**words, "serial": [row[1] for row in told], "key": uid})
