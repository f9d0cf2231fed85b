"""From a YAML file, or from what the browser's mapping page holds, to a checked Layout."""

import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from headstamp.intake.layout import reading_parts as parts
from headstamp.intake.layout.checking import Checks
from headstamp.intake.layout.layout import ROW_KEY, Layout
from headstamp.intake.layout.plain_yaml import read_plain
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say

_TOP = (
    *("layout", "version", "title", "source", "agency", "jurisdiction", "unit", "register", "target"),
    *("sheet", "header", "key", "group", "defaults", "aliases", "optional", "columns", "joins"),
    *("constants", "rules", "lookups", "expect"),
)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}\Z")
_SHIPPED = files("headstamp.intake").joinpath("layouts")


def shipped_layouts() -> list[str]:
    """The names of the layouts that come with Headstamp."""
    return sorted(entry.name[:-5] for entry in _SHIPPED.iterdir() if entry.name.endswith(".yaml"))


def load_layout(name_or_path: str | Path, *, folder: Path | None = None) -> Layout:
    """A layout by its name (the office's own in `folder` first, then the shipped ones) or by its file.

    Invalid names the place in the file and what to do, under the path of the part that is wrong.
    """
    return layout_from(read_plain(_text(name_or_path, folder)))


def _text(name_or_path: str | Path, folder: Path | None) -> str:
    name = str(name_or_path)
    if _NAME.match(name):
        own = folder / f"{name}.yaml" if folder else None
        if own and own.is_file():
            return _read(own)
        shipped = _SHIPPED.joinpath(f"{name}.yaml")
        if shipped.is_file():
            return shipped.read_text(encoding="utf-8")
    path = Path(name_or_path)
    if path.suffix.lower() in (".yaml", ".yml") and path.is_file():
        return _read(path)
    message = gettext_noop(
        "There is no layout “%(name)s”. Known layouts: %(known)s. Or give the path of a YAML file."
    )
    raise Invalid({"layout": [say(message, name=name[:200], known=", ".join(shipped_layouts()))]})


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError) as error:
        raise Invalid({"": [say(gettext_noop("The layout is not UTF-8 text. Save it as UTF-8."))]}) from error


def layout_from(data: Any) -> Layout:
    """A layout from plain dicts and lists as in its YAML; Invalid maps the path of each mistake to messages."""
    checks = Checks()
    top = checks.mapping(data, "", _TOP)
    if not top:
        raise Invalid({"": [say(gettext_noop("The layout is empty. Start it with “layout: name”."))]})
    layout = _layout(top, checks)
    _check_whole(layout, top, checks)
    checks.raise_mistakes()
    return layout


def _layout(top: Mapping[str, Any], checks: Checks) -> Layout:
    lookups = parts.lookups(top.get("lookups"), checks)
    texts = {
        name: checks.text(top.get(name), name)
        for name in ("target", "register", "agency", "jurisdiction", "unit", "source")
    }
    return Layout(
        name=checks.text(top.get("layout"), "layout"),
        columns=parts.columns(top.get("columns"), checks, lookups),
        key=checks.texts(top.get("key"), "key") or (ROW_KEY,),
        group=checks.texts(top.get("group"), "group"),
        version=checks.whole(top.get("version"), "version", 1),
        title=checks.texts_by_name(top.get("title"), "title"),
        sheets=checks.texts(top.get("sheet"), "sheet"),
        header=0 if top.get("header") == "auto" else checks.whole(top.get("header"), "header", 0),
        defaults=parts.defaults(top.get("defaults"), checks),
        aliases={
            name: checks.texts(said, f"aliases.{name}")
            for name, said in checks.mapping(top.get("aliases"), "aliases").items()
        },
        optional=checks.texts(top.get("optional"), "optional"),
        joins=parts.joins(top.get("joins"), checks),
        constants=checks.values(top.get("constants"), "constants"),
        rules=parts.rules(top.get("rules"), checks),
        lookups=lookups,
        expect=parts.expectation(top.get("expect"), checks),
        **texts,
    )


def _check_whole(layout: Layout, top: Mapping[str, Any], checks: Checks) -> None:
    if not _NAME.match(layout.name):
        checks.note("layout", say(gettext_noop("Give the layout a name of small letters, digits and _.")))
    for name in ("target", "register"):
        if not top.get(name):
            checks.note(name, say(gettext_noop("This is missing. Say it in one word.")))
    if not layout.columns:
        checks.note("columns", say(gettext_noop("No column is read. Map at least one column to a field.")))
    single = [use.to for use in layout.columns] + [join.to for join in layout.joins]
    for to in sorted({to for to in single if single.count(to) > 1}):
        checks.note(
            "columns",
            say(gettext_noop("Two columns go to the field “%(field)s”. Use “joins” for that."), field=to),
        )
