"""Where each column of the programme's flat tables comes from."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import Case, F, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce

from headstamp.kernel.table import Rows, Touched
from headstamp.programme.models import (
    Contribution,
    Money,
    Output,
    OutputNumber,
    Project,
    ProjectJurisdiction,
    Recommendation,
)
from headstamp.registry.queries.flat.parts import parts_of
from headstamp.registry.queries.flat.reading import Expressions, Flat
from headstamp.registry.queries.flat.working_out import months, years


def standing(of: str = "") -> Q:
    """Living records; `of` is the way to the record (`output__`)."""
    return Q(**{f"{of}deleted_at__isnull": True})


def of_living_project(of: str = "") -> Q:
    """Parts of living projects."""
    return standing(f"{of}project__")


def of_living_output() -> Q:
    """Parts of living outputs of living projects."""
    return standing("output__") & of_living_project("output__")


def of_whole_projects(read: Callable[[Touched | None], Rows]) -> Callable[[Touched | None], Rows]:
    """A reader whose rows tell of other results of their project too: touched in one, all of the project are read again."""

    def wider(touched: Touched | None) -> Rows:
        if touched is None:
            return read(None)
        projects = set(touched.get("project", ()))
        for part in parts_of(touched.get("output", ())):
            projects.update(Output.objects.filter(pk__in=part).values_list("project", flat=True))
        return read({"project": projects})

    return wider


def _is(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def _rights(of: str) -> Expressions:
    return {
        "jurisdiction": F(f"{of}jurisdiction"),
        "unit": F(f"{of}unit_id"),
        "visibility": Value("jurisdiction"),
        "circle": Value(0),
    }


def _of_project(of: str, key: str) -> Expressions:
    """The block of its project, with its rights: `of` is the way to it, `key` to its row number."""
    return {
        "project_id": F(key),
        "project_uid": F(f"{of}uid"),
        "project_status": F(f"{of}status"),
        "mechanism": Coalesce(f"{of}mechanism_id", Value(0)),
        **_rights(of),
    }


def _of_output(of: str, key: str) -> Expressions:
    return {
        "output_id": F(key),
        "output_uid": F(f"{of}uid"),
        "output_kind": F(f"{of}kind"),
        "dimension": F(f"{of}dimension"),
        "level": F(f"{of}level"),
        "starts_on": F(f"{of}starts_on"),
    }


def _codes(rows: Any, of: Q) -> Callable[[pa.Array], pa.Array]:
    """For each project the codes that its rows name, parted by commas."""

    def listed(projects: pa.Array) -> pa.Array:
        first, last = _span(projects)
        found = rows._default_manager.filter(of, project__gte=first, project__lte=last).order_by("id")
        told: dict[int, list[str]] = {}
        for project, code in found.values_list("project_id", "code"):
            told.setdefault(project, []).append(code)
        return pa.array([",".join(told.get(each, ())) for each in projects.to_pylist()], pa.string())

    return listed


def are_counted(outputs: pa.Array, projects: pa.Array, tallied: pa.DictionaryArray) -> pa.Array:
    """No for numbers of results within one that has a total of the same thing: that total has them already."""
    first, last = _span(projects)
    living = Output.objects.filter(standing(), project__gte=first, project__lte=last)
    above = dict(living.filter(parent__isnull=False).values_list("pk", "parent"))
    totals = OutputNumber.objects.filter(
        output__in=living.filter(parts__isnull=False).values("pk"), sex="", jurisdiction="", audience=""
    )
    whole = set(totals.values_list("output_id", "unit"))
    rows = zip(outputs.to_pylist(), tallied.to_pylist(), strict=True)
    return pa.array(
        [not any((each, unit) in whole for each in _all_above(of, above)) for of, unit in rows], pa.bool_()
    )


def _all_above(output: int, above: Mapping[int, int | None]) -> Iterable[int]:
    parent = above.get(output)
    while parent is not None:
        yield parent
        parent = above.get(parent)


def _span(keys: pa.Array) -> tuple[int, int]:
    return pc.min(keys).as_py(), pc.max(keys).as_py()


_DATED = {"year": (years, ("starts_on",)), "month": (months, ("starts_on",))}

PROJECTS = Flat(
    Project,
    {**_of_project("", "id"), "is_published": _is(Q(published_at__isnull=False))},
    standing,
    {"project": "pk"},
    derived={
        **_DATED,
        "places": (_codes(ProjectJurisdiction, Q()), ("project_id",)),
        "goals": (_codes(Contribution, Q(scale="goal")), ("project_id",)),
        "kpis": (_codes(Contribution, Q(scale="kpi")), ("project_id",)),
    },
)

RESULTS = Flat(
    Output,
    {
        **_of_output("", "id"),
        "is_within_like": _is(Q(parent__kind=F("kind"), parent__deleted_at__isnull=True)),
        "is_published": _is(Q(published_at__isnull=False)),
        **_of_project("project__", "project_id"),
    },
    lambda: standing() & of_living_project(),
    {"output": "pk", "project": "project"},
    derived=_DATED,
)

RESULT_NUMBERS = Flat(
    OutputNumber,
    {
        "number_id": F("id"),
        "tallied": F("unit"),
        "of_jurisdiction": F("jurisdiction"),
        "has_audience": _is(~Q(audience="")),
        "told_for": F("period"),
        **_of_output("output__", "output_id"),
        **_of_project("output__project__", "output__project_id"),
    },
    of_living_output,
    {"output": "output", "project": "output__project"},
    derived={**_DATED, "is_counted": (are_counted, ("output_id", "project_id", "tallied"))},
)

BUDGETS = Flat(
    Money,
    {
        "money_id": F("id"),
        "money_kind": F("kind"),
        "money_year": F("year"),
        **_of_project("project__", "project_id"),
    },
    of_living_project,
    {"project": "project"},
    derived={"year": (years, ("money_year",))},
)

RECOMMENDATIONS = Flat(
    Recommendation,
    {
        "recommendation_id": F("id"),
        "recommendation_uid": F("uid"),
        "is_done": _is(Q(done_on__isnull=False)),
        "is_late": _is(Q(done_on__gt=F("due_on"))),
        **_of_output("output__", "output_id"),
        **_of_project("output__project__", "output__project_id"),
    },
    lambda: standing() & of_living_output(),
    {"recommendation": "pk", "output": "output", "project": "output__project"},
    derived={**_DATED, "due_year": (years, ("due_on",))},
)
