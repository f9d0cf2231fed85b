"""The catalogue of models: its form, its sources, and that whatever it refers to exists."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from headstamp.kernel.errors import Invalid
from headstamp.vocabulary import build, catalogue, codes, lookup

DOCUMENT: dict[str, Any] = build.catalogue_document()
SCHEMA = json.loads(files("headstamp.vocabulary").joinpath("model.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    codes.use_overlay(None)


def test_the_compiled_catalogue_is_fresh() -> None:
    assert build.CATALOGUE.read_text(encoding="utf-8") == build.catalogue_text(), (
        "run python -m headstamp.vocabulary.build"
    )


def test_it_has_the_form_of_the_schema_and_a_source_for_each_entry() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert [f"{list(e.absolute_path)}: {e.message}" for e in validator.iter_errors(DOCUMENT)] == []


def test_a_file_of_models_holds_nothing_that_is_not_read() -> None:
    known = {"head": {*DOCUMENT, "publishers"} - {"codes", "pairs", "names", "conversions"}}
    for name, document in build.documents(build.MODELS).items():
        assert set(document) <= known.get(name, {"codes", "pairs", "names", "conversions"}), name


def test_a_model_stands_once() -> None:
    written = [entry["code"] for entry in DOCUMENT["codes"]]
    assert [code for code, times in Counter(written).items() if times > 1] == []


def test_no_two_models_show_the_same_name() -> None:
    shown = [label for _code, label in codes.choices("catalogue", "en")]
    assert [label for label, times in Counter(shown).items() if times > 1] == []


def test_whatever_a_model_refers_to_exists() -> None:
    missing = []
    for word, other in DOCUMENT["refers"].items():
        for model in catalogue.models().values():
            told = model.facts.get(word, [])
            missing += [
                (model.code, v)
                for v in ([told] if isinstance(told, str) else told)
                if not codes.code(other, v)
            ]
    assert missing == []


def test_marks_name_known_parts_and_kinds() -> None:
    for entry in DOCUMENT["codes"]:
        for mark in entry.get("marks", ()):
            assert codes.code("mark_kinds", mark["mark"]), entry["code"]
            assert "part" not in mark or codes.code("mark_parts", mark["part"]), entry["code"]


def test_years_stand_in_order_and_within_the_life_of_the_state() -> None:
    for model in catalogue.models().values():
        begun, ended = model.facts.get("from"), model.facts.get("until")
        assert not (begun and ended) or begun <= ended, model.code
        state = codes.code("historical_states", model.facts.get("historical", ""))
        if state and begun:
            assert begun <= int(state.facts.get("until", "2100")), model.code


def test_a_variant_is_of_the_same_kind_of_thing_and_of_no_variant() -> None:
    models = catalogue.models()
    for model in models.values():
        whole = models.get(model.facts.get("variant_of", ""))
        assert whole is None or "variant_of" not in whole.facts, model.code


def test_look_alikes_exist_are_written_once_and_read_both_ways() -> None:
    pairs = [frozenset(pair["models"]) for pair in DOCUMENT["pairs"]]
    assert [sorted(pair) for pair, times in Counter(pairs).items() if times > 1] == []
    for pair in pairs:
        one, other = sorted(pair)
        assert {one, other} <= catalogue.models().keys()
        assert other in {alike.code for alike in catalogue.look_alikes(one)}
        assert one in {alike.code for alike in catalogue.look_alikes(other)}


def test_every_candidate_of_a_shared_name_exists() -> None:
    for entry in DOCUMENT["names"]:
        assert [code for code in entry["may_be"] if code not in catalogue.models()] == [], entry["names"][0]


def test_a_conversion_is_of_a_known_origin_and_kind() -> None:
    for entry in DOCUMENT["conversions"]:
        assert codes.code("conversion_origins", entry["origin"])
        assert all(codes.code("item_kinds", kind) for kind in entry["kinds"])


def test_a_gas_pistol_comes_with_the_signs_of_its_conversion() -> None:
    (told,) = catalogue.conversions("ekol_p29")
    assert told.origin == "alarm"
    assert any("rifling" in sign["en"] for sign in told.signs)
    assert catalogue.conversions("zastava_m57") == []


def test_a_model_suggests_its_eu_category_from_its_facts() -> None:
    assert catalogue.category("zastava_m70").category == "A2"
    assert catalogue.category("m80_zolja").category == "A1"
    assert catalogue.category("luger_p08").category == "B5"
    assert catalogue.category("ekol_p29").category == ""


def test_a_calibre_that_a_source_tells_loosely_fits_all_that_it_may_be() -> None:
    assert catalogue.models()["zastava_m84_mg"].facts["calibres"] == ["7.62mm"]
    assert catalogue.candidates("M84", calibre="7.62x54R", make="Zastava").code == "zastava_m84_mg"
    assert catalogue.candidates("M84", calibre="7.65", make="Zastava").code == "zastava_m84_skorpion"


def test_no_long_gun_is_told_to_be_short() -> None:
    for model in catalogue.models().values():
        kind = codes.codes("item_kinds")[model.facts["kind"]]
        if kind.facts.get("length") == "short":
            assert model.facts.get("barrel_mm", 0) <= 300, model.code


def test_what_the_catalogue_holds_at_least() -> None:
    models = catalogue.models().values()
    assert len(models) >= 400
    assert sum(1 for model in models if model.facts["verified"]) >= 514
    assert len(codes.codes("makes")) >= 150
    assert len(codes.codes("calibres")) >= 120


def test_a_model_is_found_in_any_script_and_with_or_without_a_hyphen() -> None:
    assert {lookup.find("catalogue", name) for name in ("PMA-2", "pma 2", "ПМА-2", "PMA2")} == {"pma_2"}


def test_an_office_adds_a_model_and_a_name_in_its_own_file(folder: Path) -> None:
    (folder / "catalogue.yaml").write_text(
        "codes:\n"
        "  - {code: kobra_k1, all: Kobra K1, kind: alarm_gas, source: [own examination], verified: true}\n"
        "  - {code: zastava_m57, aliases: [pedesetsedmica]}\n",
        encoding="utf-8",
    )
    codes.use_overlay(folder)
    assert catalogue.candidates("Kobra K1").code == "kobra_k1"
    assert catalogue.candidates("Pedesetsedmica").code == "zastava_m57"
    assert catalogue.models()["zastava_m57"].facts["make"] == "zastava"


def test_a_model_of_an_unknown_kind_is_refused_with_the_file_s_name(folder: Path) -> None:
    line = "codes:\n  - {code: x1, all: X1, kind: ray_gun, source: [own], verified: false}\n"
    (folder / "catalogue.yaml").write_text(line, encoding="utf-8")
    codes.use_overlay(folder)
    with pytest.raises(Invalid) as refused:
        codes.check_overlay()
    assert list(refused.value.fields) == ["catalogue.yaml"]


def test_importing_and_reading_other_lists_opens_no_catalogue() -> None:
    script = (
        "import sys, headstamp.vocabulary.catalogue, headstamp.vocabulary.codes as c; c.codes('makes');"
        "assert c.catalogue_document.cache_info().currsize == 0; assert 'django' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
