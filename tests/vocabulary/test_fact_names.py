"""Facts of codes are shown by name, their codes by label."""

from headstamp.kernel.text import Message
from headstamp.vocabulary import codes
from headstamp.vocabulary.fact_names import _LISTS, NAMES, name_of, value_of


def test_every_fact_of_every_list_has_a_name() -> None:
    known = {
        fact for name in codes.list_names() for code in codes.codes(name).values() for fact in code.facts
    }
    for name in codes.list_names():
        head = codes.code_list(name).head
        known |= {*head.get("required", ()), *head.get("optional", ())}
    assert sorted(known - NAMES.keys()) == [], "give these a line in vocabulary/fact_names.py"
    assert sorted(NAMES.keys() - known) == []


def test_no_two_facts_are_called_alike() -> None:
    assert len(set(NAMES.values())) == len(NAMES)


def test_codes_are_shown_by_label_and_flags_as_yes_or_no() -> None:
    assert value_of("jurisdiction", "AL", "sq") == "Shqipëri"
    assert value_of("successors", ["AL", "DE"], "en").startswith("Albania, ")
    assert value_of("article", "278/a", "sq") == "278/a"
    told = value_of("verified", False, "sq")
    assert isinstance(told, Message)
    assert told.text() == "no"


def test_a_mark_is_told_by_kind_and_part() -> None:
    told = value_of("marks", [{"mark": "model", "part": "slide", "text": "MOD. 57"}], "en")
    assert told == "Model mark: Slide: MOD. 57"


def test_every_list_that_gives_a_value_its_label_exists() -> None:
    assert {name for names in _LISTS.values() for name in names} <= set(codes.list_names())


def test_an_office_s_own_fact_is_shown_by_its_own_word() -> None:
    assert name_of("own_fact").text() == "own fact"
