"""The shipped layout on the real file: every row is an item, another object, or refused with its reason."""

from collections import Counter
from pathlib import Path

import pytest

from headstamp.intake.layout import ReadRow, RowReader, Tally, find_tables, load_layout
from headstamp.intake.workbook import open_workbook
from headstamp.vocabulary import codes

LAYOUT = load_layout("sao_paulo")
HEADER = LAYOUT.source_columns()


def _read(**said: str) -> ReadRow:
    cells = {
        "ID_DELEGACIA": "1",
        "CIDADE": "X",
        "ANO_BO": "2020",
        "NUM_BO": "7",
        "CONT_ARMA": "2",
        "DESCR_MODO_OBJETO": "APREENDIDO",
        "DESCR_ARMA_FOGO": "Revolver",
        **said,
    }
    return RowReader(LAYOUT, HEADER).read(2, [cells.get(name, "") for name in HEADER])


def test_a_weapon_becomes_a_seized_item_of_its_case() -> None:
    read = _read(MARCA_ARMA="taurus", CALIBRE_ARMA="38", NUMERO_ARMA="X0001")
    assert (read.key, read.group, read.problems) == ("1|2020|7|2", "1|2020|7", ())
    assert read.values["item.kind"] == "revolver"
    assert read.values["item.class"] == "firearm"
    assert read.values["item.legal_status"] == "seized"
    assert read.values["occurrence.occurred_on"] == "2020"
    assert read.values["occurrence.reference"] == "1/7/2020"


@pytest.mark.parametrize(
    ("wording", "state"), [("RASPADA", "removed"), ("S/Nº", "absent"), ("ILEGÍVEL", "partial"), ("N/C", None)]
)
def test_words_in_the_number_s_place_are_no_numbers(wording: str, state: str | None) -> None:
    read = _read(NUMERO_ARMA=wording)
    assert (read.values.get("mark.serial"), read.values.get("mark.serial_state")) == (None, state)
    assert read.said["mark.serial"] == wording


@pytest.mark.parametrize("wording", ["Arma Branca", "Colete", "Outros"])
def test_knives_vests_and_others_are_other_objects(wording: str) -> None:
    assert _read(DESCR_ARMA_FOGO=wording).values["item.class"] == "other"


@pytest.mark.parametrize(
    ("lookup", "list_name"),
    [
        ("kinds", "item_kinds"),
        ("classes", "item_classes"),
        ("statuses", "legal_statuses"),
        ("serial_states", "mark_states"),
        ("makes", "makes"),
        ("calibres", "calibres"),
    ],
)
def test_every_code_that_it_gives_is_in_the_vocabulary(lookup: str, list_name: str) -> None:
    given = set(LAYOUT.lookups[lookup].words.values()) - {""}
    assert {code for code in given if not codes.is_code(list_name, code)} == set()


def test_kinds_are_of_the_classes_that_it_gives() -> None:
    kinds, classes = (LAYOUT.lookups[name].words for name in ("kinds", "classes"))
    assert {
        word: str(codes.codes("item_kinds")[code].facts["class"]) for word, code in kinds.items()
    } == classes


def test_makes_and_calibres_get_their_codes_and_keep_their_wording() -> None:
    read = _read(MARCA_ARMA="tauruspt", CALIBRE_ARMA=".40")
    assert (read.values["item.make"], read.values["item.make_code"]) == ("tauruspt", "taurus")
    assert (read.values["item.calibre"], read.values["item.calibre_code"]) == (".40", ".40sw")
    unknown = _read(MARCA_ARMA="nobody's")
    assert unknown.problems == ()
    assert (unknown.values["item.make"], unknown.values.get("item.make_code")) == ("nobody's", None)


def test_a_shotgun_s_32_is_a_gauge_and_a_revolver_s_is_not() -> None:
    assert _read(CALIBRE_ARMA="32").values["item.calibre_code"] == ".32"
    assert _read(CALIBRE_ARMA=".32", DESCR_ARMA_FOGO="Espingarda").values["item.calibre_code"] == "32gauge"


@pytest.mark.private
def test_every_row_of_the_real_file_is_accounted_for(data_folder: Path) -> None:
    in_file: Counter[tuple[object, ...]] = Counter()
    as_read: Counter[tuple[object, ...]] = Counter()
    classes: Counter[object] = Counter()
    reasons: Counter[str] = Counter()
    tally, keys = Tally(LAYOUT), set()
    with open_workbook(data_folder / "seizures" / "sao_paulo_2019_2023.xlsx") as book:
        (table,) = find_tables(book, LAYOUT)
        reader = RowReader(LAYOUT, table.header.names)
        year, kind = (table.header.names.index(name) for name in ("ANO_BO", "DESCR_ARMA_FOGO"))
        for number, cells in table.rows():
            read = reader.read(number, cells)
            tally.add(read)
            keys.add(read.key)
            reasons.update(problem.code for problem in read.problems)
            if not read.problems:
                in_file[cells[year], cells[kind]] += 1
                as_read[read.values["occurrence.occurred_on"], read.values["item.description"]] += 1
                classes[read.values["item.class"]] += 1
    assert (tally.rows, tally.ignored, tally.refused, len(keys)) == (55_687, 0, 6, 55_687)
    assert as_read == in_file
    assert classes == {"firearm": 48_768, "other": 6_896, "explosive": 17}
    assert reasons == {"rule": 6}
    assert tally.problems() == ()
