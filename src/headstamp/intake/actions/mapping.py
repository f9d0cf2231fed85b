"""What the file's columns and wordings mean: chosen, mapped or answered by a person, and remembered."""

from collections.abc import Mapping
from typing import Any

from headstamp.audit.actions import recording
from headstamp.intake.declared import target_named
from headstamp.intake.layout import ITEMS, Layout, dump_layout, layout_from
from headstamp.intake.layout.plain_yaml import read_plain
from headstamp.intake.leasing import is_free
from headstamp.intake.models import Batch, State
from headstamp.intake.opened import open_kept
from headstamp.intake.queries import batch_for, layout_named
from headstamp.intake.remembering import remember_layout, remember_wording
from headstamp.intake.staging import StagedFile
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid
from headstamp.kernel.target import Target
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.vocabulary.codes import is_code

_OPEN = (State.UPLOADED, State.MAPPING, State.CHECKED, State.REFUSED, State.CHECKING)


def choose_layout(asker: Asker, *, uid: str, name: str) -> Batch:
    """Read the file by this layout of the office, or one that ships. Invalid says what does not fit."""
    return use_layout(asker, uid=uid, layout=layout_named(asker, name))


def map_columns(asker: Asker, *, uid: str, layout: Mapping[str, Any]) -> Batch:
    """Read the file by what was said on the mapping page, in the form of a layout's YAML."""
    return use_layout(asker, uid=uid, layout=layout_from(dict(layout)))


def use_layout(asker: Asker, *, uid: str, layout: Layout) -> Batch:
    """Read the file by this layout, and every later file of the unit with the same headings."""
    batch = batch_before_applying(asker, uid)
    target = target_named(layout.target)
    asker.must(target.needs)
    check_fields(layout, target)
    must_fill(asker, layout)
    with open_kept(batch) as book:
        staged = StagedFile(book, layout)  # Invalid if sheet, headings or columns are not there
    batch.headings = list(staged.tables[0].header.names)
    batch.sheets = {table.sheet.name: list(table.header.names) for table in staged.tables}
    with recording(asker) as log:
        batch.layout_name, batch.layout_text, batch.target = layout.name, dump_layout(layout), layout.target
        batch.state, batch.planned, batch.failure = State.UPLOADED, {}, []
        _save(
            batch, "headings", "sheets", "layout_name", "layout_text", "target", "state", "planned", "failure"
        )
        if batch.fingerprint:
            remember_layout(asker, batch, layout)
        log.alteration("batch", batch.uid, "choose_layout", ("layout",), batch=batch.uid)
    return batch


def answer_lookups(asker: Asker, *, uid: str, answers: Mapping[tuple[str, str], str]) -> Batch:
    """Say which code each wording means: {(lookup, wording): code}, '' where it says nothing; all are remembered.

    Invalid names the wording whose code is not in the lookup's list. The batch is to be checked again.
    """
    batch = batch_before_applying(asker, uid)
    layout = layout_from(read_plain(batch.layout_text)) if batch.layout_text else None
    if layout is None:
        raise Conflict(say(gettext_noop("Choose a layout first.")))
    _check_answers(layout, answers)
    with recording(asker) as log:
        for (lookup, wording), code in answers.items():
            remember_wording(asker, batch, layout.register, lookup, wording, code)
        batch.state = State.UPLOADED
        _save(batch, "state")
        log.alteration("batch", batch.uid, "answer_lookups", ("lookups",), batch=batch.uid)
    return batch


def _check_answers(layout: Layout, answers: Mapping[tuple[str, str], str]) -> None:
    known = {use.lookup for use in layout.columns if use.lookup}
    mistakes: dict[str, list[Message]] = {}
    for (lookup, wording), code in answers.items():
        described = layout.lookups.get(lookup)
        list_name = described.list_name if described else lookup
        if lookup not in known:
            mistakes[wording] = [say(gettext_noop("The layout has no lookup “%(lookup)s”."), lookup=lookup)]
        elif code and list_name and not is_code(list_name, code):
            mistakes[wording] = [say(gettext_noop("There is no code “%(code)s” in this list."), code=code)]
    if mistakes:
        raise Invalid(mistakes)


def check_fields(layout: Layout, target: Target) -> None:
    """Invalid for a field that the target does not have, or one it needs and the layout never fills."""
    named = layout.fields()
    unknown = [name for name in named if name not in target.fields]
    missing = [name for name, field in target.fields.items() if field.required and name not in named]
    if unknown:
        message = gettext_noop("The target has no field %(fields)s.")
        raise Invalid({"columns": [say(message, fields=", ".join(unknown))]})
    telling = [use.column for use in layout.columns if use.parse == ITEMS]
    if len(telling) > 1 or (telling and target.spread is None):
        message = gettext_noop(
            "One column may tell items in words, and only where rows become items: %(columns)s."
        )
        raise Invalid({"columns": [say(message, columns=", ".join(telling))]})
    if missing:
        message = gettext_noop("The layout does not say where these come from: %(fields)s.")
        raise Invalid({"columns": [say(message, fields=", ".join(missing))]})


def must_fill(asker: Asker, layout: Layout) -> None:
    """NotAllowed for a layout that fills fields which need a right that the asker lacks, such as names of persons."""
    fields = target_named(layout.target).fields
    for name in layout.fields():
        if name in fields and fields[name].needs:
            asker.must(fields[name].needs)


def batch_before_applying(asker: Asker, uid: str) -> Batch:
    """The batch, if nothing of it is written and nobody works on it; Conflict otherwise."""
    batch = batch_for(asker, uid)
    if batch.state not in _OPEN or batch.source is not None or not is_free(batch):
        raise Conflict(say(gettext_noop("This batch can no longer be changed.")))
    return batch


def _save(batch: Batch, *names: str) -> None:
    """Save unless somebody took the batch in hand meanwhile."""
    changes = {name: getattr(batch, name) for name in names}
    if not Batch.objects.filter(pk=batch.pk, state__in=_OPEN, worker=batch.worker).update(**changes):
        raise Conflict(say(gettext_noop("This batch can no longer be changed.")))
