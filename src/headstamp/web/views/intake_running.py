"""What a person has the worker do with a batch: check, take in, stop, go on, undo. Each is a plain form."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.permissions import Permission as P
from headstamp.intake.actions import apply_batch, cancel_batch, request_check, resume_batch, undo_batch
from headstamp.intake.models import Batch
from headstamp.intake.queries import batch_for
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid
from headstamp.web import batches as words
from headstamp.web.door import AskedRequest, needs, put_errors, translate
from headstamp.web.forms.intake import UndoForm

Deed = Callable[..., Batch]


def done_or_said(request: AskedRequest, uid: str, deed: Callable[[Asker], object]) -> bool:
    """Do it; if the batch moved on meanwhile, say so on its page instead of on an error page."""
    try:
        deed(request.asker)
    except Conflict as error:
        messages.warning(request, translate(error.message))
        return False
    return True


def too_late(request: AskedRequest, uid: str) -> HttpResponse:
    """Back to the batch's page; who sent a form is told that nothing came of it."""
    if request.method == "POST":
        messages.warning(request, _("This file can no longer be changed. Nothing of what you sent was kept."))
    return redirect("batch", uid)


@needs(P.IMPORT_FILES, methods=("POST",))
def batch_check(request: AskedRequest, uid: str) -> HttpResponse:
    done_or_said(request, uid, lambda asker: request_check(asker, uid=uid))
    return redirect("batch", uid)


@needs(P.IMPORT_FILES, methods=("GET", "POST"))
def batch_apply(request: AskedRequest, uid: str) -> HttpResponse:
    """Ask once more with the numbers, then have the rows written."""
    found = batch_for(request.asker, uid)
    if request.method == "POST":
        done_or_said(request, uid, lambda asker: apply_batch(asker, uid=uid))
        return redirect("batch", uid)
    if not found.may_apply:
        return redirect("batch", uid)
    values = {"batch": found, "counts": words.counts_of(found.planned)}
    return render(request, "intake/apply.html", values)


@needs(P.IMPORT_FILES, methods=("POST",))
def batch_resume(request: AskedRequest, uid: str) -> HttpResponse:
    done_or_said(request, uid, lambda asker: resume_batch(asker, uid=uid))
    return redirect("batch", uid)


_STOPPING = _("The worker stops after the rows in hand. What is written stays and is not shown.")


@needs(P.IMPORT_FILES, methods=("POST",))
def batch_cancel(request: AskedRequest, uid: str) -> HttpResponse:
    """Give up a batch of which nothing is written, or stop the one that is being written."""
    found: list[Batch] = []
    is_done = done_or_said(request, uid, lambda asker: found.append(cancel_batch(asker, uid=uid)))
    if is_done and found[0].stop_asked:
        messages.info(request, _STOPPING)
    return redirect("batch", uid)


@needs(P.IMPORT_FILES, methods=("GET", "POST"))
def batch_undo(request: AskedRequest, uid: str) -> HttpResponse:
    """Ask why, then have the worker take back what the batch did."""
    found = batch_for(request.asker, uid)
    if not found.may_undo:
        return redirect("batch", uid)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            done_or_said(request, uid, lambda asker: undo_batch(asker, uid=uid, reason=reason))
        except Invalid as error:
            put_errors(form, error)
        else:
            return redirect("batch", uid)
    values = {"batch": found, "form": form, "counts": words.counts_of(words.numbers_of(found))}
    return render(request, "intake/undo.html", values, status=422 if form.errors else 200)


_ONE = "intake/<str:uid>/"
urlpatterns = [
    path(_ONE + "check/", batch_check, name="batch_check"),
    path(_ONE + "apply/", batch_apply, name="batch_apply"),
    path(_ONE + "resume/", batch_resume, name="batch_resume"),
    path(_ONE + "cancel/", batch_cancel, name="batch_cancel"),
    path(_ONE + "undo/", batch_undo, name="batch_undo"),
]
