"""A restricted record through the door: it asks why, opens with the answer, and the log keeps both."""

from django.test import Client

from headstamp.audit.queries import LogFilter, entries_visible_to, words_of
from headstamp.registry.actions import make_circle, record_occurrence
from headstamp.registry.facts import OccurrenceFacts
from headstamp.registry.models import Occurrence
from tests.plugins.staff import ClientOf, Staff


def _restricted(staff: Staff) -> Occurrence:
    owner = staff.asker("investigator")
    circle = make_circle(owner, name="Those who work on it", reason="An invented enquiry")
    facts = OccurrenceFacts(
        kind="seizure", narrative="Only for the circle", visibility="restricted", circle=circle.pk
    )
    return record_occurrence(staff.asker("investigator"), facts=facts)


def _say_why(client: Client, record: Occurrence, address: str) -> int:
    given = {"record": record.uid, "reason": "trace request from Tirana", "next": address}
    return client.post("/reason/", given, follow=True).status_code


def test_a_member_is_asked_why_and_the_record_opens_with_the_reason(staff: Staff, client_of: ClientOf):
    record = _restricted(staff)
    client, address = client_of("investigator"), f"/occurrences/{record.uid}/"
    asked = client.get(address)
    assert asked.status_code == 403
    assert 'name="reason"' in asked.content.decode()
    assert "Only for the circle" not in asked.content.decode()
    assert _say_why(client, record, address) == 200
    assert "Only for the circle" in client.get(address).content.decode()
    auditor = staff.asker("auditor")
    opened = entries_visible_to(auditor, LogFilter(verb="open_occurrence"))[0]
    assert words_of(auditor, [opened.position])[opened.position].reason == "trace request from Tirana"
