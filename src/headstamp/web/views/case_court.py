"""Persons and proceedings of a case: who stands in it, each step before the courts, sentences, decisions on items."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headstamp.accounts.permissions import Permission as P
from headstamp.cases import actions
from headstamp.cases.actions.proceedings import offences_of
from headstamp.cases.facts import CasePersonFacts, ItemDecisionFacts, SentenceFacts, StepFacts
from headstamp.cases.models import Case, CasePerson
from headstamp.cases.queries import (
    case_known,
    items_in,
    person_in_case,
    persons_in,
    persons_near,
    proceeding_known,
)
from headstamp.cases.states import JUDGING, PROCEEDING_STEPS
from headstamp.desk.wording import item_told, person_told
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.states import step_from
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.queries import shut
from headstamp.vocabulary import codes
from headstamp.web.case_pages import form_page, record_at
from headstamp.web.door import AskedRequest, needs, translate
from headstamp.web.forms.cases import (
    ItemDecisionForm,
    PersonForm,
    ReportForm,
    SentenceForm,
    StepForm,
    TakeBackForm,
)
from headstamp.web.views.case_work import tab_of


@needs(P.INVESTIGATE, also=(P.SEE_PERSONS,), methods=("GET", "POST"))
def case_person_new(request: AskedRequest, uid: str) -> HttpResponse:
    """Put a person of the register into the case."""
    case = case_known(request.asker, uid)
    people = [(each.uid, person_told(each)) for each in persons_near(request.asker, case)]
    return form_page(
        request,
        PersonForm(people, request.POST or None),
        lambda told: _put(request.asker, case, told),
        to=tab_of(case, "persons"),
        done=_("The person stands in the case."),
        title=_("Person in the case"),
        save_text=_("Put into the case"),
        case=case,
    )


def _put(asker: Asker, case: Case, told: dict[str, Any]) -> CasePerson:
    kind, uid = record_at(told.pop("record"))
    person = told.pop("person") or (uid if kind == "person" else "")
    if not person:
        raise Invalid({"person": [say(gettext_noop("Choose a person, or paste the address of his page."))]})
    return actions.put_person_in_case(asker, case=case.uid, facts=CasePersonFacts(person=person, **told))


@needs(P.INVESTIGATE, also=(P.SEE_PERSONS,), methods=("GET", "POST"))
def case_person_edit(request: AskedRequest, uid: str) -> HttpResponse:
    """Say anew as what a person stands in the case."""
    row = person_in_case(request.asker, uid)
    shut(request.asker, [row.person])
    first = {name: getattr(row, name) for name in ("category", "role", "age", "is_assessment", "note")}
    form = PersonForm([], request.POST or None, initial=first)
    del form.fields["person"], form.fields["record"]
    return form_page(
        request,
        form,
        lambda told: actions.put_person_in_case(
            request.asker, case=row.case.uid, facts=CasePersonFacts(person=row.person.uid, **told)
        ),
        to=tab_of(row.case, "persons"),
        done=_("Saved."),
        title=person_told(row.person),
        save_text=_("Save"),
        case=row.case,
    )


@needs(P.INVESTIGATE, also=(P.SEE_PERSONS,), methods=("POST",))
def case_person_out(request: AskedRequest, uid: str) -> HttpResponse:
    """Take a person out of the case."""
    row = person_in_case(request.asker, uid)
    actions.take_person_out(request.asker, person=uid)
    return redirect(tab_of(row.case, "persons"))


@needs(P.INVESTIGATE, methods=("GET", "POST"))
def proceeding_new(request: AskedRequest, uid: str) -> HttpResponse:
    """Note that an offence was reported to the prosecution."""
    case = case_known(request.asker, uid)
    language = get_language() or "en"
    people = [(each.uid, person_told(each.person)) for each in persons_in(request.asker, case)]
    offences = [(code, codes.label("offences", code, language)) for code in offences_of(case.jurisdiction)]
    names = ("person", "offence", "offence_note")
    return form_page(
        request,
        ReportForm(people, offences, request.POST or None),
        lambda told: actions.report_offence(
            request.asker,
            case=uid,
            facts=StepFacts(**{name: value for name, value in told.items() if name not in names}),
            **{name: told[name] for name in names},
        ),
        to=tab_of(case, "proceedings"),
        done=_("Noted."),
        title=_("Offence reported"),
        save_text=_("Note it"),
        case=case,
    )


@needs(P.INVESTIGATE, methods=("GET", "POST"))
def proceeding_move(request: AskedRequest, uid: str, act: str) -> HttpResponse:
    """Note the next step before the prosecution or a court."""
    found = proceeding_known(request.asker, uid)
    title = translate(step_from(PROCEEDING_STEPS, found.stage, act).words)
    form = StepForm(request.POST or None)
    if act not in JUDGING:
        del form.fields["outcome"]
    return form_page(
        request,
        form,
        lambda told: actions.move_proceeding(request.asker, proceeding=uid, act=act, facts=StepFacts(**told)),
        to=tab_of(found.case, "proceedings"),
        done=_("Noted."),
        title=title,
        save_text=_("Note it"),
        case=found.case,
    )


@needs(P.INVESTIGATE, methods=("GET", "POST"))
def proceeding_back(request: AskedRequest, uid: str) -> HttpResponse:
    """Take back the last step, noted by mistake."""
    found = proceeding_known(request.asker, uid)
    return form_page(
        request,
        TakeBackForm(request.POST or None),
        lambda told: actions.take_back_step(request.asker, proceeding=uid, **told),
        to=tab_of(found.case, "proceedings"),
        done=_("Taken back. It stays on the page as noted by mistake."),
        title=_("Take back the last step"),
        save_text=_("Take it back"),
        case=found.case,
    )


@needs(P.INVESTIGATE, methods=("GET", "POST"))
def proceeding_sentence(request: AskedRequest, uid: str) -> HttpResponse:
    """Note a part of the sentence."""
    found = proceeding_known(request.asker, uid)
    return form_page(
        request,
        SentenceForm(request.POST or None),
        lambda told: actions.add_sentence(request.asker, proceeding=uid, facts=SentenceFacts(**told)),
        to=tab_of(found.case, "proceedings"),
        done=_("Noted."),
        title=_("Sentence"),
        save_text=_("Note it"),
        case=found.case,
    )


@needs(P.INVESTIGATE, methods=("GET", "POST"))
def proceeding_item(request: AskedRequest, uid: str) -> HttpResponse:
    """Note what the judgement says of an item."""
    found = proceeding_known(request.asker, uid)
    language = get_language() or "en"
    items = shut(request.asker, items_in(request.asker, found.case))
    read = [(each.uid, item_told(each, language)) for each in items if not getattr(each, "is_closed", False)]
    return form_page(
        request,
        ItemDecisionForm(read, request.POST or None),
        lambda told: actions.decide_item(
            request.asker, proceeding=uid, item=told.pop("item"), facts=ItemDecisionFacts(**told)
        ),
        to=tab_of(found.case, "proceedings"),
        done=_("The decision is noted with the store and in the item's legal status."),
        title=_("Decision on an item"),
        save_text=_("Note the decision"),
        case=found.case,
    )


urlpatterns = [
    path("cases/<str:uid>/persons/new/", case_person_new, name="case_person_new"),
    path("case-persons/<str:uid>/edit/", case_person_edit, name="case_person_edit"),
    path("case-persons/<str:uid>/out/", case_person_out, name="case_person_out"),
    path("cases/<str:uid>/proceedings/new/", proceeding_new, name="proceeding_new"),
    path("proceedings/<str:uid>/take-back/", proceeding_back, name="proceeding_back"),
    path("proceedings/<str:uid>/sentence/", proceeding_sentence, name="proceeding_sentence"),
    path("proceedings/<str:uid>/item/", proceeding_item, name="proceeding_item"),
    path("proceedings/<str:uid>/<slug:act>/", proceeding_move, name="proceeding_move"),
]
