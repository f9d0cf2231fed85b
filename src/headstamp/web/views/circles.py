"""Need-to-know circles: who may open the restricted records that name them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission as P
from headstamp.accounts.queries import names_of
from headstamp.kernel.errors import Invalid, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions import circles as actions
from headstamp.registry.models import Circle
from headstamp.registry.queries import circles_visible_to
from headstamp.web.door import AskedRequest, needs
from headstamp.web.entry.changing import Change, handle
from headstamp.web.entry.flow import must_be_readable
from headstamp.web.entry.people_sheet import CIRCLE_MEMBER_SHEET, CIRCLE_SHEET
from headstamp.web.entry.reading import Reading


@needs(P.MANAGE_CIRCLES)
def circles(request: AskedRequest) -> HttpResponse:
    """The circles that one belongs to or made."""
    return render(request, "entry/circles.html", {"circles": circles_visible_to(request.asker)})


@needs(P.MANAGE_CIRCLES, methods=("GET", "POST"))
def circle_new(request: AskedRequest) -> HttpResponse:
    def save(reading: Reading, _version: int) -> HttpResponse:
        told: dict[str, Any] = reading.values(CIRCLE_SHEET.boxes)
        must_be_readable(reading)
        made = actions.make_circle(request.asker, **(told | {"until": _day(told["until"])}))
        messages.success(request, _("The circle is made; you are its first member."))
        return redirect("circle", number=made.pk)

    change = Change(
        sheet=CIRCLE_SHEET, title=_("New circle"), back_url=reverse("circles"), save_text=_("Make the circle"),
        now=dict, version=lambda: 0, save=save,
        text=_("Only members can open the restricted records that name the circle."),
    )  # fmt: skip
    return handle(request, change)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid({"until": [say(gettext_noop("Write a whole day, as YYYY-MM-DD."))]}) from None


def _circle(request: AskedRequest, number: int) -> Circle:
    found = circles_visible_to(request.asker).filter(pk=number).first()
    if found is None:
        raise NotFound(say(gettext_noop("There is no such circle, or you may not know of it.")))
    return found


@needs(P.MANAGE_CIRCLES)
def circle(request: AskedRequest, number: int) -> HttpResponse:
    """One circle with its members."""
    record = _circle(request, number)
    names = names_of({member.account for member in record.members.all()} | {record.created_by})
    return render(request, "entry/circle.html", {"record": record, "names": names})


@needs(P.MANAGE_CIRCLES, methods=("GET", "POST"))
def circle_member_new(request: AskedRequest, number: int) -> HttpResponse:
    record = _circle(request, number)

    def save(reading: Reading, _version: int) -> HttpResponse:
        unit = reading.typed.get("unit", "")
        actions.add_member(
            request.asker, circle=number, account=reading.typed.get("account", ""),
            unit=int(unit) if unit.isdecimal() else None,
        )  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect("circle", number=number)

    change = Change(
        sheet=CIRCLE_MEMBER_SHEET, title=_("Add a member"), text=record.name,
        back_url=reverse("circle", args=[number]), save_text=_("Add"), now=dict, version=lambda: 0, save=save,
    )  # fmt: skip
    return handle(request, change)


@needs(P.MANAGE_CIRCLES, methods=("POST",))
def circle_member_remove(request: AskedRequest, number: int, member: int) -> HttpResponse:
    actions.remove_member(request.asker, circle=number, member=member)
    messages.success(request, _("The member is taken out."))
    return redirect("circle", number=number)


urlpatterns = [
    path("circles/", circles, name="circles"),
    path("circles/new/", circle_new, name="circle_new"),
    path("circles/<int:number>/", circle, name="circle"),
    path("circles/<int:number>/members/new/", circle_member_new, name="circle_member_new"),
    path(
        "circles/<int:number>/members/<int:member>/remove/", circle_member_remove, name="circle_member_remove"
    ),
]
