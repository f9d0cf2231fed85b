"""Signs that look alike are one key, in every script, whatever the locale."""

import locale

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.marks.alphabet import FOLDED_SIGNS, SIGNS, folded, plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O123", "0123"),
        ("Q-1 2/3", "0123"),
        ("Il1", "111"),
        ("B5Z6", "8S2G"),
        ("АВ-77", "ab77"),  # Cyrillic
        ("ΜΝ77", "mn77"),  # Greek
        ("Ј12", "J12"),
        ("č12", "C12"),
    ],
)
def test_look_alikes_are_one(one, other):
    assert folded(one) == folded(other)


def test_the_plain_form_keeps_what_was_typed_apart():
    assert plain("O-08b") == "O08B"


@given(st.text(max_size=40))
def test_keys_hold_known_signs_only_and_fold_once(text):
    assert set(plain(text)) <= set(SIGNS)
    assert set(folded(text)) <= set(FOLDED_SIGNS)
    assert folded(folded(text)) == folded(text)


def test_no_key_depends_on_the_locale():
    texts = ["iıİI-123", "ßÄö 9", "Ђ77 ћ", "ＡＢ１"]
    before = [folded(text) for text in texts]
    old = locale.setlocale(locale.LC_ALL)
    try:
        for name in ("C", "tr_TR.UTF-8", "de_DE.UTF-8", "sr_RS.UTF-8"):
            try:
                locale.setlocale(locale.LC_ALL, name)
            except locale.Error:  # not every system has them all; C is everywhere
                continue
            folded.__globals__["signs_of"].cache_clear()
            assert [folded(text) for text in texts] == before
    finally:
        locale.setlocale(locale.LC_ALL, old)
