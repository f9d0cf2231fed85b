"""An invented portfolio of thousands of projects with hundreds of thousands of results, written in bulk."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from headstamp.accounts.models import Agency, Unit
from headstamp.programme.models import (
    Contribution,
    Indicator,
    IndicatorPoint,
    Manual,
    Mechanism,
    Money,
    Output,
    OutputNumber,
    Partner,
    Project,
    ProjectJurisdiction,
    ProjectLine,
    ProjectPartner,
    Recommendation,
)
from headstamp.registry.models import Revision
from headstamp.registry.planning import learn_shape

_AT_ONCE = 2_000
_PLACES = ("XK", "AL", "RS", "ME", "MK", "BA", "regional")
_KINDS = ("training", "training", "equipment", "meeting", "manual", "assessment", "campaign", "group")


def fill(projects: int, results: int) -> None:
    """Write them, all of one office; every second one is published."""
    now = timezone.now()
    agency = Agency.objects.create(code="bench", name="Bench", jurisdiction="XK", kind="police")
    unit = Unit.objects.create(agency=agency, code="bench", name="Bench")
    stamps = {"created_at": now, "created_by": "1", "changed_at": now, "changed_by": "1"}
    funds = Mechanism.objects.bulk_create(
        Mechanism(jurisdiction="XK", name=f"Fund {n}", reach=["XK"], created_at=now, created_by="1")
        for n in range(12)
    )
    partners = Partner.objects.bulk_create(Partner(jurisdiction="XK", name=f"Partner {n}") for n in range(60))
    made = Project.objects.bulk_create(
        (
            Project(
                unit=unit, jurisdiction="XK", code=f"p-{n}", title=f"Project {n} of lamps and borders",
                status=("", "planned", "running", "completed")[n % 4], starts_on=f"{2005 + n % 20}-{1 + n % 12:02}",
                ends_on=f"{2007 + n % 20}-{1 + n % 12:02}", objective="To see more at night. " * 8, mechanism=funds[n % 12] if n % 5 else None,
                published_at=now if n % 2 else None, published_by="1" if n % 2 else "", **stamps,
            )
            for n in range(projects)
        ),
        batch_size=_AT_ONCE,
    )  # fmt: skip
    _parts_of_projects(made, partners)
    each = results // projects
    outputs = Output.objects.bulk_create(
        (
            Output(
                project=project, position=n, code=f"r-{n}", kind=_KINDS[n % 8], title=f"Result {n} of {project.code}",
                description="What was delivered, in a sentence.", dimension=("people", "process", "technology")[n % 3],
                starts_on=f"{project.starts_on[:4]}-{1 + n % 12:02}", published_at=project.published_at, **stamps,
            )
            for project in made
            for n in range(each)
        ),
        batch_size=_AT_ONCE,
    )  # fmt: skip
    Output.objects.bulk_update(_within(outputs, each), ["parent"], batch_size=_AT_ONCE)
    _parts_of_results(outputs, stamps)
    _indicators(made, stamps)
    Manual.objects.bulk_create(
        Manual(jurisdiction="XK", kind="manual", title=f"Manual {n}", folded=f"manual {n}", **stamps)
        for n in range(500)
    )
    Revision.objects.bulk_create(
        (
            Revision(subject_kind="output", subject_id=output.pk, version=2, at=now, by="1", verb="edit_output", changes={"title": ["a", "b"]})
            for output in outputs[::5]
        ),
        batch_size=_AT_ONCE,
    )  # fmt: skip
    learn_shape(Project, Output, OutputNumber, Indicator, Recommendation)


def _parts_of_projects(made: list[Project], partners: list[Partner]) -> None:
    ProjectJurisdiction.objects.bulk_create(
        (
            ProjectJurisdiction(project=row, code=_PLACES[(n + k) % 7])
            for n, row in enumerate(made)
            for k in range(2)
        ),
        batch_size=_AT_ONCE,
    )
    ProjectPartner.objects.bulk_create(
        (
            ProjectPartner(project=row, partner=partners[(n + k) % 60], implements=not k)
            for n, row in enumerate(made)
            for k in range(2)
        ),
        batch_size=_AT_ONCE,
    )
    Contribution.objects.bulk_create(
        (
            Contribution(project=row, scale=scale, code=f"{scale}-{1 + (n + k) % most}")
            for n, row in enumerate(made)
            for scale, most in (("goal", 7), ("kpi", 14))
            for k in range(3)
        ),
        batch_size=_AT_ONCE,
    )
    Money.objects.bulk_create(
        (
            Money(project=row, amount=Decimal(1000 * (n % 90 + 1)), currency=("EUR", "USD")[n % 2], kind=kind)
            for n, row in enumerate(made)
            for kind in ("budget", "spent")
        ),
        batch_size=_AT_ONCE,
    )
    ProjectLine.objects.bulk_create(
        (ProjectLine(project=row, position=k, kind=kind, text="A sentence.") for row in made for k, kind in enumerate(("aim", "expected", "risk"))),
        batch_size=_AT_ONCE,
    )  # fmt: skip


def _within(outputs: list[Output], each: int) -> list[Output]:
    """Every eighth result is a group that the next two belong to."""
    inner = []
    for at, output in enumerate(outputs):
        if at % each % 8 in (1, 2):
            output.parent = outputs[at - at % each % 8]
            inner.append(output)
    return inner


def _parts_of_results(outputs: list[Output], stamps: dict[str, Any]) -> None:
    OutputNumber.objects.bulk_create(
        (
            OutputNumber(output=output, position=k, unit="attendances", value=Decimal(value), sex=sex)
            for n, output in enumerate(outputs)
            if output.kind in ("training", "meeting")
            for k, (sex, value) in enumerate((("", n % 40 + 2), ("male", n % 40 + 1), ("female", 1)))
        ),
        batch_size=_AT_ONCE,
    )
    OutputNumber.objects.bulk_create(
        (OutputNumber(output=output, position=0, unit="pieces", value=Decimal(n % 9 + 1)) for n, output in enumerate(outputs) if output.kind == "equipment"),
        batch_size=_AT_ONCE,
    )  # fmt: skip
    Recommendation.objects.bulk_create(
        (
            Recommendation(
                output=output,
                text="Look again.",
                owner="Invented department",
                due_on=timezone.localdate().replace(month=1 + n % 12, day=1),
                done_on=timezone.localdate() if n % 3 else None,
                outcome="Looked." if n % 3 else "",
                **stamps,
            )
            for n, output in enumerate(outputs[5::16])
        ),
        batch_size=_AT_ONCE,
    )


def _indicators(made: list[Project], stamps: dict[str, Any]) -> None:
    rows = Indicator.objects.bulk_create(
        (Indicator(project=row, position=k, code=f"i-{k}", title=f"Indicator {k}", published_at=row.published_at, **stamps) for row in made for k in range(4)),
        batch_size=_AT_ONCE,
    )  # fmt: skip
    IndicatorPoint.objects.bulk_create(
        (
            IndicatorPoint(indicator=row, kind=kind, period=str(year), value=Decimal(year), evidence="A count." if kind == "actual" else "")
            for row in rows
            for year in (2021, 2022)
            for kind in ("target", "actual")
        ),
        batch_size=_AT_ONCE,
    )  # fmt: skip
