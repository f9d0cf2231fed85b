"""A workbook made by hand, whose figures anybody can count on his fingers, goes in by the real intake and is counted."""

import io
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter

from headstamp.indicators.asking import Asked
from headstamp.indicators.period import Every, Period
from headstamp.indicators.queries.figures import figures_for
from headstamp.intake.actions import receive_file, use_layout
from headstamp.intake.checking import check
from headstamp.intake.layout import layout_from
from headstamp.snapshot.actions import refresh
from tests.cast import Cast
from tests.intake.office import applied

HEADINGS = ["Number", "Case", "Date", "Municipality", "What happened", "Where", "Thing", "Serial", "How many"]
ROWS: list[list[Any]] = [
    [1, "C-1", "05.03.2021", "Pejë", "seized", "inland", "pistol", "TEST-1", 1],
    [2, "C-1", "05.03.2021", "Pejë", "seized", "inland", "cartridges", "", 36],
    [3, "C-2", "06.03.2022", "Pejë", "seized", "crossing", "rifle", "TEST-2", 1],
    [10, "C-2", "06.03.2022", "Pejë", "seized", "crossing", "rifle", "TEST-4", 1],
    [4, "C-3", "07.07.2022", "Prizren", "seized", "inland", "knife", "", 1],
    [5, "C-4", "2022", "Gjakovë", "seized", "", "pistol", "", 3],
    [6, "C-5", "08.12.2022", "Prizren", "found", "inland", "hand grenades", "", 4],
    [7, "C-6", "01.01.2022", "Gjakovë", "surrendered", "", "pistol", "TEST-3", 1],
    [8, "C-6", "01.01.2022", "Gjakovë", "surrendered", "", "explosive", "", "2,5"],
    [9, "C-7", "", "", "seized", "", "pistol", "", 1],
]
LAYOUT: dict[str, Any] = {
    "layout": "by_hand",
    "register": "by-hand",
    "target": "item",
    "key": ["Number"],
    "group": ["Case"],
    "defaults": {"order": "dmy", "decimal": ","},
    "columns": {
        "Case": "occurrence.reference",
        "Date": {"to": "occurrence.occurred_on", "parse": "date"},
        "Municipality": {"to": "occurrence.municipality", "lookup": "municipalities"},
        "What happened": {"to": "occurrence.kind", "lookup": "happened", "required": True},
        "Where": {"to": "occurrence.place_kind", "lookup": "places"},
        "Thing": {"to": "item.kind", "lookup": "things", "required": True},
        "Serial": {"to": "mark.serial", "parse": "serial"},
        "How many": {"to": "item.quantity", "parse": "decimal"},
    },
    "lookups": {
        "happened": {"list": "occurrence_kinds", "words": {"seized": "seizure", "found": "find", "surrendered": "surrender"}},
        "places": {"list": "place_kinds", "words": {"inland": "inland", "crossing": "border_crossing_point"}},
        "things": {
            "list": "item_kinds",
            "words": {
                "pistol": "pistol", "rifle": "rifle", "cartridges": "cartridge", "knife": "knife",
                "hand grenades": "hand_grenade", "explosive": "bulk_explosive",
            },
        },
    },
}  # fmt: skip


@pytest.fixture
def office(cast: Cast) -> Cast:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.set_properties({"created": datetime(2022, 1, 1, tzinfo=UTC)})
        sheet = book.add_worksheet("By hand")
        for number, cells in enumerate([HEADINGS, *ROWS]):
            sheet.write_row(number, 0, cells)
    stream.seek(0)
    batch = receive_file(cast.registrar, stream=stream, name="by-hand.xlsx")
    use_layout(cast.registrar, uid=batch.uid, layout=layout_from(LAYOUT))
    batch = applied(cast.registrar, check(cast.registrar, batch.uid))
    assert list(batch.reasons) == []
    assert (batch.rows, batch.refused) == (10, 0)
    refresh()
    return cast


def counted(cast: Cast, id: str, asked: Asked | None = None) -> dict[str, Decimal | None]:
    found = figures_for(cast.registrar, id, asked)
    return {"/".join([figure.period, *figure.by.values()]): figure.value for figure in found}


EXPECTED: dict[str, dict[str, Any]] = {
    "firearms-seized": {"2021": 1, "2022": 5, "unknown": 1},
    "firearms-found": {"2021": None, "2022": 0, "unknown": 0},
    "firearms-surrendered": {"2021": None, "2022": 1, "unknown": 0},
    "firearms-seized-found-surrendered": {"2021": 1, "2022": 6, "unknown": 1},
    "ammunition-seized": {"2021": 36, "2022": 0, "unknown": 0},
    "explosives-found-pieces": {"2021": None, "2022": 4, "unknown": 0},
    "explosives-surrendered-kg": {"2021": None, "2022": Decimal("2.5"), "unknown": 0},
    "seizures": {"2021": 1, "2022": 3, "unknown": 1},
    "firearms-seized-inland": {"2021": 1, "2022": 0, "unknown": 0},
    "firearms-seized-at-border": {"2021": 0, "2022": 2, "unknown": 0},
    "firearms-seized-place-unknown": {"2021": 0, "2022": 3, "unknown": 1},
    "share-with-serial": {"2021": 100, "2022": 40, "unknown": 0},
    "firearms-per-occurrence": {"2021": 1, "2022": Decimal("2.5"), "unknown": 1},
    "arms-for-tracing": {"2021": 1, "2022": 6, "unknown": 1},
    "sdg-16-4-2": {"2021": None, "2022": None, "unknown": None},
    "incidents": {"2021": None, "2022": None, "unknown": None},
    "checks-made": {},
}


@pytest.mark.parametrize("id", EXPECTED)
def test_it_is_counted_as_on_one_s_fingers(office: Cast, id: str) -> None:
    assert counted(office, id) == EXPECTED[id]


def test_it_is_split_as_on_one_s_fingers(office: Cast) -> None:
    year = Period.parse("2022")
    assert counted(office, "firearms-seized", Asked(period=year, by=("kind",))) == {
        "2022/pistol": 3,
        "2022/rifle": 2,
    }
    by_place = counted(office, "firearms-seized", Asked(period=year, by=("municipality",)))
    assert by_place == {"2022/gjakove": 3, "2022/peje": 2}


def test_what_knows_only_its_year_is_in_no_month(office: Cast) -> None:
    months = counted(office, "firearms-seized", Asked(every=Every.MONTH))
    assert {name: value for name, value in months.items() if value} == {
        "2021-03": 1, "2022-03": 2, "2022-unknown": 3, "unknown": 1
    }  # fmt: skip
    assert months["2021-04"] is None
