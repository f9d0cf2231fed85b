"""Ballistic leads and the guns that are inferred from them. A lead is never shown as a hit."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission as P
from headstamp.accounts.queries import names_of
from headstamp.forensics import actions
from headstamp.forensics.facts import End, Opinion
from headstamp.forensics.models import InferredGun, Lead
from headstamp.forensics.queries import figures_of, leads_visible_to, open_gun, open_lead
from headstamp.forensics.queries.guns import gun_of, guns_for_list, is_gun_shut, records_of, standing
from headstamp.forensics.queries.leads import ENDS, joinable, joins_gun, known_to_systems
from headstamp.forensics.queries.opening import is_shut
from headstamp.forensics.states import LEAD_STEPS, LeadState
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotFound
from headstamp.registry.models import Item
from headstamp.registry.queries import occurrences_visible_to, open_item, page_of
from headstamp.web.door import AskedRequest, needs, translate
from headstamp.web.forms.laboratory import JoinForm, LabForm, LeadForm, PartForm
from headstamp.web.laboratory_acts import GUN_ACTS, LEAD_ACTS, LabAct, facts, gun_acts_for, lead_acts_for
from headstamp.web.laboratory_doing import complain, named_act, try_act
from headstamp.web.laboratory_telling import drawing_of, said_now, told_end, told_lead, told_leads

_MOST = 200


@needs(P.SEE_RECORDS)
def leads(request: AskedRequest) -> HttpResponse:
    """The leads of one state, or all; the newest first."""
    state, asker = request.GET.get("state", ""), request.asker
    found = leads_visible_to(asker).select_related(*ENDS)
    if state in set(LeadState):
        found = found.filter(state=state)
    page = page_of(found, sort="-id", cursor=request.GET.get("at", ""))
    tabs = [("", _("All"), not state), *((each, label, each == state) for each, label in Lead._meta.get_field("state").flatchoices)]  # fmt: skip
    values = {"page": page, "leads": told_leads(asker, page.rows), "tabs": tabs, "figures": figures_of(asker)}
    return render(request, "laboratory/leads.html", values)


@needs(P.EXAMINE, methods=("GET", "POST"))
def lead_new(request: AskedRequest, uid: str) -> HttpResponse:
    """Note a lead from an item to another end."""
    item = open_item(request.asker, uid)
    form = LeadForm(_known(request.asker, item), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            other = _end(request.asker, told["other_item"] or told["other"].strip())
            made = actions.note_lead(
                request.asker, one=End(uid), other=other, opinion=facts(Opinion, told), system=told["system"]
            )
            messages.success(request, _("The lead is noted. It is no hit until two examiners say so."))
            return redirect("lead", uid=made.uid)
        except (Invalid, Conflict) as error:
            complain(form, error)
        except NotFound:
            form.add_error("other", _("There is no such item or occurrence, or you may not know of it."))
    values = {"form": form, "title": _("Note a ballistic lead"), "item": item}
    return render(request, "laboratory/act.html", values, status=422 if form.errors else 200)


def _known(asker: Asker, item: Item) -> list[tuple[str, str]]:
    """Items that stand in a ballistic system, to choose from; of a restricted one only its kind and date."""
    found = known_to_systems(asker).exclude(pk=item.pk)[:_MOST]
    ends = [told_end(asker, each) for each in found]
    return [(end.uid, str(end)) for end in ends]


def _end(asker: Asker, uid: str) -> End:
    is_occurrence = occurrences_visible_to(asker).filter(uid=uid).exists()
    return End(occurrence=uid) if is_occurrence else End(uid)


@needs(P.SEE_RECORDS)
def lead(request: AskedRequest, uid: str) -> HttpResponse:
    """One lead: its ends, how far it is, and all that was said of it."""
    found = open_lead(request.asker, uid)
    told, joined = told_lead(_opened(request.asker), found), gun_of(request.asker, found)
    has_firearm = told.one.is_firearm or told.other.is_firearm
    values = {
        "lead": found,
        "told": told,
        "gun": joined,
        "gun_is_closed": joined is not None and is_gun_shut(request.asker, joined, found),
        "acts": lead_acts_for(request.asker, found, has_gun=joins_gun(found), has_firearm=has_firearm),
        "steps": [(step, _step_words(step.act)) for step in found.steps.all()],
        "names": names_of({step.by for step in found.steps.all()}),
    }
    return render(request, "laboratory/lead.html", values)


@needs(P.EXAMINE, methods=("GET", "POST"))
def lead_act(request: AskedRequest, uid: str, act: str) -> HttpResponse:
    """The form of what an examiner says of a lead, and his saying it."""
    found, wanted = open_lead(request.asker, uid), named_act(LEAD_ACTS, act)
    first = {"laboratory": found.laboratory}
    form = wanted.form(request.POST if request.method == "POST" else None, initial=first)

    def done(made: Lead | InferredGun) -> HttpResponse:
        return redirect("gun" if isinstance(made, InferredGun) else "lead", uid=made.uid)

    return try_act(request, wanted, found, form, {"lead": found}, done)


@needs(P.SEE_RECORDS)
def guns(request: AskedRequest) -> HttpResponse:
    """The guns that nobody has, and those of them that came up."""
    page = page_of(guns_for_list(request.asker), sort="-id", cursor=request.GET.get("at", ""))
    rows = [
        {
            "gun": each,
            "is_closed": is_shut(request.asker, records_of(each)),
            "hits": sum(joined.lead.is_hit for joined in standing(each)),
            "leads": sum(not joined.lead.is_hit for joined in standing(each)),
            "is_recovered": said_now(each) is not None,
        }
        for each in page.rows
    ]
    return render(request, "laboratory/guns.html", {"page": page, "rows": rows})


@needs(P.SEE_RECORDS)
def gun(request: AskedRequest, uid: str) -> HttpResponse:
    """One inferred gun: the incidents that it joins, and which firearm it is said to be."""
    found = open_gun(request.asker, uid)
    opened, said = _opened(request.asker), said_now(found)
    past = sorted(found.joined.all(), key=lambda each: each.pk)
    people = {found.inferred_by, *(each.by for each in found.recoveries.all())}
    people |= {each.joined_by for each in past} | {each.parted_by for each in past}
    values = {
        "gun": found,
        "said": said,
        "drawing": drawing_of(opened, found),
        "joined": [(each, told_lead(opened, each.lead)) for each in past],
        "recoveries": list(found.recoveries.all()),
        "acts": gun_acts_for(request.asker, found, is_recovered=said is not None),
        "names": names_of(people - {""}),
    }
    return render(request, "laboratory/gun.html", values)


@needs(P.EXAMINE, methods=("GET", "POST"))
def gun_act(request: AskedRequest, uid: str, act: str) -> HttpResponse:
    """The form of what is said of an inferred gun, and the saying itself."""
    found, wanted = open_gun(request.asker, uid), named_act(GUN_ACTS, act)
    form = _gun_form(request, found, wanted)
    return try_act(request, wanted, found, form, {"gun": found}, lambda made: redirect("gun", uid=uid))


def _gun_form(request: AskedRequest, gun: InferredGun, wanted: LabAct) -> LabForm:
    told = request.POST if request.method == "POST" else None
    if wanted.form is PartForm:
        return PartForm(_choices(_opened(request.asker), [each.lead for each in standing(gun)]), told)
    if wanted.form is JoinForm:
        return JoinForm(_choices(request.asker, list(joinable(request.asker)[:_MOST])), told)
    return wanted.form(told)


def _choices(asker: Asker, found: list[Lead]) -> list[tuple[str, str]]:
    return [
        (each.lead.uid, f"{each.words} ({each.lead.get_state_display()})")
        for each in told_leads(asker, found)
    ]


def _opened(asker: Asker) -> Asker:
    """Who opened the whole page: where a record on it is restricted, he gave his reason for it."""
    return replace(asker, opens_all=True)


def _step_words(act: str) -> str:
    return translate(next(step.words for step in LEAD_STEPS if step.act == act))


urlpatterns = [
    path("laboratory/leads/", leads, name="leads"),
    path("laboratory/leads/<str:uid>/", lead, name="lead"),
    path("laboratory/leads/<str:uid>/<slug:act>/", lead_act, name="lead_act"),
    path("laboratory/guns/", guns, name="guns"),
    path("laboratory/guns/<str:uid>/", gun, name="gun"),
    path("laboratory/guns/<str:uid>/<slug:act>/", gun_act, name="gun_act"),
    path("items/<str:uid>/lead/", lead_new, name="lead_new"),
]
