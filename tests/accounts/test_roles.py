from headstamp.accounts.permissions import PERMISSION_NAMES, Permission
from headstamp.accounts.policy import READING
from headstamp.accounts.roles import PRESET_NAMES, PRESETS, ROLE_NAMES, ROLES, permissions_of


def test_an_administrator_reads_no_records():
    assert not permissions_of(["administrator", "auditor"]) & READING


def test_every_role_right_and_preset_has_a_printed_name():
    assert set(ROLE_NAMES) == set(ROLES)
    assert set(PERMISSION_NAMES) == set(Permission)
    assert set(PRESET_NAMES) == set(PRESETS)


def test_every_preset_is_made_of_known_roles():
    assert {role for roles in PRESETS.values() for role in roles} <= set(ROLES)


def test_every_right_is_held_by_some_role():
    assert permissions_of(ROLES) == frozenset(str(right) for right in Permission)


def test_an_unknown_role_allows_nothing():
    assert permissions_of(["emperor"]) == frozenset()


def test_a_donor_sees_published_results_only():
    assert permissions_of(["donor"]) == {Permission.SEE_PUBLISHED}
