"""Occurrences that rows of one group share: those that stand already, and what rows say unlike each other."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Max

from headstamp.registry.actions.revising import as_json
from headstamp.registry.facts import IncidentInput, OccurrenceFacts
from headstamp.registry.models import Item, Occurrence
from headstamp.registry.told import INCIDENT_COLUMNS, PLAIN_COLUMNS, columns, incident_told, place_told

_LIKE_PLACE = ("text", "municipality", "settlement", "crossing")


@dataclass(frozen=True, slots=True)
class Standing:
    """An occurrence that was there before the chunk."""

    id: int
    source: int
    status: str
    copies: tuple[Any, ...]
    facts: OccurrenceFacts
    last_position: int


def standing(by_group: Mapping[str, int]) -> dict[str, Standing]:
    """What stands of each group, its rows locked until the transaction ends."""
    if not by_group:
        return {}
    wanted = set(by_group.values())
    last = dict(
        Item.objects.filter(occurrence__in=wanted)
        .order_by()
        .values_list("occurrence")
        .annotate(Max("position"))
    )
    rows = (
        Occurrence.objects.select_for_update(of=("self",))
        .filter(pk__in=wanted)
        .select_related("place", "incident")
        .in_bulk()
    )
    return {group: _standing(rows[pk], last.get(pk) or 0) for group, pk in by_group.items() if pk in rows}


def _standing(row: Occurrence, last_position: int) -> Standing:
    copies = (
        row.kind,
        row.occurred_on,
        row.municipality,
        row.context,
        row.visibility,
        row.circle_id,
        row.status,
    )
    facts = OccurrenceFacts(
        **columns(row, PLAIN_COLUMNS), place=place_told(row.place), incident=incident_told(row)
    )
    return Standing(row.pk, row.source_id, row.status, copies, facts, last_position)


def merged(before: OccurrenceFacts, told: OccurrenceFacts) -> OccurrenceFacts:
    """What both say; what the first says counts, the further row fills what is empty."""
    filled = {name: getattr(told, name) for name in PLAIN_COLUMNS if not getattr(before, name)}
    references = tuple(dict.fromkeys((*before.references, *told.references)))
    incident = filled_up(before.incident, told.incident)
    return replace(
        before, **filled, place=before.place or told.place, references=references, incident=incident
    )


def is_said(value: Any) -> bool:
    """Whether a field of an incident says something: that nobody was killed is said."""
    return value is not None and value != "" and value is not False


def filled_up(before: IncidentInput | None, told: IncidentInput | None) -> IncidentInput | None:
    """What the first says of the incident, and where it says nothing the other."""
    if before is None or told is None:
        return before or told
    empty = {name: getattr(told, name) for name in INCIDENT_COLUMNS if not is_said(getattr(before, name))}
    return replace(before, **empty)


def contested(before: OccurrenceFacts, told: OccurrenceFacts, *, keeps_empty: bool) -> dict[str, list[Any]]:
    """{field: [what the further row says, what is kept]} where it says something else than what is kept.

    `keeps_empty`: what is empty stays so, since the occurrence stood before this file.
    """
    unlike = {
        name: [as_json(theirs), as_json(ours)]
        for name in PLAIN_COLUMNS
        if (theirs := getattr(told, name))
        and (ours := getattr(before, name)) != theirs
        and (ours or keeps_empty)
    }
    if before.place and told.place:
        for name in _LIKE_PLACE:
            ours, theirs = getattr(before.place, name), getattr(told.place, name)
            if ours and theirs and ours != theirs:
                unlike[f"place.{name}"] = [theirs, ours]
    return unlike | _contested_incident(before.incident, told.incident, keeps_empty=keeps_empty)


def _contested_incident(
    before: IncidentInput | None, told: IncidentInput | None, *, keeps_empty: bool
) -> dict[str, list[Any]]:
    if told is None or (before is None and not keeps_empty):
        return {}
    ours, unlike = before or IncidentInput(), dict[str, list[Any]]()
    for name in INCIDENT_COLUMNS:
        theirs, kept = getattr(told, name), getattr(ours, name)
        if is_said(theirs) and theirs != kept and (keeps_empty or is_said(kept)):
            unlike[f"incident.{name}"] = [theirs, kept]
    return unlike
