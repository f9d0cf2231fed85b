"""What a row of a file tells of a project: fields and numbers that go to one record of it, and how they are joined to what stands."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from typing import Any

from headstamp.programme.facts import MoneyFacts, NumberFacts, PointFacts

Part = NumberFacts | MoneyFacts | PointFacts
_PARTS: dict[str, type[Any]] = {"output": NumberFacts, "project": MoneyFacts, "indicator": PointFacts}
_AMOUNT = {"output": "value", "project": "amount", "indicator": "value"}
_BESIDE = {"output": ("printed",), "project": ("printed",), "indicator": ("evidence",)}


@dataclass(frozen=True, slots=True)
class RowTold:
    """`kind` is the record's (output, project, indicator), `project` and `code` are codes; `fields` are the record's own."""

    kind: str
    project: str
    code: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()

    @property
    def record(self) -> tuple[str, str, str]:
        """Which record the row tells of."""
        return self.kind, self.project, self.code


def as_kept(told: RowTold) -> dict[str, Any]:
    """The row's facts as JSON."""
    return {
        "fields": {name: _plain(value) for name, value in told.fields.items()},
        "parts": [{name: _plain(value) for name, value in asdict(part).items()} for part in told.parts],
    }


def from_kept(kind: str, kept: Mapping[str, Any]) -> tuple[dict[str, Any], list[Part]]:
    """Fields and parts that `as_kept` gave."""
    amount = _AMOUNT[kind]
    parts = [_PARTS[kind](**{**part, amount: Decimal(part[amount])}) for part in kept.get("parts", ())]
    fields = dict(kept.get("fields", {}))
    if fields.get("baseline") is not None:
        fields["baseline"] = Decimal(fields["baseline"])
    return fields, parts


def joined_parts(
    kind: str, standing: Sequence[Part], old: Sequence[Part], new: Sequence[Part]
) -> tuple[Part, ...]:
    """What stands, without what the row told before and with what it tells now.

    A part that an officer has changed since stays as he left it, and the row's new wording of it is passed over.
    """
    found, changed = list(standing), set()
    for part in old:
        if part in found:
            found.remove(part)
        else:
            changed.add(_sort_of(kind, part))
    return (*found, *(part for part in new if _sort_of(kind, part) not in changed))


def joined_fields(standing: Any, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """The fields to change: those that nobody told yet, and those that still stand as the row told them before."""
    return {
        name: value
        for name, value in new.items()
        if value != getattr(standing, name)
        and (getattr(standing, name) in ("", None) or (name in old and getattr(standing, name) == old[name]))
    }


def told_twice(parts: Sequence[Part]) -> bool:
    """Whether two targets, or two numbers reached, are of the same period, sex and jurisdiction."""
    sorts = [_sort_of("indicator", part) for part in parts]
    return len(set(sorts)) < len(sorts)


def _sort_of(kind: str, part: Part) -> Any:
    """What the part is a number of, whatever the number."""
    bare: dict[str, Any] = {_AMOUNT[kind]: Decimal(0), **dict.fromkeys(_BESIDE[kind], "")}
    return replace(part, **bare)


def _plain(value: Any) -> Any:
    return format(value, "f") if isinstance(value, Decimal) else value
