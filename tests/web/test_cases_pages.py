"""The pages of cases: a member opens, follows and ends what is in them; for everybody else there is nothing."""

import html
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from headstamp.audit.models import Entry
from headstamp.cases import actions
from headstamp.cases.facts import CaseFacts, EnquiryFacts
from headstamp.cases.models import Case, CasePerson, CaseTask, Enquiry, Proceeding
from headstamp.kernel.asker import Asker
from headstamp.registry.models import Item, Person
from tests.cases.office import SUSPECT, TITLE, Investigation
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def office(cast: Cast) -> Investigation:
    return Investigation(cast)


def browser(asker: Asker) -> Client:
    client = Client()
    client.force_login(Cast.user_of(asker), backend=BACKEND)
    return client


def page(asker: Asker, url: str, status: int = 200) -> str:
    answer = browser(asker).get(url)
    assert answer.status_code == status, url
    return html.unescape(answer.content.decode())


def send(asker: Asker, url: str, status: int = 302, **typed: Any) -> str:
    answer = browser(asker).post(url, typed)
    assert answer.status_code == status, html.unescape(answer.content.decode())[-3000:]
    return answer.headers.get("Location", "") or html.unescape(answer.content.decode())


def tab(office: Investigation, name: str) -> str:
    return f"{reverse('case', args=[office.case.uid])}?show={name}"


def test_an_investigator_opens_a_case_and_finds_it_in_his_list(office: Investigation) -> None:
    there = send(office.other, reverse("case_new"), title="The green van", opened_on="2024-02")
    made = Case.objects.get(title="The green van")
    assert there == reverse("case", args=[made.uid])
    assert "You lead it" in page(office.other, there) or "The green van" in page(office.other, there)
    text = page(office.other, reverse("cases"))
    assert "The green van" in text
    assert TITLE not in text
    assert "The green van" not in page(office.lead, reverse("cases"))
    assert "no case fits" in page(office.other, reverse("cases") + "?text=nothing").lower()
    assert "Write a date" in send(office.other, reverse("case_new"), 422, title="x", opened_on="soon")


def test_every_tab_opens_for_a_member_and_for_nobody_else(office: Investigation) -> None:
    occurrence = office.seizure()
    actions.link_record(office.lead, case=office.case.uid, kind="occurrence", uid=occurrence.uid)
    office.task(due_on=timezone.localdate() - timedelta(days=3))
    enquiry = office.enquiry()
    item = reverse("item", args=[occurrence.items.get().uid])
    assert TITLE in page(office.analyst, item)
    for who in (office.other, office.cast.head, office.cast.officer):
        assert TITLE not in page(who, item)
        assert TITLE not in page(who, reverse("cases"))
        assert TITLE not in page(who, reverse("circles"))
        for name in ("overview", "occurrences", "tasks", "enquiries"):
            page(who, tab(office, name), 404)
        page(who, reverse("case_edit", args=[office.case.uid]), 404)
        page(who, reverse("enquiry_move", args=[enquiry.uid, "confirm"]), 404)
    for who in (office.lead, office.colleague, office.analyst):
        assert "members only" in page(who, tab(office, "overview"))
        assert "Zastava" in page(who, tab(office, "occurrences"))
        assert "late" in page(who, tab(office, "tasks"))
        assert "Who meets the driver" in page(who, tab(office, "enquiries"))
    assert Entry.objects.filter(verb="open_case", actor=office.analyst.id).count() == 4


def test_records_are_taken_in_by_the_address_of_their_page(office: Investigation) -> None:
    links = reverse("case_link", args=[office.case.uid])
    for address in (
        "https://office.example" + reverse("occurrence", args=[office.seizure().uid]),
        reverse("check", args=[office.search()]),
        reverse("operation", args=[office.operation()]) + "?x=1",
    ):
        assert send(office.colleague, links, record=address) == tab(office, "occurrences")
    assert office.case.links.count() == 3
    assert "Invented operation Amber" in page(office.analyst, tab(office, "occurrences"))
    send(office.colleague, links, record="nowhere")
    send(office.colleague, links, record=reverse("check", args=["0" * 26]))
    assert office.case.links.count() == 3
    send(office.colleague, links, record=reverse("check", args=[_checked(office)]), act="remove")
    assert office.case.links.count() == 2
    send(office.analyst, links, 403, record="x")
    send(office.other, links, 404, record="x")


def _checked(office: Investigation) -> str:
    link = office.case.links.get(check_made__isnull=False)
    return str(link.check_made.uid)


def test_the_lead_lets_in_takes_out_and_hands_over(office: Investigation) -> None:
    members = reverse("case_members", args=[office.case.uid])
    send(office.lead, members, act="add", account=office.other.id)
    assert TITLE in page(office.other, reverse("cases"))
    send(office.lead, members, act="remove", account=office.other.id)
    assert TITLE not in page(office.other, reverse("cases"))
    send(office.lead, members, act="lead", account=office.analyst.id)
    assert office.again().lead == office.lead.id
    send(office.colleague, members, 403, act="add", account=office.other.id)
    send(office.lead, members, act="lead", account=office.colleague.id)
    assert office.again().lead == office.colleague.id
    send(office.colleague, members, 404, act="sell", account="1")


def test_a_step_of_the_case_is_taken_from_its_page(office: Investigation) -> None:
    close = reverse("case_move", args=[office.case.uid, "close"])
    assert close in page(office.lead, tab(office, "overview"))
    assert close not in page(office.colleague, tab(office, "overview"))
    send(office.lead, close, on="2024-06", note="done")
    assert office.again().state == "closed"
    assert reverse("case_edit", args=[office.case.uid]) not in page(office.lead, tab(office, "overview"))
    page(office.lead, close, 409)


def test_tasks_and_enquiries_are_set_and_ended(office: Investigation) -> None:
    send(office.lead, reverse("task_new", args=[office.case.uid]), what="Ask the bank", who=office.analyst.id)
    task = CaseTask.objects.get()
    assert "Ask the bank" in page(office.analyst, reverse("case_tasks"))
    finish = reverse("task_move", args=[task.uid, "finish"])
    send(office.analyst, finish, 422, outcome="")
    send(office.analyst, finish, outcome="It answers next week")
    assert "Ask the bank" not in page(office.analyst, reverse("case_tasks"))
    send(office.analyst, reverse("task_move", args=[task.uid, "take_up"]))
    send(
        office.colleague,
        reverse("enquiry_new", args=[office.case.uid]),
        source="tip",
        asked="Where he sleeps",
    )
    enquiry = Enquiry.objects.get()
    send(office.colleague, reverse("enquiry_move", args=[enquiry.uid, "refute"]), finding="At home")
    send(office.colleague, reverse("enquiry_move", args=[enquiry.uid, "ask_again"]))
    enquiry.refresh_from_db()
    task.refresh_from_db()
    assert (enquiry.state, task.state) == ("open", "open")


def test_no_query_runs_for_each_row(office: Investigation) -> None:
    def told() -> dict[str, int]:
        found = {}
        urls = [reverse("cases"), reverse("case_tasks")]
        urls += [
            tab(office, name)
            for name in ("overview", "occurrences", "tasks", "enquiries", "persons", "proceedings")
        ]
        client = browser(office.lead)
        client.get(urls[0])
        for url in urls:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(url).status_code == 200
            found[url] = len(asked)
        return found

    def more() -> None:
        actions.record_case(office.lead, facts=CaseFacts(title="Another invented case"))
        actions.link_record(office.lead, case=office.case.uid, kind="occurrence", uid=office.seizure().uid)
        office.task(who=office.lead.id)
        office.judged(office.suspect())
        actions.record_enquiry(office.lead, case=office.case.uid, facts=EnquiryFacts(source="tip", asked="x"))

    more()
    once = told()
    for _ in range(3):
        more()
    assert told() == once


def test_a_person_is_put_into_the_case_and_brought_to_court(office: Investigation) -> None:
    actions.link_record(
        office.lead, case=office.case.uid, kind="occurrence", uid=office.seizure(persons=(SUSPECT,)).uid
    )
    person = Person.objects.get()
    new = reverse("case_person_new", args=[office.case.uid])
    assert "Inventovski Ivo" in page(office.colleague, new)
    assert "Choose a person" in send(office.colleague, new, 422, category="suspect")
    send(office.colleague, new, category="suspect", record=reverse("person", args=[person.uid]))
    assert "Inventovski" in page(office.analyst, tab(office, "persons"))
    row = CasePerson.objects.get()
    send(office.colleague, reverse("case_person_edit", args=[row.uid]), category="convicted", age="34")
    report = reverse("proceeding_new", args=[office.case.uid])
    assert "art. 366" in page(office.colleague, report)
    send(office.colleague, report, person=row.uid, offence="XK-366", on="2024-03")
    made = Proceeding.objects.get()
    for act, typed in (
        ("charge", {}),
        ("indict", {}),
        ("judge", {"outcome": "convicted", "authority": "Court"}),
    ):
        move = reverse("proceeding_move", args=[made.uid, act])
        assert move in page(office.colleague, tab(office, "proceedings"))
        send(office.colleague, move, on="2024-04", **typed)
    send(
        office.colleague,
        reverse("proceeding_sentence", args=[made.uid]),
        kind="imprisonment",
        amount="2",
        unit="years",
    )
    send(
        office.colleague, reverse("proceeding_item", args=[made.uid]), item=Item.objects.get().uid, is_confiscated="on", outcome="destroy",
        authority="Court", reference="P 1", decided_on="2024-04-02",
    )  # fmt: skip
    text = page(office.analyst, tab(office, "proceedings"))
    for words in (
        "Inventovski Ivo",
        "Imprisonment 2 years",
        "Confiscated by decision",
        "Destroy",
        "Convicted",
    ):
        assert words in text
    send(office.colleague, reverse("proceeding_back", args=[made.uid]), 422, why="x")
    actions.add_case_member(office.lead, case=office.case.uid, account=office.cast.reader.id)
    assert "Inventovski" not in page(office.cast.reader, tab(office, "proceedings"))
    assert "no right to see persons" in page(office.cast.reader, tab(office, "persons"))
    for name in ("persons", "proceedings"):
        page(office.other, tab(office, name), 404)
    page(office.other, reverse("proceeding_move", args=[made.uid, "appeal"]), 404)
    send(office.colleague, reverse("case_person_out", args=[row.uid]), 409)
