"""Invented cases: who works on them, what is asked and found, how far they came before an invented court."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.cases import actions
from headstamp.cases.facts import (
    CaseFacts,
    CasePersonFacts,
    EnquiryFacts,
    SentenceFacts,
    StepFacts,
    TaskFacts,
)
from headstamp.cases.models import Case, Proceeding
from headstamp.kernel.asker import Asker
from headstamp.registry.models import Occurrence, PersonRole
from headstamp.registry.queries import occurrences_visible_to, persons_visible_to

_YEAR = "2022"
_TITLES = (
    "Invented: pistols in a lorry",
    "Invented: converted alarm weapons",
    "Invented: rifles in a cellar",
)
_PROSECUTION, _COURT = "Invented Basic Prosecution", "Invented Basic Court"
_STEPS = (
    ("charge", StepFacts(on=f"{_YEAR}-11", authority=_PROSECUTION)),
    ("indict", StepFacts(on=f"{_YEAR}-12-05", authority=_PROSECUTION, reference="TEST PP 7/2022")),
    (
        "judge",
        StepFacts(on=f"{_YEAR}-12-20", authority=_COURT, reference="TEST P 9/2022", outcome="convicted"),
    ),
)
_ENQUIRIES = (
    EnquiryFacts(source="special_measure", reference="TEST PN 3/2022", asked="Whom does the driver meet?", opened_on=f"{_YEAR}-09"),
    EnquiryFacts(source="tip", asked="Is there a second store?", opened_on=f"{_YEAR}-10-02"),
    EnquiryFacts(source="ballistic", asked="Was the pistol fired in the incident in spring?", opened_on=f"{_YEAR}-10"),
)  # fmt: skip


def invent_cases(lead: Asker, members: Sequence[Asker]) -> None:
    """Three cases, each come further than the one before: reported, charged, judged."""
    found = _with_suspects(lead)
    for at, (title, occurrence) in enumerate(zip(_TITLES, found, strict=False)):
        with recording(lead):
            case = actions.record_case(
                lead,
                facts=CaseFacts(title=title, number=f"TEST {at + 1}/2022", opened_on=occurrence.occurred_on),
            )
            for member in members:
                actions.add_case_member(lead, case=case.uid, account=member.id)
            actions.link_record(lead, case=case.uid, kind="occurrence", uid=occurrence.uid)
            _work(lead, members[0], case, at)
            _to_court(lead, case, occurrence, at)


def _with_suspects(lead: Asker) -> list[Occurrence]:
    """Seizures of the year in which a suspect stands."""
    suspects = PersonRole.objects.filter(category="suspect", person__in=persons_visible_to(lead).values("id"))
    seized = occurrences_visible_to(lead).filter(kind="seizure", occurred_on__startswith=f"{_YEAR}-0")
    return list(seized.filter(pk__in=suspects.values("occurrence_id")).order_by("occurred_on", "id")[:3])


def _work(lead: Asker, member: Asker, case: Case, at: int) -> None:
    today = timezone.localdate()
    for facts in _ENQUIRIES[: at + 1]:
        enquiry = actions.record_enquiry(lead, case=case.uid, facts=facts)
        if facts.source == "special_measure" and at:
            actions.move_enquiry(
                lead,
                enquiry=enquiry.uid,
                act="confirm",
                finding="Invented: the seller",
                closed_on=f"{_YEAR}-11",
            )
    actions.set_task(
        lead,
        case=case.uid,
        facts=TaskFacts(what="Ask for the telephone's data", who=lead.id, due_on=today - timedelta(days=3)),
    )
    actions.set_task(
        lead,
        case=case.uid,
        facts=TaskFacts(what="Hear the neighbours", who=member.id, due_on=today + timedelta(days=10)),
    )


def _to_court(lead: Asker, case: Case, occurrence: Occurrence, at: int) -> None:
    role = occurrence.person_roles.filter(category="suspect").select_related("person").order_by("id").first()
    assert role is not None
    person = actions.put_person_in_case(
        lead,
        case=case.uid,
        facts=CasePersonFacts(person=role.person.uid, category="suspect", role=role.role, age=role.age),
    )
    made: Proceeding = actions.report_offence(
        lead,
        case=case.uid,
        facts=StepFacts(on=f"{_YEAR}-10", authority=_PROSECUTION),
        offence="XK-366",
        person=person.uid,
    )
    for act, facts in _STEPS[: (0, 1, 3)[at]]:
        made = actions.move_proceeding(lead, proceeding=made.uid, act=act, facts=facts)
    if made.outcome == "convicted":
        years = SentenceFacts(kind="imprisonment", amount=Decimal(2), unit="years", is_suspended=True)
        actions.add_sentence(lead, proceeding=made.uid, facts=years)
