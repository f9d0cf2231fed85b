"""Collects the texts of the program into the catalogues, compiles them, and writes docs/translations.md.

    scripts/catalogues.py collect     new texts into every .po, texts that are gone out of it (needs GNU gettext)
    scripts/catalogues.py             compile the .mo files, write the page, say how complete each language is

A translator's comment that begins with "checked" ("# checked by N. N.") says that a native speaker has looked at a text.
"""

import os
import re
import runpy
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
import yaml
from django.core.management.commands import makemessages

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "headstamp"
LOCALE = SOURCE / "locale"
PAGE = ROOT / "docs" / "translations.md"
TEXTS = {".py", ".html", ".txt"}
PASSED_OVER = shutil.ignore_patterns("static", "locale", "migrations", "__pycache__")

_TWO = "nplurals=2; plural=(n != 1);"
_THREE = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
PLURALS = {
    "sq": _TWO,
    "sr_Latn": _THREE,
    "sr": _THREE,
    "mk": "nplurals=2; plural=(n % 10 == 1 && n % 100 != 11) ? 0 : 1;",
    "bs": _THREE,
}
NAMES = {
    "sq": "Albanian",
    "sr_Latn": "Serbian (Latin)",
    "sr": "Serbian (Cyrillic)",
    "mk": "Macedonian",
    "bs": "Bosnian",
}
COMPLETE = ("sq", "sr_Latn")
BY_LETTER = "by letter from Serbian (Latin)"
HEAD = """# Translations

English is the language of the source. Albanian and Serbian (Latin) are promised complete for every page and the printed sheet; the
others show English where they lack a text. Serbian (Cyrillic) is written letter by letter from the Latin where nobody wrote it
otherwise. The command line speaks English only. **No text counts as checked until a native speaker has looked at it**: until then take it as
a draft, and tell us what no officer would say.

"""


def catalogue(language: str) -> Path:
    """Where the texts of a language stand."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def texts_of_the_program() -> polib.POFile:
    """Every text that templates and code mark for translation now, without line numbers."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "headstamp"
        shutil.copytree(SOURCE, copy, ignore=PASSED_OVER, copy_function=_copy_texts)
        (copy / "locale").mkdir()
        done = subprocess.run(
            [sys.executable, __file__, "extract"],
            cwd=copy,
            env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(
                f"catalogues: {done.stderr.strip()}\nGNU gettext brings xgettext: apt-get install gettext"
            )
        texts = polib.pofile(str(copy / "locale" / "django.pot"), wrapwidth=0)
    _add(texts, texts_of_the_data())
    return texts


def texts_of_the_data() -> Iterator[tuple[str, str]]:
    """Each text of the shipped data that a page shows in the reader's language, and the file it stands in.

    Templates say them with  translate … context "data". Labels of code lists are not among them: each list carries its own.
    """
    for path in _heads_of_lists():
        head = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield head.get("source", ""), f"vocabulary/{path.parent.name}/{path.name}"
    told = yaml.safe_load((SOURCE / "programme" / "source" / "source_facts.yaml").read_text(encoding="utf-8"))
    for row in (*told["facts"], *told["flags"]):
        for name in ("text", "says", "unit"):
            yield row.get(name, ""), "programme/source/source_facts.yaml"


def _heads_of_lists() -> list[Path]:
    vocabulary = SOURCE / "vocabulary"
    return [*sorted((vocabulary / "lists").glob("*.yaml")), vocabulary / "models" / "head.yaml"]


def _add(texts: polib.POFile, told: Iterable[tuple[str, str]]) -> None:
    known: dict[str, polib.POEntry] = {}
    for text, file in told:
        if text and text not in known:
            known[text] = polib.POEntry(msgctxt="data", msgid=text)
            texts.append(known[text])
        if text:
            known[text].occurrences.append((file, ""))


class _Extract(makemessages.Command):
    """Django's own, which also knows the short names that some rooms give to gettext."""

    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=N", "--keyword=_now"]


def extract() -> None:
    """Write locale/django.pot for the folder one stands in."""
    words = ["makemessages", "--locale", "en", "--keep-pot", "--add-location", "file", "--no-wrap"]
    _Extract().run_from_argv(["django-admin", *words])


def _copy_texts(source: str, target: str) -> None:
    if Path(source).suffix in TEXTS:
        shutil.copyfile(source, target)


def renewed(language: str, texts: polib.POFile) -> polib.POFile:
    """The catalogue of a language with the program's texts as they are now; what was translated stays."""
    path = catalogue(language)
    known = {_key(entry): entry for entry in polib.pofile(str(path), wrapwidth=0)} if path.exists() else {}
    made = polib.POFile(wrapwidth=0)
    made.metadata = {
        "Project-Id-Version": "headstamp",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    for text in texts:
        made.append(_entry(text, known.get(_key(text)), language))
    return made


def _key(entry: polib.POEntry) -> tuple[str, str, str]:
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def _entry(text: polib.POEntry, known: polib.POEntry | None, language: str) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=text.msgid,
        msgctxt=text.msgctxt,
        msgid_plural=text.msgid_plural,
        comment=text.comment,
        occurrences=sorted({(file, "") for file, _line in text.occurrences}),
        flags=[flag for flag in text.flags if flag != "fuzzy"],
    )
    if text.msgid_plural:
        forms = range(int(re.findall(r"\d+", PLURALS[language])[0]))
        entry.msgstr_plural = known.msgstr_plural if known else dict.fromkeys(forms, "")
    elif known:
        entry.msgstr = known.msgstr
    if known:
        entry.tcomment = known.tcomment
        entry.flags += ["fuzzy"] if known.fuzzy else []
    return entry


def collect() -> None:
    """Bring every catalogue up to what the program says."""
    texts = texts_of_the_program()
    for language in PLURALS:
        catalogue(language).parent.mkdir(parents=True, exist_ok=True)
        renewed(language, texts).save(str(catalogue(language)))


def write_cyrillic() -> None:
    """Serbian texts that nobody wrote in Cyrillic, letter by letter from the Latin ones."""
    cyrillic = runpy.run_path(str(ROOT / "scripts" / "cyrillic.py"))["cyrillic"]
    latin = {_key(entry): entry for entry in polib.pofile(str(catalogue("sr_Latn")))}
    texts = polib.pofile(str(catalogue("sr")), wrapwidth=0)
    for entry in texts:
        like = latin.get(_key(entry))
        is_ours = entry.tcomment == BY_LETTER or not entry.translated()
        if like and is_ours and like.translated():
            entry.msgstr = cyrillic(like.msgstr)
            entry.msgstr_plural = {form: cyrillic(said) for form, said in like.msgstr_plural.items()}
            entry.tcomment = BY_LETTER
    texts.save()


def compile_all() -> None:
    """Write each .mo beside its .po."""
    for language in PLURALS:
        path = catalogue(language)
        path.with_suffix(".mo").write_bytes(polib.pofile(str(path)).to_binary())


def page() -> str:
    """docs/translations.md as it should be."""
    rows = "".join(_row(language) for language in PLURALS)
    table = f"| language | texts | translated | checked by a native speaker |\n|---|---|---|---|\n{rows}"
    return f"{HEAD}{table}{_terms()}{_unchecked_lists()}{_unchecked_texts()}"


def _terms() -> str:
    terms = yaml.safe_load((ROOT / "docs" / "terms.yaml").read_text(encoding="utf-8"))
    rows = "".join(f"| {term['en']} | {term['sq']} | {term['sr-Latn']} |\n" for term in terms)
    head = "\n## Words to use each time\n\nNo native speaker has checked them; they stand in `docs/terms.yaml`.\n\n"
    return f"{head}| English | Albanian | Serbian (Latin) |\n|---|---|---|\n{rows}"


def _row(language: str) -> str:
    texts = polib.pofile(str(catalogue(language)))
    translated = texts.translated_entries()
    checked = sum(_is_checked(entry) for entry in translated)
    return f"| {NAMES[language]} | {len(texts)} | {len(translated)} | {checked} |\n"


def _is_checked(entry: polib.POEntry) -> bool:
    return entry.tcomment.startswith("checked")


def _unchecked_lists() -> str:
    names: dict[tuple[str, ...], list[str]] = {}
    for path in sorted((SOURCE / "vocabulary" / "lists").glob("*.yaml")):
        languages = tuple(yaml.safe_load(path.read_text(encoding="utf-8")).get("unchecked", ()))
        if languages:
            names.setdefault(languages, []).append(path.stem)
    rows = "".join(f"| {', '.join(of)} | {', '.join(names[of])} |\n" for of in names)
    return f"\n## Code lists whose labels no native speaker has checked\n\n| languages | lists |\n|---|---|\n{rows}"


def _unchecked_texts() -> str:
    return "".join(_texts_of(language) for language in COMPLETE)


def _texts_of(language: str) -> str:
    texts = [
        entry
        for entry in polib.pofile(str(catalogue(language))).translated_entries()
        if not _is_checked(entry)
    ]
    rows = "".join(
        f"| {_cell(entry.msgid)} | {_cell(entry.msgstr or entry.msgstr_plural[0])} |\n" for entry in texts
    )
    head = f"\n## {NAMES[language]}: texts that no native speaker has checked\n\n"
    return (
        f"{head}| English | {NAMES[language]} |\n|---|---|\n{rows}"
        if texts
        else f"{head}None is translated and unchecked.\n"
    )


def _cell(text: str) -> str:
    plain = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|")
    return re.sub(r"([*_`\[\]])", r"\\\1", plain)


def main() -> None:
    if sys.argv[1:] == ["extract"]:
        extract()
        return
    if sys.argv[1:] == ["collect"]:
        collect()
    write_cyrillic()
    compile_all()
    PAGE.write_text(page(), encoding="utf-8")
    for line in page().splitlines():
        if line.startswith(tuple(f"| {name} |" for name in NAMES.values())):
            print(line.strip("| ").replace(" | ", "\t"))


if __name__ == "__main__":
    main()
