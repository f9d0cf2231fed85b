"""The same people in every test: registrar, analyst of the same unit, officer of another unit, partner, office, nobody."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from headstamp.accounts.models import Agency, Unit, User
from headstamp.accounts.roles import ROLES
from headstamp.desk.asking import asker_for
from headstamp.kernel.asker import NOBODY, Asker


@dataclass
class Staff:
    """Units and people of an invented office, a neighbouring unit and a partner jurisdiction."""

    unit: Unit
    other_unit: Unit
    partner_unit: Unit
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def asker(self, name: str, reason: str = "") -> Asker:
        """Who asks when this person does; 'nobody' before sign-in."""
        return NOBODY if name == "nobody" else asker_for(User.objects.get(pk=self.people[name].pk), reason)

    def client(self, name: str) -> Client:
        """A browser in which this person is signed in; 'nobody' in an empty one."""
        client = Client()
        if name != "nobody":
            client.force_login(
                self.people[name], backend="allauth.account.auth_backends.AuthenticationBackend"
            )
        return client


def make_staff() -> Staff:
    """One person for each role in the unit, and three from elsewhere."""
    police = Agency.objects.create(
        code="staff-police", name="Police of the test", jurisdiction="XK", kind="police"
    )
    partner = Agency.objects.create(
        code="staff-partner", name="Partner police", jurisdiction="AL", kind="police"
    )
    staff = Staff(
        unit=Unit.objects.create(agency=police, code="ffp", name="Focal point"),
        other_unit=Unit.objects.create(agency=police, code="border", name="Border unit"),
        partner_unit=Unit.objects.create(agency=partner, code="ffp", name="Partner focal point"),
    )
    for role in ROLES:
        staff.people[role] = _person(role, staff.unit, [role])
    staff.people["officer"] = _person("officer", staff.unit, ["registrar", "analyst", "investigator"])
    staff.people["stranger"] = _person("stranger", staff.other_unit, ["registrar"])
    staff.people["partner"] = _person("partner", staff.partner_unit, ["registrar", "analyst", "head_of_unit"])
    staff.people["second_administrator"] = _person("second_administrator", staff.unit, ["administrator"])
    staff.people["second_head"] = _person("second_head", staff.unit, ["head_of_unit"])
    return staff


def _person(name: str, unit: Unit, roles: list[str]) -> User:
    person = User(username=name.replace("_", "-"), unit=unit, roles=roles, first_name="", last_name="")
    person.set_unusable_password()
    person.save()
    return person


@pytest.fixture
def staff(db: None) -> Staff:
    return make_staff()


@pytest.fixture
def without_second_factor(settings: Any) -> None:
    """As in the demonstration: no second factor is asked for."""
    settings.HEADSTAMP_REQUIRE_MFA = False


ClientOf = Callable[[str], Client]


@pytest.fixture
def client_of(staff: Staff, without_second_factor: None) -> ClientOf:
    """`client_of("registrar")` is a signed-in browser."""
    return staff.client
