"""A layout is checked when it is loaded, and every mistake is said with its place."""

import copy
from pathlib import Path
from typing import Any

import pytest

from headstamp.intake.layout import dump_layout, layout_from, load_layout, shipped_layouts, suggest_mapping
from headstamp.intake.layout.plain_yaml import read_plain
from headstamp.kernel.errors import Invalid
from headstamp.registry.target_items import ITEM_FIELDS
from tests.intake.layout.examples import POLICE


def _changed(**parts: Any) -> dict[str, Any]:
    return copy.deepcopy(POLICE) | parts


def _mistakes(data: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        layout_from(data)
    return {path: messages[0].text() for path, messages in caught.value.fields.items()}


def test_all_parts_are_read() -> None:
    layout = layout_from(POLICE)
    assert layout.source_columns() == (
        "Data",
        "Komuna",
        "Lloji",
        "Kalibri",
        "Sasia",
        "Numri serik",
        "Shënime",
        "Nr rasti",
        "Viti",
        "Nr",
    )
    assert "item.unit" in layout.fields()
    assert layout.has_key
    assert layout.constants == {
        "occurrence.kind": "seizure",
        "item.count": 1,
        "item.flag": True,
        "item.text": "12",
    }


def test_a_dumped_layout_loads_as_the_same_layout() -> None:
    layout = layout_from(POLICE)
    again = layout_from(read_plain(dump_layout(layout)))
    assert again == layout
    assert again.fingerprint() == layout.fingerprint()


def test_another_layout_has_another_fingerprint() -> None:
    assert layout_from(_changed(version=3)).fingerprint() != layout_from(POLICE).fingerprint()


@pytest.mark.parametrize(
    ("part", "value", "path"),
    [
        ("layout", "No Name!", "layout"),
        ("target", "", "target"),
        ("register", None, "register"),
        ("colums", {}, "colums"),
        ("version", "two", "version"),
        ("header", -1, "header"),
        ("columns", {}, "columns"),
        ("columns", ["Data"], "columns"),
        ("columns", {"Data": {"to": "a", "parse": "datum"}}, "columns.Data.parse"),
        ("columns", {"Data": {"parse": "date"}}, "columns.Data.to"),
        ("columns", {"Data": {"to": "a", "parse": "date", "order": "dym"}}, "columns.Data.order"),
        ("columns", {"Data": {"to": "a", "parse": "date", "order": "/dmy |mdy"}}, "columns.Data.order"),
        ("columns", {"Data": {"to": "a", "parse": "date", "also": {"unit": "b"}}}, "columns.Data.also.unit"),
        ("columns", {"Data": [{"to": "a"}, {"to": "b", "parse": "code"}]}, "columns.Data[2].lookup"),
        ("columns", {"Data": {"to": "a", "parse": "serial", "states": "none"}}, "columns.Data.states"),
        ("columns", {"A": "x", "B": "x"}, "columns"),
        ("columns", {"A": {"to": "x", "unit": "boxes"}}, "columns.A.unit"),
        ("defaults", {"decimal": "'"}, "defaults.decimal"),
        ("joins", [{"from": ["A"]}], "joins[1]"),
        ("joins", {"from": ["A"]}, "joins"),
        ("constants", {"a": [1]}, "constants.a"),
        ("rules", [{"set": {"a": 1}}], "rules[1].when"),
        ("rules", [{"when": {"A": ["x"]}}], "rules[1]"),
        ("rules", [{"when": {"A": ["x"]}, "ignore": "x", "refuse": "y"}], "rules[1]"),
        ("rules", [{"when": {"A": {}}, "ignore": "x"}], "rules[1].when.A"),
        ("rules", [{"when": {"A": {"empty": "perhaps"}}, "ignore": "x"}], "rules[1].when.A.empty"),
        ("lookups", {"kinds": ["a"]}, "lookups.kinds"),
        ("expect", {"rows": "many"}, "expect.rows"),
    ],
)
def test_a_mistake_is_named_by_its_path(part: str, value: Any, path: str) -> None:
    mistakes = _mistakes(_changed(**{part: value}))
    assert path in mistakes
    assert mistakes[path]


def test_all_mistakes_are_said_at_once() -> None:
    assert {"target", "register", "columns"} <= set(_mistakes({"layout": "x"}))


@pytest.mark.parametrize("data", [None, "", [], "text", 3])
def test_what_is_no_layout_is_refused(data: Any) -> None:
    assert "" in _mistakes(data)


def test_a_layout_is_loaded_by_name_by_path_and_the_office_s_own_first(tmp_path: Path) -> None:
    own = tmp_path / "sao_paulo.yaml"
    own.write_text(dump_layout(layout_from(_changed(layout="sao_paulo"))), encoding="utf-8")
    assert load_layout("sao_paulo").register == "sp-armas-apreendidas"
    assert load_layout("sao_paulo", folder=tmp_path).register == "police-seizures"
    assert load_layout(own).register == "police-seizures"


@pytest.mark.parametrize("name", ["unheard_of", "../../etc/passwd", "/etc/passwd", "none.yaml", ""])
def test_an_unknown_layout_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(Invalid) as caught:
        load_layout(name)
    assert "sao_paulo" in caught.value.fields["layout"][0].text()


def test_every_shipped_layout_loads_and_is_named_as_its_file() -> None:
    assert shipped_layouts()
    for name in shipped_layouts():
        assert load_layout(name).name == name


@pytest.mark.parametrize(
    "text",
    [
        "a: &x [1]\nb: *x",
        "a: 1\na: 2",
        "a: [1",
        "? [a]\n: b",
        "a: !!python/object/apply:os.system [ls]",
        "[" * 5000,
        "a: \x01",
        "x" * 2_000_001,
    ],
)
def test_yaml_that_could_harm_or_mislead_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        layout_from(read_plain(text))


def test_wordings_stay_what_was_typed() -> None:
    assert read_plain("{0.40: no, 010: 1e3, NO: yes}") == {"0.40": "no", "010": "1e3", "NO": "yes"}


def test_a_file_that_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("layout: č".encode("cp1250"))
    with pytest.raises(Invalid, match="UTF-8"):
        load_layout(path)


def test_no_heading_is_guessed_to_name_somebody() -> None:
    names = ["Surname", "Mbiemri", "First name", "Datum rođenja", "Plate", "Registarska oznaka", "Age", "Pol"]
    guessed = {each.column: each.field for each in suggest_mapping(names)}
    assert not any(ITEM_FIELDS[field].needs for field in guessed.values())
    assert (guessed["Age"], guessed["Pol"]) == ("person.age", "person.sex")


def test_a_length_has_units_of_its_own() -> None:
    column = {"to": "item.barrel_mm", "parse": "length"}
    read = layout_from(_changed(columns=POLICE["columns"] | {"Tyta": column | {"unit": "cm"}}))
    assert [use.unit for use in read.columns if use.column == "Tyta"] == ["cm"]
    wrong = _changed(columns=POLICE["columns"] | {"Tyta": column | {"unit": "rounds"}})
    assert list(_mistakes(wrong)) == ["columns.Tyta.unit"]
