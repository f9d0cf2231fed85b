"""A request leaves as paper in its addressee's language and as a file that says what it is shaped for; both are in the log."""

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from headstamp.audit.models import Entry, Words
from headstamp.desk import trace_papers
from headstamp.desk.trace_papers import answer_sheet, trace_file, trace_sheet
from headstamp.documents.sheet import Sheet
from headstamp.kernel.errors import Conflict, NotAllowed, NotFound
from headstamp.registry.models import Item
from headstamp.tracing.actions import look_up_trace, receive_trace, reply_trace
from headstamp.tracing.channels import FIELDS
from headstamp.tracing.models import TraceRequest
from headstamp.tracing.shapes import file_of, shape_of
from headstamp.vocabulary import codes
from tests.cast import Cast
from tests.tracing.office import ASKED, CAME_IN, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


@pytest.mark.parametrize(
    ("language", "place", "kind"),
    [("sq", "Serbi", "Pistoletë"), ("sr-latn", "Srbija", "Pištolj"), ("sr", "Србија", "Пиштољ"), ("mk", "Србија", "Пиштол"), ("en", "Serbia", "Pistol")],
)  # fmt: skip
def test_a_request_is_printed_in_its_addressee_s_language(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, language: str, place: str, kind: str
) -> None:
    request = desk.checked(desk.drafted(facts=replace(ASKED, language=language)))
    printed: list[Sheet] = []
    monkeypatch.setattr(trace_papers, "pdf", lambda sheet: printed.append(sheet) or b"%PDF")
    trace_sheet(desk.clerk, request.uid)
    told = str(printed[0].sections)
    assert place in told
    assert kind in told
    assert "AB-123 456" in told


def test_paper_is_a_pdf_and_a_disclosure(desk: Desk) -> None:
    request = desk.checked()
    made = trace_sheet(desk.exchange, request.uid)
    assert made.content.startswith(b"%PDF")
    entry = Entry.objects.get(verb="print_trace")
    assert (entry.kind, entry.recipient) == ("disclosure", "jurisdiction:RS")
    assert Words.objects.get(position=entry.position).reason == ASKED.purpose


@pytest.mark.parametrize("language", ["sq", "en", "sr-latn", "mk"])
def test_an_answer_is_printed_in_the_language_of_who_asked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    request = replied(desk, language)
    printed: list[Sheet] = []
    monkeypatch.setattr(trace_papers, "pdf", lambda sheet: printed.append(sheet) or b"%PDF")
    answer_sheet(desk.exchange, request.uid)
    told = str(printed[0].sections)
    for words in ("Invented inspector", "AL-1", "Taken off the road in March", "AB-123 456"):
        assert words in told
    assert codes.label("jurisdictions", "AL", language) in told
    entry = Entry.objects.get(verb="print_trace_answer")
    assert (entry.kind, entry.recipient) == ("disclosure", "jurisdiction:AL")


def test_an_answer_goes_on_paper_once_it_is_given_and_only_by_who_exchanges(desk: Desk) -> None:
    asked = receive_trace(desk.exchange, facts=CAME_IN)
    with pytest.raises(Conflict):
        answer_sheet(desk.exchange, asked.uid)
    request = replied(desk, "en")
    assert answer_sheet(desk.exchange, request.uid).content.startswith(b"%PDF")
    for asker, error in ((desk.clerk, NotAllowed), (desk.abroad, NotFound), (desk.cast.nobody, NotAllowed)):
        with pytest.raises(error):
            answer_sheet(asker, request.uid)
    with pytest.raises(Conflict):
        answer_sheet(desk.exchange, desk.answered().uid)


def test_an_answer_that_rests_on_what_one_may_not_know_is_not_his_to_print(desk: Desk) -> None:
    request = replied(desk, "en")
    Item.objects.filter(pk=request.item_id).update(visibility="unit", unit=desk.cast.other_unit)
    with pytest.raises(NotFound):
        answer_sheet(desk.exchange, request.uid)
    assert not Entry.objects.filter(verb="print_trace_answer").exists()


def replied(desk: Desk, language: str) -> TraceRequest:
    item = desk.seized()
    asked = receive_trace(desk.exchange, facts=replace(CAME_IN, language=language))
    look_up_trace(desk.exchange, request=asked.uid, item=item.uid)
    return reply_trace(
        desk.exchange, request=asked.uid, answer="found", text="Taken off the road in March", reason="Asked"
    )


def test_nothing_leaves_before_it_is_checked_or_by_who_may_not(desk: Desk) -> None:
    request = desk.drafted()
    for make in (trace_sheet, trace_file):
        with pytest.raises(Conflict):
            make(desk.exchange, request.uid)
    desk.checked(request)
    for asker, make, error in (
        (desk.cast.reader, trace_sheet, NotAllowed),
        (desk.clerk, trace_file, NotAllowed),
        (desk.abroad, trace_file, NotFound),
        (desk.cast.nobody, trace_sheet, NotAllowed),
    ):
        with pytest.raises(error):
            make(asker, request.uid)
    assert not Entry.objects.filter(verb__in=["print_trace", "export_trace"]).exists()


def test_a_file_for_iarms_says_that_it_is_not_certified(desk: Desk) -> None:
    request = desk.checked(desk.drafted(facts=replace(ASKED, channel="interpol_unmik")))
    made = trace_file(desk.exchange, request.uid)
    root = ElementTree.fromstring(made.content)
    assert (root.get("shapedFor"), root.get("certified"), made.media_type) == ("INTERPOL iARMS", "false", "application/xml")  # fmt: skip
    assert "not certified" in (root.findtext("Notice") or "")
    assert root.findtext("Firearm/SerialNumber") == "AB-123 456"
    assert Entry.objects.get(verb="export_trace").kind == "disclosure"


def test_a_file_for_etrace_has_the_headings_of_its_form() -> None:
    content = dict.fromkeys(FIELDS, "x") | {"serial_state": "removed"}
    told = json.loads(file_of(shape_of("etrace"), {"reference": "1"}, content))["trace_request"]
    assert told["certified"] is False
    assert told["firearm"]["obliterated_serial"] is True
    assert {"crime_code", "caliber", "country_of_origin", "recovery_location"} <= set(told["firearm"])


@pytest.mark.parametrize("name", ["iarms", "siena", "etrace", "", "unheard-of"])
def test_every_shape_holds_all_that_a_request_says(name: str) -> None:
    shape = shape_of(name)
    assert not set(shape.fields) - set(FIELDS)
    text = file_of(shape, {}, {field: f"value of {field}\x01<&" for field in FIELDS}).decode()
    assert all(f"value of {field}" in text for field in FIELDS if field != "serial_state")
    assert TraceRequest.objects.count() == 0
