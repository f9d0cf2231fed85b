"""What a request, a transfer and an outcome must say: problems by field, in words that say what to do."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from headstamp.kernel.asker import Asker
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.facts import ESTABLISHED
from headstamp.registry.laws import Problems
from headstamp.registry.laws.values import check_codes, check_date, check_texts
from headstamp.tracing.channels import Channel, channel_of
from headstamp.tracing.facts import IncomingFacts, OutcomeFacts, RequestFacts, TransferFacts
from headstamp.tracing.models import Priority, TraceRequest, Transfer

NO_CHANNEL = gettext_noop("Your office has no such channel. Choose one from the list.")
_CHOOSE = gettext_noop("Choose a value from the list.")
_FILL = gettext_noop("Fill this in.")
_REQUEST_TEXTS = ("purpose", "addressee", "crime_code", "importer", "our_reference")
_INCOMING_TEXTS = ("purpose", "asked_by", "their_reference", "our_reference")
_CONTENT_TEXTS = ("make", "model", "calibre", "serial")
MOST = 120


def check_request(asker: Asker, facts: RequestFacts, problems: Problems) -> None:
    _check_channel(asker, facts, problems)
    check_texts(facts, TraceRequest, _REQUEST_TEXTS, "", problems)
    must_say(facts.purpose, "purpose", problems)
    if not facts.partner and not facts.addressee.strip():
        problems.add("addressee", say(gettext_noop("Name the addressee, or the jurisdiction that is asked.")))


def check_incoming(asker: Asker, facts: IncomingFacts, problems: Problems) -> None:
    _check_channel(asker, facts, problems)
    check_texts(facts, TraceRequest, _INCOMING_TEXTS, "", problems)
    check_codes(facts, {"country_of_manufacture": ("jurisdictions", "historical_states")}, "", problems)
    must_say(facts.asked_by, "asked_by", problems)
    must_say(facts.purpose, "purpose", problems)
    must_say(facts.serial, "serial", problems)
    for name in _CONTENT_TEXTS:
        if len(getattr(facts, name)) > MOST:
            problems.add(name, say(gettext_noop("Write at most %(most)s characters."), most=MOST))
    if facts.received_on and facts.received_on > timezone.localdate():
        problems.add("received_on", say(gettext_noop("This day has not come yet.")))


def check_transfer(facts: TransferFacts, problems: Problems) -> None:
    lists: dict[str, Any] = {
        "kind": "transfer_kinds", "holder_kind": "holder_kinds", "evidence": "evidence_kinds",
        "jurisdiction": ("jurisdictions", "historical_states"),
    }  # fmt: skip
    check_codes(facts, lists, "", problems)
    check_texts(facts, Transfer, ("holder", "reference"), "", problems)
    check_date(facts.on, "on", problems)
    for name in ("kind", "holder_kind", "evidence"):
        must_say(getattr(facts, name), name, problems)
    if facts.evidence in ("document", "record"):
        must_say(facts.reference, "reference", problems)


def check_outcome(facts: OutcomeFacts, has_chain: bool, problems: Problems) -> None:
    """The result, and what it rests on: traced on the chain, established on an authority, how it left on evidence."""
    lists: dict[str, Any] = {
        "result": "tracing_results",
        "diverted_in": ("jurisdictions", "historical_states"),
        "left_by": "diversions",
        "left_evidence": "evidence_kinds",
    }
    check_codes(facts, lists, "", problems)
    check_texts(facts, TraceRequest, ("authority", "left_reference"), "", problems)
    check_date(facts.diverted_on, "diverted_on", problems)
    is_established = facts.result in ESTABLISHED
    if facts.result in ("", "pending"):
        problems.add("result", say(_CHOOSE))
    elif not is_established and (facts.diverted_in or facts.diverted_on):
        problems.add(
            "diverted_in",
            say(gettext_noop("Where and when it left legal hands is not established by this result.")),
        )
    if is_established:
        must_say(facts.diverted_in, "diverted_in", problems)
    if facts.result == "traced" and not has_chain:
        problems.add(
            "result",
            say(gettext_noop("Nothing was traced: first write the answer's transfers into the chain.")),
        )
    if facts.result == "established":
        must_say(facts.authority, "authority", problems)
    if facts.left_by not in ("", "unknown"):
        must_say(facts.left_evidence, "left_evidence", problems)


def check_day(day: date, earliest: date | None, name: str, problems: Problems) -> None:
    """A day that has come, and not before the one on which the request went."""
    if day > timezone.localdate():
        problems.add(name, say(gettext_noop("This day has not come yet.")))
    elif earliest and day < earliest:
        problems.add(name, say(gettext_noop("This day is before the one on which the request was sent.")))


def check_due(due_on: date, problems: Problems) -> None:
    if due_on < timezone.localdate():
        problems.add("due_on", say(gettext_noop("This day is past. Say by when an answer is due.")))


def must_say(text: str, name: str, problems: Problems) -> None:
    if not text.strip():
        problems.add(name, say(_FILL))


def channel_for(asker: Asker, code: str) -> Channel | None:
    """The channel, if the asker's office has it."""
    return channel_of(asker.jurisdiction, code)


def _check_channel(asker: Asker, facts: RequestFacts | IncomingFacts, problems: Problems) -> None:
    if channel_for(asker, facts.channel) is None:
        problems.add("channel", say(NO_CHANNEL))
    check_codes(facts, {"partner": "jurisdictions"}, "", problems)
    if facts.language not in dict(settings.LANGUAGES):
        problems.add("language", say(_CHOOSE))
    if facts.priority not in Priority.values:
        problems.add("priority", say(_CHOOSE))
