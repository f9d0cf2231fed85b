"""What the pages of cases share: a form that calls one action, and people's names to choose from."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render

from headstamp.accounts.queries import names_of
from headstamp.kernel.errors import Conflict, Invalid
from headstamp.kernel.ids import is_uid
from headstamp.web.door import AskedRequest, put_errors, translate


def form_page(
    request: AskedRequest,
    form: BaseForm,
    do: Callable[[dict[str, Any]], Any],
    *,
    to: str | Callable[[Any], str],
    done: str,
    template: str = "cases/form.html",
    **words: Any,
) -> HttpResponse:
    """The page of a form, and its action once it is sent: `do` gets what was typed, `to` is where it leads then.

    `words`: title, text, save_text, back (an address), crumbs as (address, words).
    """
    form.is_bound = request.method == "POST"  # sent even where nothing is filled in
    if form.is_valid():
        try:
            made = do(form.cleaned_data)
            messages.success(request, done)
            return redirect(to if isinstance(to, str) else to(made))
        except Invalid as error:
            put_errors(form, error)
        except Conflict as error:
            form.add_error(None, translate(error.message))
    back = to if isinstance(to, str) else ""
    return render(
        request, template, {"form": form, "back": back, **words}, status=422 if form.errors else 200
    )


def people_of(accounts: Iterable[str]) -> list[tuple[str, str]]:
    """Accounts with their names, by name, to choose from."""
    return sorted(names_of(set(accounts)).items(), key=lambda pair: pair[1])


_KINDS = {"occurrences": "occurrence", "checks": "check", "operations": "operation", "people": "person"}


def record_at(typed: str) -> tuple[str, str]:
    """Kind and uid of the record whose page has this address; '' where it is none."""
    parts = [part for part in typed.strip().split("?")[0].split("/") if part]
    for head, uid in zip(parts, parts[1:], strict=False):
        if head in _KINDS and is_uid(uid):
            return _KINDS[head], uid
    return "", ""
