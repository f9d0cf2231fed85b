"""A restricted record through the door: it asks why, opens with the answer, and the log keeps both."""

from dataclasses import replace
from types import SimpleNamespace

from django.test import Client

from headstamp.audit.queries import LogFilter, entries_visible_to, words_of
from headstamp.registry.actions import make_circle, record_occurrence, record_person
from headstamp.registry.facts import OccurrenceFacts, PersonFacts
from headstamp.registry.models import Occurrence, Person
from headstamp.web.entry.boxes import Box, Section, Sheet, Sort
from headstamp.web.entry.filling import filled
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


def test_a_list_that_hides_says_to_what_restricted_records_answer(staff: Staff, client_of: ClientOf):
    record = _restricted(staff)
    client, said = client_of("investigator"), "Restricted records answer to"
    assert said not in client.get("/occurrences/").content.decode()
    assert said not in client.get("/occurrences/?kind=seizure").content.decode()
    page = client.get("/occurrences/?text=circle").content.decode()
    assert said in page
    assert record.uid not in page
    assert said not in client_of("analyst").get("/occurrences/?text=circle").content.decode()


def test_the_shut_row_of_a_list_leads_to_the_question_and_opens_with_the_answer(
    staff: Staff, client_of: ClientOf
):
    record = _restricted(staff)
    client = client_of("investigator")
    for address in ("/occurrences/", "/"):
        page = client.get(address).content.decode()
        assert f'href="/occurrences/{record.uid}/"' in page, address
        assert "restricted: open with a reason" in page, address
    _say_why(client, record, "/occurrences/")
    assert "restricted: open with a reason" not in client.get("/occurrences/").content.decode()


def test_a_form_that_names_a_restricted_person_does_not_spell_the_name(staff: Staff):
    owner = staff.asker("investigator")
    circle = make_circle(owner, name="Those who work on it", reason="An invented enquiry")
    facts = PersonFacts(role="", category="", family_name="Invented")
    person = record_person(staff.asker("investigator"), facts=facts)
    Person.objects.filter(pk=person.pk).update(visibility="restricted", circle=circle.pk)
    box = Box(name="person", label="Person", sort=Sort.PERSON)
    member = staff.asker("investigator")
    sheet = Sheet(form="made", sections=(Section(name="made", title="Made", boxes=(box,)),))
    told = SimpleNamespace(person=person.uid)
    assert filled(member, sheet, told, "en") == {"person": f"restricted [{person.uid}]"}
    opened = replace(member, opened=frozenset({person.uid}))
    assert filled(opened, sheet, told, "en") == {"person": f"Invented [{person.uid}]"}
