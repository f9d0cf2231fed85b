"""All told of a project or an output, read back from their rows."""

from headstamp.programme.facts import (
    IndicatorFacts,
    LineFacts,
    MoneyFacts,
    NumberFacts,
    OutputFacts,
    PointFacts,
    ProjectFacts,
    RecommendationFacts,
    WhereFacts,
)
from headstamp.programme.models import (
    Indicator,
    IndicatorPoint,
    Output,
    OutputNumber,
    Project,
    Recommendation,
)


def project_told(project: Project) -> ProjectFacts:
    """The project as facts; rows in the order in which they were told."""
    partners = [
        (row.partner.name, row.implements)
        for row in project.partners.select_related("partner").order_by("id")
    ]
    served = list(project.contributions.order_by("id").values_list("scale", "code"))
    return ProjectFacts(
        code=project.code,
        title=project.title,
        status=project.status,
        starts_on=project.starts_on,
        ends_on=project.ends_on,
        objective=project.objective,
        mechanism=project.mechanism.uid if project.mechanism else "",
        predecessor=project.predecessor.uid if project.predecessor else "",
        jurisdictions=tuple(project.places.order_by("id").values_list("code", flat=True)),
        partners=tuple(name for name, implements in partners if implements),
        beneficiaries=tuple(name for name, implements in partners if not implements),
        goals=tuple(code for scale, code in served if scale == "goal"),
        kpis=tuple(code for scale, code in served if scale == "kpi"),
        money=tuple(
            MoneyFacts(row.amount, row.currency, row.kind, row.year, row.printed)
            for row in project.money.order_by("id")
        ),
        lines=tuple(LineFacts(row.kind, row.text) for row in project.lines.order_by("position")),
    )


def output_told(output: Output) -> OutputFacts:
    """The output as facts."""
    return OutputFacts(
        code=output.code,
        kind=output.kind,
        title=output.title,
        description=output.description,
        dimension=output.dimension,
        starts_on=output.starts_on,
        ends_on=output.ends_on,
        recipient=output.recipient,
        languages=output.languages,
        expires_on=output.expires_on,
        place=output.place,
        level=output.level,
        channel=output.channel,
        reference=output.reference,
        whereabouts=output.whereabouts,
        findings=output.findings,
        parent=output.parent.code if output.parent else "",
        numbers=tuple(number_told(row) for row in output.numbers.order_by("position")),
    )


def number_told(row: OutputNumber) -> NumberFacts:
    """The number as facts."""
    return NumberFacts(
        row.unit, row.value, row.qualifier, row.sex, row.jurisdiction, row.audience, row.period, row.printed
    )


def recommendation_told(row: Recommendation) -> RecommendationFacts:
    """The recommendation as facts."""
    due, done = (day.isoformat() if day else "" for day in (row.due_on, row.done_on))
    return RecommendationFacts(row.text, row.owner, due, done, row.outcome)


def indicator_told(indicator: Indicator) -> IndicatorFacts:
    """The indicator as facts."""
    return IndicatorFacts(
        code=indicator.code,
        title=indicator.title,
        unit=indicator.unit,
        definition=indicator.definition,
        direction=indicator.direction,
        baseline=indicator.baseline,
        baseline_on=indicator.baseline_on,
        measure=indicator.measure,
        where=tuple(WhereFacts(column, ",".join(codes)) for column, codes in indicator.where.items()),
        points=tuple(point_told(row) for row in sorted(indicator.points.all(), key=lambda row: row.pk)),
    )


def point_told(row: IndicatorPoint) -> PointFacts:
    """The target or what was reached as facts."""
    return PointFacts(row.kind, row.period, row.value, row.sex, row.jurisdiction, row.evidence)
