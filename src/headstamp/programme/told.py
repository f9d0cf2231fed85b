"""All told of a project or an output, read back from their rows."""

from headstamp.programme.facts import LineFacts, MoneyFacts, NumberFacts, OutputFacts, ProjectFacts
from headstamp.programme.models import Output, OutputNumber, Project


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
        parent=output.parent.code if output.parent else "",
        numbers=tuple(number_told(row) for row in output.numbers.order_by("position")),
    )


def number_told(row: OutputNumber) -> NumberFacts:
    """The number as facts."""
    return NumberFacts(
        row.unit, row.value, row.qualifier, row.sex, row.jurisdiction, row.audience, row.period, row.printed
    )
