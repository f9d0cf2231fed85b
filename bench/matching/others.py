"""Splink on DuckDB over the same records: its usual blocking, and its model trained on them."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from headstamp.marks.alphabet import folded
from headstamp.marks.junk import junk
from headstamp.matching.records import Record
from headstamp.vocabulary import lookup

Scored = tuple[float, int, int]
_LISTS = {"make": "makes", "calibre": "calibres"}


def splink(records: list[Record], least: float = 0.01) -> list[Scored]:
    """Pairs with Splink's probability, the likeliest first. Wordings are made codes before, as its users would do."""
    import splink.comparison_library as compared  # noqa: PLC0415  a developer's package
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415

    api = DuckDBAPI()
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="key",
        blocking_rules_to_generate_predictions=[
            block_on("number"),
            block_on("make", "substr(number, 1, 4)"),
            block_on("make", "substr(number, -4)"),
        ],
        comparisons=[
            compared.DamerauLevenshteinAtThresholds("number", [1, 2]),
            *(compared.ExactMatch(name) for name in ("make", "model", "calibre", "kind", "owner")),
        ],
    )
    linker = Linker(api.register(table(records)), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("number", "make")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("number"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("owner", "model"))
    found: Any = linker.inference.predict(threshold_match_probability=least)
    rows = found.as_record_dict() if not hasattr(found, "as_duckdbpyrelation") else _rows(found)
    return sorted(rows, reverse=True) if isinstance(rows, list) else sorted(rows, reverse=True)


def _rows(found: Any) -> Iterator[Scored]:
    relation = found.as_duckdbpyrelation().project("match_probability, key_l, key_r")
    for probability, one, other in relation.fetchall():
        yield probability, int(one), int(other)


def table(records: list[Record]) -> pa.Table:
    """Folded numbers and codes; None where nothing is said."""
    columns: dict[str, list[str | None]] = {"key": [record.key for record in records]}
    numbers = [record.serials[0] if record.serials else "" for record in records]
    columns["number"] = [folded(text) if text and not junk(text) else None for text in numbers]
    for name in ("make", "model", "calibre", "kind", "owner"):
        said = [getattr(record, name) for record in records]
        codes = {text: _code(name, text) for text in set(said)}
        columns[name] = [codes[text] for text in said]
    return pa.table({name: pa.array(values, type=pa.string()) for name, values in columns.items()})


def _code(name: str, text: str) -> str | None:
    found = lookup.find(_LISTS[name], text) if name in _LISTS else None
    return found or text or None
