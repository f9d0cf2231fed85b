"""An invented agency's layout that uses every part of the format."""

from typing import Any

POLICE: dict[str, Any] = {
    "layout": "police",
    "version": 2,
    "title": {"en": "Police register", "sq": "Regjistri i policisë"},
    "source": "An invented police",
    "agency": "invented_police",
    "jurisdiction": "XX",
    "unit": "north",
    "register": "police-seizures",
    "target": "item",
    "sheet": ["Regjistri", "20*"],
    "header": "auto",
    "key": ["Nr"],
    "group": ["Nr rasti"],
    "defaults": {"order": "dmy", "decimal": ",", "nothing": ["-", "n/a"]},
    "aliases": {"Nr": ["Nr.", "Numri"]},
    "optional": ["Shënime"],
    "columns": {
        "Data": {
            "to": "occurrence.occurred_on",
            "parse": "date",
            "required": True,
            "also": {"time": "occurrence.time"},
        },
        "Komuna": [
            {"to": "occurrence.municipality_text", "split": ","},
            {"to": "occurrence.place_text", "split": ",", "part": 2},
        ],
        "Lloji": [{"to": "item.kind", "lookup": "kinds"}, {"to": "item.description"}],
        "Kalibri": {"to": "item.calibre"},
        "Sasia": {
            "to": "item.quantity",
            "parse": "quantity",
            "unit": "pieces",
            "also": {"unit": "item.unit"},
        },
        "Numri serik": {
            "to": "mark.serial",
            "parse": "serial",
            "states": "states",
            "also": {"state": "mark.serial_state"},
        },
        "Shënime": {"to": "occurrence.narrative", "nothing": ["pa shënime"]},
    },
    "joins": [{"from": ["Nr rasti", "Viti"], "with": "/", "to": "occurrence.reference"}],
    "constants": {"occurrence.kind": "seizure", "item.count": 1, "item.flag": True, "item.text": "12"},
    "rules": [
        {"when": {"Lloji": ["gjithsej", "total"]}, "ignore": "subtotal"},
        {"when": {"Lloji": {"contains": ["thikë"]}}, "set": {"item.class": "other", "item.kind": "knife"}},
        {
            "when": {"Lloji": {"starts": ["lodër"]}, "Kalibri": {"empty": True}},
            "refuse": "a toy is no weapon",
        },
    ],
    "lookups": {
        "kinds": {"words": {"revole": "pistol", "pushkë": "rifle", "asgjë": ""}, "list": "item_kinds"},
        "states": {"words": {"i fshirë": "removed", "0": ""}},
    },
    "expect": {"rows": 2, "refused": 50, "columns": ["Data"], "counts": {"item.kind": {"pistol": 1}}},
}
HEADER = ("Nr", "Nr rasti", "Viti", "Data", "Komuna", "Lloji", "Kalibri", "Sasia", "Numri serik", "Shënime")


def row(**said: object) -> list[Any]:
    """A good row with some cells changed; names are headings with _ for spaces."""
    cells: dict[str, object] = dict(
        zip(
            HEADER,
            ["1", "7", 2021, "5.3.2021", "Gjakovë", "Revole", "7,65", "2 copë", "X-0001", "n/a"],
            strict=True,
        )
    )
    cells.update({name.replace("_", " "): value for name, value in said.items()})
    return [cells[name] for name in HEADER]


def find(list_name: str, wording: str) -> str | None:
    """A vocabulary of one list and one word."""
    return {"item_kinds": {"Mitraloz": "machine_gun"}}[list_name].get(wording)
