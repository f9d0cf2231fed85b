"""Layouts: what the columns of an agency's file mean, written down once as one YAML file.

load_layout("sao_paulo") or load_layout(Path("police.yaml"))  -> Layout
layout_from({...}) / dump_layout(layout)                      -> from and to what a browser or a file holds
find_tables(workbook, layout)                                 -> the sheets to read and where their tables begin
match_columns(header, layout)                                 -> which column stands where, what is missing
suggest_mapping(names)                                        -> guesses for headings never seen before
RowReader(layout, header).read(row_number, cells)             -> ReadRow
Tally(layout) .add(row) .problems()                           -> whether the file is what the layout expects
"""

from headstamp.intake.layout.dumping import dump_layout
from headstamp.intake.layout.expecting import Tally
from headstamp.intake.layout.layout import (
    ITEMS,
    ColumnUse,
    Condition,
    Expectation,
    Join,
    Layout,
    Lookup,
    Rule,
)
from headstamp.intake.layout.loading import layout_from, load_layout, shipped_layouts
from headstamp.intake.layout.matching import Match, match_columns
from headstamp.intake.layout.row_reader import KEY_SEPARATOR, ReadRow, RowReader
from headstamp.intake.layout.suggesting import Suggestion, suggest_mapping
from headstamp.intake.layout.tables import Table, find_tables

__all__ = [
    "ITEMS",
    "KEY_SEPARATOR",
    "ColumnUse",
    "Condition",
    "Expectation",
    "Join",
    "Layout",
    "Lookup",
    "Match",
    "ReadRow",
    "RowReader",
    "Rule",
    "Suggestion",
    "Table",
    "Tally",
    "dump_layout",
    "find_tables",
    "layout_from",
    "load_layout",
    "match_columns",
    "shipped_layouts",
    "suggest_mapping",
]
