"""Figures of laboratories: exhibits examined, how long it took, and ballistic leads. A lead is no hit until it was verified."""

from typing import Any

from headstamp.forensics.states import LeadState
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


_LEADS_BY = ("system",)
_NOTED = Count(
    lambda table: table.lead_id.notnull(),
    lambda row: row["lead_id"] is not None,
    table="ballistic_leads",
    period="found_on",
)


def _in_state(state: LeadState) -> Count:
    return Count(lambda table: table.lead_state == state.value, lambda row: row["lead_state"] == state.value)


def _of_leads(
    id: str,
    title: str,
    definition: str,
    count: Count,
    by: tuple[str, ...] = _LEADS_BY,
    period: str = "decided_on",
) -> Measure:
    return Measure(
        id,
        say(title),
        say(definition),
        Counted.LEADS,
        "ballistic_leads",
        count,
        say(gettext_noop("Leads that examiners noted, with what was said of them.")),
        by=by,
        period=period,
        year="year" if period == "found_on" else "decided_year",
        caveats=(
            say(gettext_noop("A lead counts for who may know of both its ends, and once, whatever number of records they join.")),
            say(gettext_noop("Guns that are inferred from leads are never counted: nobody has seen them.")),
        ),
        way=Way.to_rows(id, by),
        ground=Ground(say(gettext_noop("ballistic leads")), (_NOTED,)),
        is_frozen=False,
    )  # fmt: skip


_LEADS = (
    _of_leads(
        "ballistic-leads",
        gettext_noop("Ballistic leads"),
        gettext_noop("Leads found in the period, whatever became of them: proposed by a system or seen by an examiner."),
        Count(lambda table: table.lead_id.notnull(), lambda row: row["lead_id"] is not None),
        ("system", "lead_state"),
        "found_on",
    ),
    _of_leads(
        "ballistic-hits",
        gettext_noop("Ballistic hits"),
        gettext_noop("Leads that one examiner compared and another one verified, by the day of the verification."),
        _in_state(LeadState.CONFIRMED),
    ),
    _of_leads(
        "ballistic-excluded",
        gettext_noop("Ballistic leads excluded"),
        gettext_noop("Leads of which an examiner said that two guns fired, by the day on which he said so."),
        _in_state(LeadState.EXCLUDED),
    ),
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
    _measure(
        "examination-days-median",
        gettext_noop("Turnaround of laboratories in days, the middle"),
        gettext_noop(
            "Days from receipt to report without those on which the clock stood: half of the exhibits took no longer."
        ),
        Counted.DAYS,
        Count(_REPORTED.rows, _REPORTED.plain_rows, middle="turnaround_days"),
    ),
    *_LEADS,
)
