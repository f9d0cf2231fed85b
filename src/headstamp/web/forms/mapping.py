"""The mapping page: which field each column goes to and how it is written; what it holds is a layout's YAML."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from headstamp.intake.layout import Suggestion, layout_from, match_columns
from headstamp.intake.models import Batch
from headstamp.intake.samples import Sampled
from headstamp.kernel.folding import fold
from headstamp.kernel.target import FieldType, Target, TargetField
from headstamp.vocabulary import codes
from headstamp.web.batches import group_of
from headstamp.web.door import translate

Text = str | Promise
# How a column is written: the parser, and behind ":" the order of a date or the sign of a decimal number.
WAYS: tuple[tuple[str, Text], ...] = (
    ("", _("as the field needs")),
    ("text", _("text")),
    ("code", _("wording of a list")),
    ("date", _("date")),
    ("date:dmy", _("date, day first")),
    ("date:mdy", _("date, month first")),
    ("date:ymd", _("date, year first")),
    ("time", _("time")),
    ("year", _("year")),
    ("integer", _("whole number")),
    ("length", _("length with its unit, or in mm")),
    ("length:cm", _("length in cm")),
    ("length:in", _("length in inches")),
    ("decimal", _("number")),
    ("decimal:,", _("number with decimal comma")),
    ("decimal:.", _("number with decimal point")),
    ("quantity", _("quantity with its unit")),
    ("boolean", _("yes or no")),
    ("serial", _("serial number")),
    ("items", _("words that tell the items")),
    ("coordinates", _("coordinates")),
)
ORDERS: tuple[tuple[str, Text], ...] = (
    ("", _("only dates that read in one way")),
    ("dmy", _("day, month, year")),
    ("mdy", _("month, day, year")),
    ("ymd", _("year, month, day")),
)
DECIMALS: tuple[tuple[str, Text], ...] = (("", _("not said")), (",", _("comma")), (".", _("point")))
_PARSED = {
    FieldType.TEXT: "text",
    FieldType.CODE: "code",
    FieldType.DATE: "date",
    FieldType.TIME: "time",
    FieldType.YEAR: "year",
    FieldType.INTEGER: "integer",
    FieldType.DECIMAL: "decimal",
    FieldType.QUANTITY: "quantity",
    FieldType.BOOLEAN: "boolean",
    FieldType.SERIAL: "serial",
    FieldType.LENGTH: "length",
}
_SHORT = 30  # codes; longer lists are no choice for every row alike
_UNSURE = 0.9


@dataclass(slots=True)
class Column:
    """One source column on the page. `more` says that the layout reads it in further ways, which are kept."""

    index: int
    heading: str
    samples: Sequence[str]
    field: str = ""
    way: str = ""
    in_key: bool = False
    in_group: bool = False
    is_guess: bool = False
    is_unsure: bool = False
    more: int = 0


@dataclass(slots=True)
class Constant:
    """A field that may have the same code in every row."""

    name: str
    label: str
    choices: list[tuple[str, str]]
    is_required: bool
    value: str = ""


@dataclass(slots=True)
class Mapping:
    """The whole page, and `data`: the layout that it says."""

    target: str
    columns: list[Column]
    constants: list[Constant]
    groups: list[tuple[str, list[tuple[str, str]]]]
    name: str
    register: str
    order: str = ""
    decimal: str = ""
    nothing: str = ""
    sheet: str = ""
    header: str = ""
    is_kept: bool = False
    rules: int = 0
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def ways(self) -> tuple[tuple[str, Text], ...]:
        """The usual ways, and those that this layout has besides."""
        known = {way for way, _label in WAYS}
        return (
            *WAYS,
            *((way, way) for way in dict.fromkeys(c.way for c in self.columns) if way not in known),
        )

    orders = property(lambda self: ORDERS)
    decimals = property(lambda self: DECIMALS)


def mapping_of(
    batch: Batch, sampled: Sampled, target: Target, base: dict[str, Any], guesses: Iterable[Suggestion]
) -> Mapping:
    """The page as it opens: the layout in use, or guesses from the headings."""
    mapping = _empty(batch, sampled, target, base)
    names = _names(sampled.headings, base)
    guessed = {guess.column: guess for guess in guesses}
    key, group = _texts(base.get("key")), _texts(base.get("group"))
    for column in mapping.columns:
        name = names[column.index]
        uses = _uses(base, name)
        column.in_key, column.in_group = name in key, name in group
        if uses:
            column.field, column.way, column.more = uses[0].get("to", ""), _way(uses[0]), len(uses) - 1
        elif guess := guessed.get(column.heading):
            wanted = target.fields[guess.field]
            # A field with a list is better read by the list than kept as text.
            column.way = "" if wanted.lists or guess.parse == _PARSED[wanted.type] else guess.parse
            column.field, column.is_guess, column.is_unsure = guess.field, True, guess.certainty < _UNSURE
    return mapping


def mapping_posted(
    post: QueryDict, batch: Batch, sampled: Sampled, target: Target, base: dict[str, Any]
) -> Mapping:
    """The page as it was sent, with the layout that it says; what the page does not show stays as it was."""
    mapping = _empty(batch, sampled, target, base)
    for column in mapping.columns:
        column.field = post.get(f"field-{column.index}", "")
        column.way = post.get(f"way-{column.index}", "")
        column.in_key, column.in_group = f"key-{column.index}" in post, f"group-{column.index}" in post
    for constant in mapping.constants:
        constant.value = post.get(f"same-{constant.name}", "")
    for name in ("name", "register", "order", "decimal", "nothing", "sheet", "header"):
        setattr(mapping, name, post.get(name, "").strip()[:200])
    mapping.is_kept = "keep" in post
    mapping.data = _data(mapping, target, base, _names(sampled.headings, base))
    return mapping


def _empty(batch: Batch, sampled: Sampled, target: Target, base: dict[str, Any]) -> Mapping:
    stem = batch.file_name.rpartition(".")[0] or batch.file_name
    name = re.sub(r"[^a-z0-9]+", "_", fold(stem)).strip("_")[:60]
    name = name if name[:1].isalpha() else f"file_{name}".rstrip("_")[:60]
    defaults = base.get("defaults") or {}
    sheets = _texts(base.get("sheet"))
    return Mapping(
        target=target.name,
        columns=[
            Column(index, heading, sampled.samples[index]) for index, heading in enumerate(sampled.headings)
        ],
        constants=_constants(target, base.get("constants") or {}),
        groups=_grouped(target.fields.values()),
        name=base.get("layout") or name,
        register=base.get("register") or name.replace("_", "-"),
        order=defaults.get("order", ""),
        decimal=defaults.get("decimal", ""),
        nothing="; ".join(_texts(defaults.get("nothing"))),
        sheet=sheets[0] if len(sheets) == 1 else "",
        header="" if base.get("header") in (None, "auto", 0) else str(base["header"]),
        rules=len(base.get("rules") or ()) + len(base.get("joins") or ()),
    )


def _constants(target: Target, given: dict[str, Any]) -> list[Constant]:
    language = get_language() or "en"
    found = []
    for name, wanted in target.fields.items():
        listed = wanted.lists[0] if wanted.type is FieldType.CODE and wanted.lists else ""
        if not listed or listed not in codes.list_names():
            continue
        choices = codes.choices(listed, language)
        if len(choices) <= _SHORT or wanted.required or name in given:
            value = str(given.get(name, ""))
            found.append(Constant(name, translate(wanted.label), choices, wanted.required, value))
    return found


def _grouped(fields: Iterable[TargetField]) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in fields:
        groups.setdefault(group_of(each.name), []).append((each.name, translate(each.label)))
    return list(groups.items())


def _names(headings: Sequence[str], base: dict[str, Any]) -> list[str]:
    """What the layout calls each column of the file: its own word where it knows the heading by an alias."""
    positions = match_columns(headings, layout_from(base)).positions if base else {}
    known = {index: name for name, index in positions.items()}
    return [known.get(index, heading) for index, heading in enumerate(headings)]


def _uses(base: dict[str, Any], name: str) -> list[dict[str, Any]]:
    said = (base.get("columns") or {}).get(name)
    uses = said if isinstance(said, list) else [said] if said else []
    return [{"to": use} if isinstance(use, str) else dict(use) for use in uses]


def _way(use: dict[str, Any]) -> str:
    parse = use.get("parse") or ("code" if use.get("lookup") else "text")
    unit = use.get("unit") if parse == "length" else ""
    option = use.get("order") or use.get("decimal") or unit or ""
    return f"{parse}:{option}" if option else str(parse)


def _texts(said: Any) -> list[str]:
    return (
        [] if said in (None, "", "row") else [said] if isinstance(said, str) else [str(each) for each in said]
    )


def _data(mapping: Mapping, target: Target, base: dict[str, Any], names: list[str]) -> dict[str, Any]:
    columns: dict[str, Any] = dict(base.get("columns") or {})
    taken = {column.field for column in mapping.columns if column.field}
    for column, name in zip(mapping.columns, names, strict=True):
        uses = _uses(base, name)
        if column.field:
            columns[name] = [_use(column, target, uses[0] if uses else {}, taken), *uses[1:]]
        else:
            columns.pop(name, None)
    picked = list(zip(mapping.columns, names, strict=True))
    given = base.get("constants") or {}
    shown = {constant.name for constant in mapping.constants}
    constants = {name: value for name, value in given.items() if name not in shown}
    constants |= {constant.name: constant.value for constant in mapping.constants if constant.value}
    sheets = (
        [mapping.sheet] if mapping.sheet else [] if len(_texts(base.get("sheet"))) == 1 else base.get("sheet")
    )
    return {
        **base,
        "layout": mapping.name,
        "register": mapping.register,
        "target": target.name,
        "sheet": sheets,
        "header": mapping.header or "auto",
        "key": [name for column, name in picked if column.in_key] or "row",
        "group": [name for column, name in picked if column.in_group],
        "defaults": _defaults(mapping),
        "columns": columns,
        "constants": constants,
    }


def _defaults(mapping: Mapping) -> dict[str, Any]:
    nothing = [word.strip() for word in mapping.nothing.split(";") if word.strip()]
    return {"order": mapping.order, "decimal": mapping.decimal, "nothing": nothing}


def _use(column: Column, target: Target, before: dict[str, Any], taken: set[str]) -> dict[str, Any]:
    """One use of a column: as it was where nothing about it was changed, else by its field and way."""
    if before.get("to") == column.field and _way(before) == column.way:
        return before
    wanted = target.fields.get(column.field)
    parse, _mark, option = column.way.partition(":")
    parse = parse or (_PARSED[wanted.type] if wanted else "text")
    use: dict[str, Any] = {"to": column.field, "parse": parse}
    if option:
        use[{"date": "order", "length": "unit"}.get(parse, "decimal")] = option
    if parse == "code":
        use["lookup"] = before.get("lookup") or (wanted.lists[0] if wanted and wanted.lists else "")
    part, to = {
        "serial": ("state", "mark.serial_state"),
        "quantity": ("unit", "item.unit"),
        "date": ("time", "occurrence.time"),
    }.get(parse, ("", ""))
    if (
        to in target.fields
        and to not in taken
        and column.field in ("mark.serial", "item.quantity", "occurrence.occurred_on")
    ):
        use["also"] = {part: to}
    return use
