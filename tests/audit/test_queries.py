"""Who may read the log, and how it is filtered, paged and followed."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from headstamp.audit.actions import erase_words, export_jsonl, recording
from headstamp.audit.heads import verify_database
from headstamp.audit.models import Entry, Kind, Words
from headstamp.audit.queries import LogFilter, entries_visible_to, log_page, since, words_of
from headstamp.kernel.asker import NOBODY, Asker
from headstamp.kernel.errors import Invalid, NotAllowed
from tests.audit.tampering import AUDITOR, REGISTRAR, fill_log

pytestmark = pytest.mark.django_db
HEAD_OF_UNIT = Asker(id="5", unit=3, permissions=frozenset({"delete_records"}))


@pytest.mark.parametrize("asker", [REGISTRAR, HEAD_OF_UNIT, NOBODY])
def test_it_is_closed_without_the_right_to_read_the_log(asker: Asker) -> None:
    fill_log(1)
    for attempt in (
        entries_visible_to,
        log_page,
        lambda who: words_of(who, [1]),
        lambda who: export_jsonl(who, io.StringIO()),
    ):
        with pytest.raises(NotAllowed):
            attempt(asker)


def positions(wanted: LogFilter) -> list[int]:
    return [entry.position for entry in entries_visible_to(AUDITOR, wanted)]


def test_it_filters_by_kind_actor_subject_batch_and_period() -> None:
    with recording(REGISTRAR) as record:
        record.collection("item", 1, "take_in", batch="B1")
        record.consultation("occurrence", 1, "read_occurrence")
    with recording(AUDITOR) as record:
        record.consultation("item", 1, "read_item")
    now = timezone.now()
    assert positions(LogFilter()) == [3, 2, 1]
    assert positions(LogFilter(kind=Kind.CONSULTATION)) == [3, 2]
    assert positions(LogFilter(verb="take_in")) == [1]
    assert positions(LogFilter(actor="7")) == [2, 1]
    assert positions(LogFilter(subject_kind="item", subject_id="1")) == [3, 1]
    assert positions(LogFilter(batch="B1")) == [1]
    assert positions(LogFilter(start=now - timedelta(minutes=1), end=now + timedelta(minutes=1))) == [3, 2, 1]
    assert positions(LogFilter(start=now + timedelta(minutes=1))) == []
    assert positions(LogFilter(end=now - timedelta(minutes=1))) == []


def test_it_pages_from_the_newest_to_the_first() -> None:
    fill_log(7)
    shown, before, pages = [], None, 0
    while pages == 0 or before:
        page = log_page(AUDITOR, before=before, size=3)
        shown += [entry.position for entry in page.entries]
        before, pages = page.older, pages + 1
    assert shown == [7, 6, 5, 4, 3, 2, 1]
    assert pages == 3


def test_a_page_shows_the_words_and_costs_two_queries(django_assert_num_queries: Any) -> None:
    fill_log(7)
    with django_assert_num_queries(2):
        page = log_page(AUDITOR, size=5)
    assert {words.reason for words in page.words.values()} == {"handed in"}
    assert sorted(page.words) == [3, 4, 5, 6, 7]


def test_a_room_above_follows_in_order_from_its_cursor() -> None:
    fill_log(5)
    assert [entry.position for entry in since(2, limit=2)] == [3, 4]
    assert [entry.position for entry in since(4)] == [5]
    assert list(since(5)) == []


def test_an_export_is_itself_logged_and_holds_no_typed_word() -> None:
    fill_log(2)
    stream = io.StringIO()
    assert export_jsonl(AUDITOR, stream, recipient="partner:4") == 3
    lines = [json.loads(text) for text in stream.getvalue().splitlines()]
    assert [line["verb"] for line in lines] == ["record_item", "record_item", "export_log"]
    assert (lines[2]["kind"], lines[2]["actor"], lines[2]["recipient"]) == ("disclosure", "9", "partner:4")
    assert "handed in" not in stream.getvalue()


def test_erasing_typed_words_leaves_the_chain_whole_and_an_entry_of_its_own() -> None:
    fill_log(3)
    assert erase_words(HEAD_OF_UNIT, positions=[2, 99], reason="request of the person concerned") == 1
    assert not Words.objects.filter(position=2).exists()
    assert Entry.objects.get(position=2).reason_digest
    erasure = Entry.objects.get(position=4)
    assert (erasure.kind, erasure.subject_kind, erasure.subject_id) == (Kind.ERASURE, "log_entry", "2")
    assert verify_database().is_whole


def test_words_are_erased_only_with_the_right_and_a_reason() -> None:
    fill_log(1)
    with pytest.raises(NotAllowed):
        erase_words(AUDITOR, positions=[1], reason="because")
    with pytest.raises(Invalid):
        erase_words(HEAD_OF_UNIT, positions=[1], reason=" ")
    assert Words.objects.filter(position=1).exists()
