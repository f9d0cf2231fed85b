"""A converted pistol from its seizure at a border crossing to its destruction: each room does its part, one page tells it, figures move."""

import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from headstamp.cases import actions as cases
from headstamp.cases.facts import ItemDecisionFacts
from headstamp.custody import actions as custody
from headstamp.custody.parties import Paper, Party
from headstamp.desk.court_file import court_file
from headstamp.desk.item_story import story_of_item
from headstamp.forensics import actions as forensics
from headstamp.forensics.facts import ExaminationFacts, RestorationFacts
from headstamp.indicators.declared import measures
from headstamp.indicators.queries.figures import figures_for
from headstamp.kernel.asker import Asker
from headstamp.matching.kept import check_item
from headstamp.registry.actions import record_occurrence
from headstamp.registry.facts import ItemFacts, MarkFacts, OccurrenceFacts, PlaceFacts
from headstamp.registry.models import Item
from headstamp.registry.queries import open_item
from headstamp.snapshot.actions import refresh
from headstamp.tracing import actions as tracing
from tests.cases.office import Investigation
from tests.cast import Cast, make_asker
from tests.desk.life import LEFT, MOVED, NUMBER, TOLD, moved
from tests.forensics.office import Laboratory, exhibit_of, version_of
from tests.tracing.office import MADE, SOLD, TRACED, Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def seized(by: Asker) -> Item:
    pistol = ItemFacts(
        kind="pistol", make="Ekol", model="Firat", calibre_code="9x19", country_of_manufacture="TR",
        marks=(MarkFacts(state="removed", part="frame"),),
    )  # fmt: skip
    place = PlaceFacts(kind="border_crossing_point", jurisdiction="XK")
    facts = OccurrenceFacts(kind="seizure", occurred_on="2024-03-04", place=place, items=(pistol,))
    return record_occurrence(by, facts=facts).items.get()


def figures(asker: Asker) -> dict[str, Decimal]:
    """What each figure of the account says of all years together."""
    refresh()
    return {
        id: sum((each.value or Decimal(0) for each in figures_for(asker, id)), Decimal(0))
        for id in measures()
    }


def test_a_pistol_is_lived_from_seizure_to_destruction(cast: Cast, tmp_path: Path) -> None:
    lab, desk, office = Laboratory(cast), Desk(cast), Investigation(cast)
    witness = make_asker("witness", cast.unit, "store_keeper")
    before = figures(office.analyst)
    item = seized(cast.registrar)
    uid = item.uid

    store = custody.make_store(lab.keeper, name="Invented store")
    room = custody.add_room(lab.keeper, store=store.uid, name="A")
    place = custody.add_place(lab.keeper, store=store.uid, room=room.pk, name="1")
    parcel = custody.receive(
        lab.keeper, item=uid, place=place.code, quantity=Decimal(1), given_by=Party(name="Invented patrol"),
        paper=Paper(seal="S-1", reason="seized"),
    )  # fmt: skip

    request = lab.examining(item)
    told = ExaminationFacts(
        date(2024, 4, 2), "works", "pistol", True, "alarm", "pistol", "New barrel, 9×19", "converted"
    )
    forensics.record_examination(
        lab.first, exhibit=exhibit_of(request).uid, facts=told, item_version=version_of(item)
    )
    read = RestorationFacts(date(2024, 4, 3), "chemical_etching", "frame", reading=NUMBER)
    forensics.record_restoration(
        lab.first, exhibit=exhibit_of(request).uid, facts=read, item_version=version_of(item)
    )
    forensics.report_findings(
        lab.first, request=request.uid, conclusion="Converted. It fires.", number="LAB 1/24"
    )
    forensics.verify_report(lab.second, request=request.uid)
    hit = lab.hit(item, lab.case())
    check_item(cast.registrar, uid=uid, number=NUMBER, part="frame")

    asked = desk.drafted(item)
    photo = desk.photo_of(item).pk
    tracing.check_trace(desk.second, request=asked.uid, photo=photo, read_number=NUMBER)
    tracing.send_trace(desk.exchange, request=asked.uid)
    tracing.answer_trace(desk.exchange, request=asked.uid, answer="found", text="See the chain.")
    for hand in (MADE, SOLD):
        tracing.add_transfer(desk.exchange, request=asked.uid, facts=hand)
    tracing.close_trace(desk.exchange, request=asked.uid, facts=TRACED)

    cases.link_record(office.lead, case=office.case.uid, kind="occurrence", uid=item.occurrence.uid)
    proceeding = office.judged(office.suspect())
    decision = ItemDecisionFacts(
        authority="Invented basic court", reference="P 1/24", decided_on=date(2024, 5, 2), is_confiscated=True, outcome="destroy"
    )  # fmt: skip
    cases.decide_item(office.lead, proceeding=proceeding.uid, item=uid, facts=decision)
    paper = Paper(
        reason="decision", reference="C 1/24", method="Cut and melted", witnesses="Two invented witnesses"
    )
    offer = custody.offer_destruction(lab.keeper, parcel=parcel.code, to_account=witness.id, paper=paper)
    custody.accept(witness, offer=offer.uid)

    after = figures(office.analyst)
    assert moved(before, after) == MOVED
    assert hit.is_hit

    story = story_of_item(office.lead, open_item(office.lead, uid))
    rooms = {event.room for event in story.past}
    assert rooms == {"registry", "custody", "forensics", "matching", "tracing", "cases"}
    assert [event.on for event in story.past if event.on] == sorted(
        event.on for event in story.past if event.on
    )
    assert (story.due, story.missing) == ([], [])
    open_steps = {each.step.code for each in story.steps if each.standing not in ("done", "na")}
    assert open_steps == LEFT

    client = Client()
    client.force_login(Cast.user_of(replace(office.lead)), backend=BACKEND)
    page = client.get(f"/items/{uid}/story/").content.decode()
    for words in TOLD:
        assert words in page

    paper = tmp_path / "court.pdf"
    paper.write_bytes(
        court_file(office.lead, office.case.uid, recipient="Invented basic court", reason="request 12/24")
    )
    text = subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True, check=True).stdout
    for words in ("LAB 1/24", "Converted. It fires.", "What tracing found", "Invented works", NUMBER):
        assert words in text
