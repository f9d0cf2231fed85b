"""Entering figures with their evidence, and targets. What stood before is superseded and stays to be read."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeVar

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.indicators.enterable import Enterable, enterable, fits
from headstamp.indicators.models import Aim, EnteredFigure, Origin, Target
from headstamp.indicators.models.entered import Told
from headstamp.indicators.period import Every, Period
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotFound
from headstamp.kernel.measure import Counted
from headstamp.kernel.text import Message, gettext_noop, say

AnyTold = TypeVar("AnyTold", bound=Told)
_BUCKET = re.compile(r"[\w.+-]{1,48}\Z")
_MOST = 4_000
_CHOOSE = gettext_noop("Choose a value from the list.")
_NUMBER = gettext_noop(
    "Write a number that is possible in this unit: not negative, whole for what is counted."
)


def enter_figure(
    asker: Asker,
    *,
    figure: str,
    period: str,
    value: Decimal,
    evidence: str,
    unit: str = "",
    origin: str = Origin.OFFICE,
    by_column: str = "",
    by_bucket: str = "",
    document: str = "",
) -> EnteredFigure:
    """Enter a number for a figure and a period, with its evidence. Needs the right to manage the programme or to approve."""
    _must_enter(asker)
    found, problems = enterable().get(figure), dict[str, list[Message]]()
    chosen = _unit(found, unit, problems)
    _check_number(value, chosen, problems)
    _check_period(period, tuple(Every), problems)
    if not evidence.strip():
        problems["evidence"] = [
            say(gettext_noop("Say what shows it: the document, its date, who published it."))
        ]
    if max(len(evidence), len(document) * 20) > _MOST:
        problems["evidence"] = [say(gettext_noop("Write at most %(most)s characters."), most=_MOST)]
    if origin not in Origin.values:
        problems["origin"] = [say(_CHOOSE)]
    if by_column and found and by_column not in found.columns:
        problems["by_column"] = [say(_CHOOSE)]
    if bool(by_column) != bool(by_bucket) or (by_bucket and not _BUCKET.match(by_bucket)):
        problems["by_bucket"] = [say(gettext_noop("Name the part as a code, such as female or 2022."))]
    _must_be_none(problems)
    at = {"figure": figure, "period": period, "unit": str(chosen), "origin": origin}
    with recording(asker) as log:
        made = _supersede(
            asker,
            EnteredFigure,
            at | {"by_column": by_column, "by_bucket": by_bucket},
            {"value": value, "evidence": evidence, "document": document},
        )
        values = {**at, "value": str(value), "evidence": evidence, "by": f"{by_column}={by_bucket}"}
        log.collection("entered_figure", made.uid, "enter_figure", sorted(values), values=values)
    return made


def withdraw_figure(asker: Asker, *, uid: str, reason: str) -> None:
    """Take an entered figure back; it stays to be read as superseded. Needs the same right as entering."""
    _must_enter(asker)
    if not reason.strip():
        raise Invalid({"reason": [say(gettext_noop("Fill this in."))]})
    with recording(asker) as log:
        standing = EnteredFigure.objects.filter(jurisdiction=asker.jurisdiction, superseded_at__isnull=True)
        if not standing.filter(uid=uid).update(superseded_at=timezone.now(), superseded_by=asker.id):
            raise NotFound(say(gettext_noop("There is no such figure that stands.")))
        log.alteration("entered_figure", uid, "withdraw_figure", ("superseded_at",), reason=reason)


def set_target(
    asker: Asker, *, figure: str, year: str, value: Decimal, note: str = "", unit: str = "", aim: str = ""
) -> Target:
    """Say what a figure should be at the end of a year, and whether more or less is better (`aim`, a value of `Aim`).

    Needs the right to manage the programme or to approve.
    """
    _must_enter(asker)
    found, problems = enterable().get(figure), dict[str, list[Message]]()
    chosen = _unit(found, unit, problems)
    _check_number(value, chosen, problems)
    _check_period(year, (Every.YEAR,), problems)
    if len(note) > _MOST:
        problems["note"] = [say(gettext_noop("Write at most %(most)s characters."), most=_MOST)]
    if aim not in ("", *Aim.values):
        problems["aim"] = [say(gettext_noop("Choose a value from the list."))]
    _must_be_none(problems)
    at = {"figure": figure, "period": year, "unit": str(chosen)}
    with recording(asker) as log:
        made = _supersede(asker, Target, at, {"value": value, "note": note, "aim": aim})
        values = {**at, "value": str(value), "note": note, "aim": aim}
        log.collection("figure_target", made.uid, "set_target", sorted(values), values=values)
    return made


def _must_enter(asker: Asker) -> None:
    if not asker.jurisdiction or not asker.may(Permission.APPROVE):
        asker.must(Permission.MANAGE_PROGRAMME)


def _supersede(asker: Asker, model: type[AnyTold], at: Mapping[str, Any], told: Mapping[str, Any]) -> AnyTold:
    """A new row in place of the one that stands there, which stays."""
    now = timezone.now()
    standing = model._default_manager.filter(
        jurisdiction=asker.jurisdiction, superseded_at__isnull=True, **at
    )
    standing.update(superseded_at=now, superseded_by=asker.id)
    return model._default_manager.create(
        jurisdiction=asker.jurisdiction, entered_at=now, entered_by=asker.id, **at, **told
    )


def _unit(found: Enterable | None, unit: str, problems: dict[str, list[Message]]) -> Counted:
    if found is None:
        problems["figure"] = [say(_CHOOSE)]
        return Counted.PIECES
    if unit and unit not in found.units:
        problems["unit"] = [say(_CHOOSE)]
        return found.units[0]
    return Counted(unit) if unit else found.units[0]


def _check_number(value: Decimal, unit: Counted, problems: dict[str, list[Message]]) -> None:
    if {"figure", "unit"} & set(problems):  # what the number may be depends on them
        return
    if not value.is_finite() or abs(value) >= 10**15 or not fits(value, unit):
        problems["value"] = [say(_NUMBER)]


def _check_period(period: str, lengths: tuple[Every, ...], problems: dict[str, list[Message]]) -> None:
    try:
        if Period.parse(period).every in lengths and period == period.strip():
            return
    except ValueError:
        pass
    problems["period"] = [
        say(gettext_noop("Write a year as 2022, or a period as 2022-H1, 2022-Q3 or 2022-05."))
    ]


def _must_be_none(problems: Mapping[str, list[Message]]) -> None:
    if problems:
        raise Invalid(problems)
