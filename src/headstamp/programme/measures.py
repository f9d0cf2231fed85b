"""Figures of the programme: what each counts, in words, as an expression and as plain Python.

They count what projects tell of themselves. Attendances may repeat a person and are never called people; amounts of
two currencies are two figures; what a group of results says as a whole is not added again to what its parts say.
"""

from collections.abc import Callable
from typing import Any

from headstamp.kernel.measure import Count, Counted, Ground, Measure, Row, Way
from headstamp.kernel.text import Message, gettext_noop, say

_TOLD = say(gettext_noop("What the office's projects tell of what they delivered."))
_AS_TOLD = say(gettext_noop("Numbers count as they are told; “more than 5” counts as 5."))
_BEGAN = say(gettext_noop("A result counts in the year in which it began."))
_REPEATED = say(gettext_noop("One person may attend several times, so attendances are no number of persons."))
_NOT_ALL = say(gettext_noop("Not every total is told by parts, so the parts may be fewer than the total."))
_WITHIN = say(
    gettext_noop("Where a group tells a total, its parts are not added to it; where it tells none, they are.")
)
_DOCUMENT = say(gettext_noop("An amount for a whole project has no year, and is not spread over its years."))
_OVERDUE = say(
    gettext_noop(
        "Those of a period that is over are overdue; of a period that runs, those whose day is past."
    )
)
_KINDS = ("training", "meeting")
_HANDED_OVER = ("equipment", "licence")
_OF_RESULT = ("output_kind", "dimension", "project_status")
_OF_TRAINING = ("output_kind", "level", "project_status")


def _ground(words: Message, column: str, *values: str) -> Ground:
    """Rows with one of these values; any rows where none is named."""

    def plain(row: Row) -> bool:
        return row[column] in values if values else row[column] is not None

    return Ground(
        words,
        (Count(lambda table: table[column].isin(values) if values else table[column].notnull(), plain),),
    )


def _numbers(
    tallied: str, kinds: tuple[str, ...] = (), *, sex: bool | str = False, place: bool = False
) -> Count:
    """Numbers of a sort, told for all or by sex (or of one sex) or by jurisdiction, each once."""

    def rows(table: Any) -> Any:
        found = (table.tallied == tallied) & table.is_counted & ~table.has_audience
        if isinstance(sex, str):
            found = found & (table.sex == sex)
        else:
            found = found & ((table.sex != "") if sex else (table.sex == ""))
        found = found & ((table.of_jurisdiction != "") if place else (table.of_jurisdiction == ""))
        return found & table.output_kind.isin(kinds) if kinds else found

    def plain(row: Row) -> bool:
        is_of_sex = row["sex"] == sex if isinstance(sex, str) else bool(row["sex"]) == sex
        return (
            row["tallied"] == tallied
            and row["is_counted"]
            and not row["has_audience"]
            and is_of_sex
            and bool(row["of_jurisdiction"]) == place
            and (not kinds or row["output_kind"] in kinds)
        )

    return Count(rows, plain, adds="value")


def _results(choose: Callable[[Any], Any], plain: Callable[[Row], bool]) -> Count:
    return Count(
        lambda table: ~table.is_within_like & choose(table),
        lambda row: not row["is_within_like"] and plain(row),
    )


def _measure(
    id: str, title: str, definition: str, unit: Counted, table: str, count: Count, **more: Any
) -> Measure:
    """A figure of what projects tell, by the day on which it began where nothing else is said."""
    way = Way.to_rows(id, more["by"])
    return Measure(
        id,
        say(title),
        say(definition),
        unit,
        table,
        count,
        **{"source": _TOLD, "period": "starts_on", "is_frozen": False, "way": way, **more},
    )


_RESULTS = (
    _measure(
        "projects",
        gettext_noop("Projects"),
        gettext_noop("Projects by the date on which they began and by the status that is told."),
        Counted.PROJECTS,
        "projects",
        Count(lambda table: table.project_id.notnull(), lambda row: row["project_id"] is not None),
        by=("project_status",),
        caveats=(
            say(gettext_noop("A status that nobody told stays unsaid; it is not worked out from dates.")),
        ),
        ground=_ground(say(gettext_noop("projects")), "project_id"),
    ),
    _measure(
        "results-delivered",
        gettext_noop("Results delivered"),
        gettext_noop("Trainings, equipment, manuals and other results that were recorded, by their kind."),
        Counted.RESULTS,
        "results",
        _results(lambda table: table.output_kind != "group", lambda row: row["output_kind"] != "group"),
        by=_OF_RESULT,
        caveats=(_BEGAN,),
        ground=_ground(say(gettext_noop("results")), "output_id"),
    ),
    _measure(
        "trainings-held",
        gettext_noop("Trainings held"),
        gettext_noop("Trainings that were recorded; a series with its parts counts once."),
        Counted.RESULTS,
        "results",
        _results(lambda table: table.output_kind == "training", lambda row: row["output_kind"] == "training"),
        by=("level", "dimension", "project_status"),
        caveats=(_BEGAN, say(gettext_noop("How often a training was held is counted by its sessions."))),
        ground=_ground(say(gettext_noop("trainings")), "output_kind", "training"),
    ),
)

_ATTENDED = _ground(say(gettext_noop("attendances")), "tallied", "attendances")
_NUMBERS = (
    _measure(
        "training-sessions",
        gettext_noop("Sessions of trainings"),
        gettext_noop("How often trainings were held, as told."),
        Counted.SESSIONS,
        "result_numbers",
        _numbers("sessions", ("training",)),
        by=("level", "dimension", "project_status"),
        caveats=(_AS_TOLD, _BEGAN, _WITHIN),
        ground=_ground(say(gettext_noop("sessions")), "tallied", "sessions"),
    ),
    _measure(
        "attendances",
        gettext_noop("Attendances"),
        gettext_noop("Attendances of trainings and meetings, as told in all."),
        Counted.ATTENDANCES,
        "result_numbers",
        _numbers("attendances", _KINDS),
        by=_OF_TRAINING,
        caveats=(_REPEATED, _AS_TOLD, _BEGAN, _WITHIN),
        ground=_ATTENDED,
    ),
    _measure(
        "attendances-by-sex",
        gettext_noop("Attendances told by sex"),
        gettext_noop("Attendances of trainings and meetings, where women and men are told apart."),
        Counted.ATTENDANCES,
        "result_numbers",
        _numbers("attendances", _KINDS, sex=True),
        by=("sex", *_OF_TRAINING),
        caveats=(_REPEATED, _NOT_ALL, _BEGAN, _WITHIN),
        ground=_ATTENDED,
    ),
    _measure(
        "attendances-by-jurisdiction",
        gettext_noop("Attendances told by jurisdiction"),
        gettext_noop("Attendances of trainings and meetings, where it is told where participants came from."),
        Counted.ATTENDANCES,
        "result_numbers",
        _numbers("attendances", _KINDS, place=True),
        by=("of_jurisdiction", *_OF_TRAINING),
        caveats=(_REPEATED, _NOT_ALL, _BEGAN, _WITHIN),
        ground=_ATTENDED,
    ),
    _measure(
        "equipment-handed-over",
        gettext_noop("Equipment handed over"),
        gettext_noop("Pieces of equipment and licences that were handed over, as told."),
        Counted.PIECES,
        "result_numbers",
        _numbers("pieces", _HANDED_OVER),
        by=_OF_RESULT,
        caveats=(_AS_TOLD, _BEGAN, _WITHIN),
        ground=_ground(say(gettext_noop("pieces")), "tallied", "pieces"),
    ),
    _measure(
        "attendances-of-women",
        gettext_noop("Attendances of women"),
        gettext_noop("Of 100 attendances of trainings and meetings that are told by sex, those of women."),
        Counted.PERCENT,
        "result_numbers",
        _numbers("attendances", _KINDS, sex="female"),
        denominator=_numbers("attendances", _KINDS, sex=True),
        times=100,
        by=_OF_TRAINING,
        caveats=(_REPEATED, _NOT_ALL, _BEGAN, _WITHIN),
        ground=_ATTENDED,
    ),
)


_MONEY = {
    "budget": {
        "EUR": (gettext_noop("Budget in EUR"), Counted.EUR),
        "USD": (gettext_noop("Budget in USD"), Counted.USD),
    },
    "spent": {
        "EUR": (gettext_noop("Spent in EUR"), Counted.EUR),
        "USD": (gettext_noop("Spent in USD"), Counted.USD),
    },
}


def _money(kind: str, currency: str, title: str, unit: Counted) -> Measure:
    def rows(table: Any) -> Any:
        return (table.money_kind == kind) & (table.currency == currency)

    def plain(row: Row) -> bool:
        return (row["money_kind"], row["currency"]) == (kind, currency)

    return _measure(
        f"{kind}-{currency.lower()}",
        title,
        gettext_noop("Amounts of projects in this currency, by the year that they are told for."),
        unit,
        "budgets",
        Count(rows, plain, adds="amount"),
        by=("project_status",),
        period="money_year",
        caveats=(_DOCUMENT, say(gettext_noop("Other currencies stand in the portfolio; they are never added."))),
        ground=Ground(say(gettext_noop("amounts in this currency")), (Count(rows, plain),)),
    )  # fmt: skip


def _recommended(
    id: str, title: str, definition: str, count: Count, caveats: tuple[Message, ...] = ()
) -> Measure:
    return _measure(
        id,
        title,
        definition,
        Counted.RECOMMENDATIONS,
        "recommendations",
        count,
        source=say(
            gettext_noop("What assessments of the office's projects recommended, and what came of it.")
        ),
        by=("project_status",),
        period="due_on",
        year="due_year",
        caveats=caveats,
        ground=_ground(say(gettext_noop("recommendations")), "recommendation_id"),
    )


_RECOMMENDATIONS = (
    _recommended(
        "recommendations-due",
        gettext_noop("Recommendations due"),
        gettext_noop("Recommendations of assessments by the day on which they were due."),
        Count(
            lambda table: table.recommendation_id.notnull(), lambda row: row["recommendation_id"] is not None
        ),
    ),
    _recommended(
        "recommendations-not-done",
        gettext_noop("Recommendations not carried out"),
        gettext_noop("Recommendations that were due in the period and are not carried out."),
        Count(lambda table: ~table.is_done, lambda row: not row["is_done"]),
        (_OVERDUE,),
    ),
    _recommended(
        "recommendations-late",
        gettext_noop("Recommendations carried out late"),
        gettext_noop("Recommendations that were due in the period and were carried out after their day."),
        Count(lambda table: table.is_done & table.is_late, lambda row: row["is_done"] and row["is_late"]),
    ),
)

MEASURES: tuple[Measure, ...] = (
    *_RESULTS,
    *_NUMBERS,
    *(
        _money(kind, currency, title, unit)
        for kind, currencies in _MONEY.items()
        for currency, (title, unit) in currencies.items()
    ),
    *_RECOMMENDATIONS,
)
