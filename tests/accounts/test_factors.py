import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction

from headstamp.accounts import actions
from headstamp.accounts.models import FactorReset
from headstamp.accounts.queries import resets_visible_to
from headstamp.audit.models import Entry
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.plugins.staff import Staff


@pytest.fixture
def asked(staff: Staff) -> FactorReset:
    RecoveryCodes.activate(staff.reader)
    return actions.ask_factor_reset(
        staff.asker("administrator"), account_id=staff.reader.pk, reason="lost the sheet, came in person"
    )


def test_one_asks_another_approves_and_the_factors_are_gone(staff: Staff, asked: FactorReset):
    assert Authenticator.objects.filter(user=staff.reader).exists()
    actions.approve_factor_reset(staff.asker("head_of_unit"), reset_id=asked.pk)
    assert not Authenticator.objects.filter(user=staff.reader).exists()
    verbs = list(Entry.objects.filter(subject_id=str(staff.reader.pk)).values_list("verb", flat=True))
    assert verbs[-2:] == ["ask_factor_reset", "approve_factor_reset"]


def test_who_asked_cannot_approve(staff: Staff):
    asked = actions.ask_factor_reset(staff.asker("head_of_unit"), account_id=staff.reader.pk, reason="lost")
    with pytest.raises(NotAllowed):
        actions.approve_factor_reset(staff.asker("head_of_unit"), reset_id=asked.pk)
    actions.approve_factor_reset(staff.asker("second_head"), reset_id=asked.pk)


def test_the_database_refuses_one_person_in_both_parts(staff: Staff, asked: FactorReset):
    with pytest.raises(IntegrityError), transaction.atomic():
        FactorReset.objects.filter(pk=asked.pk).update(approved_by=asked.asked_by)


def test_nobody_asks_for_or_approves_their_own(staff: Staff):
    with pytest.raises(NotAllowed):
        actions.ask_factor_reset(
            staff.asker("administrator"), account_id=staff.administrator.pk, reason="lost"
        )
    asked = actions.ask_factor_reset(
        staff.asker("administrator"), account_id=staff.head_of_unit.pk, reason="lost"
    )
    with pytest.raises(NotAllowed):
        actions.approve_factor_reset(staff.asker("head_of_unit"), reset_id=asked.pk)


def test_only_the_right_approves(staff: Staff, asked: FactorReset):
    for name in [*staff.people, "nobody"]:
        if not staff.asker(name).may("approve_reset"):
            with pytest.raises(NotAllowed):
                actions.approve_factor_reset(staff.asker(name), reset_id=asked.pk)
            if not staff.asker(name).may("manage_accounts"):
                with pytest.raises(NotAllowed):
                    actions.ask_factor_reset(staff.asker(name), account_id=staff.donor.pk, reason="x")
                assert not resets_visible_to(staff.asker(name)).exists()


def test_a_reset_needs_a_reason_is_asked_once_and_approved_once(staff: Staff, asked: FactorReset):
    with pytest.raises(Invalid):
        actions.ask_factor_reset(staff.asker("administrator"), account_id=staff.donor.pk, reason=" ")
    with pytest.raises(Conflict):
        actions.ask_factor_reset(
            staff.asker("second_administrator"), account_id=staff.reader.pk, reason="again"
        )
    actions.approve_factor_reset(staff.asker("head_of_unit"), reset_id=asked.pk)
    with pytest.raises(NotFound):
        actions.approve_factor_reset(staff.asker("second_head"), reset_id=asked.pk)


def test_an_approved_reset_and_a_closed_account_end_every_session(staff: Staff, without_second_factor: None):
    client = staff.client("reader")
    assert client.get("/").status_code == 200
    asked = actions.ask_factor_reset(staff.asker("administrator"), account_id=staff.reader.pk, reason="lost")
    actions.approve_factor_reset(staff.asker("head_of_unit"), reset_id=asked.pk)
    assert client.get("/").status_code == 302
    client = staff.client("reader")
    actions.close_account(staff.asker("administrator"), account_id=staff.reader.pk, reason="left")
    assert client.get("/").status_code == 302


def test_sessions_are_ended_by_oneself_or_by_an_administrator(staff: Staff, without_second_factor: None):
    client = staff.client("reader")
    client.get("/")
    assert UserSession.objects.filter(user=staff.reader).count() == 1
    with pytest.raises(NotAllowed):
        actions.end_sessions(staff.asker("analyst"), account_id=staff.reader.pk)
    assert actions.end_sessions(staff.asker("reader"), account_id=staff.reader.pk) == 1
    assert client.get("/").status_code == 302
    assert actions.end_sessions(staff.asker("administrator"), account_id=staff.reader.pk) == 0
    with pytest.raises(NotFound):
        actions.end_sessions(staff.asker("administrator"), account_id=999_999)
