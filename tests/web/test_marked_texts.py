"""Every word of a template that people read is marked for translation."""

import re
from pathlib import Path

import pytest

import headstamp.web

TEMPLATES = Path(headstamp.web.__file__).parent / "templates"
PAGES = sorted(TEMPLATES.glob("**/*.html"))
# Names, keys of the keyboard, units, and what is typed on a command line are the same in every language.
SAME_EVERYWHERE = {
    "Headstamp",
    "EUPL-1.2",
    "Word",
    "PDF",
    "ZIP",
    "Ctrl",
    "Enter",
    "Tab",
    "mm",
    ".yaml",
    "headstamp audit verify --anchor",
}
# Shown when nothing else works, so they lean on nothing.
WITHOUT_CATALOGUE = {"500.html", "429.html"}
NOT_READ = re.compile(
    r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}|{%\s*comment.*?{%\s*endcomment\s*%}"
    r"|<script.*?</script>|{%\s*block \w*class\w*\s*%}.*?{%\s*endblock\s*%}|<!DOCTYPE[^>]*>|{%.*?%}|{{.*?}}|{#.*?#}|<!--.*?-->|<[^>]*>|&\w+;",
    re.DOTALL,
)
SPOKEN = re.compile(r'\b(?:aria-label|title|placeholder|alt|data-confirm)="([^"{]*[A-Za-z]{2,}[^"{]*)"')
INSIDE_SHAPE = re.compile(r'\b(?:class|id)="[^"]*"')


def _unmarked(text: str) -> list[str]:
    bare = NOT_READ.sub("\n", INSIDE_SHAPE.sub("", text))
    words = [line.strip(" ·\t") for line in bare.split("\n") if re.search(r"[A-Za-z]{2,}", line)]
    return [each for each in [*words, *SPOKEN.findall(text)] if each not in SAME_EVERYWHERE]


@pytest.mark.parametrize(
    "path",
    [path for path in PAGES if path.name not in WITHOUT_CATALOGUE],
    ids=lambda path: str(path.relative_to(TEMPLATES)),
)
def test_a_template_holds_no_text_that_is_not_marked(path: Path) -> None:
    assert _unmarked(path.read_text(encoding="utf-8")) == []


def test_it_sees_what_is_not_marked() -> None:
    assert _unmarked('<p title="Here">Seized {{ n }} times</p>{% translate "Found" %}') == [
        "Seized",
        "times",
        "Here",
    ]
