"""What the laboratory does with a request: receives, begins, stops the clock, reports; and the second examiner's word."""

from collections.abc import Mapping

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.custody.laws import check_length, must_say
from headstamp.forensics.actions.reaching import request_to_change, take_step
from headstamp.forensics.facts import SealFacts
from headstamp.forensics.models import Exhibit, LabRequest, RequestStep
from headstamp.forensics.queries.requests import stops_of, who_took_part
from headstamp.forensics.turnaround import days_taken
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotAllowed
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.laws import Problems

_DIFFERS = gettext_noop("The seal is not the one that was told. Say in words what differs.")
_UNEXAMINED = gettext_noop("Exhibit %(number)s was not examined. Record a result for each exhibit first.")
_TOOK_PART = gettext_noop("You took part in this examination. Another examiner has to verify it.")


def receive_exhibits(
    asker: Asker, *, request: str, seals: Mapping[int, SealFacts], number: str = ""
) -> LabRequest:
    """Receive all exhibits of a request, each with its seal as found; `seals` is by the exhibit's number.

    Where a seal is other than told, words must say what differs. The clock starts.
    """
    asker.must(Permission.EXAMINE)
    problems = Problems()
    check_length(number, "number", problems, LabRequest)
    with recording(asker) as log:
        found = request_to_change(asker, request)
        take_step(asker, log, found, "receive", "receive_exhibits")
        exhibits = list(found.exhibits.order_by("number"))
        for exhibit in exhibits:
            _check_seal(exhibit, seals.get(exhibit.number), problems)
        problems.must_be_none()
        now = timezone.now()
        for exhibit in exhibits:
            _receive(asker, exhibit, seals[exhibit.number])
        found.received_at, found.number = now, number.strip()
        found.save()
    return found


def _check_seal(exhibit: Exhibit, told: SealFacts | None, problems: Problems) -> None:
    at = f"{exhibit.number}."
    if told is None:
        problems.add(f"{at}found", say(gettext_noop("Say how this exhibit arrived.")))
        return
    for name, text in (
        ("seal_found", told.found),
        ("seal_difference", told.difference),
        ("condition", told.condition),
    ):
        check_length(text, name, problems, Exhibit)
    if told.found.strip() != exhibit.seal_expected and not told.difference.strip():
        problems.add(f"{at}difference", say(_DIFFERS))


def _receive(asker: Asker, exhibit: Exhibit, told: SealFacts) -> None:
    exhibit.seal_found, exhibit.seal_difference = told.found.strip(), told.difference.strip()
    exhibit.condition, exhibit.received_by = told.condition.strip(), asker.id
    exhibit.received_at = timezone.now()
    exhibit.save()


def begin_examination(asker: Asker, *, request: str) -> LabRequest:
    """Begin with the examination of a request that was received."""
    return _go_on(asker, request, "begin", "begin_examination")


def stop_clock(asker: Asker, *, request: str, reason: str) -> LabRequest:
    """Stop the clock, with the reason: what the laboratory waits for does not count as its time."""
    _must_say_why(reason)
    return _go_on(asker, request, "wait", "stop_clock", reason)


def resume_clock(asker: Asker, *, request: str) -> LabRequest:
    """Go on with a request that waited."""
    return _go_on(asker, request, "resume", "resume_clock")


def report_findings(asker: Asker, *, request: str, conclusion: str, number: str = "") -> LabRequest:
    """Report as the examiner: each exhibit has a result, and the conclusion answers what was asked."""
    asker.must(Permission.EXAMINE)
    problems = Problems()
    must_say(conclusion, "conclusion", problems)
    check_length(number, "number", problems, LabRequest)
    with recording(asker) as log:
        found = request_to_change(asker, request)
        step = take_step(asker, log, found, "report", "report_findings")
        for exhibit in found.exhibits.filter(examinations=None, results=None).order_by("number"):
            problems.add("conclusion", say(_UNEXAMINED, number=exhibit.number))
        problems.must_be_none()
        assert found.received_at is not None  # the database's law for this state
        found.examiner, found.conclusion, found.reported_at = asker.id, conclusion.strip(), step.at
        found.number = number.strip() or found.number
        found.turnaround_days = days_taken(
            timezone.localdate(found.received_at), timezone.localdate(step.at), stops_of(found)
        )
        found.save()
    return found


def send_report_back(asker: Asker, *, request: str, reason: str) -> LabRequest:
    """Send a report back as the second examiner, with the reason: the examination goes on."""
    asker.must(Permission.EXAMINE)
    _must_say_why(reason)
    with recording(asker) as log:
        found = request_to_change(asker, request)
        take_step(asker, log, found, "send_back", "send_report_back", reason)
        _must_be_second(asker, found)
        found.examiner, found.reported_at, found.turnaround_days = "", None, None
        found.save()
    return found


def verify_report(asker: Asker, *, request: str) -> LabRequest:
    """Verify a report as the second examiner: never one who took part in it."""
    asker.must(Permission.EXAMINE)
    with recording(asker) as log:
        found = request_to_change(asker, request)
        step = take_step(asker, log, found, "verify", "verify_report")
        _must_be_second(asker, found)
        found.verifier, found.verified_at = asker.id, step.at
        found.save()
    return found


def _go_on(asker: Asker, uid: str, act: str, verb: str, reason: str = "") -> LabRequest:
    asker.must(Permission.EXAMINE)
    with recording(asker) as log:
        found = request_to_change(asker, uid)
        take_step(asker, log, found, act, verb, reason)
        found.save()
    return found


def _must_be_second(asker: Asker, request: LabRequest) -> None:
    if asker.id in who_took_part(request):
        raise NotAllowed(say(_TOOK_PART))


def _must_say_why(reason: str) -> None:
    problems = Problems()
    must_say(reason, "reason", problems)
    check_length(reason, "reason", problems, RequestStep)
    problems.must_be_none()
