"""Records go out of sight with a reason, and come back from the page of what was deleted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headstamp.accounts.permissions import Permission as P
from headstamp.kernel.asker import Asker
from headstamp.registry import actions
from headstamp.registry.queries import (
    deleted_checks_visible_to,
    deleted_groups_visible_to,
    deleted_items_visible_to,
    deleted_occurrences_visible_to,
    deleted_operations_visible_to,
    deleted_persons_visible_to,
    deleted_vehicles_visible_to,
    open_check,
    open_group,
    open_occurrence,
    open_operation,
    open_person,
    open_vehicle,
    shut,
)
from headstamp.web.door import AskedRequest, needs
from headstamp.web.entry.boxes import Sheet
from headstamp.web.entry.changing import MUST_REASON, Change, handle
from headstamp.web.entry.reading import Reading

_NEWEST = 200
REASON_SHEET = Sheet(form="reason", sections=(MUST_REASON,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of record that its page can delete: `name` is its page and what the history calls it, `home` its list.

    `also` are rights that are needed besides the one to delete.
    """

    name: str
    home: str
    at: str
    title: str | Promise
    text: str | Promise
    open: Callable[[Asker, str], Any]
    delete: Callable[..., Any]
    restore: Callable[..., Any]
    also: tuple[P, ...] = ()

    def addresses(self) -> Iterator[URLPattern]:
        """Where it is deleted, and where it is brought back."""
        yield path(f"{self.at}<str:uid>/delete/", _deleting(self), name=f"{self.name}_delete")
        yield path(f"{self.at}<str:uid>/restore/", _restoring(self), name=f"{self.name}_restore")


KINDS = (
    Kind(
        name="occurrence", home="occurrences", at="occurrences/", title=_("Delete the record"),
        text=_("The record and its items leave every list and figure. It can be brought back."),
        open=open_occurrence, delete=actions.delete_occurrence, restore=actions.restore_occurrence,
    ),
    Kind(
        name="check", home="checks", at="checks/", title=_("Delete the check"),
        text=_("It leaves every list and every detection rate. What was found stays recorded. It can be brought back."),
        open=open_check, delete=actions.delete_check, restore=actions.restore_check,
    ),
    Kind(
        name="operation", home="operations", at="operations/", title=_("Delete the operation"),
        text=_("Its checks and occurrences stay, and name it again when it comes back."),
        open=open_operation, delete=actions.delete_operation, restore=actions.restore_operation,
    ),
    Kind(
        name="person", home="people", at="people/", title=_("Delete the person"), also=(P.SEE_PERSONS,),
        text=_("He or she leaves every list, occurrence and group; history keeps the parts. The person can be brought back with all of them."),
        open=open_person, delete=actions.delete_person, restore=actions.restore_person,
    ),
    Kind(
        name="group", home="groups", at="groups/", title=_("Delete the group"), also=(P.SEE_PERSONS,),
        text=_("Its members stay recorded. It can be brought back with all of them."),
        open=open_group, delete=actions.delete_group, restore=actions.restore_group,
    ),
    Kind(
        name="vehicle", home="vehicles", at="vehicles/", title=_("Delete the vehicle"), also=(P.SEE_PERSONS,),
        text=_("It leaves every list and occurrence; history keeps where it was. It can be brought back."),
        open=open_vehicle, delete=actions.delete_vehicle, restore=actions.restore_vehicle,
    ),
)  # fmt: skip


def _deleting(kind: Kind) -> Callable[..., Any]:
    @needs(P.DELETE_RECORDS, also=kind.also, methods=("GET", "POST"))
    def delete(request: AskedRequest, uid: str) -> HttpResponse:
        record = kind.open(request.asker, uid)

        def save(reading: Reading, version: int) -> HttpResponse:
            kind.delete(request.asker, uid=uid, version=version, reason=reading.typed.get("reason", ""))
            messages.success(request, _("Deleted. It can be brought back from the page of deleted records."))
            return redirect(kind.home)

        return handle(
            request,
            Change(
                sheet=REASON_SHEET, title=kind.title, text=kind.text, back_url=reverse(kind.name, args=[uid]),
                save_text=_("Delete"), now=dict, version=lambda: record.version, save=save,
                subject=(kind.name, record.pk), is_danger=True,
            ),
        )  # fmt: skip

    return delete


def _restoring(kind: Kind) -> Callable[..., Any]:
    @needs(P.DELETE_RECORDS, also=kind.also, methods=("POST",))
    def restore(request: AskedRequest, uid: str) -> HttpResponse:
        kind.restore(request.asker, uid=uid, reason=request.POST.get("reason", ""))
        messages.success(request, _("The record is back."))
        return redirect(kind.name, uid=uid)

    return restore


def _alone(asker: Asker) -> QuerySet[Any]:
    return deleted_items_visible_to(asker).filter(occurrence__deleted_at__isnull=True)


# Kind of record, heading of its table, and those that the asker may bring back.
_DELETED: tuple[tuple[str, str | Promise, Callable[[Asker], QuerySet[Any]]], ...] = (
    ("occurrence", _("Occurrences"), deleted_occurrences_visible_to),
    ("item", _("Items"), _alone),
    ("check", _("Checks"), deleted_checks_visible_to),
    ("operation", _("Operations"), deleted_operations_visible_to),
    ("person", _("Persons"), deleted_persons_visible_to),
    ("group", _("Groups"), deleted_groups_visible_to),
    ("vehicle", _("Vehicles"), deleted_vehicles_visible_to),
)


@needs(P.DELETE_RECORDS)
def deleted(request: AskedRequest) -> HttpResponse:
    """Deleted records of each kind, last deleted first, to be brought back."""
    found = [
        (kind, f"{kind}_restore", title, shut(request.asker, rows(request.asker)[:_NEWEST]))
        for kind, title, rows in _DELETED
    ]
    values = {"sections": [each for each in found if each[-1]], "newest": _NEWEST}
    return render(request, "entry/deleted.html", values)


@needs(P.DELETE_RECORDS, methods=("POST",))
def item_restore(request: AskedRequest, uid: str) -> HttpResponse:
    actions.restore_item(request.asker, uid=uid, reason=request.POST.get("reason", ""))
    messages.success(request, _("The item is back."))
    return redirect("item", uid=uid)


urlpatterns = [
    path("deleted/", deleted, name="deleted"),
    path("items/<str:uid>/restore/", item_restore, name="item_restore"),
    *(address for kind in KINDS for address in kind.addresses()),
]
