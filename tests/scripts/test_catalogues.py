"""The catalogues hold what the program says now; the languages that are promised complete are complete."""

import re
import runpy
from functools import cache
from pathlib import Path
from typing import Any

import polib
import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "catalogues.py"))
LANGUAGES = sorted(SCRIPT["PLURALS"])
COLLECT = "run  make messages  and translate what is new"


@cache
def _texts() -> Any:
    return SCRIPT["texts_of_the_program"]()


@cache
def _catalogue(language: str) -> Any:
    return polib.pofile(str(SCRIPT["catalogue"](language)), wrapwidth=0)


def _keys(texts: Any) -> set[tuple[str, str, str]]:
    return {SCRIPT["_key"](entry) for entry in texts}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_the_texts_of_the_program_and_no_other(language: str) -> None:
    said, known = _keys(_texts()), _keys(_catalogue(language))
    assert sorted(said - known) == [], COLLECT
    assert sorted(known - said) == [], COLLECT


@pytest.mark.parametrize("language", SCRIPT["COMPLETE"])
def test_a_language_that_is_promised_complete_lacks_nothing(language: str) -> None:
    lacking = [entry.msgid for entry in _catalogue(language).untranslated_entries()]
    assert lacking == [], f"{len(lacking)} texts lack a translation"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess_of_the_tools(language: str) -> None:
    assert [entry.msgid for entry in _catalogue(language).fuzzy_entries()] == []


def _slots(text: str) -> list[str]:
    """What is filled in or read by the browser: %(name)s, %s, {name}, tags."""
    return sorted(re.findall(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|</?\w+", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_what_is_filled_in(language: str) -> None:
    changed = [
        entry.msgid
        for entry in _catalogue(language).translated_entries()
        if not entry.msgid_plural and _slots(entry.msgstr) != _slots(entry.msgid)
    ]
    assert changed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plural_has_all_forms_and_fills_in_nothing_unknown(language: str) -> None:
    plurals = [entry for entry in _catalogue(language).translated_entries() if entry.msgid_plural]
    forms = int(re.findall(r"\d+", SCRIPT["PLURALS"][language])[0])
    assert [entry.msgid for entry in plurals if len(entry.msgstr_plural) != forms] == []
    unknown = [
        entry.msgid
        for entry in plurals
        for said in entry.msgstr_plural.values()
        if not set(_slots(said)) <= set(_slots(entry.msgid_plural)) | set(_slots(entry.msgid))
    ]
    assert unknown == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_begins_and_ends_as_its_text(language: str) -> None:
    """Else compiled catalogues are refused by other tools, and pages lose their spaces."""
    moved = [
        entry.msgid
        for entry in _catalogue(language).translated_entries()
        if not entry.msgid_plural
        and (entry.msgid[:1].isspace(), entry.msgid[-1:].isspace())
        != (entry.msgstr[:1].isspace(), entry.msgstr[-1:].isspace())
    ]
    assert moved == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_fresh(language: str) -> None:
    path = SCRIPT["catalogue"](language)
    stale = "stale: run  .venv/bin/python scripts/catalogues.py"
    assert path.with_suffix(".mo").read_bytes() == polib.pofile(str(path)).to_binary(), stale


def test_the_page_of_translations_is_fresh() -> None:
    written = SCRIPT["PAGE"].read_text(encoding="utf-8")
    assert written == SCRIPT["page"](), "stale: run  .venv/bin/python scripts/catalogues.py"


def test_what_was_written_by_letter_follows_its_latin_text() -> None:
    cyrillic = runpy.run_path(str(ROOT / "scripts" / "cyrillic.py"))["cyrillic"]
    latin = {SCRIPT["_key"](entry): entry for entry in _catalogue("sr_Latn")}
    behind = [
        entry.msgid
        for entry in _catalogue("sr")
        if entry.tcomment == SCRIPT["BY_LETTER"]
        and entry.msgstr != cyrillic(latin[SCRIPT["_key"](entry)].msgstr)
    ]
    assert behind == [], "run  .venv/bin/python scripts/catalogues.py"
