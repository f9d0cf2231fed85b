"""An office's own lines over the shipped lists."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from headstamp.kernel.errors import Invalid
from headstamp.vocabulary import codes, lookup


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    codes.use_overlay(None)


BLOWPIPE = "{code: blowpipe, en: Blowpipe, sq: Fyell, class: other, unit: pieces, group: cold_weapon, counts_as_firearm: false}"


def write(folder: Path, name: str, *lines: str) -> None:
    text = "codes:\n" + "".join(f"  - {line}\n" for line in lines)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    codes.use_overlay(folder)


def test_one_line_adds_a_code(folder: Path) -> None:
    write(folder, "item_kinds", BLOWPIPE)
    assert codes.is_code("item_kinds", "blowpipe")
    assert codes.label("item_kinds", "blowpipe", "sq") == "Fyell"
    assert codes.label("item_kinds", "blowpipe", "mk") == "Blowpipe"
    assert lookup.find("item_kinds", "fyell") == "blowpipe"
    assert ("blowpipe", "Blowpipe") in codes.choices("item_kinds", "en")
    assert codes.codes("item_kinds")["blowpipe"].facts["class"] == "other"


def test_a_line_for_a_known_code_changes_only_what_it_names(folder: Path) -> None:
    write(folder, "item_kinds", "{code: pistol, sq: Revole, aliases: [kobure]}")
    assert codes.label("item_kinds", "pistol", "sq") == "Revole"
    assert codes.label("item_kinds", "pistol", "en") == "Pistol"
    assert codes.codes("item_kinds")["pistol"].facts["class"] == "firearm"
    assert lookup.find("item_kinds", "kobure") == "pistol"


def test_a_retired_code_stays_readable_but_is_not_offered(folder: Path) -> None:
    write(folder, "transport", "{code: vessel, retired: 2026-01}")
    assert codes.label("transport", "vessel", "en") == "Vessel"
    assert codes.codes("transport")["vessel"].retired
    assert codes.codes("transport")["vessel"].facts["retired_on"] == "2026-01"
    assert not codes.is_code("transport", "vessel")
    assert "vessel" not in dict(codes.choices("transport", "en"))
    assert lookup.complete("transport", "vess", "en") == []
    assert lookup.find("transport", "vessel") == "vessel"


def test_a_living_code_takes_over_the_wording_of_a_retired_one(folder: Path) -> None:
    write(folder, "transport", "{code: vessel, retired: true}", "{code: ship, en: Vessel}")
    assert lookup.find("transport", "Vessel") == "ship"
    assert lookup.find("transport", "Anije") == "vessel"


def test_a_retired_code_can_be_taken_up_again(folder: Path) -> None:
    write(folder, "transport", "{code: vessel, retired: true}", "{code: vessel, retired: false}")
    assert codes.is_code("transport", "vessel")


def test_an_absent_folder_changes_nothing(folder: Path) -> None:
    codes.use_overlay(folder / "none")
    assert codes.is_code("item_kinds", "pistol")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("colours", "codes:\n  - {code: red, en: Red}\n", "no list of this name"),
        ("transport", "codes: {code: x}\n", "one line for each code"),
        ("transport", "codes:\n  - {en: Sledge}\n", "Line 1"),
        ("transport", "codes:\n  - {code: sledge}\n", "label in at least one language"),
        ("transport", "codes:\n  - {code: sledge, en: [a]}\n", "Line 1"),
        ("transport", "codes:\n  - {code: sledge, en: Sledge\n", "not a readable YAML"),
        ("transport", "codes:\n  - {code: sledge, en: Sledge, aliases: luge}\n", "Line 1"),
        ("offences", "codes:\n  - {code: XK-1, en: Offence}\n", "needs the word “jurisdiction”"),
        (
            "makes",
            "codes:\n  - {code: kobra, all: Kobra, jurisdiction: TUR}\n",
            "“TUR” is not in the list jurisdictions",
        ),
    ],
)
def test_a_wrong_file_is_named_with_what_to_mend(folder: Path, name: str, text: str, said: str) -> None:
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    codes.use_overlay(folder)
    with pytest.raises(Invalid, match=said) as raised:
        codes.check_overlay()
    assert list(raised.value.fields) == [f"{name}.yaml"]
