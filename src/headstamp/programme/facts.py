"""What somebody tells of a project: plain values that forms, files and documents are read into."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class MoneyFacts:
    """An amount; `printed` is the document's own form."""

    amount: Decimal
    currency: str
    kind: str = "budget"
    year: str = ""
    printed: str = ""


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One sentence about a project: its kind (models.LineKind) and the text."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """A project. `mechanism` and `predecessor` are uids ('' where nobody said it), partners are names."""

    code: str
    title: str
    status: str = ""
    starts_on: str = ""
    ends_on: str = ""
    objective: str = ""
    mechanism: str = ""
    predecessor: str = ""
    jurisdictions: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    kpis: tuple[str, ...] = ()
    money: tuple[MoneyFacts, ...] = ()
    lines: tuple[LineFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberFacts:
    """A number with what it counts; empty sex, jurisdiction, audience and period mean the whole."""

    unit: str
    value: Decimal
    qualifier: str = ""
    sex: str = ""
    jurisdiction: str = ""
    audience: str = ""
    period: str = ""
    printed: str = ""


@dataclass(frozen=True, slots=True)
class OutputFacts:
    """An output; `parent` is the code of the group it belongs to ('' for none)."""

    code: str
    kind: str
    title: str
    description: str = ""
    dimension: str = ""
    starts_on: str = ""
    ends_on: str = ""
    recipient: str = ""
    languages: str = ""
    expires_on: str = ""
    place: str = ""
    level: str = ""
    channel: str = ""
    reference: str = ""
    whereabouts: str = ""
    findings: str = ""
    parent: str = ""
    numbers: tuple[NumberFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class RecommendationFacts:
    """A recommendation; days are ISO text, '' where none is set."""

    text: str
    owner: str = ""
    due_on: str = ""
    done_on: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class PointFacts:
    """A target or what was reached ("actual", with its evidence) in a period; empty sex and jurisdiction mean the whole."""

    kind: str
    period: str
    value: Decimal
    sex: str = ""
    jurisdiction: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class WhereFacts:
    """A column of a bound measure and the codes that count, parted by commas."""

    column: str
    codes: str


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """An indicator. With a `measure` what was reached is counted, `where` says of which records; else it is told."""

    code: str
    title: str
    unit: str = ""
    definition: str = ""
    direction: str = ""
    baseline: Decimal | None = None
    baseline_on: str = ""
    measure: str = ""
    where: tuple[WhereFacts, ...] = ()
    points: tuple[PointFacts, ...] = ()
