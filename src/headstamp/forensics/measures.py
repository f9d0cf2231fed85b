"""Figures of laboratories: exhibits examined, and how long it took. Leads and hits are counted on the laboratory's own page."""

from typing import Any

from headstamp.kernel.measure import Count, Counted, Ground, Measure, Way
from headstamp.kernel.text import gettext_noop, say

_BY = ("item_class", "function", "priority", "is_verified")
_REPORTED = Count(lambda table: table.exhibit_id.notnull(), lambda row: row["exhibit_id"] is not None)
_VERIFIED = Count(lambda table: table.is_verified, lambda row: bool(row["is_verified"]))


def _measure(id: str, title: str, definition: str, unit: Counted, count: Count, **more: Any) -> Measure:
    return Measure(
        id,
        say(title),
        say(definition),
        unit,
        "examinations",
        count,
        say(gettext_noop("Reports of laboratories that the office keeps.")),
        by=_BY,
        period="reported_on",
        caveats=(say(gettext_noop("An exhibit counts in the year of its report; one that was sent back counts when it was reported anew.")),),
        way=Way.to_rows(id, _BY),
        ground=Ground(say(gettext_noop("reports of laboratories")), (_REPORTED,)),
        is_frozen=False,
        **more,
    )  # fmt: skip


MEASURES = (
    _measure(
        "examinations-done",
        gettext_noop("Exhibits examined"),
        gettext_noop("Exhibits of which a laboratory made its report, verified or not."),
        Counted.EXHIBITS,
        _REPORTED,
    ),
    _measure(
        "examinations-verified",
        gettext_noop("Exhibits examined and verified"),
        gettext_noop("Exhibits whose report a second examiner verified."),
        Counted.EXHIBITS,
        _VERIFIED,
    ),
    _measure(
        "examination-days",
        gettext_noop("Turnaround of laboratories in days"),
        gettext_noop(
            "Days from receipt to report without those on which the clock stood, for each exhibit on average."
        ),
        Counted.RATIO,
        Count(_REPORTED.rows, _REPORTED.plain_rows, adds="turnaround_days"),
        denominator=_REPORTED,
    ),
)
