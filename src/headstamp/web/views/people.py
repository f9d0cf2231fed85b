"""People and groups: with the right to see persons only, and every page of a person is noted in the log."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission as P
from headstamp.desk import exported_people
from headstamp.registry.actions import people as actions
from headstamp.registry.facts import PersonFacts
from headstamp.registry.filters import GroupFilter, PersonFilter
from headstamp.registry.queries import (
    groups_for_list,
    groups_visible_to,
    open_group,
    open_person,
    persons_visible_to,
    revisions_of,
    vehicles_beside,
)
from headstamp.web.door import AskedRequest, needs
from headstamp.web.entry.changing import Change, handle
from headstamp.web.entry.filling import filled
from headstamp.web.entry.flow import must_be_readable
from headstamp.web.entry.people_sheet import (
    GROUP_EDIT_SHEET,
    GROUP_SHEET,
    MEMBER_SHEET,
    NEW_PERSON_SHEET,
    PERSON_SHEET,
)
from headstamp.web.entry.reading import Reading
from headstamp.web.listing import List
from headstamp.web.telling import told_changes


def _persons_word(number: int) -> str:
    return ngettext("%(number)s person", "%(number)s persons", number)


def _groups_word(number: int) -> str:
    return ngettext("%(number)s group", "%(number)s groups", number)


PERSONS = List(
    name="people",
    template="entry/people.html",
    wanted=PersonFilter,
    counted=persons_visible_to,
    shown=persons_visible_to,
    word=_persons_word,
    exported=exported_people.PERSONS,
    doors=(P.SEE_PERSONS,),
    sort="-id",
    primary=("q", "role", "nationality"),
    searched="search_people",
)
GROUPS = List(
    name="groups",
    template="entry/groups.html",
    wanted=GroupFilter,
    counted=groups_visible_to,
    shown=groups_for_list,
    word=_groups_word,
    exported=exported_people.GROUPS,
    doors=(P.SEE_PERSONS,),
    sort="listed_as",
    primary=("q", "established"),
    searched="search_groups",
)


def _person(request: AskedRequest, uid: str) -> Any:
    return open_person(request.asker, uid)


@needs(P.SEE_PERSONS)
def person(request: AskedRequest, uid: str) -> HttpResponse:
    """One person: parts in occurrences, groups, vehicles that came up with the person."""
    record = _person(request, uid)
    values = {
        "record": record,
        "vehicles": vehicles_beside(request.asker, record),
        "changes": told_changes(revisions_of(request.asker, "person", record.pk)),
    }
    return render(request, "entry/person.html", values)


@needs(P.ENTER_RECORDS, also=(P.SEE_PERSONS,), methods=("GET", "POST"))
def person_new(request: AskedRequest) -> HttpResponse:
    """A person who stands in no occurrence yet."""

    def save(reading: Reading, _version: int) -> HttpResponse:
        facts = PersonFacts(role="", category="", **reading.values(NEW_PERSON_SHEET.boxes))
        must_be_readable(reading)
        made = actions.record_person(request.asker, facts=facts)
        messages.success(request, _("Saved."))
        return redirect("person", uid=made.uid)

    return handle(
        request,
        Change(
            sheet=NEW_PERSON_SHEET, title=_("Record a person"), back_url=reverse("people"), save_text=_("Save"),
            now=dict, version=lambda: 0, save=save,
            text=_("Somebody who stands in no occurrence yet; put the person into one afterwards."),
        ),
    )  # fmt: skip


@needs(P.SEE_PERSONS, methods=("GET", "POST"))
def person_edit(request: AskedRequest, uid: str) -> HttpResponse:
    asker, record = request.asker, _person(request, uid)
    names = [box.name for box in PERSON_SHEET.boxes if box.name != "reason"]

    def save(reading: Reading, version: int) -> HttpResponse:
        told = reading.values(PERSON_SHEET.boxes)
        must_be_readable(reading)
        changes = {name: told[name] for name in names if told[name] != getattr(record, name)}
        actions.edit_person(asker, uid=uid, version=version, changes=changes, reason=told["reason"])
        messages.success(request, _("Saved."))
        return redirect("person", uid=uid)

    return handle(
        request,
        Change(
            sheet=PERSON_SHEET, title=_("Edit the person"), back_url=reverse("person", args=[uid]),
            save_text=_("Save the changes"), now=lambda: filled(asker, PERSON_SHEET, record, get_language() or "en"),
            version=lambda: record.version, save=save, subject=("person", record.pk),
        ),
    )  # fmt: skip


def _group(request: AskedRequest, uid: str) -> Any:
    return open_group(request.asker, uid)


@needs(P.SEE_PERSONS)
def group(request: AskedRequest, uid: str) -> HttpResponse:
    """One group with its members."""
    record = _group(request, uid)
    changes = told_changes(revisions_of(request.asker, "group", record.pk))
    return render(request, "entry/group_page.html", {"record": record, "changes": changes})


@needs(P.SEE_PERSONS, methods=("GET", "POST"))
def group_new(request: AskedRequest) -> HttpResponse:
    def save(reading: Reading, _version: int) -> HttpResponse:
        facts = actions.GroupFacts(**reading.values(GROUP_SHEET.boxes))
        made = actions.record_group(request.asker, facts=facts)
        messages.success(request, _("Saved."))
        return redirect("group", uid=made.uid)

    return handle(
        request,
        Change(
            sheet=GROUP_SHEET, title=_("Record a group"), back_url=reverse("people"), save_text=_("Save"),
            now=dict, version=lambda: 0, save=save,
        ),
    )  # fmt: skip


@needs(P.SEE_PERSONS, methods=("GET", "POST"))
def group_edit(request: AskedRequest, uid: str) -> HttpResponse:
    asker, record, sheet = request.asker, _group(request, uid), GROUP_EDIT_SHEET
    names = [box.name for box in GROUP_SHEET.boxes]

    def save(reading: Reading, version: int) -> HttpResponse:
        told = reading.values(sheet.boxes)
        changes = {name: told[name] for name in names if told[name] != getattr(record, name)}
        actions.edit_group(asker, uid=uid, version=version, changes=changes, reason=told["reason"])
        messages.success(request, _("Saved."))
        return redirect("group", uid=uid)

    return handle(
        request,
        Change(
            sheet=sheet, title=_("Edit the group"), back_url=reverse("group", args=[uid]),
            save_text=_("Save the changes"), now=lambda: filled(asker, sheet, record, get_language() or "en"),
            version=lambda: record.version, save=save, subject=("group", record.pk),
        ),
    )  # fmt: skip


@needs(P.SEE_PERSONS, methods=("GET", "POST"))
def group_member_new(request: AskedRequest, uid: str) -> HttpResponse:
    record = _group(request, uid)

    def save(reading: Reading, version: int) -> HttpResponse:
        facts = actions.MemberFacts(**reading.values(MEMBER_SHEET.boxes))
        must_be_readable(reading)
        actions.add_group_member(request.asker, group=uid, version=version, facts=facts)
        messages.success(request, _("Saved."))
        return redirect("group", uid=uid)

    return handle(
        request,
        Change(
            sheet=MEMBER_SHEET, title=_("Add a member"), back_url=reverse("group", args=[uid]), save_text=_("Add"),
            now=dict, version=lambda: record.version, save=save, subject=("group", record.pk),
        ),
    )  # fmt: skip


@needs(P.SEE_PERSONS, methods=("POST",))
def group_member_remove(request: AskedRequest, uid: str, member: int) -> HttpResponse:
    record = _group(request, uid)
    actions.remove_group_member(request.asker, group=uid, version=record.version, member=member)
    messages.success(request, _("The member is taken out."))
    return redirect("group", uid=uid)


urlpatterns = [
    *PERSONS.addresses("people/"),
    *GROUPS.addresses("groups/"),
    path("people/new/", person_new, name="person_new"),
    path("people/<str:uid>/", person, name="person"),
    path("people/<str:uid>/edit/", person_edit, name="person_edit"),
    path("groups/new/", group_new, name="group_new"),
    path("groups/<str:uid>/", group, name="group"),
    path("groups/<str:uid>/edit/", group_edit, name="group_edit"),
    path("groups/<str:uid>/members/new/", group_member_new, name="group_member_new"),
    path("groups/<str:uid>/members/<int:member>/remove/", group_member_remove, name="group_member_remove"),
]
