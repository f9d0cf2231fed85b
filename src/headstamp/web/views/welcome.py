"""The page behind a one-time link: its holder sets a password, once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from headstamp.accounts.actions import use_one_time_link
from headstamp.accounts.actions.passwords import GONE
from headstamp.accounts.limits import spend_for_address
from headstamp.accounts.links import open_link
from headstamp.kernel.errors import Invalid, NotFound
from headstamp.kernel.text import say
from headstamp.web.door import AskedRequest, public, put_errors
from headstamp.web.forms.accounts import WelcomeForm


@public(methods=("GET", "POST"))
def welcome(request: AskedRequest, token: str) -> HttpResponse:
    spend_for_address(request.META.get("REMOTE_ADDR", ""), "sign_in")
    link = open_link(token)
    if link is None:
        raise NotFound(say(GONE))
    form = WelcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            use_one_time_link(token=token, password=form.cleaned_data["password"])
            messages.success(request, _("The password is set. Sign in with it."))
            return redirect("account_login")
        except Invalid as error:
            put_errors(form, error)
    response = render(
        request,
        "account/welcome.html",
        {"form": form, "person": link.user},
        status=422 if form.errors else 200,
    )
    response["Cache-Control"] = "no-store"
    return response


urlpatterns = [path("welcome/<str:token>/", welcome, name="welcome")]
