"""Recording and changing what a project delivered."""

from collections.abc import Mapping
from typing import Any

from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.programme.actions.finding import (
    must_manage,
    of_version,
    output_to_change,
    project_to_change,
    revise,
)
from headstamp.programme.facts import OutputFacts
from headstamp.programme.laws import check_output
from headstamp.programme.models import Output, OutputNumber, Project
from headstamp.programme.told import output_told
from headstamp.registry.actions.revising import difference, replaced, told_fields
from headstamp.registry.actions.writing import stamps

_PLAIN = (
    "code", "kind", "title", "description", "dimension", "starts_on", "ends_on", "recipient", "languages", "expires_on",
    "place", "level", "channel", "reference", "whereabouts", "findings",
)  # fmt: skip


def record_output(asker: Asker, *, project: str, facts: OutputFacts, batch: str = "") -> Output:
    """Record what a project delivered, with its numbers as told: totals that do not add up are kept and shown."""
    must_manage(asker)
    check_output(facts)
    with recording(asker) as log:
        of = project_to_change(asker, project)
        _must_be_free(of, facts.code)
        output = Output.objects.create(
            **{name: getattr(facts, name) for name in _PLAIN},
            **stamps(asker),
            project=of,
            parent=_parent(of, facts.parent),
            position=of.outputs.count(),
        )
        _write_numbers(output, facts)
        told = told_fields(facts)
        log.collection("output", output.pk, "record_output", sorted(told), values=told, batch=batch)
    return output


def edit_output(
    asker: Asker, *, uid: str, version: int, changes: Mapping[str, Any], reason: str = "", batch: str = ""
) -> Output:
    """Change fields of OutputFacts; numbers are replaced as a whole."""
    must_manage(asker)
    with recording(asker) as log:
        output = of_version(output_to_change(asker, uid), version)
        before = output_told(output)
        after = replaced(before, changes)
        check_output(after)
        wanted = difference(before, after)
        if not wanted:
            return output
        if after.code != before.code:
            _must_be_free(output.project, after.code)
        for name in _PLAIN:
            setattr(output, name, getattr(after, name))
        output.parent = _parent(output.project, after.parent, output)
        output.numbers.all().delete()
        _write_numbers(output, after)
        revise(asker, log, output, "edit_output", wanted, reason, batch)
    return output


def _must_be_free(project: Project, code: str) -> None:
    if project.outputs.filter(code=code, deleted_at__isnull=True).exists():
        raise Invalid({"code": [say(gettext_noop("Another output of this project has this code."))]})


def _parent(project: Project, code: str, output: Output | None = None) -> Output | None:
    """The output above; one that would stand within itself is refused."""
    if not code:
        return None
    found = project.outputs.filter(code=code, deleted_at__isnull=True).first()
    above = found
    while above is not None and above != output:
        above = above.parent
    if found is None or (output is not None and above == output):
        raise Invalid({"parent": [say(gettext_noop("Choose a value from the list."))]})
    return found


def _write_numbers(output: Output, facts: OutputFacts) -> None:
    OutputNumber.objects.bulk_create(
        OutputNumber(
            output=output,
            position=at,
            unit=each.unit,
            value=each.value,
            qualifier=each.qualifier,
            sex=each.sex,
            jurisdiction=each.jurisdiction,
            audience=each.audience,
            period=each.period,
            printed=each.printed,
        )
        for at, each in enumerate(facts.numbers)
    )
