"""Requests that go out: a channel that the office has, all that it requires, a second person at the photo, a logged release."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from headstamp.audit.models import Entry, Words
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.kernel.values import PartialDate
from headstamp.registry.facts import MarkFacts
from headstamp.registry.models import Item, Mark, Tracing
from headstamp.tracing import actions
from headstamp.tracing.actions.checking import content_now
from headstamp.tracing.channels import channels_of, known_channel, missing
from headstamp.tracing.facts import OutcomeFacts
from headstamp.tracing.models import RequestAct, TraceRequest
from headstamp.tracing.queries import (
    chain_of,
    events_of,
    item_of,
    items_with_number,
    requests_of,
    requests_visible_to,
    success,
    time_of,
    work_counts,
)
from headstamp.tracing.queries.desk import Work
from headstamp.vocabulary import codes
from tests.cast import Cast, make_asker
from tests.registry import rows
from tests.tracing.office import ASKED, CAME_IN, MADE, SOLD, TRACED, Desk, later, now

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


def test_an_office_of_kosovo_asks_interpol_through_unmik_and_never_directly() -> None:
    own, other = ({each.code for each in channels_of(where)} for where in ("XK", "RS"))
    assert "interpol_unmik" in own
    assert not own & {"interpol_iarms", "interpol_ibin", "interpol_i247", "europol_siena"}
    assert "interpol_iarms" in other
    assert "interpol_unmik" not in other


@pytest.mark.parametrize("channel", ["interpol_iarms", "interpol_i247", "atf_etrace", "nonsense", ""])
def test_no_request_goes_by_a_channel_that_the_office_lacks(desk: Desk, channel: str) -> None:
    item = desk.seized()
    with pytest.raises(Invalid) as refused:
        actions.draft_trace(desk.clerk, item=item.uid, facts=replace(ASKED, channel=channel))
    assert list(refused.value.fields) == ["channel"]
    request = desk.drafted(item)
    with pytest.raises(Invalid):
        actions.edit_trace(desk.clerk, request=request.uid, facts=replace(ASKED, channel=channel))
    TraceRequest.objects.filter(pk=request.pk).update(channel=channel or "letterless")
    with pytest.raises(Invalid):
        desk.checked(now(request))


def test_a_channel_taken_away_meanwhile_stops_a_checked_request(desk: Desk) -> None:
    request = desk.checked()
    TraceRequest.objects.filter(pk=request.pk).update(channel="interpol_iarms")
    with pytest.raises(Invalid):
        actions.send_trace(desk.exchange, request=request.uid)


def test_an_office_changes_its_channels_in_its_overlay(tmp_path) -> None:
    (tmp_path / "channels.yaml").write_text(
        "codes:\n  - {code: atf_etrace, jurisdictions: [XK], answer_days: 4}\n"
    )
    codes.use_overlay(tmp_path)
    try:
        assert {"atf_etrace": 4}.items() <= {
            each.code: each.answer_days for each in channels_of("XK")
        }.items()
    finally:
        codes.use_overlay(None)


def test_what_a_channel_requires_is_named_where_it_is_missing(desk: Desk) -> None:
    item = desk.seized(model="", country_of_manufacture="")
    with pytest.raises(Invalid) as refused:
        desk.checked(desk.drafted(item))
    assert set(refused.value.fields) == {"model", "country_of_manufacture"}


def test_form_3312_1_names_its_source_and_asks_an_importer_only_of_what_was_made_elsewhere() -> None:
    etrace, told = (
        known_channel("atf_etrace"),
        {"make": "x", "serial_state": "removed", "country_of_manufacture": "US"},
    )
    assert etrace.source == "ATF form 3312.1"
    assert known_channel("ffp").source == ""
    assert "importer" not in missing(etrace, told)
    assert "serial" not in missing(etrace, told)
    lacks = missing(etrace, {"make": "x", "country_of_manufacture": "AT"})
    assert {"importer", "serial", "priority", "crime_code", "recovered_at"} <= set(lacks)


def test_who_wrote_the_request_does_not_verify_its_number(desk: Desk) -> None:
    request = desk.drafted()
    told = {"request": request.uid, "photo": desk.photo_of(request.item).pk, "read_number": "ab123456"}
    with pytest.raises(NotAllowed, match="Another person"):
        actions.check_trace(desk.clerk, **told)
    actions.edit_trace(desk.second, request=request.uid, facts=ASKED)
    with pytest.raises(NotAllowed, match="Another person"):
        actions.check_trace(desk.second, **told)
    assert actions.check_trace(desk.exchange, **told).state == "checked"


def test_the_number_is_read_on_a_photo_of_this_item_and_is_the_one_in_the_record(desk: Desk) -> None:
    request, other = desk.drafted(), desk.seized("ZZ 9")
    photo = desk.photo_of(request.item).pk
    for told in ({"photo": photo, "read_number": "AB-123 465"}, {"photo": photo, "read_number": ""}, {"photo": desk.photo_of(other).pk, "read_number": "AB123456"}):  # fmt: skip
        with pytest.raises(Invalid):
            actions.check_trace(desk.second, request=request.uid, **told)
    assert now(request).state == "draft"


def test_a_removed_number_is_verified_by_reading_none(desk: Desk) -> None:
    item = desk.seized(marks=(MarkFacts(as_read="", state="removed"),))
    request = desk.checked(desk.drafted(item))
    assert request.content["serial_state"] == "removed"
    assert "serial" not in request.content


def test_what_was_checked_is_what_is_sent(desk: Desk) -> None:
    request = desk.checked()
    Mark.objects.filter(item=request.item).update(as_read="AB-999")
    with pytest.raises(Conflict, match="changed since"):
        actions.send_trace(desk.exchange, request=request.uid)
    assert (
        actions.take_back_trace(desk.clerk, request=request.uid, reason="number corrected").checked_by == ""
    )
    assert desk.sent(now(request)).content["serial"] == "AB-999"


def test_sending_is_a_disclosure_to_somebody_named_with_its_reason(desk: Desk) -> None:
    request = desk.sent()
    entry = Entry.objects.get(verb="release_trace")
    assert (entry.kind, entry.recipient, entry.subject_id) == (
        "disclosure",
        "jurisdiction:RS",
        str(request.pk),
    )
    assert Words.objects.get(position=entry.position).reason == ASKED.purpose
    assert request.due_on == request.sent_on + timedelta(known_channel("ffp").answer_days)


def test_an_unanswered_request_is_overdue_until_it_is_reminded(desk: Desk) -> None:
    request = desk.sent()
    assert work_counts(desk.exchange)[Work.OVERDUE] == 0
    TraceRequest.objects.filter(pk=request.pk).update(sent_on=later(-40), due_on=later(-1))
    assert work_counts(desk.exchange)[Work.OVERDUE] == 1
    with pytest.raises(Invalid):
        actions.remind_trace(desk.exchange, request=request.uid, due_on=later(-1))
    actions.remind_trace(desk.exchange, request=request.uid, due_on=later(14))
    assert work_counts(desk.exchange)[Work.OVERDUE] == 0
    assert now(request).reminders == 1


def test_an_answer_is_not_older_than_its_request(desk: Desk) -> None:
    request = desk.sent()
    with pytest.raises(Invalid):
        actions.answer_trace(desk.exchange, request=request.uid, answer="found", answered_on=later(-3))
    with pytest.raises(Invalid):
        actions.answer_trace(desk.exchange, request=request.uid, answer="found", answered_on=later(3))


def test_a_chain_gives_the_time_to_crime_from_the_last_legal_holder(desk: Desk) -> None:
    request = desk.answered()
    chain = chain_of(desk.exchange, request)
    assert [hand.kind for hand in chain] == ["made", "last_legal_holder"]
    item = item_of(desk.exchange, request)
    found = time_of(item, chain)
    assert (
        found.least
        == found.most
        == (PartialDate.parse("2024-03-01").earliest - PartialDate.parse("1990-05-02").earliest).days
    )


def test_the_name_of_a_person_is_for_who_may_see_persons(desk: Desk) -> None:
    request = desk.answered()
    assert [hand.holder for hand in chain_of(desk.cast.reader, request)] == ["Invented works", ""]
    assert [hand.holder for hand in chain_of(desk.clerk, request)] == ["Invented works", "Invented Person"]
    blind = make_asker("blind", desk.cast.unit, "exchange_officer")
    blind = replace(blind, permissions=blind.permissions - {"see_persons"})
    with pytest.raises(NotAllowed, match="name of a person"):
        actions.add_transfer(blind, request=request.uid, facts=SOLD)
    actions.add_transfer(blind, request=request.uid, facts=replace(SOLD, holder=""))


def test_a_closed_trace_is_what_the_register_holds(desk: Desk) -> None:
    item = desk.seized()
    request = desk.sent(desk.drafted(item))
    assert Tracing.objects.get(item=item).result == "pending"
    actions.answer_trace(desk.exchange, request=request.uid, answer="found")
    with pytest.raises(Invalid) as refused:
        actions.close_trace(desk.exchange, request=request.uid, facts=TRACED)
    assert list(refused.value.fields) == ["result"]
    actions.add_transfer(desk.exchange, request=request.uid, facts=MADE)
    actions.close_trace(desk.exchange, request=request.uid, facts=TRACED)
    held = Tracing.objects.get(item=item)
    assert (held.result, held.diverted_in, held.diverted_on, held.left_by) == ("traced", "RS", "1999", "theft_from_holder")  # fmt: skip
    assert Item.objects.get(pk=item.pk).version > item.version


def test_a_later_request_that_finds_nothing_takes_nothing_back_and_a_correction_does(desk: Desk) -> None:
    item = desk.seized()
    first = desk.closed(desk.drafted(item))
    desk.closed(desk.drafted(item), facts=OutcomeFacts("not_traceable"))
    assert Tracing.objects.get(item=item).result == "traced"
    actions.reopen_trace(desk.exchange, request=first.uid, reason="wrong firearm")
    assert Tracing.objects.get(item=item).result == "not_traceable"
    actions.close_trace(desk.exchange, request=first.uid, facts=OutcomeFacts("answered_not_established"))
    assert Tracing.objects.get(item=item).result == "answered_not_established"


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        (OutcomeFacts("pending"), {"result"}),
        (OutcomeFacts(""), {"result"}),
        (OutcomeFacts("traced"), {"diverted_in"}),
        (OutcomeFacts("established", diverted_in="RS"), {"authority"}),
        (OutcomeFacts("not_traceable", diverted_in="RS"), {"diverted_in"}),
        (OutcomeFacts("not_traceable", left_by="reactivated"), {"left_evidence"}),
        (OutcomeFacts("traced", diverted_in="RS", diverted_on="1999-13"), {"diverted_on"}),
        (OutcomeFacts("traced", diverted_in="Narnia"), {"diverted_in"}),
    ],
)
def test_an_outcome_says_what_it_rests_on(desk: Desk, facts: OutcomeFacts, fields: set[str]) -> None:
    request = desk.answered()
    with pytest.raises(Invalid) as refused:
        actions.close_trace(desk.exchange, request=request.uid, facts=facts)
    assert set(refused.value.fields) == fields


def test_a_cancelled_request_is_awaited_no_more(desk: Desk) -> None:
    item = desk.seized()
    request = desk.sent(desk.drafted(item))
    with pytest.raises(NotAllowed):
        actions.cancel_trace(desk.clerk, request=request.uid, reason="x")
    actions.cancel_trace(desk.exchange, request=request.uid, reason="found at home")
    assert not Tracing.objects.filter(item=item).exists()
    draft = desk.drafted(item)
    assert actions.cancel_trace(desk.clerk, request=draft.uid, reason="x").state == "cancelled"


def test_a_request_is_seen_exactly_where_its_item_is(desk: Desk) -> None:
    request, circle = desk.closed(), rows.circle()
    told = {
        name: requests_visible_to(asker).filter(pk=request.pk).exists()
        for name, asker in desk.cast.everybody()
    }
    assert {name for name, sees in told.items() if sees} == {
        "registrar",
        "analyst",
        "head",
        "reader",
        "officer",
    }
    Item.objects.filter(pk=request.item_id).update(visibility="restricted", circle=circle)
    for asker in (desk.clerk, desk.exchange, desk.cast.head):
        assert not requests_visible_to(asker).exists()
        assert list(success(asker, "channel")) == []
        assert sum(work_counts(asker).values()) == 0
        with pytest.raises(NotFound):
            actions.reopen_trace(desk.exchange, request=request.uid, reason="x")
    assert requests_visible_to(Cast.in_circle(desk.exchange, circle.pk)).exists()


def test_success_and_delay_stand_beside_how_many_were_sent(desk: Desk) -> None:
    desk.closed()
    desk.sent()
    slow = desk.answered(chain=(MADE,))
    TraceRequest.objects.filter(pk=slow.pk).update(sent_on=later(-41), due_on=later(-11))
    (by_channel,) = success(desk.exchange, "channel")
    assert (by_channel.code, by_channel.sent, by_channel.answered, by_channel.established, by_channel.late) == ("ffp", 3, 2, 1, 1)  # fmt: skip
    assert by_channel.median_days == 20.5
    (by_partner,) = success(desk.exchange, "partner")
    assert (by_partner.code, by_partner.sent) == ("RS", 3)


def test_the_story_tells_what_happened_what_is_due_and_what_is_missing(
    desk: Desk, django_assert_num_queries
) -> None:
    item = desk.seized()
    assert [str(each.words) for each in events_of(desk.clerk, item)] == ["No trace request"]
    request = desk.sent(desk.drafted(item))
    with django_assert_num_queries(2):
        told = events_of(desk.clerk, item)
    assert [(str(each.words), each.tense) for each in told] == [
        ("Request drafted", "done"), ("Number verified against the photo", "done"), ("Sent", "done"),
        ("Answer to the trace request is due", "due"),
    ]  # fmt: skip
    assert told[-1].on == request.due_on.isoformat()
    assert events_of(desk.cast.partner, item)[-1].tense == "missing"


def test_only_firearms_and_their_parts_are_traced(desk: Desk) -> None:
    rounds = desk.seized(kind="cartridge", quantity=Decimal(5), marks=())
    with pytest.raises(Conflict):
        desk.drafted(rounds)


def test_incoming_requests_are_for_who_exchanges_with_partners(desk: Desk) -> None:
    request = actions.receive_trace(desk.exchange, facts=CAME_IN)
    assert requests_visible_to(desk.exchange).filter(pk=request.pk).exists()
    for asker in (desk.clerk, desk.cast.head, desk.abroad, desk.cast.nobody):
        assert not requests_visible_to(asker).filter(pk=request.pk).exists()
    with pytest.raises(NotAllowed):
        actions.receive_trace(desk.clerk, facts=CAME_IN)
    with pytest.raises(Invalid):
        actions.receive_trace(desk.exchange, facts=replace(CAME_IN, channel="interpol_iarms"))


def test_a_request_finds_the_items_with_its_number(desk: Desk) -> None:
    item = desk.seized()
    request = actions.receive_trace(desk.exchange, facts=replace(CAME_IN, serial="ab 123456"))
    assert list(items_with_number(desk.exchange, request)) == [item]


@pytest.mark.parametrize("text", ["izbrušen", "брушен", "unknown", "0000", "1234", "7.62x39", "1987"])
def test_a_request_with_a_placeholder_for_a_number_finds_no_item(desk: Desk, text: str) -> None:
    desk.seized(text)
    request = actions.receive_trace(desk.exchange, facts=replace(CAME_IN, serial=text))
    assert not items_with_number(desk.exchange, request).exists()


def test_an_answer_from_the_register_is_released_with_recipient_and_reason(desk: Desk) -> None:
    item = desk.seized()
    request = actions.receive_trace(desk.exchange, facts=CAME_IN)
    with pytest.raises(Conflict):
        actions.reply_trace(desk.exchange, request=request.uid, answer="not_found", reason="law")
    actions.look_up_trace(desk.exchange, request=request.uid, item=item.uid)
    with pytest.raises(Invalid):
        actions.reply_trace(
            desk.exchange, request=request.uid, answer="found", text="seized in 2024", reason=""
        )
    with pytest.raises(Invalid):
        actions.reply_trace(desk.exchange, request=request.uid, answer="not_found", reason="law")
    actions.reply_trace(
        desk.exchange, request=request.uid, answer="found", text="seized in 2024", reason="law"
    )
    entry = Entry.objects.get(verb="release_trace")
    assert (entry.kind, entry.recipient) == ("disclosure", "jurisdiction:AL")
    assert Words.objects.get(position=entry.position).reason == "law"
    assert actions.close_trace(desk.exchange, request=request.uid, facts=OutcomeFacts("")).state == "closed"


def test_an_officer_outside_the_circle_neither_finds_nor_answers_of_a_restricted_item(desk: Desk) -> None:
    item, circle = desk.seized(), rows.circle()
    inside = Cast.in_circle(desk.exchange, circle.pk)
    Item.objects.filter(pk=item.pk).update(visibility="restricted", circle=circle)
    request = actions.receive_trace(desk.exchange, facts=CAME_IN)
    with pytest.raises(NotFound):
        actions.look_up_trace(desk.exchange, request=request.uid, item=item.uid)
    actions.look_up_trace(inside, request=request.uid, item=item.uid)
    assert item_of(desk.exchange, now(request)) is None
    assert not requests_of(desk.cast.head, item.pk).exists()
    told = {"request": request.uid, "reason": "law"}
    for answer, text in (("found", "x"), ("not_found", "")):
        with pytest.raises(Conflict, match="Another officer looked this up"):
            actions.reply_trace(desk.exchange, answer=answer, text=text, **told)
    found = now(request).item_id
    actions.look_up_trace(desk.exchange, request=request.uid)  # what the other one found stays
    assert now(request).item_id == found == item.pk
    with pytest.raises(Conflict, match="Another officer looked this up"):
        actions.reply_trace(desk.exchange, answer="not_found", **told)
    actions.reply_trace(desk.exchange, answer="may_not_say", **told)
    # A paper that says nothing of a record is printed alike, whether there is one or not.
    assert actions.release_answer(desk.exchange, request=request.uid).answer == "may_not_say"


def test_whether_another_officer_found_something_is_not_told_by_the_refusal(desk: Desk) -> None:
    request = actions.receive_trace(desk.exchange, facts=CAME_IN)
    actions.look_up_trace(desk.exchange, request=request.uid)
    another = make_asker("another_exchange", desk.cast.unit, "exchange_officer")
    with pytest.raises(Conflict, match="Another officer looked this up"):
        actions.reply_trace(another, request=request.uid, answer="not_found", reason="law")


def test_what_was_cancelled_or_changed_since_the_check_does_not_leave_the_office(desk: Desk) -> None:
    checked = desk.checked()
    Item.objects.filter(pk=checked.item_id).update(model="M70")
    with pytest.raises(Conflict):
        actions.release_trace(desk.exchange, request=checked.uid, form="file")
    actions.cancel_trace(desk.exchange, request=checked.uid, reason="wrong gun")
    with pytest.raises(Conflict, match="cancelled"):
        actions.release_trace(desk.exchange, request=checked.uid, form="print")


def test_a_trace_may_end_in_a_state_that_is_gone(desk: Desk) -> None:
    closed = desk.closed(facts=replace(TRACED, diverted_in="SFRY"))
    assert Tracing.objects.get(item=closed.item_id).diverted_in == "SFRY"


def test_a_stolen_gun_was_not_recovered_on_the_day_of_the_theft(desk: Desk) -> None:
    item = desk.seized()
    Item.objects.filter(pk=item.pk).update(occurrence_kind="theft")
    request = desk.drafted(Item.objects.get(pk=item.pk))
    assert "recovered_on" not in content_now(request)


def test_each_act_has_its_line_and_its_entry(desk: Desk) -> None:
    request = desk.closed()
    acts = list(RequestAct.objects.filter(request=request).order_by("number").values_list("act", flat=True))
    assert acts == ["draft", "check", "send", "answer", "close"]
    verbs = set(
        Entry.objects.filter(subject_kind="trace_request", subject_id=str(request.pk)).values_list(
            "verb", flat=True
        )
    )
    assert {f"{act}_trace" for act in acts} <= verbs
    assert timezone.localdate() == request.closed_on
