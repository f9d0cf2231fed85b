"""What a bulletin tells and in which order: the office's own plan, or the one that ships."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say

LONGEST = 4_000


class Kind(StrEnum):
    """Which bulletin."""

    DAY = "day"
    WEEK = "week"

    @property
    def span(self) -> timedelta:
        return timedelta(days=1) if self is Kind.DAY else timedelta(days=7)


class Part(TextChoices):
    """What a bulletin can tell."""

    SUMMARY = "summary", _("In short")
    NOTABLE = "notable", _("Of note")
    OCCURRENCES = "occurrences", _("What happened")
    ITEMS = "items", _("Items by kind")
    CHECKS = "checks", _("Checks made")
    LATE = "late", _("Entered late")
    WAITING = "waiting", _("What waits")


@dataclass(frozen=True, slots=True)
class Plan:
    """Title and words of the office ('' for those that ship, in the reader's language) and the parts in order."""

    title: str = ""
    opening: str = ""
    closing: str = ""
    handling: str = ""
    parts: Sequence[Part] = tuple(Part)


def span_until(kind: Kind, end: datetime) -> tuple[datetime, datetime]:
    """From when to when the bulletin that is made at `end` tells."""
    return end - kind.span, end


def plan_of(kind: Kind) -> Plan:
    """The office's plan, or the one that ships."""
    path = _path(kind)
    return _read(path) if path.is_file() else Plan()


def save_plan(asker: Asker, *, kind: Kind, plan: Plan) -> Plan:
    """Keep the office's plan. Needs the right to edit the office's lists; Invalid for no part or too long a text."""
    asker.must(Permission.EDIT_VOCABULARY)
    kept = replace(plan, parts=tuple(dict.fromkeys(plan.parts)))
    _check(kept)
    with recording(asker) as log:
        log.administration("bulletin", str(kind), "change_bulletin")
        path = _path(kind)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        coming = path.with_suffix(".coming")
        coming.write_text(_written(kept), encoding="utf-8")
        os.replace(coming, path)
    return kept


def _path(kind: Kind) -> Path:
    return Path(settings.HEADSTAMP_HOME) / "templates" / f"bulletin-{kind}.yaml"


def _check(plan: Plan) -> None:
    problems = {
        name: [say(gettext_noop("Write at most %(most)d characters."), most=LONGEST)]
        for name in ("title", "opening", "closing", "handling")
        if len(getattr(plan, name)) > LONGEST
    }
    if not plan.parts:
        problems["parts"] = [say(gettext_noop("Choose at least one part."))]
    if problems:
        raise Invalid(problems)


def _written(plan: Plan) -> str:
    said: dict[str, Any] = {name: getattr(plan, name) for name in ("title", "opening", "closing", "handling")}
    return yaml.safe_dump(said | {"parts": [str(part) for part in plan.parts]}, allow_unicode=True)


def _read(path: Path) -> Plan:
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
        words = {name: str(said.get(name) or "") for name in ("title", "opening", "closing", "handling")}
        plan = Plan(**words, parts=tuple(Part(name) for name in said.get("parts") or ()))
    except (AttributeError, TypeError, ValueError, yaml.YAMLError):
        message = gettext_noop("The office's plan %(name)s cannot be read. Save it anew, or remove the file.")
        raise Invalid({"": [say(message, name=path.name)]}) from None
    _check(plan)
    return plan
