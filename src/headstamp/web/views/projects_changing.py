"""How every form that changes a project, or what stands in it, is handled: read, saved with a reason, merged after a conflict."""

from collections.abc import Callable
from dataclasses import fields
from functools import partial
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import say
from headstamp.programme.models import Indicator, Output, Project, Recommendation
from headstamp.programme.queries import changes_since, projects_visible_to
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.web.door import AskedRequest
from headstamp.web.entry.boxes import Sheet
from headstamp.web.entry.changing import Change, Kept, handle
from headstamp.web.entry.flow import must_be_readable
from headstamp.web.entry.reading import Reading
from headstamp.web.entry.typed import Typed
from headstamp.web.projects_telling import told_project_changes

F = TypeVar("F")


def project_known(request: AskedRequest, uid: str) -> Project:
    """The project that is written about; NotFound where there is none."""
    found = projects_visible_to(request.asker).filter(uid=uid).first()
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return found


def say_saved(request: AskedRequest, _facts: object) -> None:
    messages.success(request, _("Saved."))


def handle_edit(
    request: AskedRequest,
    record: Project | Output | Indicator | Recommendation,
    before: F,
    *,
    sheet: Sheet,
    title: str | Promise,
    back_url: str,
    now: Callable[[], Typed],
    read: Callable[[Reading], F],
    edit: Callable[..., Any],
    done: Callable[[F], HttpResponse],
    saved: Callable[[AskedRequest, F], None] = say_saved,
    text: str = "",
    kept: Kept | None = None,
) -> HttpResponse:
    """The form of a record that stands: `before` are its facts, `read` those of the form, `edit` the action."""

    def save(reading: Reading, version: int) -> HttpResponse:
        facts = read(reading)
        must_be_readable(reading)
        changes = _differing(facts, before)
        reason = reading.typed.get("reason", "")
        edit(request.asker, uid=record.uid, version=version, changes=changes, reason=reason)
        saved(request, facts)
        return done(facts)

    return handle(
        request,
        Change(
            sheet=sheet, title=title, text=text, back_url=back_url, save_text=_("Save the changes"), now=now,
            version=lambda: record.version, save=save, kept=kept,
            since=lambda version: changes_since(request.asker, record, version),
            told=partial(told_project_changes, request.asker),
        ),
    )  # fmt: skip


def _differing(told: Any, before: Any) -> dict[str, Any]:
    """The fields of facts that the form changed."""
    names = [field.name for field in fields(told)]
    return {name: getattr(told, name) for name in names if getattr(told, name) != getattr(before, name)}
