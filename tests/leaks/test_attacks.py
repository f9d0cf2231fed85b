"""What somebody with an account tries by hand: forged posts, foreign redirects, script in every field, odd parameters."""

import io
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from headstamp.intake.actions import begin_applying, choose_layout, receive_file, save_layout, use_layout
from headstamp.intake.applying import apply as apply_now
from headstamp.intake.checking import check as check_batch
from headstamp.intake.layout import layout_from
from headstamp.intake.layout.plain_yaml import read_plain
from headstamp.kernel.errors import Conflict, HeadstampError
from headstamp.registry.actions import (
    attach_file,
    make_circle,
    record_group,
    record_occurrence,
    record_operation,
    save_statement,
)
from headstamp.registry.actions.people import GroupFacts
from headstamp.registry.facts import (
    GoodsFacts,
    ItemFacts,
    MarkFacts,
    OccurrenceFacts,
    OperationFacts,
    PersonFacts,
    PlaceFacts,
    ReferenceFacts,
    VehicleFacts,
)
from headstamp.registry.models import Attachment, Draft, Item, Occurrence
from headstamp.snapshot.actions import refresh
from headstamp.web.entry.occurrence_sheet import ENTRY_SHEET
from tests.cast import Cast
from tests.leaks.conftest import client_of
from tests.leaks.reading import content_of, text_of
from tests.leaks.walk import own_addresses
from tests.leaks.world import LAYOUT, workbook
from tests.registry import rows

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>"
SHORT = '"><b onx=1>'
READING = ("registrar", "head", "officer", "administrator", "auditor")


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.HEADSTAMP_REQUIRE_MFA = False


def test_no_form_is_taken_without_its_token(cast: Cast) -> None:
    for name in ("registrar", "head", "administrator", "auditor", "nobody"):
        client = client_of(cast, name, enforce_csrf_checks=True)
        for address in own_addresses():
            assert client.post(address.url).status_code in (403, 405), (name, address.name)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        "\r\nX-Evil: 1",
    ],
)
def test_a_form_leads_to_our_own_pages_only(cast: Cast, elsewhere: str) -> None:
    client = client_of(cast, "officer")
    for address, given in (
        ("language", {"language": "sq"}), ("theme", {"theme": "dark"}), ("reason", {"reason": "case 12", "record": "x"}),
    ):  # fmt: skip
        answer = client.post(reverse(address), given | {"next": elsewhere})
        assert (answer.status_code, answer["Location"]) == (302, "/"), address
    answer = Client().get(f"/account/login/?next={quote(elsewhere)}")
    assert "evil.example" not in str(answer.headers)


def test_sign_in_leads_to_our_own_pages_and_makes_a_new_session(cast: Cast) -> None:
    user = Cast.user_of(cast.registrar)
    user.set_password("a long password of the test")
    user.save()
    client = Client()
    client.get("/account/login/")
    session = client.session
    session["planted"] = "by the attacker"
    session.save()
    client.cookies["sessionid"] = session.session_key
    answer = client.post(
        "/account/login/?next=//evil.example/",
        {"login": "registrar", "password": "a long password of the test", "next": "//evil.example/"},
    )
    assert answer.status_code == 302
    assert "evil" not in answer["Location"]
    assert client.session.session_key != session.session_key


@pytest.fixture
def marked(cast: Cast) -> dict[str, str]:
    """An office in which every typed text is script; what fills its addresses."""
    of = record_occurrence(
        cast.registrar,
        facts=OccurrenceFacts(
            kind="seizure", occurred_on="2021-05-06", narrative=EVIL, detection_equipment=EVIL, place=PlaceFacts(text=EVIL),
            items=(ItemFacts(kind="pistol", make=EVIL, model=EVIL, calibre=EVIL, description=EVIL, legal_status="seized",
                             marks=(MarkFacts(as_read=EVIL, notes=EVIL),)),),
            references=(ReferenceFacts(kind="police_case", issuer=EVIL, number=EVIL),), goods=(GoodsFacts(kind="money", description=EVIL),),
            persons=(PersonFacts(role="possessor", category="suspect", family_name=EVIL, given_name=EVIL, alias=EVIL, document=SHORT),),
            vehicles=(VehicleFacts(registration=SHORT, make=EVIL, role=EVIL),),
        ),
    )  # fmt: skip
    item = of.items.get()
    save_statement(
        cast.registrar,
        subject_kind="item",
        uid=item.uid,
        kind="contested",
        said={"model": (EVIL, EVIL)},
        said_by=EVIL,
    )
    attach_file(cast.registrar, target=of, stream=io.BytesIO(b"note"), name=EVIL, caption=EVIL)
    operation = record_operation(cast.head, facts=OperationFacts(name=EVIL, plan=EVIL, outcome=EVIL))
    make_circle(cast.head, name=EVIL, reason=EVIL)
    group = record_group(cast.registrar, facts=GroupFacts(name=EVIL, alias=EVIL))
    batch = receive_file(
        cast.registrar,
        stream=io.BytesIO(workbook([EVIL, EVIL, EVIL, EVIL, EVIL], ["T", "5.5.2022", "Peje", EVIL, EVIL])),
        name=EVIL,
    )
    layout = read_plain(LAYOUT % {"unit": "evil"})
    use_layout(cast.registrar, uid=batch.uid, layout=layout_from({**layout, "title": {"en": EVIL}}))
    check_batch(cast.registrar, batch.uid)
    Cast.user_of(cast.reader).__class__.objects.filter(pk=int(cast.registrar.id)).update(
        first_name=EVIL, last_name=EVIL
    )
    person = of.person_roles.get().person
    return {
        "occurrences": of.uid, "items": item.uid, "operations": operation.uid, "people": person.uid, "groups": group.uid, "intake": batch.uid,
    }  # fmt: skip


def test_no_page_takes_a_typed_text_for_its_own(cast: Cast, marked: dict[str, str]) -> None:
    """Every page as everybody who reads; the text is there, and never as a tag or an attribute."""
    seen = set()
    for name in READING:
        client = client_of(cast, name)
        for address in own_addresses():
            head = address.url.strip("/").split("/")[0]
            kwargs = {
                key: marked.get(head, value) if key == "uid" else value
                for key, value in address.kwargs.items()
            }
            kwargs = {
                key: int(cast.registrar.id) if key == "account_id" else value for key, value in kwargs.items()
            }
            answer = client.get(
                reverse(address.name, kwargs=kwargs),
                {"q": EVIL, "text": EVIL, "name": EVIL, "at": EVIL, "draft": EVIL},
            )
            text = text_of(answer)
            if answer.get("Content-Type", "").startswith("text/html"):
                for tag in ("<script>alert", "<img src=x", "<b onx"):
                    assert tag not in text, (name, address.name)
                seen |= {address.name} if "&lt;script&gt;alert" in text else set()
    assert {
        "occurrence",
        "item",
        "items",
        "occurrences",
        "search",
        "operation",
        "batch_rows",
        "batch_mend",
        "batch",
        "intake",
        "person",
    } <= seen


def test_json_is_never_taken_for_a_page(cast: Cast, marked: dict[str, str]) -> None:
    answer = client_of(cast, "registrar").get("/complete/makes/", {"q": "script"})
    assert answer["Content-Type"] == "application/json"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name",
    ["a\r\nX-Evil: 1.xlsx", 'a"; filename="b.exe', "../../etc/passwd", "Đ\u202excod.xlsx", "a" * 400, "\0"],
)
def test_a_file_s_name_stays_a_name(cast: Cast, name: str) -> None:
    client = client_of(cast, "registrar")
    batch = receive_file(
        cast.registrar, stream=io.BytesIO(workbook(["T", "31.02.2022", "Peje", "Pistol", "1"])), name=name
    )
    use_layout(cast.registrar, uid=batch.uid, layout=layout_from(read_plain(LAYOUT % {"unit": "name"})))
    check_batch(cast.registrar, batch.uid)
    of = record_occurrence(cast.registrar, facts=OccurrenceFacts(kind="find"))
    attach_file(cast.registrar, target=of, stream=io.BytesIO(b"note"), name=name)
    number = Attachment.objects.get().pk
    for url in (f"/intake/{batch.uid}/mend.xlsx", f"/attachments/{of.uid}/{number}/original/"):
        answer = client.get(url)
        content_of(answer)
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment; filename")
        assert "X-Evil" not in answer.headers
        assert "/" not in answer["Content-Disposition"].replace("''", "")
        assert ".exe;" not in answer["Content-Disposition"]


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/passwd", "..", "a/b", "a\\b", "a\0b", "", ".hidden", "x" * 300, "CON.yaml\n"]
)
def test_a_layout_s_name_is_never_a_path(cast: Cast, settings: Any, name: str) -> None:
    batch = receive_file(
        cast.registrar, stream=io.BytesIO(workbook(["T", "1.2.2022", "Peje", "Pistol", "1"])), name="a.xlsx"
    )
    use_layout(cast.registrar, uid=batch.uid, layout=layout_from(read_plain(LAYOUT % {"unit": "path"})))
    files = {path for path in Path(settings.HEADSTAMP_HOME).rglob("*") if path.is_file()}
    for act in (choose_layout, save_layout):
        with pytest.raises(HeadstampError):
            act(cast.registrar, uid=batch.uid, name=name)
    client = client_of(cast, "registrar")
    for address, given in (
        (f"/intake/{batch.uid}/layout/save/", {"name": name}),
        (f"/intake/{batch.uid}/layout/", {"layout": name or "-"}),
    ):
        assert client.post(address, given).status_code in (302, 400, 404, 422)
    assert {path for path in Path(settings.HEADSTAMP_HOME).rglob("*.yaml") if path.is_file()} <= files


ODD = (
    "%",
    "\\",
    "zq" * 3000,
    "9" * 30,
    "٣",
    "²",
    "<99999999999999999999~x",
    ">1~" + "9" * 5000,
    "\ud7ff💥",
)
PARAMETERS = (
    "q", "text", "mark", "reference", "unit", "year", "from", "to", "class", "kind", "make", "directorate", "sort", "at", "count", "page", "before", "draft",
    "name", "state", "reason", "whole", "show", "header", "sheet", "number", "check", "operation", "role", "account", "verb", "target", "position",
)  # fmt: skip


def test_odd_parameters_break_no_page(cast: Cast, marked: dict[str, str]) -> None:
    """Each address by the first of these who may open it: lists with all of them, pages of records with a few."""
    refresh()
    tried = set()
    for name in ("head", "registrar", "administrator", "auditor"):
        client = client_of(cast, name)
        for address in own_addresses():
            head = address.url.strip("/").split("/")[0]
            kwargs = {
                key: marked.get(head, value) if key == "uid" else value
                for key, value in address.kwargs.items()
            }
            if address.name in tried or (
                address.rights and not address.rights & getattr(cast, name).permissions
            ):
                continue
            tried.add(address.name)
            for odd in ODD if not kwargs else ODD[3::6]:
                answer = client.get(reverse(address.name, kwargs=kwargs), dict.fromkeys(PARAMETERS, odd))
                content_of(answer)
                assert answer.status_code < 500, (address.name, odd[:20])


@pytest.mark.parametrize("odd", ["\0", "%00", "..", "%2e%2e", "a" * 3000, "💥", "'", "1 OR 1=1"])
def test_odd_names_of_records_are_not_found(cast: Cast, odd: str) -> None:
    client = client_of(cast, "registrar")
    for head in ("occurrences", "items", "checks", "operations", "people", "intake", "lists", "complete"):
        answer = client.get(f"/{head}/{quote(odd, safe='')}/")
        content_of(answer)
        assert answer.status_code in (200, 302, 400, 404), head


def test_a_nul_is_turned_away_before_a_database_sees_it(cast: Cast) -> None:
    """PostgreSQL takes no text that holds one; nobody types it."""
    client = client_of(cast, "registrar")
    for url in (
        "/items/?text=%00",
        "/search/?q=a%00",
        "/enter/?draft=%00",
        "/intake/?name=%00",
        "/alike/?number=%00",
        "/items/export.csv?text=%00",
    ):
        assert client.get(url).status_code == 400, url
    assert client.post("/enter/", {"kind": "find", "narrative": "a\0b"}).status_code == 400
    assert client.post(f"/drafts/{ENTRY_SHEET.form}/mine/", {"narrative": "\0"}).status_code == 400
    assert not Occurrence.objects.exists()
    assert not Draft.objects.exists()


def test_a_record_is_its_maker_s_whatever_else_is_posted(cast: Cast) -> None:
    taken = rows.occurrence(cast.partner_unit, narrative="theirs")
    posted = {
        "kind": "find", "occurred_on": "2022-01-02", "visibility": "jurisdiction", "narrative": "ours", "unit": cast.partner_unit.pk,
        "jurisdiction": "RS", "created_by": cast.head.id, "changed_by": cast.head.id, "status": "locked", "checked_by": cast.head.id,
        "id": taken.pk, "pk": taken.pk, "uid": taken.uid, "source": taken.source_id, "deleted_at": "2020-01-01", "version": 9,
        "items.0.kind": "Pistol", "items.0.unit": cast.partner_unit.pk, "items.0.occurrence": taken.pk, "items.0.status": "locked",
    }  # fmt: skip
    answer = client_of(cast, "registrar").post("/enter/", posted)
    made = Occurrence.objects.exclude(pk=taken.pk).get()
    assert answer.status_code == 302
    assert (made.unit_id, made.jurisdiction, made.created_by, made.status) == (
        cast.unit.pk,
        "XK",
        cast.registrar.id,
        "entered",
    )
    assert (made.checked_by, made.deleted_at, made.version) == ("", None, 1)
    taken.refresh_from_db()
    assert (taken.narrative, taken.unit_id, taken.items.count()) == ("theirs", cast.partner_unit.pk, 0)


def test_nobody_writes_or_drops_another_s_draft(cast: Cast) -> None:
    form = ENTRY_SHEET.form
    client_of(cast, "registrar").post(f"/drafts/{form}/mine/", {"narrative": "hers"})
    client_of(cast, "officer").post(f"/drafts/{form}/mine/", {"narrative": "his", "owner": cast.registrar.id})
    client_of(cast, "officer").post(f"/drafts/{form}/mine/drop/")
    draft = Draft.objects.get()
    assert (draft.owner, draft.data["narrative"]) == (cast.registrar.id, "hers")


def test_a_reason_opens_one_record_and_no_other(cast: Cast) -> None:
    client = client_of(cast, "officer")
    closed = rows.circle(cast.officer.id)
    one, two = (rows.occurrence(cast.other_unit, visibility="restricted", circle=closed) for _ in range(2))
    hidden = rows.occurrence(cast.unit, visibility="restricted", circle=rows.circle())
    for record in (one.uid, hidden.uid, ""):
        client.post("/reason/", {"record": record, "reason": "case 12"})
    assert client.get(f"/occurrences/{one.uid}/").status_code == 200
    assert client.get(f"/occurrences/{two.uid}/").status_code == 403
    assert client.get(f"/occurrences/{two.uid}/?reason=case+12&uid={one.uid}").status_code == 403
    assert client.get(f"/occurrences/{two.uid}/sheet.pdf").status_code == 403
    assert client.get(f"/occurrences/{hidden.uid}/").status_code == 404
    client.post("/account/logout/")
    client.force_login(
        Cast.user_of(cast.officer), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert client.get(f"/occurrences/{one.uid}/").status_code == 403


def test_a_number_that_is_taken_is_told_in_the_same_words_whoever_has_it(cast: Cast) -> None:
    """A number is unique at its issuer, so the register must say that it is taken; it says no more than that."""
    told = []
    for number, rights in (("1/21", {"visibility": "restricted", "circle": rows.circle()}), ("2/21", {})):
        has_it = rows.occurrence(cast.other_unit, narrative="zq00001x", **rights)
        rows.reference(has_it, number)
        facts = OccurrenceFacts(
            kind="find", references=(ReferenceFacts(kind="police", issuer="Police", number=number),)
        )
        with pytest.raises(HeadstampError) as caught:
            record_occurrence(cast.registrar, facts=facts)
        told.append(caught.value.message.text().replace(number, "N"))
        assert has_it.uid not in str(vars(caught.value))
        posted = {
            "kind": "find",
            "references.0.kind": "police_case",
            "references.0.issuer": "Police",
            "references.0.number": number,
        }
        text = text_of(client_of(cast, "registrar").post("/enter/", posted))
        assert has_it.uid not in text
        assert "zq00001x" not in text
    assert told[0] == told[1]
    assert issubclass(Conflict, HeadstampError)


def test_a_file_is_not_sent_into_another_s_record(cast: Cast) -> None:
    theirs = rows.occurrence(cast.partner_unit)
    client = client_of(cast, "registrar")
    answer = client.post(f"/attach/occurrence/{theirs.uid}/", {"file": SimpleUploadedFile("a.txt", b"note")})
    assert answer.status_code == 404
    assert not Attachment.objects.exists()


def test_a_file_s_rows_are_not_read_past_the_rights_of_its_records(cast: Cast) -> None:
    """A record of a file is restricted later: the page of the file's first rows is no way around its circle."""
    batch = receive_file(
        cast.registrar,
        stream=io.BytesIO(workbook(["T", "1.2.2022", "Peje", "Pistol", "zq00001x"])),
        name="a.xlsx",
    )
    use_layout(cast.registrar, uid=batch.uid, layout=layout_from(read_plain(LAYOUT % {"unit": "later"})))
    check_batch(cast.registrar, batch.uid)
    client = client_of(cast, "analyst")
    assert "zq00001x" in text_of(client.get(f"/intake/{batch.uid}/rows/"))
    begin_applying(cast.registrar, uid=batch.uid)
    apply_now(cast.registrar, batch.uid)
    assert "zq00001x" in text_of(client.get("/items/"))
    closed = rows.circle(cast.officer.id)
    for model in (Occurrence, Item):
        model._default_manager.update(visibility="restricted", circle=closed)
    for page in ("", "rows/", "records/", "mend/", "mend/?show=flagged", "layout/", "columns/", "words/"):
        assert "zq00001x" not in text_of(client.get(f"/intake/{batch.uid}/{page}", follow=True)), page
