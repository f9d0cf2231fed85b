"""The form of an act on a page of the laboratory, and the act itself: done, or shown again with what is wrong."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from headstamp.kernel.errors import Conflict, Invalid, NotFound
from headstamp.kernel.text import say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.web.door import AskedRequest, put_errors, translate
from headstamp.web.forms.laboratory import LabForm
from headstamp.web.laboratory_acts import LabAct


def named_act(known: tuple[LabAct, ...], slug: str) -> LabAct:
    """The act of this name; NotFound for any other."""
    found = next((each for each in known if each.slug == slug), None)
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return found


def try_act(
    request: AskedRequest,
    act: LabAct,
    of: Any,
    form: LabForm,
    values: dict[str, Any],
    done: Callable[[Any], HttpResponse],
) -> HttpResponse:
    """Do the act if the form was sent and holds, and go where `done` leads; else show the form."""
    if request.method == "POST" and form.is_valid():
        try:
            made = act.do(request.asker, of, form.cleaned_data)
            messages.success(request, _("It is recorded."))
            return done(made)
        except (Invalid, Conflict) as error:
            complain(form, error)
    shown = {"title": act.title, "text": act.text, "form": form} | values
    return render(request, "laboratory/act.html", shown, status=422 if form.errors else 200)


def complain(form: LabForm, error: Invalid | Conflict) -> None:
    """What an action refused, at its field or above the form. Problems at `2.difference` stand at `difference_2`."""
    if isinstance(error, Conflict):
        form.add_error(None, translate(error.message))
        return
    named = {"_".join(reversed(name.split("."))): found for name, found in error.fields.items()}
    put_errors(form, Invalid(named))
