"""Recording and changing what a project wants to reach: its indicators with targets, and what was reached."""

from collections.abc import Mapping
from typing import Any

from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.programme.actions.finding import (
    indicator_to_change,
    must_manage,
    of_version,
    project_to_change,
    revise,
)
from headstamp.programme.facts import IndicatorFacts
from headstamp.programme.indicator_laws import check_indicator
from headstamp.programme.models import Indicator, IndicatorPoint, Project
from headstamp.programme.told import indicator_told
from headstamp.registry.actions.revising import difference, replaced, told_fields
from headstamp.registry.actions.writing import stamps

_PLAIN = ("code", "title", "unit", "definition", "direction", "baseline", "baseline_on", "measure")


def record_indicator(asker: Asker, *, project: str, facts: IndicatorFacts, batch: str = "") -> Indicator:
    """Say what a project wants to reach. A bound indicator names the measure that counts what was reached."""
    must_manage(asker)
    check_indicator(facts)
    with recording(asker) as log:
        of = project_to_change(asker, project)
        _must_be_free(of, facts.code)
        indicator = Indicator.objects.create(
            **_columns(facts), **stamps(asker), project=of, position=of.indicators.count()
        )
        _write_points(indicator, facts)
        told = told_fields(facts)
        log.collection("indicator", indicator.pk, "record_indicator", sorted(told), values=told, batch=batch)
    return indicator


def edit_indicator(
    asker: Asker, *, uid: str, version: int, changes: Mapping[str, Any], reason: str = "", batch: str = ""
) -> Indicator:
    """Change fields of IndicatorFacts; targets and what was reached are replaced as a whole."""
    must_manage(asker)
    with recording(asker) as log:
        indicator = of_version(indicator_to_change(asker, uid), version)
        before = indicator_told(indicator)
        after = replaced(before, changes)
        check_indicator(after)
        wanted = difference(before, after)
        if not wanted:
            return indicator
        if after.code != before.code:
            _must_be_free(indicator.project, after.code)
        for name, value in _columns(after).items():
            setattr(indicator, name, value)
        indicator.points.all().delete()
        _write_points(indicator, after)
        revise(asker, log, indicator, "edit_indicator", wanted, reason, batch)
    return indicator


def _columns(facts: IndicatorFacts) -> dict[str, Any]:
    where = {each.column: each.codes.split(",") for each in facts.where}
    return {name: getattr(facts, name) for name in _PLAIN} | {"where": where}


def _must_be_free(project: Project, code: str) -> None:
    if project.indicators.filter(code=code, deleted_at__isnull=True).exists():
        raise Invalid({"code": [say(gettext_noop("Another indicator of this project has this code."))]})


def _write_points(indicator: Indicator, facts: IndicatorFacts) -> None:
    IndicatorPoint.objects.bulk_create(
        IndicatorPoint(
            indicator=indicator,
            kind=each.kind,
            period=each.period,
            value=each.value,
            sex=each.sex,
            jurisdiction=each.jurisdiction,
            evidence=each.evidence,
        )
        for each in facts.points
    )
