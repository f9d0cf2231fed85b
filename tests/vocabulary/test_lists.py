"""Every shipped list: its form, its languages, its references, and that the compiled file is fresh."""

import json
import unicodedata
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from headstamp.kernel.values import Unit
from headstamp.vocabulary import build, codes, lookup
from headstamp.vocabulary.languages import TAGS

DOCUMENTS: dict[str, Any] = build.documents()
NAMES = sorted(DOCUMENTS)
FULL = [name for name in NAMES if "labels" not in DOCUMENTS[name]]
SCHEMA = json.loads(files("headstamp.vocabulary").joinpath("list.schema.json").read_text(encoding="utf-8"))


def entry_of(name: str, code: str) -> dict[str, Any]:
    return next(entry for entry in DOCUMENTS[name]["codes"] if entry["code"] == code)


def scripts(text: str) -> set[str]:
    return {unicodedata.name(c).split()[0] for c in text if c.isalpha()}


def test_the_compiled_file_is_fresh() -> None:
    assert build.COMPILED.read_text(encoding="utf-8") == build.compiled_text(), (
        "run python -m headstamp.vocabulary.build"
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_list_has_the_form_of_the_schema(name: str) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert [f"{list(e.absolute_path)}: {e.message}" for e in validator.iter_errors(DOCUMENTS[name])] == []


@pytest.mark.parametrize("name", FULL)
def test_every_code_has_a_label_in_all_six_languages(name: str) -> None:
    lacking = {code.code: set(TAGS) - set(code.labels) for code in codes.codes(name).values()}
    assert {code: tags for code, tags in lacking.items() if tags} == {}


def test_only_places_are_let_off_the_six_labels() -> None:
    assert [name for name in NAMES if name not in FULL] == ["places"]
    assert all(code.labels["en"] and code.labels["sq"] for code in codes.codes("places").values())


@pytest.mark.parametrize("name", NAMES)
def test_a_code_stands_once_in_its_list(name: str) -> None:
    written = [entry["code"] for entry in DOCUMENTS[name]["codes"]]
    assert sorted(written) == sorted(set(written))


@pytest.mark.parametrize("name", NAMES)
def test_no_two_codes_of_a_list_are_called_alike_unless_declared(name: str) -> None:
    declared = DOCUMENTS[name].get("collisions", [])
    if declared == "allowed":
        declared = list(lookup._by_key(name))
    shared = {key: sorted(meant) for key, meant in lookup._by_key(name).items() if len(meant) > 1}
    assert {key: meant for key, meant in shared.items() if key not in declared} == {}


@pytest.mark.parametrize(
    "name", [name for name in NAMES if isinstance(DOCUMENTS[name].get("collisions"), list)]
)
def test_a_declared_collision_is_one(name: str) -> None:
    assert all(len(lookup.meanings(name, wording)) > 1 for wording in DOCUMENTS[name]["collisions"])


@pytest.mark.parametrize("name", NAMES)
def test_no_two_living_codes_show_the_same_label(name: str) -> None:
    if DOCUMENTS[name].get("collisions") == "allowed":
        assert name in ("places", "evaluation_codes")
        return
    for tag in TAGS:
        shown = [label for _code, label in codes.choices(name, tag)]
        assert sorted(shown) == sorted(set(shown)), tag


@pytest.mark.parametrize("name", [name for name in NAMES if "refers" in DOCUMENTS[name]])
def test_what_a_line_refers_to_exists(name: str) -> None:
    missing = []
    for word, other in DOCUMENTS[name]["refers"].items():
        for code in codes.codes(name).values():
            told = code.facts.get(word, [])
            missing += [
                (code.code, word, v)
                for v in ([told] if isinstance(told, str) else told)
                if codes.code(other, v) is None
            ]
    assert missing == []


@pytest.mark.parametrize("name", [name for name in NAMES if "required" in DOCUMENTS[name]])
def test_a_line_has_the_words_that_its_list_requires(name: str) -> None:
    for code in codes.codes(name).values():
        assert set(DOCUMENTS[name]["required"]) <= set(code.facts), code.code


@pytest.mark.parametrize("name", ["national_categories", "offences"])
def test_a_line_of_law_that_is_verified_names_where_it_was_read(name: str) -> None:
    verified = [code for code in codes.codes(name).values() if code.facts["verified"]]
    assert verified
    for code in verified:
        told = code.facts["source"]
        addresses = [told] if isinstance(told, str) else told
        assert all(address.startswith(("https://", "http://")) for address in addresses), code.code


@pytest.mark.parametrize("name", FULL)
def test_a_label_is_in_the_script_of_its_language(name: str) -> None:
    for entry in DOCUMENTS[name]["codes"]:
        for tag in ("en", "sq", "sr-Latn", "bs"):
            assert "CYRILLIC" not in scripts(entry.get(tag, "")), entry
        for tag in ("sr-Cyrl", "mk"):
            for word in entry.get(tag, "").replace("-", " ").replace("/", " ").split():
                assert len(scripts(word) & {"LATIN", "CYRILLIC"}) < 2, (entry["code"], tag, word)


def test_serbian_cyrillic_and_macedonian_use_their_own_letters() -> None:
    for name in FULL:
        for code in codes.codes(name).values():
            assert not set(code.labels["sr-Cyrl"].casefold()) & set("ѓќѕйщъыьэюя"), (name, code.code)
            assert not set(code.labels["mk"].casefold()) & set("ђћйщъыьэюя"), (name, code.code)
            if "all" not in entry_of(name, code.code):
                assert not set(code.labels["sr-Latn"].casefold()) & set("ëç"), (name, code.code)


def test_units_are_those_of_the_kernel() -> None:
    assert list(codes.codes("units")) == [str(unit) for unit in Unit]
    assert {kind.facts["unit"] for kind in codes.codes("item_kinds").values()} <= set(codes.codes("units"))


def test_only_kinds_of_the_class_firearm_count_as_firearms() -> None:
    for kind in codes.codes("item_kinds").values():
        assert kind.facts["counts_as_firearm"] is (kind.facts["class"] == "firearm"), kind.code
    not_firearms = ("alarm_gas", "air_weapon", "deactivated", "imitation", "acoustic", "flare_gun")
    assert {codes.codes("item_kinds")[kind].facts["class"] for kind in not_firearms} == {"other"}
    of_class_firearm = ("converted", "craft_made", "3d_printed", "firearm_unspecified")
    assert {codes.codes("item_kinds")[kind].facts["class"] for kind in of_class_firearm} == {"firearm"}


def test_a_silencer_is_a_part_for_the_un_only_and_a_magazine_for_nobody() -> None:
    flags = {
        k: (c.facts["eu_essential"], c.facts["un_part"])
        for k, c in codes.codes("item_kinds").items()
        if "un_part" in c.facts
    }
    assert flags["barrel"] == (True, True)
    assert flags["silencer"] == (False, True)
    assert flags["magazine"] == (False, False)


def test_precursors_carry_the_limits_of_the_regulation() -> None:
    limits = {
        c.code: c.facts["limit_percent"]
        for c in codes.codes("item_kinds").values()
        if c.facts.get("restricted")
    }
    assert limits == {
        "nitric_acid": 3, "hydrogen_peroxide": 12, "sulphuric_acid": 15, "nitromethane": 16, "ammonium_nitrate": 16,
        "potassium_chlorate": 40, "potassium_perchlorate": 40, "sodium_chlorate": 40, "sodium_perchlorate": 40,
    }  # fmt: skip
    assert sum(1 for c in codes.codes("item_kinds").values() if c.facts.get("reportable")) == 9


def test_the_numbers_that_the_sources_give() -> None:
    counts = {
        "municipalities": 38,
        "directorates": 8,
        "border_crossings": 12,
        "places": 1666,
        "roadmap_goals": 7,
        "kpis": 14,
    }
    assert {name: len(codes.codes(name)) for name in counts} == counts


def test_kosovo_is_shown_with_its_asterisk_and_two_footnotes() -> None:
    kosovo = codes.codes("jurisdictions")["XK"]
    assert all(label.endswith("*") for label in kosovo.labels.values())
    assert list(codes.codes("designation_footnotes")) == kosovo.facts["footnotes"]


def test_an_ambiguous_calibre_names_what_it_may_be() -> None:
    for calibre in codes.codes("calibres").values():
        assert bool(calibre.facts.get("ambiguous")) is ("may_be" in calibre.facts), calibre.code
        for code in calibre.facts.get("may_be", ()):
            assert not codes.codes("calibres")[code].facts.get("ambiguous"), calibre.code


def test_no_direct_interpol_channel_is_offered_to_kosovo() -> None:
    offered = {c.code for c in codes.codes("channels").values() if "XK" in c.facts["jurisdictions"]}
    assert "interpol_unmik" in offered
    assert not offered & {"interpol_i247", "interpol_iarms", "interpol_ibin"}
