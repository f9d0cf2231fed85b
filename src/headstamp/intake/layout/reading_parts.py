"""Reads the parts of a layout's data: columns, joins, rules, lookups, expectations."""

from collections.abc import Mapping
from typing import Any

from headstamp.intake.layout.checking import Checks
from headstamp.intake.layout.layout import ColumnUse, Condition, Expectation, Join, Lookup, Rule
from headstamp.intake.values import KINDS
from headstamp.intake.values.lengths import MILLIMETRES
from headstamp.kernel.text import gettext_noop, say
from headstamp.kernel.values import Unit

_USE = (
    "to",
    "parse",
    "order",
    "decimal",
    "unit",
    "lookup",
    "unknown",
    "states",
    "nothing",
    "required",
    "also",
    "split",
    "part",
)
_PARTS = {
    "date": ("time",),
    "serial": ("state",),
    "quantity": ("unit",),
    "coordinates": ("latitude", "longitude"),
}
_ORDERS = frozenset(sign + order for sign in ("", "/", "-", ".") for order in ("dmy", "mdy", "ymd"))


def columns(data: Any, checks: Checks, lookups: Mapping[str, Lookup]) -> tuple[ColumnUse, ...]:
    uses = []
    for column, said in checks.mapping(data, "columns").items():
        for number, one in enumerate(said if isinstance(said, list) else [said], 1):
            path = f"columns.{column}" + (f"[{number}]" if isinstance(said, list) else "")
            uses.append(_use(column, one, path, checks, lookups))
    return tuple(uses)


def _use(column: str, data: Any, path: str, checks: Checks, lookups: Mapping[str, Lookup]) -> ColumnUse:
    said = {"to": data} if isinstance(data, str) else checks.mapping(data, path, _USE)
    parse = checks.text(said.get("parse"), f"{path}.parse", KINDS) or (
        "code" if said.get("lookup") else "text"
    )
    use = ColumnUse(
        column=column,
        to=checks.text(said.get("to"), f"{path}.to"),
        parse=parse,
        order=order(said.get("order"), f"{path}.order", checks),
        decimal=checks.text(said.get("decimal"), f"{path}.decimal", (",", ".")),
        unit=checks.text(said.get("unit"), f"{path}.unit", _units(parse)),
        lookup=checks.text(said.get("lookup"), f"{path}.lookup"),
        unknown=checks.text(said.get("unknown"), f"{path}.unknown", ("refuse", "keep", "unknown"))
        or "refuse",
        states=checks.text(said.get("states"), f"{path}.states", lookups) if said.get("states") else "",
        nothing=checks.texts(said.get("nothing"), f"{path}.nothing"),
        split=checks.text(said.get("split"), f"{path}.split"),
        part=checks.whole(said.get("part"), f"{path}.part", 1) or 1,
        required=bool(checks.truth(said.get("required"), f"{path}.required")),
        also=checks.texts_by_name(
            checks.mapping(said.get("also"), f"{path}.also", _PARTS.get(parse, ("-",))), f"{path}.also"
        ),
    )
    if not use.to:
        checks.note(f"{path}.to", say(gettext_noop("Say which field the column goes to.")))
    if use.parse == "code" and not use.lookup:
        checks.note(
            f"{path}.lookup",
            say(gettext_noop("A code needs a lookup: the name of a list, or of a part of “lookups”.")),
        )
    return use


def _units(parse: str) -> list[str]:
    return list(MILLIMETRES) if parse == "length" else [unit.value for unit in Unit]


def order(data: Any, path: str, checks: Checks) -> str:
    said = checks.text(data, path)
    if any(word not in _ORDERS for word in said.split()):
        checks.note(
            path,
            say(
                gettext_noop(
                    "Write dmy, mdy or ymd, or several by preference as “dmy mdy”. “/mdy” is for dates with slashes only."
                )
            ),
        )
        return ""
    return said


def defaults(data: Any, checks: Checks) -> dict[str, str | tuple[str, ...]]:
    """Options for every column: order, decimal, nothing."""
    said = checks.mapping(data, "defaults", ("order", "decimal", "nothing"))
    found: dict[str, str | tuple[str, ...]] = {
        "order": order(said.get("order"), "defaults.order", checks),
        "decimal": checks.text(said.get("decimal"), "defaults.decimal", (",", ".")),
        "nothing": checks.texts(said.get("nothing"), "defaults.nothing"),
    }
    return {name: value for name, value in found.items() if value}


def joins(data: Any, checks: Checks) -> tuple[Join, ...]:
    found = []
    for number, one in enumerate(_list(data, "joins", checks), 1):
        path = f"joins[{number}]"
        said = checks.mapping(one, path, ("from", "with", "to"))
        join = Join(
            columns=checks.texts(said.get("from"), f"{path}.from"),
            to=checks.text(said.get("to"), f"{path}.to"),
            by=checks.text(said.get("with", "/"), f"{path}.with"),
        )
        if not join.columns or not join.to:
            checks.note(path, say(gettext_noop("A join needs “from” (columns) and “to” (a field).")))
        found.append(join)
    return tuple(found)


def rules(data: Any, checks: Checks) -> tuple[Rule, ...]:
    return tuple(
        _rule(one, f"rules[{number}]", checks) for number, one in enumerate(_list(data, "rules", checks), 1)
    )


def _rule(data: Any, path: str, checks: Checks) -> Rule:
    said = checks.mapping(data, path, ("when", "set", "ignore", "refuse"))
    rule = Rule(
        when=tuple(
            _condition(column, one, f"{path}.when.{column}", checks)
            for column, one in checks.mapping(said.get("when"), f"{path}.when").items()
        ),
        values=checks.values(said.get("set"), f"{path}.set"),
        ignore=checks.text(said.get("ignore"), f"{path}.ignore"),
        refuse=checks.text(said.get("refuse"), f"{path}.refuse"),
    )
    if not rule.when:
        checks.note(f"{path}.when", say(gettext_noop("Say when the rule holds: a column and its wordings.")))
    if sum(map(bool, (rule.values, rule.ignore, rule.refuse))) != 1:
        checks.note(
            path,
            say(
                gettext_noop(
                    "A rule does one thing: set, ignore (with the reason) or refuse (with the reason)."
                )
            ),
        )
    return rule


def _condition(column: str, data: Any, path: str, checks: Checks) -> Condition:
    said = (
        checks.mapping(data, path, ("is", "contains", "starts", "empty"))
        if isinstance(data, Mapping)
        else {"is": data}
    )
    condition = Condition(
        column=column,
        words=checks.texts(said.get("is"), f"{path}.is"),
        contains=checks.texts(said.get("contains"), f"{path}.contains"),
        starts=checks.texts(said.get("starts"), f"{path}.starts"),
        empty=checks.truth(said.get("empty"), f"{path}.empty"),
    )
    if not (condition.words or condition.contains or condition.starts) and condition.empty is None:
        checks.note(path, say(gettext_noop("Say which wordings: a list, or contains, starts, empty.")))
    return condition


def lookups(data: Any, checks: Checks) -> dict[str, Lookup]:
    found = {}
    for name, one in checks.mapping(data, "lookups").items():
        said = checks.mapping(one, f"lookups.{name}", ("list", "words"))
        words = checks.texts_by_name(said.get("words"), f"lookups.{name}.words")
        found[name] = Lookup(name, words, checks.text(said.get("list"), f"lookups.{name}.list"))
    return found


def expectation(data: Any, checks: Checks) -> Expectation:
    said = checks.mapping(data, "expect", ("rows", "refused", "columns", "counts"))
    counts = {
        name: {
            value: checks.whole(count, f"expect.counts.{name}.{value}", 0)
            for value, count in checks.mapping(one, f"expect.counts.{name}").items()
        }
        for name, one in checks.mapping(said.get("counts"), "expect.counts").items()
    }
    return Expectation(
        rows=checks.whole(said.get("rows"), "expect.rows", 0),
        refused=checks.whole(said.get("refused"), "expect.refused", 100),
        columns=checks.texts(said.get("columns"), "expect.columns"),
        counts=counts,
    )


def _list(data: Any, path: str, checks: Checks) -> list[Any]:
    if data in (None, ""):
        return []
    if not isinstance(data, list):
        checks.note(path, say(gettext_noop("Write a list here: each line begins with “-”.")))
        return []
    return data
