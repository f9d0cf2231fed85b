"""The target `check`: a row tells of one check made, or of a month's tally of checks."""

from collections.abc import Mapping
from typing import Any

from headstamp.kernel.target import Said
from headstamp.kernel.text import gettext_noop as N
from headstamp.kernel.text import say
from headstamp.registry.facts import CheckFacts, PlaceFacts
from headstamp.registry.laws.check import check_check
from headstamp.registry.laws.problems import Problems
from headstamp.registry.target_fields import F, by_name, field, place_words, refuse

CHECK_FIELDS = by_name(
    field("check.context", N("Search context"), F.CODE, "search_contexts", required=True),
    field("check.happened_on", N("Date or month"), F.DATE, required=True),
    field("check.is_tally", N("Monthly tally"), F.BOOLEAN),
    field("check.checks_made", N("Checks made"), F.INTEGER),
    field("check.checks_with_find", N("Checks that found something"), F.INTEGER),
    field("check.joint_with", N("Joint with"), F.CODE, "jurisdictions"),
    field("check.place_text", N("Place in words")),
    field("check.municipality", N("Municipality"), F.CODE, "municipalities"),
    field("check.municipality_text", N("Municipality in words")),
    field("check.area_m2", N("Area swept (m²)"), F.INTEGER),
    field("check.detector", N("Detector used")),
    field("check.notes", N("Notes")),
)
_PLAIN = (
    "context",
    "happened_on",
    "is_tally",
    "checks_made",
    "checks_with_find",
    "joint_with",
    "area_m2",
    "detector",
    "notes",
)
_NAMES = {name: f"check.{name}" for name in _PLAIN} | {
    "place.text": "check.place_text",
    "place.municipality": "check.municipality",
}


def build_check(values: Mapping[str, Any], said: Said) -> CheckFacts:
    """What the row tells, or Invalid with the target's fields. More than one check is a tally."""
    problems = Problems()
    told = {name: value for name in _PLAIN if (value := values.get(f"check.{name}")) not in (None, "")}
    for name in ("checks_made", "checks_with_find", "area_m2"):
        if name in told and not isinstance(told[name], int):
            problems.add(name, say(N("Write a whole number.")))
            del told[name]
    if told.get("checks_made", 1) > 1:
        told["is_tally"] = True
    place = place_words(values, "check")
    told.setdefault("context", "")
    told.setdefault("happened_on", "")
    facts = CheckFacts(place=PlaceFacts(**place) if place else None, **told)
    check_check(facts, problems)
    refuse(problems, _NAMES, {})
    return facts
