"""The people of every test: owner, colleague, stranger, partner, nobody, and those who read no records.

    def test_it_hides_a_stranger_s_case(cast): ...  cast.registrar, cast.officer, cast.partner, ...

Each is an `Asker` with the rights of a role; `cast.user_of(asker)` is the account behind it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

import pytest

from headstamp.accounts.models import Agency, Unit, User
from headstamp.accounts.roles import permissions_of
from headstamp.kernel.asker import NOBODY, Asker


@dataclass(frozen=True)
class Cast:
    """Registrar, analyst, head and reader share a unit; officer is of another unit of the same jurisdiction,
    partner of another jurisdiction; administrator, auditor and donor may read no record; nobody may do nothing."""

    registrar: Asker
    analyst: Asker
    head: Asker
    reader: Asker
    officer: Asker
    partner: Asker
    administrator: Asker
    auditor: Asker
    donor: Asker
    nobody: Asker
    unit: Unit
    other_unit: Unit
    partner_unit: Unit

    def everybody(self) -> Iterator[tuple[str, Asker]]:
        """(name, asker) of all."""
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, Asker):
                yield each.name, value

    @staticmethod
    def user_of(asker: Asker) -> User:
        return User.objects.get(pk=int(asker.id))

    @staticmethod
    def in_circle(asker: Asker, *circles: int, reason: str = "") -> Asker:
        """The asker as a member of circles, who says why he opens a record."""
        return replace(asker, circles=asker.circles | set(circles), reason=reason)


def make_unit(code: str, jurisdiction: str) -> Unit:
    """A unit of an agency of its own."""
    agency = Agency.objects.create(code=code, name=f"Agency {code}", jurisdiction=jurisdiction, kind="police")
    return Unit.objects.create(agency=agency, code=code, name=f"Unit {code}")


def make_asker(username: str, unit: Unit, *roles: str) -> Asker:
    """An account with these roles, as it asks. It has no password: use `user.set_password` where a page needs one."""
    user = User.objects.create(username=username, unit=unit, roles=list(roles), password="!")
    return Asker(
        id=str(user.pk),
        unit=unit.pk,
        jurisdiction=unit.agency.jurisdiction,
        permissions=permissions_of(roles),
    )


def make_cast() -> Cast:
    """Everybody, in a database of three units."""
    unit, other, partner = make_unit("first", "XK"), make_unit("second", "XK"), make_unit("abroad", "RS")
    return Cast(
        registrar=make_asker("registrar", unit, "registrar"),
        analyst=make_asker("analyst", unit, "analyst"),
        head=make_asker("head", unit, "head_of_unit"),
        reader=make_asker("reader", unit, "reader"),
        officer=make_asker("officer", other, "investigator"),
        partner=make_asker("partner", partner, "registrar", "analyst"),
        administrator=make_asker("administrator", unit, "administrator"),
        auditor=make_asker("auditor", unit, "auditor"),
        donor=make_asker("donor", unit, "donor"),
        nobody=NOBODY,
        unit=unit,
        other_unit=other,
        partner_unit=partner,
    )


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()
