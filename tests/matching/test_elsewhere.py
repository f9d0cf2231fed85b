"""A record that the searcher may not see gives nothing, or whom to ask where its unit lets that be told."""

import pytest
from django.test import Client

from headstamp.accounts.actions import set_unit_policy
from headstamp.audit.models import Entry
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotAllowed
from headstamp.matching.elsewhere import units_to_ask
from headstamp.registry.actions import delete_occurrence
from headstamp.registry.models import Item
from tests.cast import Cast
from tests.matching.guns import ZASTAVA, gun
from tests.registry import rows

pytestmark = pytest.mark.django_db
NUMBER = "C-128765"


@pytest.fixture
def hidden(cast: Cast) -> Item:
    """A record of the first unit alone."""
    return gun(cast.registrar, NUMBER, **ZASTAVA, visibility="unit")


def told(cast: Cast) -> set[str]:
    """The names of those who are told to ask somebody."""
    names = set()
    for name, asker in cast.everybody():
        try:
            if units_to_ask(asker, NUMBER):
                names.add(name)
        except NotAllowed:
            pass
    return names


def tell(cast: Cast, *, tells: bool = True) -> None:
    set_unit_policy(cast.administrator, unit_id=cast.unit.pk, tells=tells)


def test_nothing_is_told_unless_the_unit_says_so(cast: Cast, hidden: Item) -> None:
    assert told(cast) == set()
    tell(cast)
    assert told(cast) == {"officer"}
    tell(cast, tells=False)
    assert told(cast) == set()


def test_whom_to_ask_is_told_and_logged_and_nothing_else(cast: Cast, hidden: Item) -> None:
    tell(cast)
    assert units_to_ask(cast.officer, "c128765") == [cast.unit]
    entry = Entry.objects.latest("position")
    assert (entry.kind, entry.verb, entry.actor) == ("consultation", "tell_record_exists", cast.officer.id)
    assert (entry.subject_kind, entry.subject_id) == ("item", str(hidden.pk))


def test_a_restricted_record_is_told_of_to_nobody(cast: Cast, hidden: Item) -> None:
    tell(cast)
    Item.objects.update(visibility="restricted", circle=rows.circle(cast.head.id))
    assert told(cast) == set()


@pytest.mark.parametrize("number", ["C-12876", "C-12876?", "C-128*", "C-128766", "unknown", "765"])
def test_only_a_whole_number_is_answered(cast: Cast, hidden: Item, number: str) -> None:
    tell(cast)
    assert units_to_ask(cast.officer, number) == []


def test_a_deleted_record_is_told_of_to_nobody(cast: Cast, hidden: Item) -> None:
    tell(cast)
    delete_occurrence(cast.head, uid=hidden.occurrence.uid, version=1, reason="entered twice")
    assert told(cast) == set()


def test_another_jurisdiction_is_told_nothing(cast: Cast) -> None:
    gun(cast.partner, NUMBER, **ZASTAVA, visibility="unit")
    set_unit_policy(cast.administrator, unit_id=cast.partner_unit.pk, tells=True)
    assert told(cast) == set()


def searched(asker: Asker) -> str:
    client = Client()
    client.force_login(Cast.user_of(asker), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get("/search/", {"q": NUMBER}).content.decode()


def test_the_search_page_says_whom_to_ask_and_nothing_of_the_record(
    cast: Cast,
    hidden: Item,
    settings,  # type: ignore[no-untyped-def]
) -> None:
    settings.HEADSTAMP_REQUIRE_MFA = False
    without = searched(cast.officer)
    tell(cast)
    page = searched(cast.officer)
    assert "Ask:" in page
    assert "Ask:" not in without
    assert cast.unit.name in page
    assert hidden.uid not in page
    assert "M57" not in page
    assert "Ask:" not in searched(cast.reader)


def test_the_policy_is_changed_on_the_page_of_units(
    cast: Cast,
    settings,  # type: ignore[no-untyped-def]
) -> None:
    settings.HEADSTAMP_REQUIRE_MFA = False
    client = Client()
    client.force_login(
        Cast.user_of(cast.administrator), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert client.post("/accounts/units/policy/", {"unit": cast.unit.pk, "tells": "yes"}).status_code == 302
    cast.unit.refresh_from_db()
    assert cast.unit.tells_that_a_record_exists
    assert "tells whom to ask" in client.get("/accounts/units/").content.decode()
    assert client.post("/accounts/units/policy/", {"unit": "x"}).status_code in (400, 422)
