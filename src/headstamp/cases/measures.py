"""Figures of cases and courts: reported, charged, adjudicated, convicted, and enquiries by where they come from.

A case or a person counts once for a stage, when it first came to it; each figure leads to the cases that it counts.
"""

from collections.abc import Callable
from typing import Any

from headstamp.kernel.measure import Count, Counted, Ground, Measure, Row, Way
from headstamp.kernel.text import gettext_noop, say

_OWN = say(gettext_noop("The office's own cases, as its investigators keep them."))
_FIRST = say(
    gettext_noop(
        "It counts once for a stage, on the day on which it first came to it, by the offence of that step."
    )
)
_MEMBERS = say(
    gettext_noop("A case counts for its members alone, and for the office in what is issued in its name.")
)
_INSTANCE = say(gettext_noop("By the first judgement that convicts, whether or not somebody appealed."))
_SAME_YEAR = say(
    gettext_noop(
        "Cases adjudicated in a period were mostly reported before it, so the share may be above 100."
    )
)
_IN_EACH = say(gettext_noop("A person who stands in two cases counts in each of them."))

_STEPS = Ground(
    say(gettext_noop("steps of proceedings")),
    (Count(lambda table: table.step_id.notnull(), lambda row: row["step_id"] is not None),),
)
_ASKED = Ground(
    say(gettext_noop("enquiries")),
    (Count(lambda table: table.enquiry_id.notnull(), lambda row: row["enquiry_id"] is not None),),
)
_OF_CASE = ("offence_class", "offence")
_OF_PERSON = (*_OF_CASE, "sex", "age_group")


def _first(stage: str, flag: str) -> Count:
    return Count(
        lambda table: (table.stage == stage) & table[flag],
        lambda row: row["stage"] == stage and bool(row[flag]),
    )


_REPORTED = _first("reported", "is_first_of_case")
_ADJUDICATED = _first("judged", "is_first_of_case")


def _measure(id: str, title: str, definition: str, count: Count, **more: Any) -> Measure:
    of_person = id.startswith("persons-")
    by = (*(_OF_PERSON if of_person else _OF_CASE), *more.pop("by", ()))
    caveats = (_FIRST, *more.pop("caveats", ()), *((_IN_EACH,) if of_person else ()), _MEMBERS)
    told = {
        "unit": Counted.PERSONS if of_person else Counted.CASES,
        "table": "proceedings",
        "numerator": count,
        "source": _OWN,
        "by": by,
        "period": "happened_on",
        "caveats": caveats,
        "way": Way.to_rows(id, by),
        "counts_persons": True,  # a case is nearly always one person's, so its small counts are hidden alike
        "ground": _STEPS,
    }
    return Measure(id=id, title=say(title), definition=say(definition), **(told | more))


_CASES = (
    _measure(
        "cases-reported",
        gettext_noop("Cases reported"),
        gettext_noop("Cases in which an offence was reported to the prosecution."),
        _REPORTED,
    ),
    _measure(
        "cases-charged",
        gettext_noop("Cases charged"),
        gettext_noop("Cases in which somebody was charged."),
        _first("charged", "is_first_of_case"),
    ),
    _measure(
        "cases-adjudicated",
        gettext_noop("Cases adjudicated"),
        gettext_noop("Cases in which a court judged, whatever the outcome."),
        _ADJUDICATED,
        by=("outcome",),
    ),
    _measure(
        "cases-convicted",
        gettext_noop("Cases with a conviction"),
        gettext_noop("Cases in which a court convicted somebody."),
        _first("judged", "is_first_conviction_of_case"),
        caveats=(_INSTANCE,),
    ),
    _measure(
        "cases-adjudicated-of-reported",
        gettext_noop("Cases adjudicated against those reported"),
        gettext_noop("Cases in which a court judged in the period, of the cases that were reported in it."),
        _ADJUDICATED,
        unit=Counted.PERCENT,
        denominator=_REPORTED,
        times=100,
        caveats=(_SAME_YEAR,),
    ),
)
_PERSONS = (
    _measure(
        "persons-reported",
        gettext_noop("Persons reported"),
        gettext_noop("Persons of whom an offence was reported to the prosecution."),
        _first("reported", "is_first_of_person"),
    ),
    _measure(
        "persons-charged",
        gettext_noop("Persons charged"),
        gettext_noop("Persons who were charged."),
        _first("charged", "is_first_of_person"),
    ),
    _measure(
        "persons-convicted",
        gettext_noop("Persons convicted"),
        gettext_noop("Persons whom a court convicted."),
        _first("judged", "is_first_conviction_of_person"),
        caveats=(_INSTANCE,),
    ),
    _measure(
        "persons-finally-convicted",
        gettext_noop("Persons finally convicted"),
        gettext_noop("Persons whose conviction became final."),
        _first("final", "is_first_conviction_of_person"),
    ),
)


def _enquiries(
    id: str, title: str, definition: str, rows: Callable[[Any], Any], plain: Callable[[Row], bool], *by: str
) -> Measure:
    return Measure(
        id,
        say(title),
        say(definition),
        Counted.ENQUIRIES,
        "enquiries",
        Count(rows, plain),
        _OWN,
        by=by,
        period="opened_on",
        caveats=(_MEMBERS,),
        way=Way.to_rows(id, by),
        ground=_ASKED,
    )


_WORK = (
    _enquiries(
        "enquiries",
        gettext_noop("Enquiries"),
        gettext_noop(
            "Enquiries of cases by where they come from, in the year since which they are followed."
        ),
        lambda table: table.enquiry_id.notnull(),
        lambda row: row["enquiry_id"] is not None,
        "enquiry_source",
        "enquiry_state",
    ),
    _enquiries(
        "enquiries-from-special-measures",
        gettext_noop("Enquiries from special investigative measures"),
        gettext_noop(
            "Enquiries that come from a special investigative measure: the source's leads. A ballistic lead is another thing."
        ),
        lambda table: table.enquiry_source == "special_measure",
        lambda row: row["enquiry_source"] == "special_measure",
        "enquiry_state",
    ),
)

MEASURES: tuple[Measure, ...] = (*_CASES, *_PERSONS, *_WORK)
