"""The laboratory's pages: an officer asks, examiners find and verify; everybody sees what he may know of; no query per row."""

import html
import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from headstamp.audit.models import Entry
from headstamp.desk.laboratory_report import report_sheet
from headstamp.forensics import actions
from headstamp.forensics.facts import End, EntryFacts
from headstamp.forensics.models import (
    BallisticEntry,
    Examination,
    InferredGun,
    LabRequest,
    LabResult,
    Lead,
    Recovery,
)
from headstamp.forensics.queries import request_known
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import add_item
from headstamp.registry.facts import ItemFacts
from headstamp.registry.models import Item, Mark, Occurrence
from tests.cast import Cast
from tests.forensics.office import Laboratory, exhibit_of, opinion, version_of
from tests.registry import rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DUE = (timezone.localdate() + timedelta(days=20)).isoformat()
SAID = {"laboratory": "Invented laboratory", "on": "2024-05-02", "basis": "microscope"}


@pytest.fixture
def lab(cast: Cast) -> Laboratory:
    return Laboratory(cast)


def browser(asker: Asker) -> Client:
    client = Client()
    client.force_login(Cast.user_of(asker), backend=BACKEND)
    return client


def page(asker: Asker, name: str, *args: Any, status: int = 200, query: str = "") -> str:
    answer = browser(asker).get(reverse(name, args=args) + query)
    assert answer.status_code == status, name
    return html.unescape(answer.content.decode())


def send(asker: Asker, name: str, /, *args: Any, status: int = 302, **typed: Any) -> str:
    answer = browser(asker).post(reverse(name, args=args), typed)
    assert answer.status_code == status, html.unescape(answer.content.decode())[-3000:]
    return answer.headers.get("Location", "") or html.unescape(answer.content.decode())


def test_a_request_is_lived_from_the_item_s_page_to_the_verified_report(lab: Laboratory) -> None:
    item = lab.item()
    add_item(
        lab.asking,
        occurrence=item.occurrence.uid,
        version=item.occurrence.version,
        facts=ItemFacts(kind="rifle"),
    )
    assert reverse("lab_request_new", args=[item.uid]) in page(lab.asking, "item", item.uid)
    assert "2. 1 × Rifle" in page(lab.asking, "lab_request_new", item.uid)
    send(
        lab.asking, "lab_request_new", item.uid, laboratory="Invented laboratory", questions="Does it fire?", due_on=DUE,
        priority="urgent", take_1="on", seal_1="S-1", take_2="on", seal_2="S-2",
    )  # fmt: skip
    made = LabRequest.objects.get()
    send(lab.asking, "lab_request_act", made.uid, "ask")
    assert made.uid in page(lab.first, "laboratory", query="?show=asked")
    refused = send(
        lab.first,
        "lab_request_act",
        made.uid,
        "receive",
        status=422,
        number="LAB 1/24",
        found_1="S-1",
        found_2="S-9",
    )
    assert "Say in words what differs" in refused
    send(
        lab.first, "lab_request_act", made.uid, "receive", number="LAB 1/24", found_1="S-1", found_2="S-9",
        difference_2="Sealed anew at the border",
    )  # fmt: skip
    assert "Sealed anew at the border" in page(lab.asking, "lab_request", made.uid)
    send(lab.first, "lab_request_act", made.uid, "begin")
    send(lab.first, "lab_request_act", made.uid, "wait", reason="Waits for ammunition")
    send(lab.first, "lab_request_act", made.uid, "resume")
    for exhibit in made.exhibits.select_related("item"):
        told = {
            "examined_on": "2024-04-02",
            "function": "works",
            "is_converted": "",
            "item_version": version_of(exhibit.item),
        }
        send(lab.first, "exhibit_act", exhibit.uid, "examine", **told)
    send(lab.first, "lab_request_act", made.uid, "report", conclusion="Both fire.", number="LAB 1/24")
    assert "Not yet verified" in page(lab.asking, "lab_request", made.uid)
    assert reverse("lab_request_act", args=[made.uid, "verify"]) not in page(
        lab.first, "lab_request", made.uid
    )
    send(lab.first, "lab_request_act", made.uid, "verify", status=403)
    send(lab.second, "lab_request_act", made.uid, "verify")
    send(lab.asking, "lab_request_act", made.uid, "close")
    assert LabRequest.objects.get().state == "closed"
    assert "Works" in page(lab.asking, "item", item.uid)


def test_an_examination_decides_category_conversion_and_parts(lab: Laboratory) -> None:
    exhibit = exhibit_of(lab.examining())
    send(
        lab.first, "exhibit_act", exhibit.uid, "examine", examined_on="2024-04-02", function="works", kind="revolver",
        eu_category="B5", is_converted="yes", converted_from="alarm", converted_into="pistol", converted_how="New barrel",
        making="converted", part_1="barrel", making_1="craft_made", item_version=version_of(exhibit.item),
    )  # fmt: skip
    told = page(lab.asking, "exhibit", exhibit.uid)
    for words in ("B5", "Alarm or gas weapon", "New barrel", "Home-made", "the register says"):
        assert words in told
    assert Item.objects.get(pk=exhibit.item_id).eu_category_by == lab.first.id
    refused = send(
        lab.first, "exhibit_act", exhibit.uid, "examine", status=422, examined_on="2024-04-02", function="works",
        is_converted="no", converted_from="alarm", item_version=1,
    )  # fmt: skip
    assert "Say that it was converted" in refused
    assert Examination.objects.count() == 1


def test_a_number_is_restored_sign_by_sign_into_the_register(lab: Laboratory) -> None:
    exhibit = exhibit_of(lab.examining())
    send(
        lab.first, "exhibit_act", exhibit.uid, "restore", tried_on="2024-04-02", method="chemical_etching", part="frame",
        mark_kind="serial", reading="12[8B]?", into_register="on", item_version=version_of(exhibit.item),
    )  # fmt: skip
    told = page(lab.asking, "exhibit", exhibit.uid)
    assert "one of these" in told
    assert "not readable" in told
    assert Mark.objects.get(state="restored").as_read == "12[8B]?"
    assert "12[8B]?" in page(lab.asking, "item", exhibit.item.uid)


def test_an_analysis_tells_substance_amount_and_unit(lab: Laboratory) -> None:
    exhibit = exhibit_of(lab.examining(lab.item("bulk_explosive", "2.5")))
    told = page(lab.first, "exhibit", exhibit.uid)
    assert reverse("exhibit_act", args=[exhibit.uid, "analyse"]) in told
    assert reverse("exhibit_act", args=[exhibit.uid, "fire"]) not in told
    send(
        lab.first, "exhibit_act", exhibit.uid, "analyse", analysed_on="2024-04-02", substance="bulk_explosive", method="GC-MS",
        amount="2.48", amount_unit="kg", percent="64.5", result="TNT",
    )  # fmt: skip
    assert str(LabResult.objects.get().amount) == "2.480"
    assert "2.48 kg" in page(lab.asking, "exhibit", exhibit.uid)


def test_a_test_fire_takes_rounds_from_the_ledger(lab: Laboratory) -> None:
    parcel, exhibit = lab.rounds(5, lab.first), exhibit_of(lab.examining())
    told = {"fired_on": "2024-04-02", "bullets": 2, "cases": 2, "parcel": parcel.code, "specimen": "T-1"}
    send(lab.first, "exhibit_act", exhibit.uid, "fire", rounds=3, **told)
    assert "T-1" in page(lab.asking, "exhibit", exhibit.uid)
    assert "more than what is in the parcel" in send(
        lab.first, "exhibit_act", exhibit.uid, "fire", status=422, rounds=3, **told
    )


def test_the_report_says_who_examined_and_that_nobody_verified_it_yet(lab: Laboratory) -> None:
    made = lab.reported()
    for verified in (False, True):
        if verified:
            actions.verify_report(lab.second, request=made.uid)
        told = str(report_sheet(lab.asking, request_known(lab.asking, made.uid)))
        assert ("Not yet verified" in told) is not verified
        for words in ("It fires.", "Does it fire?", "S-1", "Removed", "Works", "first_examiner"):
            assert words in told
    assert "second_examiner" in told


@pytest.mark.parametrize(("name", "start"), [("lab_report_pdf", b"%PDF"), ("lab_report_word", b"PK")])
def test_the_report_is_handed_out_as_pdf_and_word_and_the_log_notes_it(
    lab: Laboratory, name: str, start: bytes
) -> None:
    drafted, made = lab.drafted(), lab.reported()
    page(lab.asking, name, drafted.uid, status=409)
    content = browser(lab.asking).get(reverse(name, args=[made.uid])).content
    assert content.startswith(start)
    if start == b"PK":
        document = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
        assert "It fires." in document
        assert "Not yet verified" in document
    assert Entry.objects.filter(verb="print_lab_report", subject_id=str(made.pk)).count() == 1


def test_a_lead_becomes_a_hit_on_its_page_and_no_figure_counts_it_before(lab: Laboratory) -> None:
    case, other = lab.case(), lab.case()
    send(
        lab.first,
        "ballistic_entry_new",
        other.uid,
        system="ibis",
        entered_on="2024-04-02",
        bullets=0,
        cases=2,
    )
    assert BallisticEntry.objects.get().item == other
    assert other.uid in page(lab.first, "lead_new", case.uid)
    send(lab.first, "lead_new", case.uid, other_item=other.uid, system="ibis", **SAID)
    lead = Lead.objects.get()
    assert "1 leads, of which 0 are hits" in page(lab.asking, "leads")
    assert "This is no hit" in page(lab.asking, "lead", lead.uid)
    send(lab.first, "lead_act", lead.uid, "compare", **SAID)
    assert reverse("lead_act", args=[lead.uid, "verify"]) not in page(lab.first, "lead", lead.uid)
    send(lab.second, "lead_act", lead.uid, "verify", **SAID)
    assert "1 leads, of which 1 are hits" in page(lab.asking, "leads")
    assert lead.uid in page(lab.asking, "leads", query="?state=confirmed")
    assert lead.uid not in page(lab.asking, "leads", query="?state=excluded")
    assert "Hit" in page(lab.asking, "item", case.uid)


def test_a_lead_to_an_occurrence_or_to_nothing(lab: Laboratory) -> None:
    case, shooting = lab.case(), lab.occurred(kind="incident")
    assert "There is no such item" in send(
        lab.first, "lead_new", case.uid, status=422, other="none-such", **SAID
    )
    send(lab.first, "lead_new", case.uid, other=shooting.uid, **SAID)
    assert Lead.objects.get().other_occurrence == shooting


def test_an_inferred_gun_is_dashed_until_it_is_a_hit_and_a_firearm_can_be_said_to_be_it(
    lab: Laboratory,
) -> None:
    middle = lab.case()
    hit, lead = lab.hit(middle, lab.case()), lab.lead(middle, lab.case())
    there = send(lab.first, "lead_act", hit.uid, "infer", name="Invented gun 1", calibre_code="")
    gun = InferredGun.objects.get()
    assert there == reverse("gun", args=[gun.uid])
    assert 'class="hs-line-lead"' not in page(lab.asking, "gun", gun.uid)
    send(lab.first, "gun_act", gun.uid, "join", lead=lead.uid)
    told = page(lab.asking, "gun", gun.uid)
    assert told.count('class="hs-line-hit"') == 2
    assert told.count('class="hs-line-lead"') == 1
    assert "Invented gun 1" in page(lab.asking, "lead", lead.uid)
    pistol = lab.item()
    send(lab.first, "gun_act", gun.uid, "recovered", item=pistol.uid, **SAID)
    assert "recovered" in page(lab.asking, "guns")
    send(lab.second, "gun_act", gun.uid, "not_recovered", **SAID)
    assert Recovery.objects.count() == 2
    assert "No firearm after all" in page(lab.asking, "gun", gun.uid)
    send(lab.first, "gun_act", gun.uid, "part", lead=lead.uid, reason="Excluded meanwhile")
    assert "Excluded meanwhile" in page(lab.asking, "gun", gun.uid)


def test_the_queue_has_what_is_due_first_at_the_top_and_says_what_is_overdue(lab: Laboratory) -> None:
    late, later = lab.examining(), lab.examining()
    today = timezone.localdate()
    LabRequest.objects.filter(pk=later.pk).update(due_on=today + timedelta(days=2))
    LabRequest.objects.filter(pk=late.pk).update(due_on=today - timedelta(days=2))
    told = page(lab.first, "laboratory")
    assert told.index(late.uid) < told.index(later.uid)
    overdue = page(lab.first, "laboratory", query="?show=overdue")
    assert late.uid in overdue
    assert later.uid not in overdue


def test_the_figures_tell_turnaround_backlog_and_hits_apart(lab: Laboratory) -> None:
    assert "no data" in page(lab.asking, "lab_figures")
    lab.reported()
    lab.lead()
    told = page(lab.asking, "lab_figures")
    assert "over 1 report." in told
    assert timezone.localdate().strftime("%m/%Y") in told


def test_what_one_may_not_know_of_is_on_no_page(lab: Laboratory) -> None:
    made = lab.reported(lab.item(visibility="unit"))
    lead = lab.hit(lab.case(visibility="unit"))
    gun = actions.infer_gun(lab.first, lead=lead.uid, name="Invented gun 1")
    exhibit = exhibit_of(made)
    for name, uid in (("lab_request", made.uid), ("exhibit", exhibit.uid), ("lead", lead.uid), ("gun", gun.uid), ("lab_report_pdf", made.uid), ("lab_report_word", made.uid)):  # fmt: skip
        page(lab.cast.officer, name, uid, status=404)
    for name in ("laboratory", "leads", "guns"):
        assert not {made.uid, lead.uid, gun.uid} & set(
            page(lab.cast.officer, name).replace('"', "/").split("/")
        )
        page(lab.cast.donor, name, status=403)
    assert "0 leads" in page(lab.cast.officer, "leads")
    assert "no data" in page(lab.cast.officer, "lab_figures")


def test_of_a_restricted_item_lists_say_no_more_than_its_kind_and_its_pages_ask_why(lab: Laboratory) -> None:
    item, case = lab.item(), lab.case()
    made, lead = lab.reported(item), lab.lead(item, case)
    circle = rows.circle(lab.cast.officer.id)
    for model in (Item, Occurrence):
        model._default_manager.filter(pk__in=[item.pk, item.occurrence_id]).update(
            visibility="restricted", circle=circle
        )
    told = page(lab.cast.officer, "laboratory", query="?show=verify")
    assert made.uid in told
    assert "LAB 1/24" not in told
    assert lead.laboratory not in page(lab.cast.officer, "leads")
    for name, uid in (("lab_request", made.uid), ("exhibit", exhibit_of(made).uid), ("lead", lead.uid)):
        assert "Say why" in page(lab.cast.officer, name, uid, status=403)
    page(lab.first, "lab_request", made.uid, status=404)


def test_a_lead_does_not_name_a_gun_that_rests_on_what_the_reader_did_not_open(lab: Laboratory) -> None:
    middle, far = lab.case(), lab.case()
    lead, other = lab.lead(lab.case(), middle), lab.lead(middle, far)
    gun = actions.infer_gun(lab.first, lead=lead.uid, name="Gun of the blue lorry")
    actions.join_lead(lab.first, gun=gun.uid, lead=other.uid)
    assert "Gun of the blue lorry" in page(lab.cast.officer, "lead", lead.uid)
    circle = rows.circle(lab.cast.officer.id)
    Item.objects.filter(pk=far.pk).update(visibility="restricted", circle=circle)
    told = page(lab.cast.officer, "lead", lead.uid)
    assert gun.uid in told
    assert "Gun of the blue lorry" not in told
    told = page(lab.first, "lead", lead.uid)  # of whom the circle knows nothing
    assert gun.uid not in told
    assert "Gun of the blue lorry" not in told


@pytest.mark.parametrize("name", ["laboratory", "leads", "guns", "lab_figures"])
def test_a_list_costs_the_same_with_more_in_it(lab: Laboratory, name: str) -> None:
    client = browser(lab.first)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        return len(queries)

    fill(lab)
    asked()
    once = asked()
    for _each in range(3):
        fill(lab)
    assert asked() == once


def fill(lab: Laboratory) -> None:
    lab.examining(lab.item(), lab.item("bulk_explosive"))
    actions.infer_gun(lab.first, lead=lab.hit().uid, name=f"G {InferredGun.objects.count()}")


def test_a_page_costs_the_same_with_more_on_it(lab: Laboratory) -> None:
    def asked(name: str, uid: str) -> int:
        client = browser(lab.first)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name, args=[uid])).status_code == 200
        return len(queries)

    small, large = lab.reported(lab.item()), lab.reported(*(lab.item() for _each in range(4)))
    asked("lab_request", small.uid)
    assert asked("lab_request", small.uid) == asked("lab_request", large.uid)
    item, middle = lab.item(), lab.case()
    lab.reported(item)
    lead = lab.lead(item, middle)
    actions.enter_ballistics(lab.first, of=End(item.uid), facts=EntryFacts("ibis", opinion().on, cases=1))
    once = asked("item", item.uid)
    lab.reported(item)
    lab.lead(item, lab.case())
    assert asked("item", item.uid) == once
    assert asked("lead", lead.uid) == asked("lead", lab.lead(middle, lab.case()).uid)
