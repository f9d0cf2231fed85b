from datetime import timedelta

import pytest
from django.utils import timezone

from headstamp.accounts.roles import permissions_of
from headstamp.desk.asking import asker_for, console_asker
from headstamp.kernel.errors import NotFound
from headstamp.registry.models import Circle, CircleMember
from tests.plugins.staff import Staff


def circle(staff: Staff, *, days: int | None = None, **member: object) -> int:
    today, now = timezone.localdate(), timezone.now()
    until = today + timedelta(days=days) if days is not None else None
    made = Circle.objects.create(
        name="c", reason="r", until=until, jurisdiction="XK", created_at=now, created_by="1"
    )
    CircleMember.objects.create(circle=made, added_at=now, added_by="1", **member)
    return made.pk


def test_an_asker_knows_unit_jurisdiction_and_rights(staff: Staff):
    asker = asker_for(staff.analyst, reason="told why")
    assert (asker.id, asker.unit, asker.jurisdiction) == (str(staff.analyst.pk), staff.unit.pk, "XK")
    assert asker.permissions == permissions_of(["analyst"])
    assert asker.reason == "told why"


def test_circles_come_by_person_and_by_unit_until_their_last_day(staff: Staff):
    mine = circle(staff, account=str(staff.analyst.pk))
    my_unit = circle(staff, unit=staff.unit)
    last_day = circle(staff, days=0, unit=staff.unit)
    circle(staff, days=-1, unit=staff.unit)
    circle(staff, account=str(staff.stranger.pk))
    circle(staff, unit=staff.other_unit)
    assert asker_for(staff.analyst).circles == {mine, my_unit, last_day}


def test_a_closed_account_asks_with_no_right(staff: Staff):
    staff.analyst.is_active = False
    assert asker_for(staff.analyst).permissions == frozenset()


def test_an_account_without_a_unit_belongs_nowhere(staff: Staff):
    staff.analyst.unit = None
    asker = asker_for(staff.analyst)
    assert (asker.unit, asker.jurisdiction) == (0, "")


def test_the_console_asks_as_an_account_and_names_the_system_s_user(staff: Staff):
    asker = console_asker("analyst")
    assert asker.id == str(staff.analyst.pk)
    assert asker.system_user
    assert asker.permissions == permissions_of(["analyst"])


def test_the_console_refuses_an_account_that_is_closed_or_missing(staff: Staff):
    staff.analyst.is_active = False
    staff.analyst.save()
    for name in ("analyst", "nobody-here"):
        with pytest.raises(NotFound):
            console_asker(name)
