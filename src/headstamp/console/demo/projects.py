"""An invented project of the demonstration, beside the four of the source document: it shows what forms, indicators and follow-up hold."""

from dataclasses import replace
from decimal import Decimal

from headstamp.kernel.asker import Asker
from headstamp.programme.actions import (
    publish_project,
    recommend,
    record_indicator,
    record_mechanism,
    record_output,
    record_project,
)
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

_PROJECT = ProjectFacts(
    code="invented-project",
    title="Demonstration: an invented project on recording firearms",
    status="running",
    starts_on="2020-01",
    ends_on="2022-12",
    objective="Invented for the demonstration. Every firearm that is seized is recorded with its marks.",
    jurisdictions=("XK",),
    partners=("Invented Agency",),
    beneficiaries=("Demo Firearms Focal Point",),
    goals=("goal-2",),
    kpis=("kpi-8",),
    money=(
        MoneyFacts(Decimal(100_000), "EUR"),
        MoneyFacts(Decimal(41_000), "EUR", "spent", "2020"),
        MoneyFacts(Decimal(38_500), "EUR", "spent", "2021"),
    ),
    lines=(
        LineFacts("expected", "Records name make, model and number."),
        LineFacts("risk", "Officers change posts."),
    ),
)


def _counted(value: int, sex: str = "", unit: str = "attendances") -> NumberFacts:
    return NumberFacts(unit, Decimal(value), sex=sex)


_OUTPUTS = (
    OutputFacts(
        code="training", kind="training", title="Reading marks on firearms", dimension="people", starts_on="2021-03",
        place="Invented town", level="basic", languages="sq, sr",
        numbers=(_counted(3, unit="sessions"), _counted(2, unit="days"), _counted(60), _counted(18, "female"), _counted(42, "male")),
    ),
    OutputFacts(
        code="equipment", kind="equipment", title="Cameras for the entry desk", dimension="technology", starts_on="2021-05",
        recipient="Demo Firearms Focal Point", reference="TEST hand-over 1/2021", whereabouts="At the entry desk, in use.",
        numbers=(_counted(4, unit="pieces"),),
    ),
    OutputFacts(
        code="detectors", kind="equipment", title="Metal detector for searches", dimension="technology", starts_on="2020-02",
        recipient="Demo Firearms Focal Point", reference="TEST hand-over 1/2020", whereabouts="With the search unit, in use.",
        numbers=(_counted(1, unit="pieces"),),
    ),
    OutputFacts(
        code="licence", kind="licence", title="Licence of an invented reading program", dimension="technology", starts_on="2021-06", expires_on="2024-06",
        numbers=(_counted(5, unit="pieces"),),
    ),
    OutputFacts(
        code="assessment", kind="assessment", title="Assessment of how firearms are recorded", dimension="process", starts_on="2020-09",
        findings="Invented: one record in five names no make.",
    ),
)  # fmt: skip
_INDICATORS = (
    IndicatorFacts(
        code="firearms-seized", title="Firearms seized", unit="firearms", direction="up", measure="firearms-seized",
        definition="Counted from the register for who looks.",
        points=tuple(PointFacts("target", year, Decimal(value)) for year, value in (("2020", 1_000), ("2021", 1_200), ("2022", 1_500), ("2023", 1_500))),
    ),
    IndicatorFacts(
        code="pistols-seized", title="Pistols seized", unit="firearms", measure="firearms-seized", where=(WhereFacts("kind", "pistol"),),
        points=(PointFacts("target", "2022-H1", Decimal(150)), PointFacts("target", "2022-H2", Decimal(150))),
    ),
    IndicatorFacts(
        code="officers-trained", title="Attendances of trainings", unit="attendances", direction="up", baseline=Decimal(0), baseline_on="2019",
        points=(
            PointFacts("target", "2021", Decimal(80)),
            PointFacts("actual", "2021", Decimal(60), evidence="Invented attendance lists."),
            PointFacts("actual", "2021", Decimal(18), sex="female", evidence="Invented attendance lists."),
            PointFacts("target", "2022", Decimal(40)),
        ),
    ),
)  # fmt: skip


def invent_project(asker: Asker) -> None:
    """Record and publish it, with a recommendation that is overdue."""
    fund = record_mechanism(asker, name="Invented fund of the demonstration", reach=("XK",))
    of = record_project(asker, facts=replace(_PROJECT, mechanism=fund.uid))
    made = {each.code: record_output(asker, project=of.uid, facts=each) for each in _OUTPUTS}
    recommend(
        asker, output=made["assessment"].uid, text="Invented: ask for the make at the scene.",
        owner="Demo Police", due_on="2021-03-31",
    )  # fmt: skip
    for each in _INDICATORS:
        record_indicator(asker, project=of.uid, facts=each)
    publish_project(asker, uid=of.uid)
