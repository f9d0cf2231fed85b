"""Enquiries of a case: where each comes from, what is asked, what it gave."""

from dataclasses import asdict

from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.cases.actions.checking import check_days, check_listed, check_told
from headstamp.cases.actions.finding import case_to_work_on, touch
from headstamp.cases.facts import EnquiryFacts
from headstamp.cases.models import Enquiry
from headstamp.cases.states import ENQUIRY_STEPS, OPEN
from headstamp.kernel.asker import Asker
from headstamp.kernel.states import step_from
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.laws import Problems


def record_enquiry(asker: Asker, *, case: str, facts: EnquiryFacts) -> Enquiry:
    """Note an enquiry that is to be followed up."""
    problems = Problems()
    check_told({"asked": facts.asked, "reference": facts.reference}, Enquiry, problems, ("asked",))
    check_listed("enquiry_sources", facts.source, "source", problems)
    check_days({"opened_on": facts.opened_on}, problems)
    problems.must_be_none()
    with recording(asker) as log:
        found = case_to_work_on(asker, case)
        enquiry = Enquiry.objects.create(
            case=found,
            **asdict(facts),
            state=step_from(ENQUIRY_STEPS, "", "ask").end,
            recorded_at=timezone.now(),
            recorded_by=asker.id,
        )
        touch(asker, found)
        log.alteration("case", found.pk, "record_enquiry", sorted(asdict(facts)), values=asdict(facts))
    return enquiry


def move_enquiry(asker: Asker, *, enquiry: str, act: str, finding: str = "", closed_on: str = "") -> Enquiry:
    """Conclude an enquiry (confirm, refute, find_nothing) with what was found, or follow it again (ask_again)."""
    problems = Problems()
    check_told({"finding": finding}, Enquiry, problems, () if act == "ask_again" else ("finding",))
    check_days({"closed_on": closed_on}, problems)
    problems.must_be_none()
    with recording(asker) as log:
        uid = Enquiry.objects.filter(uid=enquiry).values_list("case__uid", flat=True).first()
        case = case_to_work_on(asker, uid or "")
        found = Enquiry.objects.select_for_update(no_key=True).get(uid=enquiry)
        found.state = step_from(ENQUIRY_STEPS, found.state, act).end
        is_open = found.state == OPEN
        if not is_open and closed_on and closed_on < found.opened_on[: len(closed_on)]:
            problems.add("closed_on", say(gettext_noop("This day is before the day on which it began.")))
            problems.must_be_none()
        found.finding = found.finding if is_open else finding
        found.closed_on = "" if is_open else closed_on
        found.save()
        touch(asker, case)
        values = {"act": act, "finding": finding, "closed_on": closed_on}
        log.alteration("case", case.pk, "move_enquiry", sorted(values), values=values)
    return found
