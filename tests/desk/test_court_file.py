"""The court file holds the whole case; the version for the media holds no name, no number and no mark, in no form."""

import io
import subprocess
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from headstamp.audit.models import Entry
from headstamp.cases import actions
from headstamp.custody import actions as custody
from headstamp.custody.parties import Paper
from headstamp.desk.court_file import ForMedia, _named_in, court_file, media_file
from headstamp.kernel.errors import Invalid, NotAllowed, NotFound
from headstamp.kernel.folding import fold
from headstamp.registry.actions import attach_file, set_visibility
from headstamp.registry.facts import PlaceFacts, ReferenceFacts, VehicleFacts
from headstamp.registry.models import Attachment, Item, Occurrence, Person
from tests.cases.office import LISTENING, MOVING, SUSPECT, TITLE, Investigation
from tests.cast import Cast
from tests.custody.office import PATROL, Storage
from tests.documents.test_court_file import streams_of
from tests.forensics.office import Laboratory
from tests.tracing.office import Desk

pytestmark = pytest.mark.django_db
TO = {"recipient": "Invented basic court", "reason": "request 12/24"}
SECRETS = (
    "Inventovski", "Ivo", "QX-99871", "QX99871", "99871", "01-234-ZZ", "01234ZZ", "PO-55/24", "Hidden farm", "Told by nobody",
    "blue lorry", MOVING.number, "Who meets the driver", "the seller", "Zastava", "Neighbour of the farm",
)  # fmt: skip


@pytest.fixture
def office(cast: Cast) -> Investigation:
    """A case with a seizure in which everything is filled in, a photo, a chain, an enquiry and a judgement."""
    made = Investigation(cast)
    occurrence = made.seizure(
        narrative="Told by nobody",
        place=PlaceFacts(text="Hidden farm"),
        persons=(SUSPECT,),
        vehicles=(VehicleFacts(registration="01-234-ZZ", kind="car"),),
        references=(ReferenceFacts(kind="police_case", issuer="Police", number="PO-55/24"),),
    )
    actions.link_record(made.lead, case=made.case.uid, kind="occurrence", uid=occurrence.uid)
    item, stream = occurrence.items.get(), io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(stream, "JPEG")
    stream.seek(0)
    attach_file(made.lead, target=item, stream=stream, name="QX-99871.jpg", caption="Neighbour of the farm")
    store = Storage(cast)
    custody.receive(
        store.keeper, item=item.uid, place=store.places[0].code, quantity=item.quantity, given_by=PATROL,
        paper=Paper(seal="SEAL-7781", reason="x"),
    )  # fmt: skip
    enquiry = made.enquiry()
    actions.move_enquiry(made.lead, enquiry=enquiry.uid, act="confirm", finding="He meets the seller")
    made.judged(made.suspect())
    return made


def text_of(content: bytes, folder: Path) -> str:
    path = folder / "file.pdf"
    path.write_bytes(content)
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout


def test_the_court_file_holds_the_whole_case(office: Investigation, tmp_path: Path) -> None:
    content = court_file(office.lead, office.case.uid, **TO)
    text = text_of(content, tmp_path)
    for words in (
        TITLE, MOVING.number, "Inventovski", "QX-99871", "Hidden farm", "Told by nobody", LISTENING.asked, "He meets the seller",
        "Chain of custody", "SEAL-7781", "Patrol officer", "Photos", "Judged", "Invented basic court", "Contents", "Hashes",
        Attachment.objects.get().sha256[:20],
    ):  # fmt: skip
        assert words in text, words
    chain = f"chain-{Item.objects.get().uid}.json".encode()
    assert chain in content
    assert Entry.objects.filter(verb="export_court_file", actor=office.lead.id).count() == 2


def test_the_version_for_the_media_holds_no_name_and_no_mark(office: Investigation, tmp_path: Path) -> None:
    """Neither in its text nor in the bytes of any stream, in no coding that a PDF knows."""
    told = ForMedia(title="Firearm seized near the border", text="One person stands before the court.")
    content = media_file(office.lead, office.case.uid, told=told, **TO)
    text = text_of(content, tmp_path)
    for words in ("Firearm seized near the border", "One person stands before the court", "Pistol", "Judged"):
        assert words in text
    uids = [row.uid for model in (Occurrence, Item, Person) for row in model.objects.all()]
    raw = b"\n".join([content, *streams_of(content)])
    for secret in (*SECRETS, *uids, office.case.uid, Attachment.objects.get().sha256):
        assert secret.casefold() not in text.casefold(), secret
        for coded in (secret.encode(), secret.encode("utf-16-be"), secret.encode().hex().encode()):
            assert coded not in raw, secret
    assert b"/EmbeddedFile" not in raw
    assert b"/DCTDecode" not in raw


def test_the_search_for_secrets_would_find_them(office: Investigation, tmp_path: Path) -> None:
    """The same search in the whole file, or the test above could not fail."""
    content = court_file(office.lead, office.case.uid, **TO)
    text = text_of(content, tmp_path)
    assert [secret for secret in SECRETS if secret in text]
    raw = b"\n".join([content, *streams_of(content)])
    assert b"Inventovski" in raw


def test_a_photo_goes_to_the_media_only_where_it_is_released(office: Investigation) -> None:
    photo = Attachment.objects.get()
    told = ForMedia(title="Seizure", photos=(photo.pk,))
    content = media_file(office.lead, office.case.uid, told=told, **TO)
    raw = b"\n".join([content, *streams_of(content)])
    assert b"/DCTDecode" in raw
    assert b"Neighbour" not in raw
    assert b"99871" not in raw


@pytest.mark.parametrize(
    "typed",
    ["Inventovski was caught", "Inventovskog su uhvatili", "ИНВЕНТОВСКИ", "the pistol qx 99871", "a car 01234zz", "case PO-55/24", "I-7/24"],
)  # fmt: skip
def test_a_statement_that_names_something_is_refused(office: Investigation, typed: str) -> None:
    for told in (ForMedia(title=typed), ForMedia(title="Seizure", text=f"We say that {typed}.")):
        with pytest.raises(Invalid):
            media_file(office.lead, office.case.uid, told=told, **TO)
    assert not Entry.objects.filter(verb="export_for_media").exists()


def test_who_is_no_member_gets_nothing(office: Investigation) -> None:
    told = ForMedia(title="Seizure")
    for name, who in office.strangers().items():
        for make in (
            lambda who=who: court_file(who, office.case.uid, **TO),
            lambda who=who: media_file(who, office.case.uid, told=told, **TO),
        ):
            with pytest.raises((NotFound, NotAllowed)):
                make()
        assert name
    with pytest.raises(Invalid):
        court_file(office.lead, office.case.uid, recipient="", reason="request 12")
    with pytest.raises(Invalid):
        court_file(office.lead, office.case.uid, recipient="Court", reason="")


def test_what_a_member_may_not_know_is_not_in_his_file(office: Investigation, tmp_path: Path) -> None:
    hidden = office.seizure(visibility="unit", narrative="Only of the unit")
    actions.link_record(office.lead, case=office.case.uid, kind="occurrence", uid=hidden.uid)
    actions.add_case_member(office.lead, case=office.case.uid, account=office.cast.officer.id)
    assert "Only of the unit" in text_of(court_file(office.lead, office.case.uid, **TO), tmp_path)
    theirs = text_of(court_file(office.cast.officer, office.case.uid, **TO), tmp_path)
    assert "Only of the unit" not in theirs
    assert hidden.uid not in theirs


def test_the_reason_opens_what_is_restricted_in_the_case(office: Investigation, tmp_path: Path) -> None:
    record = Occurrence.objects.get()
    told = {"visibility": "restricted", "circle": office.case.circle_id, "reason": "for the case"}
    set_visibility(office.lead, uid=record.uid, version=record.version, **told)
    assert "Told by nobody" in text_of(court_file(office.lead, office.case.uid, **TO), tmp_path)


@pytest.mark.usefixtures("without_second_factor")
def test_both_are_made_on_the_page_of_the_case(office: Investigation) -> None:
    client = Client()
    client.force_login(
        Cast.user_of(office.lead), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    court = reverse("case_court_file", args=[office.case.uid])
    assert court in client.get(f"{reverse('case', args=[office.case.uid])}?show=files").content.decode()
    assert client.get(court).status_code == 200
    assert client.post(court, {"recipient": "", "reason": "x"}).status_code == 422
    assert client.post(court, TO).content.startswith(b"%PDF")
    media = reverse("case_for_media", args=[office.case.uid])
    assert "Neighbour of the farm" in client.get(media).content.decode()
    assert client.post(media, TO | {"title": "Inventovski"}).status_code == 422
    assert client.post(media, TO | {"title": "Seizure"}).content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Luka", "Luku"),
        ("Saša", "Sašin"),
        ("Arta", "Artës"),
        ("Petar", "Petra"),
        ("Marko", "Marka_Petrovića"),
        ("Ana", "Anu"),
    ],
)
def test_a_name_is_found_with_its_endings(name: str, written: str) -> None:
    assert _named_in(f"Policija kaže da je {written} priveden", {fold(name)}, set())


def test_words_that_begin_alike_are_no_name() -> None:
    assert not _named_in("Policija je privela vozača kamiona", {fold("Krasniqi"), fold("Agim")}, set())


def test_what_was_noted_by_mistake_stands_in_no_paper(office: Investigation, tmp_path: Path) -> None:
    wrong = office.reported()
    actions.take_back_step(office.lead, proceeding=wrong.uid, why="wrong person")
    text = text_of(court_file(office.lead, office.case.uid, **TO), tmp_path)
    assert "Noted by mistake" not in text
    told = media_file(
        office.lead, office.case.uid, told=ForMedia("Weapons found", "Police found weapons."), **TO
    )
    assert "Noted by mistake" not in text_of(told, tmp_path)


def test_the_number_of_an_order_does_not_reach_the_media(office: Investigation) -> None:
    with pytest.raises(Invalid):
        media_file(office.lead, office.case.uid, told=ForMedia("Found", f"Order {LISTENING.reference}"), **TO)


def test_it_asks_as_many_questions_for_two_items_as_for_twelve(cast: Cast) -> None:
    """Each with a chain of custody, a laboratory's report, an answer to a trace request with its chain, and a photo."""
    made, lab, desk = Investigation(cast), Laboratory(cast), Desk(cast)
    store = custody.make_store(lab.keeper, name="Invented store")
    room = custody.add_room(lab.keeper, store=store.uid, name="A")
    place = custody.add_place(lab.keeper, store=store.uid, room=room.pk, name="1").code

    def add(number: int) -> None:
        for _each in range(number):
            item = desk.seized()
            actions.link_record(made.lead, case=made.case.uid, kind="occurrence", uid=item.occurrence.uid)
            custody.receive(
                lab.keeper,
                item=item.uid,
                place=place,
                quantity=item.quantity,
                given_by=PATROL,
            )
            lab.reported(item)
            desk.answered(desk.drafted(item))

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            court_file(made.lead, made.case.uid, **TO)
        return len(queries)

    add(2)
    asked()
    few = asked()
    add(10)
    assert asked() == few
