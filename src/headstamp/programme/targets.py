"""What can be taken into the programme from files: `participants` (counts of a training, no names), `budget`, `indicator`."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from headstamp.accounts.permissions import Permission
from headstamp.kernel.errors import Invalid
from headstamp.kernel.folding import fold
from headstamp.kernel.target import Said, Target
from headstamp.kernel.text import gettext_noop as N
from headstamp.kernel.text import say
from headstamp.programme.actions.taking import apply_rows, foresee_rows, settle_rows, undo_rows
from headstamp.programme.facts import (
    IndicatorFacts,
    MoneyFacts,
    NumberFacts,
    OutputFacts,
    PointFacts,
    ProjectFacts,
)
from headstamp.programme.indicator_laws import check_indicator
from headstamp.programme.laws import check_output, check_project
from headstamp.programme.row_facts import RowTold
from headstamp.registry.actions.sources import complete_source, open_source
from headstamp.registry.target_fields import F, by_name, field

PARTICIPANT_FIELDS = by_name(
    field("training.project", N("Project (code)"), required=True),
    field("training.title", N("Training"), required=True),
    field("training.code", N("Code of the training")),
    field("training.kind", N("Kind: training or meeting")),
    field("training.level", N("Level")),
    field("training.starts_on", N("Begins"), F.DATE),
    field("training.ends_on", N("Ends"), F.DATE),
    field("training.place", N("Place")),
    field("participants.total", N("Attendances"), F.INTEGER),
    field("participants.women", N("Attendances of women"), F.INTEGER),
    field("participants.men", N("Attendances of men"), F.INTEGER),
    field("participants.sessions", N("Sessions"), F.INTEGER),
    field("participants.jurisdiction", N("Jurisdiction of the participants"), F.CODE, "jurisdictions"),
    field("participants.audience", N("Audience")),
)
BUDGET_FIELDS = by_name(
    field("budget.project", N("Project (code)"), required=True),
    field("budget.year", N("Year"), F.YEAR),
    field("budget.currency", N("Currency"), required=True),
    field("budget.planned", N("Budget"), F.DECIMAL),
    field("budget.spent", N("Spent"), F.DECIMAL),
)
INDICATOR_FIELDS = by_name(
    field("indicator.project", N("Project (code)"), required=True),
    field("indicator.title", N("Indicator"), required=True),
    field("indicator.code", N("Code of the indicator")),
    field("indicator.unit", N("Unit")),
    field("indicator.baseline", N("Baseline"), F.DECIMAL),
    field("indicator.baseline_on", N("Baseline of"), F.DATE),
    field("indicator.period", N("Period")),
    field("indicator.target", N("Target"), F.DECIMAL),
    field("indicator.actual", N("Reached"), F.DECIMAL),
    field("indicator.evidence", N("Evidence")),
    field("indicator.sex", N("Sex"), F.CODE, "sexes"),
    field("indicator.jurisdiction", N("Jurisdiction"), F.CODE, "jurisdictions"),
)
_COUNTED = (
    ("total", "attendances", ""),
    ("women", "attendances", "female"),
    ("men", "attendances", "male"),
    ("sessions", "sessions", ""),
)
_NOTHING = say(N("The row tells no number."))
_WHOLE = say(N("Write a whole number."))


def build_participants(values: Mapping[str, Any], said: Said) -> RowTold:
    """A training with its counts as one row tells them; rows of one training are added up by whoever reads."""
    wrong = [name for name, *_rest in _COUNTED if not _is_whole(values.get(f"participants.{name}"))]
    if wrong:
        raise Invalid({f"participants.{name}": [_WHOLE] for name in wrong})
    place, audience = _text(values, "participants.jurisdiction"), _text(values, "participants.audience")
    given = [
        (f"participants.{name}", unit, sex)
        for name, unit, sex in _COUNTED
        if values.get(f"participants.{name}") is not None
    ]
    numbers = tuple(
        NumberFacts(unit, Decimal(values[name]), sex=sex, jurisdiction=place, audience=audience)
        for name, unit, sex in given
    )
    fields = {"kind": "training"} | _fields(
        values, "training", "title", "kind", "level", "starts_on", "ends_on", "place"
    )
    code = _code(values, "training", fields.get("starts_on", ""))
    names = {f"numbers.{at}.value": name for at, (name, *_rest) in enumerate(given)}
    _checked(lambda: check_output(OutputFacts(code=code, numbers=numbers, **fields)), "training", names)
    if not numbers:
        raise Invalid({"participants.total": [_NOTHING]})
    return RowTold("output", _project(values, "training"), code, fields, numbers)


def build_budget(values: Mapping[str, Any], said: Said) -> RowTold:
    """What a project has and what it spent, as one row tells it, with the row's own wording beside."""
    given = [
        (kind, name)
        for kind, name in (("budget", "budget.planned"), ("spent", "budget.spent"))
        if values.get(name) is not None
    ]
    money = tuple(
        MoneyFacts(
            Decimal(values[name]),
            _text(values, "budget.currency").upper(),
            kind,
            str(values.get("budget.year") or ""),
            str(said.get(name, ""))[:60],
        )
        for kind, name in given
    )
    names = {
        f"money.{at}.{part}": name for at, (_kind, name) in enumerate(given) for part in ("amount", "printed")
    }
    names |= {
        f"money.{at}.{part}": f"budget.{part}" for at in range(len(given)) for part in ("currency", "year")
    }
    _checked(lambda: check_project(ProjectFacts("a", "a", money=money)), "budget", names)
    if not money:
        raise Invalid({"budget.planned": [_NOTHING]})
    return RowTold("project", _project(values, "budget"), parts=money)


def build_indicator(values: Mapping[str, Any], said: Said) -> RowTold:
    """An indicator with the target of a period, what was reached, or both."""
    period, evidence = _text(values, "indicator.period"), _text(values, "indicator.evidence")
    where = {"sex": _text(values, "indicator.sex"), "jurisdiction": _text(values, "indicator.jurisdiction")}
    given = [
        (kind, name)
        for kind, name in (("target", "indicator.target"), ("actual", "indicator.actual"))
        if values.get(name) is not None
    ]
    points = tuple(
        PointFacts(
            kind, period, Decimal(values[name]), **where, evidence=evidence if kind == "actual" else ""
        )
        for kind, name in given
    )
    fields = _fields(values, "indicator", "title", "unit", "baseline_on")
    if values.get("indicator.baseline") is not None:
        fields["baseline"] = Decimal(values["indicator.baseline"])
    code = _code(values, "indicator")
    names = {
        f"points.{at}.{part}": f"indicator.{part}"
        for at in range(len(given))
        for part in ("period", "evidence", "sex", "jurisdiction")
    }
    names |= {f"points.{at}.value": name for at, (_kind, name) in enumerate(given)}
    _checked(lambda: check_indicator(IndicatorFacts(code=code, points=points, **fields)), "indicator", names)
    return RowTold("indicator", _project(values, "indicator"), code, fields, points)


def _checked(check: Any, prefix: str, names: Mapping[str, str]) -> None:
    """Run the law; what is wrong is said at the target's field."""
    try:
        check()
    except Invalid as error:
        raise Invalid(
            {names.get(path, f"{prefix}.{path}"): messages for path, messages in error.fields.items()}
        ) from None


def _text(values: Mapping[str, Any], name: str) -> str:
    return str(values.get(name) or "").strip()


def _project(values: Mapping[str, Any], prefix: str) -> str:
    """The project's code as it is written here: codes have small letters."""
    return _text(values, f"{prefix}.project").lower()


def _fields(values: Mapping[str, Any], prefix: str, *names: str) -> dict[str, Any]:
    return {name: text for name in names if (text := _text(values, f"{prefix}.{name}"))} | {
        "title": _text(values, f"{prefix}.title")
    }


def _code(values: Mapping[str, Any], prefix: str, beside: str = "") -> str:
    """The code as told, or one made of the title (and the day): the same for the same words in any script."""
    told = _text(values, f"{prefix}.code")
    words = told or f"{_text(values, f'{prefix}.title')} {beside}"
    return re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")[:60].strip("-")


def _is_whole(value: Any) -> bool:
    return value is None or (isinstance(value, int) and value >= 0)


def _target(name: str, label: str, fields: Any, build: Any, kind: str) -> Target:
    return Target(
        name=name,
        label=say(label),
        fields=fields,
        build=build,
        apply=partial(apply_rows, kind=kind),
        foresee=partial(foresee_rows, kind=kind),
        open=partial(open_source, right=Permission.MANAGE_PROGRAMME),
        complete=partial(complete_source, right=Permission.MANAGE_PROGRAMME),
        settle=settle_rows,
        undo=undo_rows,
        needs=Permission.MANAGE_PROGRAMME,
    )


TARGETS = {
    "participants": _target(
        "participants", N("Participants of trainings (counts)"), PARTICIPANT_FIELDS, build_participants, "output"
    ),
    "budget": _target("budget", N("Budgets of projects"), BUDGET_FIELDS, build_budget, "project"),
    "indicator": _target("indicator", N("Indicators of projects"), INDICATOR_FIELDS, build_indicator, "indicator"),
}  # fmt: skip
