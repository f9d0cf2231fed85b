"""What an assessment recommends, following it up, and correcting what was noted."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.programme.actions.finding import (
    must_manage,
    of_version,
    output_to_change,
    recommendation_to_change,
    revise,
)
from headstamp.programme.facts import RecommendationFacts
from headstamp.programme.laws import check_recommendation
from headstamp.programme.models import Recommendation
from headstamp.programme.told import recommendation_told
from headstamp.registry.actions.revising import difference, replaced, told_fields
from headstamp.registry.actions.writing import stamps


def recommend(asker: Asker, *, output: str, text: str, owner: str = "", due_on: str = "") -> Recommendation:
    """Note what an assessment recommends, who should do it and by when (ISO text)."""
    must_manage(asker)
    facts = RecommendationFacts(text, owner, due_on)
    check_recommendation(facts)
    with recording(asker) as log:
        of = output_to_change(asker, output)
        made = Recommendation.objects.create(output=of, **_columns(facts), **stamps(asker))
        told = told_fields(facts)
        log.collection("recommendation", made.pk, "recommend", sorted(told), values=told)
    return made


def follow_up(asker: Asker, *, uid: str, version: int, done_on: date, outcome: str) -> Recommendation:
    """Say when a recommendation was carried out and what came of it."""
    changes = {"done_on": done_on.isoformat(), "outcome": outcome}
    return _change(asker, uid, version, changes, "follow_up", "")


def edit_recommendation(
    asker: Asker, *, uid: str, version: int, changes: Mapping[str, Any], reason: str = ""
) -> Recommendation:
    """Change fields of RecommendationFacts."""
    return _change(asker, uid, version, changes, "edit_recommendation", reason)


def _change(
    asker: Asker, uid: str, version: int, changes: Mapping[str, Any], verb: str, reason: str
) -> Recommendation:
    must_manage(asker)
    with recording(asker) as log:
        recommendation = of_version(recommendation_to_change(asker, uid), version)
        before = recommendation_told(recommendation)
        after = replaced(before, changes)
        check_recommendation(after)
        wanted = difference(before, after)
        if not wanted:
            return recommendation
        for name, value in _columns(after).items():
            setattr(recommendation, name, value)
        revise(asker, log, recommendation, verb, wanted, reason)
    return recommendation


def _columns(facts: RecommendationFacts) -> dict[str, Any]:
    told = {field.name: getattr(facts, field.name) for field in fields(facts)}
    days = {name: date.fromisoformat(told[name]) if told[name] else None for name in ("due_on", "done_on")}
    return told | days
