"""What a recording writes, when, and what it never writes."""

import pytest
from django.db import transaction

from headstamp.audit.actions import record_failed_sign_in, record_sign_in, recording
from headstamp.audit.models import Entry, Head, Kind, Words
from headstamp.kernel.asker import NOBODY, Asker

pytestmark = pytest.mark.django_db
REGISTRAR = Asker(id="7", unit=3, system_user="ffp")


def test_it_notes_who_did_what_to_which_fields_and_why() -> None:
    with recording(REGISTRAR) as record:
        record.alteration(
            "item", 12, "correct_item", ["calibre"], values={"calibre": "9x19"}, reason="misread", batch="B1"
        )
    entry = Entry.objects.get()
    assert (entry.kind, entry.verb, entry.actor, entry.actor_unit) == (
        Kind.ALTERATION,
        "correct_item",
        "7",
        3,
    )
    assert (entry.subject_kind, entry.subject_id, entry.fields, entry.batch) == (
        "item",
        "12",
        ["calibre"],
        "B1",
    )
    assert entry.system_user == "ffp"
    assert Words.objects.get(position=entry.position).reason == "misread"


def test_it_moves_the_head_to_the_last_entry() -> None:
    with recording(REGISTRAR) as record:
        record.collection("item", 1, "record_item")
        record.collection("item", 2, "record_item")
    last = Entry.objects.latest("position")
    assert (Head.objects.get().position, Head.objects.get().hash) == (last.position, last.hash)


def test_it_joins_the_outer_recording() -> None:
    with recording(REGISTRAR) as outer:
        outer.collection("occurrence", 1, "record_seizure")
        with recording(Asker(id="8")) as inner:
            inner.collection("item", 1, "record_item")
        assert not Entry.objects.exists()
    assert [(e.verb, e.actor) for e in Entry.objects.all()] == [("record_seizure", "7"), ("record_item", "8")]


def test_it_writes_nothing_when_an_error_leaves_it() -> None:
    def note_and_fail() -> None:
        with recording(REGISTRAR) as record:
            record.collection("item", 1, "record_item")
            raise RuntimeError

    before = Head.objects.get().position
    with pytest.raises(RuntimeError):
        note_and_fail()
    assert not Entry.objects.exists()
    assert Head.objects.get().position == before


def test_it_forgets_what_an_inner_block_noted_before_it_failed() -> None:
    def note_and_fail() -> None:
        with recording(REGISTRAR) as inner:
            inner.collection("item", 2, "record_item", reason="dropped")
            raise RuntimeError

    with recording(REGISTRAR) as outer:
        outer.collection("item", 1, "record_item", reason="kept")
        with pytest.raises(RuntimeError):
            note_and_fail()
    assert Entry.objects.get().subject_id == "1"
    assert Words.objects.get().reason == "kept"


def test_it_forgets_a_block_that_asked_to_be_rolled_back() -> None:
    with recording(REGISTRAR) as outer:
        outer.collection("item", 1, "record_item")
        with recording(REGISTRAR) as inner:
            inner.collection("item", 2, "record_item")
            transaction.set_rollback(True)
    with recording(REGISTRAR) as dry_run:
        dry_run.collection("item", 3, "record_item")
        transaction.set_rollback(True)
    assert Entry.objects.get().subject_id == "1"


def test_it_starts_anew_after_an_error() -> None:
    with pytest.raises(RuntimeError), recording(REGISTRAR):
        raise RuntimeError
    with recording(REGISTRAR) as record:
        record.collection("item", 3, "record_item")
    assert Entry.objects.get().subject_id == "3"


def test_it_vanishes_with_a_transaction_around_it() -> None:
    def save_and_fail() -> None:
        with transaction.atomic():
            with recording(REGISTRAR) as record:
                record.collection("item", 1, "record_item")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        save_and_fail()
    assert not Entry.objects.exists()


def test_it_costs_nothing_when_nothing_was_noted(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with (
        django_assert_num_queries(2),
        recording(REGISTRAR),
    ):  # SAVEPOINT and RELEASE of the test's transaction
        pass


def test_it_takes_the_asker_s_reason_where_the_act_has_none() -> None:
    with recording(Asker(id="7", reason="case 12")) as record:
        record.consultation("item", 1, "read_item")
    assert Words.objects.get().reason == "case 12"


def test_nobody_is_an_empty_actor() -> None:
    with recording(NOBODY) as record:
        record.consultation("item", 1, "read_item")
    assert Entry.objects.get().actor == ""


def test_a_recipient_s_reference_stays_and_a_typed_one_becomes_a_digest() -> None:
    with recording(REGISTRAR) as record:
        record.disclosure("item", 1, "answer", recipient="partner:4")
        record.disclosure("item", 1, "print", recipient="Officer Testperson")
    partner, typed = Entry.objects.all()
    assert partner.recipient == "partner:4"
    assert len(typed.recipient) == 64
    assert [w.recipient for w in Words.objects.all()] == ["Officer Testperson"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("Item", 1, "record_item", []),
        ("item", "Ana Test", "record_item", []),
        ("item", 1, "Record it", []),
        ("item", 1, "record_item", ["Full name"]),
    ],
)
def test_it_refuses_a_typed_value_where_a_name_or_id_belongs(
    wrong: tuple[str, object, str, list[str]],
) -> None:
    with pytest.raises(ValueError, match="no typed values"), recording(REGISTRAR) as record:
        record.collection(*wrong)


def test_equal_values_of_two_records_leave_unlike_digests() -> None:
    with recording(REGISTRAR) as record:
        record.collection("item", 1, "record_item", ["serial"], values={"serial": "A1"})
        record.collection("item", 2, "record_item", ["serial"], values={"serial": "A1"})
        record.alteration("item", 2, "correct_item", ["serial"], values={"serial": "A1"})
    first, second, third = Entry.objects.values_list("digest", flat=True)
    assert first != second
    assert second == third


def test_a_failed_sign_in_names_nobody() -> None:
    record_failed_sign_in("hunter2-typed-by-mistake", address="10.0.0.9")
    entry = Entry.objects.get()
    assert (entry.kind, entry.actor, entry.subject_id) == (Kind.SIGN_IN_FAILED, "", "")
    assert len(entry.digest) == len(entry.address_digest) == 64
    assert not Words.objects.exists()


def test_a_sign_in_names_the_account() -> None:
    record_sign_in(REGISTRAR, address="10.0.0.9")
    entry = Entry.objects.get()
    assert (entry.kind, entry.actor, entry.subject_id) == (Kind.SIGN_IN, "7", "7")
