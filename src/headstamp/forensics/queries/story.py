"""The laboratory's part of an item's life: what was asked and found, what is due from whom, and what is missing."""

from headstamp.forensics.models import Exhibit, Lead
from headstamp.forensics.queries.leads import ends_of, leads_of
from headstamp.forensics.queries.opening import is_shut
from headstamp.forensics.queries.requests import exhibits_of
from headstamp.forensics.states import OPEN, State
from headstamp.kernel.asker import Asker
from headstamp.kernel.story import Event, Tense
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.models import Item

ROOM = "forensics"
_EXAMINED = ("firearm", "explosive", "precursor")
_LEAD_WORDS = {
    "lead": gettext_noop("Ballistic lead: not compared yet"),
    "compared": gettext_noop("Ballistic lead compared: a second examiner has to verify it"),
    "confirmed": gettext_noop("Ballistic hit"),
    "excluded": gettext_noop("Ballistic lead excluded"),
}


def events_of(asker: Asker, item: Item) -> list[Event]:
    """What the laboratory tells of an item that the asker opened: eight questions to the database, however much there is."""
    exhibits = list(exhibits_of(asker, item.pk).prefetch_related("request__steps"))
    events = [event for exhibit in exhibits for event in _of_exhibit(exhibit)]
    events += [_of_lead(asker, lead) for lead in leads_of(asker, item)]
    asked = [each for each in exhibits if each.request.state != State.WITHDRAWN]
    if not asked and item.item_class in _EXAMINED:
        events.append(
            Event(ROOM, say(gettext_noop("No laboratory was asked to examine it")), tense=Tense.MISSING)
        )
    return events


def _of_exhibit(exhibit: Exhibit) -> list[Event]:
    request, key = exhibit.request, exhibit.request.uid
    told = [
        (request.asked_at, gettext_noop("Laboratory asked"), request.asked_by, request.laboratory),
        (exhibit.received_at, gettext_noop("Received by the laboratory"), exhibit.received_by, exhibit.seal_difference),
        (request.reported_at, gettext_noop("Examined and reported"), request.examiner, request.number),
        (request.verified_at, gettext_noop("Report verified by a second examiner"), request.verifier, request.number),
    ]  # fmt: skip
    events = [
        Event(
            ROOM,
            say(words),
            at.isoformat(timespec="seconds"),
            by=by,
            note=note,
            kind="lab_request",
            key=key,
            proves=ROOM if at is request.reported_at else "",
        )
        for at, words, by, note in told
        if at is not None
    ]
    for test in exhibit.test_fires.all():
        words = say(gettext_noop("Test fire: %(rounds)s rounds"), rounds=test.rounds)
        events.append(Event(ROOM, words, test.fired_on.isoformat(), by=test.by, kind="lab_request", key=key))
    for tried in exhibit.restorations.all():
        words = say(gettext_noop("Number restored: %(reading)s"), reading=tried.reading)
        if not tried.reading:
            words = say(gettext_noop("Number could not be restored"))
        events.append(
            Event(ROOM, words, tried.tried_on.isoformat(), by=tried.by, kind="lab_request", key=key)
        )
    if request.state in OPEN:
        words = say(gettext_noop("Report of the laboratory"))
        if request.state == State.REPORTED:
            words = say(gettext_noop("Verification of the report by a second examiner"))
        events.append(
            Event(
                ROOM,
                words,
                request.due_on.isoformat(),
                Tense.DUE,
                request.laboratory,
                kind="lab_request",
                key=key,
            )
        )
    return events


def _of_lead(asker: Asker, lead: Lead) -> Event:
    """What became of a lead; where its other end is restricted and was not opened, that there is one."""
    if is_shut(asker, ends_of(lead)):
        return Event(ROOM, say(gettext_noop("Ballistic lead")), kind="ballistic_lead", key=lead.uid)
    is_due = lead.state in ("lead", "compared")
    on = lead.decided_on or lead.found_on
    return Event(
        ROOM, say(_LEAD_WORDS[lead.state]), "" if is_due else on.isoformat(), Tense.DUE if is_due else Tense.DONE,
        by=lead.laboratory, kind="ballistic_lead", key=lead.uid, proves="" if is_due else ROOM,
    )  # fmt: skip
