"""A layout back into the YAML it could have come from, so that a mapping made in the browser can be shared."""

from typing import Any

import yaml

from headstamp.intake.layout.layout import ColumnUse, Condition, Layout, Lookup, Rule


def dump_layout(layout: Layout) -> str:
    """The layout's YAML; loading it gives an equal layout."""
    return yaml.safe_dump(as_data(layout), allow_unicode=True, sort_keys=False, width=110)


def as_data(layout: Layout) -> dict[str, Any]:
    """The layout as plain lists and dicts, empty parts left out."""
    data: dict[str, Any] = {
        "layout": layout.name,
        "version": layout.version,
        "title": dict(layout.title),
        "source": layout.source,
        "agency": layout.agency,
        "jurisdiction": layout.jurisdiction,
        "unit": layout.unit,
        "register": layout.register,
        "target": layout.target,
        "sheet": list(layout.sheets),
        "header": layout.header or "auto",
        "key": list(layout.key) if layout.has_key else "row",
        "group": list(layout.group),
        "defaults": {name: _plain(value) for name, value in layout.defaults.items()},
        "aliases": {name: list(names) for name, names in layout.aliases.items()},
        "optional": list(layout.optional),
        "columns": _columns(layout.columns),
        "joins": [{"from": list(j.columns), "with": j.by, "to": j.to} for j in layout.joins],
        "constants": dict(layout.constants),
        "rules": [_rule(rule) for rule in layout.rules],
        "lookups": {name: _lookup(lookup) for name, lookup in layout.lookups.items()},
        "expect": _expect(layout),
    }
    return _filled(data)


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in ("", [], {}, None)}


def _plain(value: str | tuple[str, ...]) -> str | list[str]:
    return value if isinstance(value, str) else list(value)


def _columns(uses: tuple[ColumnUse, ...]) -> dict[str, Any]:
    by_column: dict[str, list[Any]] = {}
    for use in uses:
        by_column.setdefault(use.column, []).append(_use(use))
    return {column: said[0] if len(said) == 1 else said for column, said in by_column.items()}


def _use(use: ColumnUse) -> dict[str, Any]:
    data = {
        "to": use.to,
        "parse": "" if use.parse == "text" else use.parse,
        "order": use.order,
        "decimal": use.decimal,
        "unit": use.unit,
        "lookup": use.lookup,
        "unknown": "" if use.unknown == "refuse" else use.unknown,
        "states": use.states,
        "nothing": list(use.nothing),
        "split": use.split,
        "part": use.part if use.split else None,
        "required": use.required or None,
        "also": dict(use.also),
    }
    return _filled(data)


def _rule(rule: Rule) -> dict[str, Any]:
    when: dict[str, Any] = {condition.column: _condition(condition) for condition in rule.when}
    return _filled({"when": when, "set": dict(rule.values), "ignore": rule.ignore, "refuse": rule.refuse})


def _condition(condition: Condition) -> Any:
    data = _filled(
        {
            "is": list(condition.words),
            "contains": list(condition.contains),
            "starts": list(condition.starts),
            "empty": condition.empty,
        }
    )
    return data["is"] if list(data) == ["is"] else data


def _lookup(lookup: Lookup) -> dict[str, Any]:
    return _filled({"list": lookup.list_name, "words": dict(lookup.words)})


def _expect(layout: Layout) -> dict[str, Any]:
    expect = layout.expect
    return _filled(
        {
            "rows": expect.rows or None,
            "refused": expect.refused if expect.refused != 100 else None,
            "columns": list(expect.columns),
            "counts": {name: dict(counts) for name, counts in expect.counts.items()},
        }
    )
