import pytest

from headstamp.accounts import actions
from headstamp.accounts.models import User
from headstamp.audit.models import Entry
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.plugins.staff import Staff

MANAGES = {"administrator", "second_administrator"}


def last_entry() -> Entry:
    return Entry.objects.latest("position")


def test_an_administrator_makes_an_account_that_cannot_sign_in_yet(staff: Staff):
    person = actions.make_account(
        staff.asker("administrator"), username="  New.Person ", unit_id=staff.unit.pk, roles=["reader"]
    )
    assert person.username == "new.person"
    assert not person.has_usable_password()
    assert (last_entry().verb, last_entry().subject_id) == ("make_account", str(person.pk))
    assert "new.person" not in str(last_entry().__dict__)


def test_only_who_manages_accounts_makes_and_changes_them(staff: Staff):
    target = staff.reader.pk
    for name in [*staff.people, "nobody"]:
        if name in MANAGES:
            continue
        asker = staff.asker(name)
        with pytest.raises(NotAllowed):
            actions.make_account(asker, username="x1", unit_id=staff.unit.pk)
        with pytest.raises(NotAllowed):
            actions.change_roles(asker, account_id=target, roles=["registrar"])
        with pytest.raises(NotAllowed):
            actions.change_name(asker, account_id=target, first_name="", last_name="")
        with pytest.raises(NotAllowed):
            actions.move_unit(asker, account_id=target, unit_id=staff.other_unit.pk)
        with pytest.raises(NotAllowed):
            actions.close_account(asker, account_id=target, reason="gone")
        with pytest.raises(NotAllowed):
            actions.reopen_account(asker, account_id=target)
        with pytest.raises(NotAllowed):
            actions.make_one_time_link(asker, account_id=target)
        with pytest.raises(NotAllowed):
            actions.make_agency(asker, name="A", jurisdiction="XK")
        with pytest.raises(NotAllowed):
            actions.make_unit(asker, agency_id=staff.unit.agency_id, name="B")


@pytest.mark.parametrize("typed", ["", "a", "Šaban", "two words", "x" * 41, "a/b", ".dot"])
def test_it_refuses_a_user_name_of_another_shape(staff: Staff, typed: str):
    with pytest.raises(Invalid) as refused:
        actions.make_account(staff.asker("administrator"), username=typed, unit_id=staff.unit.pk)
    assert "username" in refused.value.fields


def test_it_refuses_a_taken_user_name_whatever_its_case(staff: Staff):
    with pytest.raises(Invalid):
        actions.make_account(staff.asker("administrator"), username="READER", unit_id=staff.unit.pk)


def test_an_administrator_grants_nothing_to_themselves(staff: Staff):
    with pytest.raises(NotAllowed):
        actions.change_roles(
            staff.asker("administrator"),
            account_id=staff.administrator.pk,
            roles=["administrator", "auditor"],
        )


def test_managing_accounts_and_reading_records_never_meet_in_one_account(staff: Staff):
    for role in ("registrar", "reader", "head_of_unit", "examiner"):
        with pytest.raises(Invalid):
            actions.change_roles(
                staff.asker("administrator"),
                account_id=staff.second_administrator.pk,
                roles=["administrator", role],
            )
    with pytest.raises(Invalid):
        actions.make_account(
            staff.asker("administrator"),
            username="both",
            unit_id=staff.unit.pk,
            roles=["administrator", "registrar"],
        )


def test_roles_count_at_once_and_are_logged_without_being_named(staff: Staff):
    actions.change_roles(
        staff.asker("administrator"), account_id=staff.reader.pk, roles=["registrar", "analyst"]
    )
    assert staff.asker("reader").may("enter_records")
    entry = last_entry()
    assert (entry.verb, entry.actor, entry.fields) == ("change_roles", str(staff.administrator.pk), ["roles"])
    assert entry.digest


def test_an_unknown_role_is_refused(staff: Staff):
    with pytest.raises(Invalid):
        actions.change_roles(staff.asker("administrator"), account_id=staff.reader.pk, roles=["emperor"])


def test_the_last_administrator_stays(staff: Staff):
    User.objects.filter(pk=staff.administrator.pk).update(is_active=False)
    # An asker whose account was closed a moment ago still holds the right in this request.
    asker = staff.asker("second_administrator")
    other = type(asker)(id="999", permissions=asker.permissions)
    with pytest.raises(Conflict):
        actions.close_account(other, account_id=staff.second_administrator.pk, reason="leaves")
    with pytest.raises(Conflict):
        actions.change_roles(other, account_id=staff.second_administrator.pk, roles=["reader"])


def test_a_closed_account_may_do_nothing_and_loses_its_password_when_opened_again(staff: Staff):
    staff.reader.set_password("ten green bottles")
    staff.reader.save()
    actions.close_account(staff.asker("administrator"), account_id=staff.reader.pk, reason="left the office")
    assert staff.asker("reader").permissions == frozenset()
    actions.reopen_account(staff.asker("administrator"), account_id=staff.reader.pk)
    assert not User.objects.get(pk=staff.reader.pk).has_usable_password()
    assert staff.asker("reader").may("see_records")


def test_closing_needs_a_reason_and_another_person(staff: Staff):
    with pytest.raises(Invalid):
        actions.close_account(staff.asker("administrator"), account_id=staff.reader.pk, reason="  ")
    with pytest.raises(NotAllowed):
        actions.close_account(staff.asker("administrator"), account_id=staff.administrator.pk, reason="tired")


def test_moving_a_person_moves_what_they_see(staff: Staff):
    actions.move_unit(staff.asker("administrator"), account_id=staff.reader.pk, unit_id=staff.partner_unit.pk)
    assert staff.asker("reader").unit == staff.partner_unit.pk
    assert staff.asker("reader").jurisdiction == "AL"
    with pytest.raises(Invalid):
        actions.move_unit(staff.asker("administrator"), account_id=staff.reader.pk, unit_id=999_999)
    with pytest.raises(NotAllowed):
        actions.move_unit(
            staff.asker("administrator"), account_id=staff.administrator.pk, unit_id=staff.other_unit.pk
        )


def test_an_account_that_is_not_there_is_not_found(staff: Staff):
    with pytest.raises(NotFound):
        actions.change_name(staff.asker("administrator"), account_id=999_999, first_name="", last_name="")


def test_a_person_chooses_language_and_theme_for_themselves_only(staff: Staff):
    actions.set_preferences(staff.asker("reader"), language="sq", theme="dark")
    assert User.objects.filter(language="sq", theme="dark").get() == staff.reader
    with pytest.raises(Invalid):
        actions.set_preferences(staff.asker("reader"), language="xx")
    with pytest.raises(Invalid):
        actions.set_preferences(staff.asker("reader"), theme="pink")
    with pytest.raises(NotAllowed):
        actions.set_preferences(staff.asker("nobody"), theme="dark")


def test_the_address_for_notices_is_kept_only_if_it_is_one(staff: Staff):
    actions.set_preferences(staff.asker("reader"), email="reader@example.org")
    assert User.objects.get(email="reader@example.org") == staff.reader
    with pytest.raises(Invalid):
        actions.set_preferences(staff.asker("reader"), email="reader at home")
    actions.set_preferences(staff.asker("reader"), email="")
    assert not User.objects.exclude(email="").exists()


def test_agencies_and_units_get_codes_from_their_names_in_any_script(staff: Staff):
    agency = actions.make_agency(staff.asker("administrator"), name="Царина Ђаковица", jurisdiction="XK")
    unit = actions.make_unit(staff.asker("administrator"), agency_id=agency.pk, name="Një njësi")
    assert (agency.code, unit.code) == ("carina-djakovica", "nje-njesi")
    with pytest.raises(Invalid):
        actions.make_agency(staff.asker("administrator"), name="Carina Đakovica", jurisdiction="XK")
    with pytest.raises(Invalid):
        actions.make_agency(staff.asker("administrator"), name="B", jurisdiction="atlantis")
    with pytest.raises(Invalid):
        actions.make_unit(staff.asker("administrator"), agency_id=agency.pk, name="një njësi")
    with pytest.raises(Invalid):
        actions.make_unit(staff.asker("administrator"), agency_id=999_999, name="x")
