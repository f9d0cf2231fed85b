"""What was taken out of sight, for who may bring it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.programme.models import Indicator, Manual, Output, Project, Recommendation

MOST = 50


@dataclass(frozen=True, slots=True)
class Removed:
    """One record that is out of sight; `kind` is what the log calls it, `within` the project that it belongs to."""

    kind: str
    uid: str
    title: str
    within: str
    at: datetime
    reason: str


def removed_of(asker: Asker) -> list[Removed]:
    """The latest of each kind that the asker may bring back: parts only where their project still stands."""
    if not asker.may(Permission.MANAGE_PROGRAMME) or not asker.jurisdiction:
        return []
    own, living = (
        asker.jurisdiction,
        {"project__jurisdiction": asker.jurisdiction, "project__deleted_at": None},
    )
    listed: Sequence[tuple[str, QuerySet[Any], str]] = (
        ("project", Project.objects.filter(jurisdiction=own), ""),
        ("output", Output.objects.filter(**living).select_related("project"), "project"),
        ("indicator", Indicator.objects.filter(**living).select_related("project"), "project"),
        (
            "recommendation",
            Recommendation.objects.filter(
                output__deleted_at=None, **{f"output__{name}": value for name, value in living.items()}
            ).select_related("output__project"),
            "output",
        ),
        ("manual", Manual.objects.filter(jurisdiction=own), ""),
    )
    found = [
        Removed(
            kind,
            row.uid,
            str(getattr(row, "title", "") or getattr(row, "text", "")),
            str(getattr(row, within)) if within else "",
            row.deleted_at,
            row.deleted_reason,
        )
        for kind, rows, within in listed
        for row in rows.filter(deleted_at__isnull=False).order_by("-deleted_at")[:MOST]
    ]
    return sorted(found, key=lambda each: each.at, reverse=True)
