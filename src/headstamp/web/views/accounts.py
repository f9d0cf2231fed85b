"""Accounts: the list, a new one, and what an administrator does to one."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headstamp.accounts import actions
from headstamp.accounts.models import User
from headstamp.accounts.permissions import Permission as P
from headstamp.accounts.queries import account_to_manage, resets_visible_to
from headstamp.accounts.roles import ROLE_NAMES
from headstamp.desk import office_lists
from headstamp.desk.office_lists import AccountFilter, accounts_for_list
from headstamp.kernel.errors import Invalid
from headstamp.registry.queries import Page
from headstamp.web.door import AskedRequest, needs, put_errors
from headstamp.web.forms.accounts import (
    NameForm,
    NewAccountForm,
    ReasonForm,
    RolesForm,
    UnitForm,
)
from headstamp.web.listing import List


def _word(number: int) -> str:
    return ngettext("%(number)s account", "%(number)s accounts", number)


def _more(request: AskedRequest, wanted: AccountFilter, page: Page[User]) -> Mapping[str, Any]:
    return {
        "people": [(person, [ROLE_NAMES.get(role, role) for role in person.roles]) for person in page.rows],
        "waiting": resets_visible_to(request.asker).filter(approved_by="").count(),
    }


ACCOUNTS = List(
    name="accounts",
    template="accounts/list.html",
    wanted=AccountFilter,
    counted=accounts_for_list,
    shown=accounts_for_list,
    word=_word,
    exported=office_lists.ACCOUNTS,
    doors=(P.MANAGE_ACCOUNTS, P.APPROVE_RESET),
    sort="username",
    primary=("text", "unit", "role", "state"),
    more=_more,
)


@needs(P.MANAGE_ACCOUNTS, methods=("GET", "POST"))
def account_new(request: AskedRequest) -> HttpResponse:
    form = NewAccountForm(request.asker, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            person = actions.make_account(
                request.asker,
                username=given["username"],
                unit_id=given["unit"],
                roles=form.chosen(),
                first_name=given["first_name"],
                last_name=given["last_name"],
            )
        except Invalid as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The account is made. Now make a one-time link for the person."))
            return redirect("account", account_id=person.pk)
    return render(request, "accounts/new.html", {"form": form}, status=422 if form.errors else 200)


@needs(P.MANAGE_ACCOUNTS, P.APPROVE_RESET)
def account(request: AskedRequest, account_id: int) -> HttpResponse:
    return _show(request, account_id)


@needs(P.MANAGE_ACCOUNTS, methods=("POST",))
def account_name(request: AskedRequest, account_id: int) -> HttpResponse:
    form = NameForm(request.POST)
    if form.is_valid():
        actions.change_name(request.asker, account_id=account_id, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("account", account_id=account_id)
    return _show(request, account_id, name_form=form)


@needs(P.MANAGE_ACCOUNTS, methods=("POST",))
def account_roles(request: AskedRequest, account_id: int) -> HttpResponse:
    form = RolesForm(request.POST)
    if form.is_valid():
        try:
            actions.change_roles(request.asker, account_id=account_id, roles=form.chosen())
            messages.success(request, _("The roles are changed. They count from the next page on."))
            return redirect("account", account_id=account_id)
        except Invalid as error:
            put_errors(form, error)
    return _show(request, account_id, roles_form=form)


@needs(P.MANAGE_ACCOUNTS, methods=("POST",))
def account_unit(request: AskedRequest, account_id: int) -> HttpResponse:
    form = UnitForm(request.asker, request.POST)
    if form.is_valid():
        actions.move_unit(request.asker, account_id=account_id, unit_id=form.cleaned_data["unit"])
        messages.success(request, _("The person is moved."))
        return redirect("account", account_id=account_id)
    return _show(request, account_id, unit_form=form)


@needs(P.MANAGE_ACCOUNTS, methods=("POST",))
def account_link(request: AskedRequest, account_id: int) -> HttpResponse:
    """Make a one-time link and show it: this once, never again."""
    link = actions.make_one_time_link(request.asker, account_id=account_id)
    person = account_to_manage(request.asker, account_id)
    response = render(
        request, "accounts/link.html", {"person": person, "link": request.build_absolute_uri(link)}
    )
    response["Cache-Control"] = "no-store"
    return response


@needs(P.MANAGE_ACCOUNTS, methods=("POST",))
def account_close(request: AskedRequest, account_id: int) -> HttpResponse:
    form = ReasonForm(request.POST)
    if form.is_valid():
        actions.close_account(request.asker, account_id=account_id, reason=form.cleaned_data["reason"])
        messages.success(request, _("The account is closed."))
        return redirect("account", account_id=account_id)
    return _show(request, account_id, close_form=form)


@needs(P.MANAGE_ACCOUNTS, methods=("POST",))
def account_reopen(request: AskedRequest, account_id: int) -> HttpResponse:
    actions.reopen_account(request.asker, account_id=account_id)
    messages.success(request, _("The account is open again. Make a one-time link for the person."))
    return redirect("account", account_id=account_id)


@needs(P.MANAGE_ACCOUNTS, methods=("POST",))
def account_sessions(request: AskedRequest, account_id: int) -> HttpResponse:
    ended = actions.end_sessions(request.asker, account_id=account_id)
    messages.success(
        request, ngettext("%(n)d session is ended.", "%(n)d sessions are ended.", ended) % {"n": ended}
    )
    return redirect("account", account_id=account_id)


def _show(request: AskedRequest, account_id: int, **posted: object) -> HttpResponse:
    person = account_to_manage(request.asker, account_id)
    values = {
        "person": person,
        "is_self": request.asker.id == str(person.pk),
        "manages": request.asker.may(P.MANAGE_ACCOUNTS),
        "name_form": NameForm(
            initial={"first_name": person.first_name, "last_name": person.last_name}, prefix=None
        ),
        "roles_form": RolesForm(initial={"roles": person.roles}),
        "unit_form": UnitForm(request.asker, initial={"unit": person.unit_id}),
        "close_form": ReasonForm(),
        "reset_form": ReasonForm(auto_id="id_reset_%s"),
        "role_names": [ROLE_NAMES.get(role, role) for role in person.roles],
        "resets": resets_visible_to(request.asker).filter(user=person, approved_by=""),
    }
    return render(request, "accounts/account.html", values | posted, status=422 if posted else 200)


_ONE = "accounts/<int:account_id>/"
urlpatterns = [
    *ACCOUNTS.addresses("accounts/"),
    path("accounts/new/", account_new, name="account_new"),
    path(_ONE, account, name="account"),
    path(_ONE + "name/", account_name, name="account_name"),
    path(_ONE + "roles/", account_roles, name="account_roles"),
    path(_ONE + "unit/", account_unit, name="account_unit"),
    path(_ONE + "link/", account_link, name="account_link"),
    path(_ONE + "close/", account_close, name="account_close"),
    path(_ONE + "reopen/", account_reopen, name="account_reopen"),
    path(_ONE + "sessions/", account_sessions, name="account_sessions"),
]
