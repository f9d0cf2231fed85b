"""Serials, codes, answers, coordinates, texts; and that no cell ever breaks a parser."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.intake.values import KINDS, Cell, Flag, Options, parse, wording

STATES = Options(states={"raspado": "removed", "s n": "absent", "n c": "", "---": ""})


@pytest.mark.parametrize(
    ("cell", "value", "flags"),
    [
        ("X-0001", "X-0001", ()),
        ("  00123 ", "00123", ()),
        (123, "123", (Flag.LOST_ZEROS,)),
        (123.0, "123", (Flag.LOST_ZEROS,)),
        (1.23e17, "1.23e+17", (Flag.LOST_ZEROS, Flag.SCIENTIFIC)),
        ("1.23E+11", "1.23E+11", (Flag.SCIENTIFIC,)),
        ("1,23E+11", "1,23E+11", (Flag.SCIENTIFIC,)),
        ("КА 123", "КА 123", (Flag.CYRILLIC,)),
    ],
)
def test_serials_stay_as_written_and_losses_are_flagged(
    cell: Cell, value: str, flags: tuple[Flag, ...]
) -> None:
    parsed = parse("serial", cell)
    assert (parsed.value, parsed.flags) == (value, flags)


@pytest.mark.parametrize(
    ("cell", "also"),
    [("RASPADO", {"state": "removed"}), ("S/N", {"state": "absent"}), ("N/C", {}), ("---", {})],
)
def test_a_word_in_a_serial_s_place_is_a_state_and_no_number(cell: str, also: dict[str, str]) -> None:
    parsed = parse("serial", cell, STATES)
    assert (parsed.value, parsed.also) == (None, also)


@pytest.mark.parametrize(
    ("unknown", "value", "codes", "flags"),
    [
        ("refuse", None, ["unknown_wording"], ()),
        ("keep", None, [], (Flag.UNKNOWN_WORDING,)),
        ("unknown", "unknown", [], (Flag.UNKNOWN_WORDING,)),
    ],
)
def test_an_unknown_wording_goes_as_the_layout_says(
    unknown: str, value: str | None, codes: list[str], flags: tuple[Flag, ...]
) -> None:
    parsed = parse("code", "thing", Options(find=lambda text: None, unknown=unknown))
    assert (parsed.value, [p.code for p in parsed.problems], parsed.flags) == (value, codes, flags)


def test_a_known_wording_is_its_code_and_an_empty_code_says_nothing() -> None:
    find = {"Pistola": "pistol", "Outros": ""}.get
    assert parse("code", "Pistola", Options(find=find)).value == "pistol"
    assert parse("code", "Outros", Options(find=find)) == parse("code", "")


@pytest.mark.parametrize("cell", ["po", "Da", "ДА", "sim", "yes", "✓", True, 1])
def test_yes_is_yes(cell: Cell) -> None:
    assert parse("boolean", cell).value is True


@pytest.mark.parametrize("cell", ["jo", "Ne", "не", "Não", "no", False, "0"])
def test_no_is_no(cell: Cell) -> None:
    assert parse("boolean", cell).value is False


def test_perhaps_is_neither() -> None:
    assert parse("boolean", "perhaps").problems[0].code == "bad_boolean"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("42.6629, 21.1655", "42.662900,21.165500"),
        ("42,6629; 21,1655", "42.662900,21.165500"),
        ("(42.6629 21.1655)", "42.662900,21.165500"),
        ("42°39'46.44\"N 21°09'55.8\"E", "42.662900,21.165500"),
        ("E 21", None),
        ("95.0, 21.0", None),
        ("42°30'S 21°30'W", "-42.500000,-21.500000"),
        ("near the bridge", None),
    ],
)
def test_coordinates(cell: str, value: str | None) -> None:
    parsed = parse("coordinates", cell)
    assert (parsed.value, bool(parsed.problems)) == (value, value is None)


def test_nothing_is_nothing_whatever_the_kind() -> None:
    for kind in KINDS:
        for cell in ("", None, "  ", "\u00a0", "\u200b"):
            assert parse(kind, cell).value is None
            assert parse(kind, cell).problems == ()
        assert parse(kind, "N/C", Options(nothing=frozenset({"n c"}))).value is None


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" a b ", "a b"),
        (12.0, "12"),
        (0.1, "0.1"),
        (True, "TRUE"),
        (date(2021, 3, 5), "2021-03-05"),
        (datetime.fromisoformat("2021-03-05 04:05"), "2021-03-05 04:05"),
        (None, ""),
        ("a\x00b", "ab"),
    ],
)
def test_a_wording_is_what_its_writer_saw(cell: Cell, text: str) -> None:
    assert wording(cell) == text


CELLS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=60)
    | st.from_regex(r"[0-9.,/:\- eE+]{1,24}", fullmatch=True)
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
)


@given(
    st.sampled_from(sorted(set(KINDS) - {"code"})),
    CELLS,
    st.sampled_from(["", "dmy", "mdy", "ymd dmy"]),
    st.sampled_from(["", ",", "."]),
)
def test_no_cell_ever_breaks_a_parser(kind: str, cell: Cell, order: str, decimal: str) -> None:
    parsed = parse(kind, cell, Options(order=order, decimal=decimal))
    assert parsed.value is None or isinstance(parsed.value, (str, int, bool))
    assert not (parsed.problems and parsed.value is not None)
    assert "\x00" not in str(parsed.value)


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2024, 1, 1)),
    st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%Y%m%d"]),
)
def test_every_day_comes_back_from_every_way_of_writing_it(day: date, form: str) -> None:
    assert parse("date", day.strftime(form), Options(order="dmy")).value == day.isoformat()


def test_times_and_spans_in_other_columns_are_problems_not_crashes() -> None:
    assert parse("integer", time(1, 2)).problems[0].code == "bad_number"
    assert parse("quantity", timedelta(hours=30)).problems[0].code in ("bad_number", "unknown_unit")
