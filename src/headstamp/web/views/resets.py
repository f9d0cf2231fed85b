"""Second factors that were lost: one person asks for the reset, another approves it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from headstamp.accounts import actions
from headstamp.accounts.permissions import Permission as P
from headstamp.accounts.queries import names_of, resets_visible_to
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.web.door import AskedRequest, needs

_SHOWN = 200


@needs(P.MANAGE_ACCOUNTS, P.APPROVE_RESET)
def resets(request: AskedRequest) -> HttpResponse:
    """Requests that wait, and those approved before."""
    found = list(resets_visible_to(request.asker)[:_SHOWN])
    names = names_of({reset.asked_by for reset in found} | {reset.approved_by for reset in found})
    rows = [
        {
            "reset": reset,
            "asked_by": names.get(reset.asked_by, reset.asked_by),
            "approved_by": names.get(reset.approved_by, reset.approved_by),
            "may_approve": not reset.approved_by
            and request.asker.may(P.APPROVE_RESET)
            and request.asker.id not in (reset.asked_by, str(reset.user_id)),
        }
        for reset in found
    ]
    return render(request, "accounts/resets.html", {"rows": rows})


@needs(P.MANAGE_ACCOUNTS, P.APPROVE_RESET, methods=("POST",))
def reset_ask(request: AskedRequest, account_id: int) -> HttpResponse:
    reason = request.POST.get("reason", "").strip()
    if len(reason) > 1000:
        raise Invalid({"reason": [say(gettext_noop("Write at most 1000 characters."))]})
    actions.ask_factor_reset(request.asker, account_id=account_id, reason=reason)
    messages.success(request, _("The reset is asked for. Another person approves it."))
    return redirect("resets")


@needs(P.APPROVE_RESET, methods=("POST",))
def reset_approve(request: AskedRequest, reset_id: int) -> HttpResponse:
    actions.approve_factor_reset(request.asker, reset_id=reset_id)
    messages.success(
        request, _("The second factors are removed. The person sets up new ones at the next sign-in.")
    )
    return redirect("resets")


urlpatterns = [
    path("accounts/resets/", resets, name="resets"),
    path("accounts/<int:account_id>/reset/", reset_ask, name="reset_ask"),
    path("accounts/resets/<int:reset_id>/approve/", reset_approve, name="reset_approve"),
]
