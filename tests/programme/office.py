"""A project of an invented office, its programme officer, and shorthands for what is told of it."""

from decimal import Decimal
from typing import Any

from headstamp.kernel.asker import Asker
from headstamp.programme.actions import record_output, record_project
from headstamp.programme.facts import (
    IndicatorFacts,
    LineFacts,
    MoneyFacts,
    NumberFacts,
    OutputFacts,
    PointFacts,
    ProjectFacts,
    WhereFacts,
)
from headstamp.programme.models import Output, Project
from tests.cast import Cast, make_asker

PROJECT = ProjectFacts(
    code="lights",
    title="Lamps for an invented border",
    status="running",
    starts_on="2023-01",
    ends_on="2024-10",
    objective="Invented: see at night.",
    jurisdictions=("XK", "AL"),
    partners=("Invented Agency",),
    beneficiaries=("Invented Police",),
    goals=("goal-3",),
    kpis=("kpi-8", "kpi-7"),
    money=(MoneyFacts(Decimal("120000.50"), "EUR", printed="€ 120,000.50"),),
    lines=(LineFacts("expected", "More is seen."), LineFacts("risk", "Rain.")),
)


def manager(cast: Cast) -> Asker:
    """Who manages the programme of the cast's first unit."""
    return make_asker("programme", cast.unit, "programme_officer")


def number(unit: str, value: int, sex: str = "", jurisdiction: str = "", **more: Any) -> NumberFacts:
    return NumberFacts(unit, Decimal(value), sex=sex, jurisdiction=jurisdiction, **more)


TRAINING = OutputFacts(
    code="training",
    kind="training",
    title="Looking in the dark",
    dimension="people",
    starts_on="2023-03",
    numbers=(
        number("attendances", 12, printed="12"),
        number("attendances", 7, "male"),
        number("attendances", 4, "female"),
    ),
)

TOLD = IndicatorFacts(
    code="lamps",
    title="Lamps in use",
    unit="lamps",
    direction="up",
    baseline=Decimal("0"),
    baseline_on="2022",
    points=(
        PointFacts("target", "2023", Decimal(10)),
        PointFacts("actual", "2023", Decimal(7), evidence="An invented count."),
        PointFacts("actual", "2023", Decimal(3), sex="female", evidence="An invented count."),
    ),
)
BOUND = IndicatorFacts(
    code="firearms",
    title="Firearms seized",
    measure="firearms-seized",
    where=(WhereFacts("municipality", "prizren,peje"),),
    points=(PointFacts("target", "2022-H1", Decimal(20)),),
)


def project(asker: Asker, facts: ProjectFacts = PROJECT) -> Project:
    return record_project(asker, facts=facts)


def training(asker: Asker, of: Project, facts: OutputFacts = TRAINING) -> Output:
    return record_output(asker, project=of.uid, facts=facts)
