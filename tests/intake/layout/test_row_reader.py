"""One row: values, wordings, problems, flags, key and group."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.intake.layout import ReadRow, RowReader, layout_from
from headstamp.intake.values import Flag
from headstamp.kernel.errors import Invalid
from tests.intake.layout.examples import HEADER, POLICE, find, row
from tests.intake.values.test_other_kinds import CELLS

LAYOUT = layout_from(POLICE)
READER = RowReader(LAYOUT, HEADER, find)


def _read(**said: object) -> ReadRow:
    return READER.read(5, row(**said))


def _codes(read: ReadRow) -> list[tuple[str, str]]:
    return [(problem.code, problem.column) for problem in read.problems]


def test_a_good_row_becomes_values() -> None:
    read = _read()
    assert read.problems == ()
    assert (read.row_number, read.outcome, read.key, read.group) == (5, "row", "1", "7")
    assert read.values == {
        **LAYOUT.constants,
        "occurrence.occurred_on": "2021-03-05",
        "occurrence.municipality_text": "Gjakovë",
        "item.kind": "pistol",
        "item.description": "Revole",
        "item.calibre": "7,65",
        "item.quantity": "2",
        "item.unit": "pieces",
        "mark.serial": "X-0001",
        "occurrence.reference": "7/2021",
    }


def test_the_wording_is_kept_where_it_was_looked_up_or_changed() -> None:
    said = _read().said
    assert said["item.kind"] == "Revole"
    assert said["occurrence.occurred_on"] == "5.3.2021"
    assert said["item.quantity"] == "2 copë"
    assert "mark.serial" not in said
    assert "item.calibre" not in said


def test_words_win_over_the_list_and_the_list_knows_the_rest() -> None:
    assert _read(Lloji="PUSHKE").values["item.kind"] == "rifle"
    assert _read(Lloji="Mitraloz").values["item.kind"] == "machine_gun"
    assert "item.kind" not in _read(Lloji="asgjë").values


def test_a_cell_of_several_parts_is_split() -> None:
    read = _read(Komuna="Pejë, Vitomiricë")
    assert (read.values["occurrence.municipality_text"], read.values["occurrence.place_text"]) == (
        "Pejë",
        "Vitomiricë",
    )
    assert read.said["occurrence.place_text"] == "Pejë, Vitomiricë"
    assert "occurrence.place_text" not in _read().values


def test_problems_name_their_column_and_the_row_keeps_the_rest() -> None:
    read = _read(Data="31.02.2021", Lloji="Foo", Sasia="x")
    assert _codes(read) == [
        ("impossible_date", "Data"),
        ("unknown_wording", "Lloji"),
        ("bad_number", "Sasia"),
    ]
    assert read.values["occurrence.municipality_text"] == "Gjakovë"
    assert read.said["occurrence.occurred_on"] == "31.02.2021"


def test_a_required_cell_must_say_something() -> None:
    assert _codes(_read(Data="")) == [("required", "Data")]
    assert _codes(_read(Data="-")) == [("required", "Data")]


def test_words_that_say_nothing_leave_no_value() -> None:
    assert "item.calibre" not in _read(Kalibri="n/a").values
    assert "occurrence.narrative" not in _read(Shënime="Pa shënime").values


def test_a_serial_as_a_number_is_flagged_and_a_state_is_a_state() -> None:
    assert _read(Numri_serik=123).flags == (("Numri serik", Flag.LOST_ZEROS),)
    read = _read(Numri_serik="I FSHIRE")
    assert read.values["mark.serial_state"] == "removed"
    assert "mark.serial" not in read.values
    assert read.said["mark.serial"] == "I FSHIRE"


def test_the_first_rule_that_fits_decides() -> None:
    ignored = _read(Lloji="Gjithsej")
    assert (ignored.outcome, str(ignored.reason), ignored.values) == ("ignored", "subtotal", {})
    knife = _read(Lloji="një thikë kuzhine")
    assert (knife.values["item.class"], knife.values["item.kind"], knife.problems) == ("other", "knife", ())
    assert knife.said["item.kind"] == "një thikë kuzhine"


def test_a_rule_may_refuse_with_the_office_s_reason_alone() -> None:
    refused = _read(Lloji="lodër plastike", Kalibri="", Data="x")
    assert _codes(refused) == [("rule", "")]
    assert "a toy is no weapon" in refused.problems[0].message.text()
    assert ("rule", "") not in _codes(_read(Lloji="lodër plastike", Kalibri="9"))


def test_an_empty_row_and_repeated_headings_are_ignored() -> None:
    assert READER.read(9, [""] * len(HEADER)).outcome == "ignored"
    assert READER.read(9, []).outcome == "ignored"
    assert READER.read(9, list(HEADER)).outcome == "ignored"


def test_a_row_without_its_key_is_refused() -> None:
    assert _codes(_read(Nr=" ")) == [("no_key", "")]


def test_a_key_is_the_same_from_text_and_from_numbers() -> None:
    assert _read(Nr=1.0).key == _read(Nr="1").key == _read(Nr=1).key


def test_keys_of_several_columns_cannot_be_mistaken_for_each_other() -> None:
    reader = RowReader(layout_from(POLICE | {"key": ["Nr", "Viti"]}), HEADER, find)
    keys = {
        reader.read(1, row(Nr=nr, Viti=year)).key
        for nr, year in [("1|2", "3"), ("1", "2|3"), ("1\\", "2"), ("1", "\\2")]
    }
    assert len(keys) == 4


def test_without_a_key_the_row_s_number_and_sheet_tell_rows_apart() -> None:
    layout = layout_from(POLICE | {"key": "row"})
    assert not layout.has_key
    assert RowReader(layout, HEADER, find).read(5, row()).key == "5"
    assert RowReader(layout, HEADER, find, sheet="2021").read(5, row()).key == "2021|5"


def test_columns_may_stand_anywhere_and_be_called_otherwise() -> None:
    header = [name.upper() for name in reversed(HEADER)]
    header[header.index("NR")] = "Nr."
    assert RowReader(LAYOUT, header, find).read(5, row()[::-1]).values == _read().values


def test_an_optional_column_may_be_missing_and_others_may_not() -> None:
    assert RowReader(LAYOUT, HEADER[:-1], find).match.missing == ()
    with pytest.raises(Invalid, match="Numri serik"):
        RowReader(LAYOUT, HEADER[:-2], find)


def test_unread_columns_are_named() -> None:
    assert RowReader(LAYOUT, (*HEADER, "Ngjyra"), find).match.unread == ("Ngjyra",)


def test_a_lookup_that_does_not_exist_is_said_before_any_row() -> None:
    columns = {"Lloji": {"to": "item.kind", "lookup": "unheard_of"}}
    with pytest.raises(Invalid, match="unheard_of"):
        RowReader(layout_from(POLICE | {"columns": columns}), HEADER)


def test_the_vocabulary_is_asked_by_default() -> None:
    columns = {"Lloji": {"to": "item.kind", "lookup": "item_kinds"}}
    reader = RowReader(layout_from(POLICE | {"columns": columns, "rules": []}), HEADER)
    assert reader.read(1, row(Lloji="Пиштољ")).values["item.kind"] == "pistol"


def test_what_is_remembered_never_mixes_kinds_of_cells() -> None:
    assert _read(Numri_serik="1").flags == ()
    assert _read(Numri_serik=1).flags != ()
    assert _read(Numri_serik="1").flags == ()


@given(st.lists(CELLS, max_size=len(HEADER) + 3))
def test_no_row_ever_breaks_the_reader(cells: list[object]) -> None:
    read = READER.read(1, cells)  # type: ignore[arg-type]
    assert read.outcome in ("row", "ignored")
    assert all(isinstance(value, (str, int, bool)) for value in read.values.values())
