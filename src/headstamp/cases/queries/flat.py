"""Rows of proceedings and enquiries for the snapshot, without names: read in bulk, and asked which of them somebody may know of."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyarrow as pa
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce

from headstamp.cases.models import Enquiry, ProceedingStep
from headstamp.cases.queries.cases import cases_visible_to
from headstamp.kernel.asker import Asker
from headstamp.registry.queries.flat.parts import parts_of
from headstamp.registry.queries.flat.reading import Expressions, Flat
from headstamp.registry.queries.flat.working_out import age_groups, months, years
from headstamp.vocabulary import codes

CONVICTED = "convicted"
_Step = tuple[int, int, int | None, str, str, str]
"""Number, case, person in the case, stage, outcome, date."""


def _rights(of: str) -> Expressions:
    return {
        "jurisdiction": F(f"{of}jurisdiction"),
        "unit": F(f"{of}unit_id"),
        "visibility": Value("restricted"),
        "circle": F(f"{of}circle_id"),
    }


def offence_classes(offences: pa.Array) -> pa.Array:
    """What class each offence is; '' for one in words."""
    known = {each.code: str(each.facts["class"]) for each in codes.codes("offences").values()}
    return pa.array([known.get(code, "") for code in offences.to_pylist()], pa.string())


def _first(chosen: Callable[[_Step], tuple[object, ...] | None]) -> Callable[[pa.Array], pa.Array]:
    """Whether a step is the first, by its day, of those for which `chosen` gives the same."""

    def firsts(numbers: pa.Array) -> pa.Array:
        first: dict[object, tuple[str, int]] = {}
        for step in _beside(numbers.to_pylist()):
            key, day = chosen(step), (step[5], step[0])
            if key is not None and (key not in first or day < first[key]):
                first[key] = day
        found = {number for _day, number in first.values()}
        return pa.array([number in found for number in numbers.to_pylist()], pa.bool_())

    return firsts


def _beside(numbers: list[int]) -> Iterator[_Step]:
    """All standing steps of the cases in which these steps are."""
    cases: set[int] = set()
    for part in parts_of(numbers):
        cases.update(ProceedingStep.objects.filter(pk__in=part).values_list("proceeding__case_id", flat=True))
    columns = ("pk", "proceeding__case_id", "proceeding__person_id", "stage", "outcome", "on")
    for part in parts_of(sorted(cases)):
        steps = ProceedingStep.objects.filter(taken_back_at__isnull=True, proceeding__case__in=part)
        yield from steps.values_list(*columns)


def _of_case(step: _Step) -> tuple[object, ...] | None:
    return (step[1], step[3])


def _of_person(step: _Step) -> tuple[object, ...] | None:
    return (step[2], step[3]) if step[2] else None


def _conviction_of_case(step: _Step) -> tuple[object, ...] | None:
    return _of_case(step) if _convicts(step) else None


def _conviction_of_person(step: _Step) -> tuple[object, ...] | None:
    return _of_person(step) if _convicts(step) else None


def _convicts(step: _Step) -> bool:
    return step[3] in ("judged", "final") and step[4] == CONVICTED


def _of_person_open(column: str) -> Case:
    """What is said of the person; '' where nobody is named, or where the person is restricted to a circle of his own."""
    of = "proceeding__person__person__"
    is_restricted = When(**{f"{of}visibility": "restricted"}, then=Value(""))
    return Case(is_restricted, default=Coalesce(f"{of}{column}", Value("")), output_field=CharField())


PROCEEDINGS = Flat(
    ProceedingStep,
    {
        "step_id": F("id"),
        "happened_on": F("on"),
        "proceeding_uid": F("proceeding__uid"),
        "offence": F("proceeding__offence"),
        "case_id": F("proceeding__case_id"),
        "case_uid": F("proceeding__case__uid"),
        "person_id": Coalesce("proceeding__person__person_id", Value(0)),
        "sex": _of_person_open("sex"),
        **_rights("proceeding__case__"),
    },
    lambda: Q(taken_back_at__isnull=True),
    {"case": "proceeding__case", "person": "proceeding__person__person"},
    hidden={
        "_born_on": _of_person_open("born_on"),
        "_age": Coalesce(Cast("proceeding__person__age", CharField()), Value("")),
        "_told_group": Value(""),
    },
    derived={
        "year": (years, ("happened_on",)),
        "month": (months, ("happened_on",)),
        "offence_class": (offence_classes, ("offence",)),
        "age_group": (age_groups, ("_born_on", "happened_on", "_age", "_told_group")),
        "is_first_of_case": (_first(_of_case), ("step_id",)),
        "is_first_of_person": (_first(_of_person), ("step_id",)),
        "is_first_conviction_of_case": (_first(_conviction_of_case), ("step_id",)),
        "is_first_conviction_of_person": (_first(_conviction_of_person), ("step_id",)),
    },
)

ENQUIRIES = Flat(
    Enquiry,
    {
        "enquiry_id": F("id"),
        "enquiry_source": F("source"),
        "enquiry_state": F("state"),
        "case_id": F("case_id"),
        "case_uid": F("case__uid"),
        **_rights("case__"),
    },
    lambda: Q(),
    {"case": "case"},
    derived={"year": (years, ("opened_on",)), "month": (months, ("opened_on",))},
)


def proceedings_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those standing steps whose case the asker is a member of (None: that stand)."""
    return _visible(
        ProceedingStep.objects.filter(taken_back_at__isnull=True), "proceeding__case", asker, keys
    )


def enquiries_visible(asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    """Those enquiries whose case the asker is a member of (None: all)."""
    return _visible(Enquiry.objects.all(), "case", asker, keys)


R = QuerySet[Any]


def _visible(rows: R, way: str, asker: Asker | None, keys: Iterable[int]) -> frozenset[int]:
    found = rows if asker is None else rows.filter(**{f"{way}__in": cases_visible_to(asker).values("id")})
    return frozenset(
        key for part in parts_of(keys) for key in found.filter(pk__in=part).values_list("pk", flat=True)
    )
