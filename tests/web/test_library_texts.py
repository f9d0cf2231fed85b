"""Texts of libraries that our catalogues carry are still what the libraries say."""

from pathlib import Path

import allauth
import polib

from headstamp.web.library_texts import ALLAUTH

CATALOGUES = (Path(allauth.__file__).parent / "locale" / "sr_Latn" / "LC_MESSAGES" / "django.po",)


def test_the_library_still_says_them() -> None:
    said = {entry.msgid for path in CATALOGUES for entry in polib.pofile(str(path))}
    assert [text for text in ALLAUTH if text not in said] == []


def test_each_is_named_once() -> None:
    assert len(ALLAUTH) == len(set(ALLAUTH))
