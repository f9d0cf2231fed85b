"""Help for victims: their files, what they need, referrals that they agree to. Apart from all other pages."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headstamp.accounts.permissions import Permission as P
from headstamp.accounts.queries import names_of
from headstamp.cases import actions
from headstamp.cases.facts import NeedFacts, VictimFacts
from headstamp.cases.models import VictimFile
from headstamp.cases.queries.victims import (
    occurrence_of,
    open_victim,
    person_of,
    referral_known,
    victims_for_list,
)
from headstamp.cases.states import REFERRAL_STEPS
from headstamp.kernel.asker import Asker
from headstamp.kernel.states import step_from
from headstamp.registry.queries import count_of, page_of
from headstamp.web.case_pages import form_page, record_at
from headstamp.web.door import AskedRequest, needs, translate
from headstamp.web.forms.cases import NeedForm, ReferralForm, VictimForm

_TEMPLATE = "victims/form.html"


@needs(P.ASSIST_VICTIMS)
def victims(request: AskedRequest) -> HttpResponse:
    """The victims whom one's unit helps."""
    found = victims_for_list(request.asker)
    count = count_of(found)
    page = page_of(found, sort="-id", cursor=request.GET.get("at", ""))
    words = ngettext("%(number)s victim", "%(number)s victims", count.number) % {"number": count}
    return render(request, "victims/list.html", {"page": page, "total_text": words})


@needs(P.ASSIST_VICTIMS, methods=("GET", "POST"))
def victim_new(request: AskedRequest) -> HttpResponse:
    """Begin a file."""
    return form_page(
        request,
        VictimForm(request.POST or None),
        lambda told: _record(request.asker, told),
        to=lambda made: reverse("victim", args=[made.uid]),
        done=_("The file is begun. Note what the victim needs."),
        title=_("New file of a victim"),
        save_text=_("Begin the file"),
        back=reverse("victims"),
        template=_TEMPLATE,
    )


def _record(asker: Asker, told: dict[str, Any]) -> VictimFile:
    links = dict(record_at(told.pop(name)) for name in ("person_page", "occurrence_page"))
    known = {kind: links[kind] for kind in ("person", "occurrence") if kind in links}
    return actions.record_victim(asker, facts=VictimFacts(**told, **known))


@needs(P.ASSIST_VICTIMS)
def victim(request: AskedRequest, uid: str) -> HttpResponse:
    """One file with its referrals."""
    found = open_victim(request.asker, uid)
    values = {
        "victim": found,
        "person": person_of(request.asker, found),
        "occurrence": occurrence_of(request.asker, found),
        "names": names_of({each.by for referral in found.referrals.all() for each in referral.changes.all()}),
    }
    return render(request, "victims/victim.html", values)


@needs(P.ASSIST_VICTIMS, methods=("GET", "POST"))
def need_new(request: AskedRequest, uid: str) -> HttpResponse:
    """Note a need and the service that can meet it."""
    found = open_victim(request.asker, uid)
    return form_page(
        request,
        NeedForm(request.POST or None),
        lambda told: actions.note_need(request.asker, victim=uid, facts=NeedFacts(**told)),
        to=reverse("victim", args=[uid]),
        done=_("Noted. Ask the victim before you tell the service."),
        title=_("New need"),
        save_text=_("Note it"),
        victim=found,
        template=_TEMPLATE,
    )


@needs(P.ASSIST_VICTIMS, methods=("GET", "POST"))
def referral_move(request: AskedRequest, uid: str, act: str) -> HttpResponse:
    """Take a referral a step on."""
    found = referral_known(request.asker, uid)
    title = translate(step_from(REFERRAL_STEPS, found.state, act).words)
    form = ReferralForm(request.POST or None)
    if act != "agree":
        del form.fields["agreed_by"]
    return form_page(
        request,
        form,
        lambda told: actions.move_referral(request.asker, referral=uid, act=act, **told),
        to=reverse("victim", args=[found.victim.uid]),
        done=_("Noted."),
        title=title,
        save_text=title,
        victim=found.victim,
        template=_TEMPLATE,
    )


urlpatterns = [
    path("victims/", victims, name="victims"),
    path("victims/new/", victim_new, name="victim_new"),
    path("victims/<str:uid>/", victim, name="victim"),
    path("victims/<str:uid>/needs/new/", need_new, name="need_new"),
    path("referrals/<str:uid>/<slug:act>/", referral_move, name="referral_move"),
]
