"""A record that the searcher may not see gives nothing, or whom to ask where its unit lets that be told."""

import pytest
from django.test import Client

from headstamp.accounts.actions import set_unit_policy
from headstamp.audit.models import Entry
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotAllowed
from headstamp.matching.checks import Outcome, check_number
from headstamp.matching.elsewhere import units_to_ask
from headstamp.matching.hits import Sought
from headstamp.matching.kept import check_item, checks_on, checks_told
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


def notes() -> list[tuple[str, str]]:
    """Who was told of which record, as the log has it."""
    told = Entry.objects.filter(verb="tell_record_exists").order_by("position")
    return [(entry.actor, entry.subject_id) for entry in told]


def test_a_check_says_whom_to_ask_where_the_policy_says_so(cast: Cast, hidden: Item) -> None:
    without = check_number(cast.officer, Sought(NUMBER))
    assert (without.steps[0].elsewhere, notes()) == ([], [])
    assert "you may see" in str(without.next)
    tell(cast)
    checked = check_number(cast.officer, Sought(NUMBER))
    assert (checked.steps[0].outcome, checked.steps[0].elsewhere) == (Outcome.NOTHING, [cast.unit])
    assert "Ask the unit" in str(checked.steps[0].next)
    assert checked.next is None
    assert hidden.uid not in repr(checked)
    assert notes() == [(cast.officer.id, str(hidden.pk))]
    assert check_number(cast.registrar, Sought(NUMBER)).steps[0].elsewhere == []
    assert check_number(cast.partner, Sought(NUMBER)).steps[0].elsewhere == []


def test_a_kept_check_tells_each_reader_only_what_he_may_be_told(cast: Cast, hidden: Item) -> None:
    """What is kept says nothing of whom to ask: it is worked out for who reads, and noted."""
    item = gun(cast.officer, NUMBER, **ZASTAVA, on="2022-03-04")
    tell(cast)
    check_item(cast.officer, uid=item.uid, number=NUMBER)
    check_item(cast.officer, uid=item.uid, number=NUMBER)
    assert cast.unit.name not in str([kept.check.answers for kept in checks_on(cast.officer, item)])
    before = len(notes())
    assert [kept.elsewhere for kept in checks_told(cast.officer, item)] == [[cast.unit]] * 2
    assert notes()[before:] == [(cast.officer.id, str(hidden.pk))]
    assert [kept.elsewhere for kept in checks_told(cast.registrar, item)] == [[]] * 2
    assert checks_told(cast.partner, item) == []
    assert len(notes()) == before + 1
    tell(cast, tells=False)
    assert [kept.elsewhere for kept in checks_told(cast.officer, item)] == [[]] * 2


def test_the_pages_of_a_check_say_whom_to_ask(
    cast: Cast,
    hidden: Item,
    settings,  # type: ignore[no-untyped-def]
) -> None:
    settings.HEADSTAMP_REQUIRE_MFA = False
    item = gun(cast.officer, NUMBER, **ZASTAVA, on="2022-03-04")
    check_item(cast.officer, uid=item.uid, number=NUMBER)
    client = Client()
    client.force_login(
        Cast.user_of(cast.officer), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    pages = (
        f"/numbers/?number={NUMBER}",
        f"/items/{item.uid}/number/?number={NUMBER}",
        f"/items/{item.uid}/number/",
        f"/items/{item.uid}/",
    )
    for tells in (False, True):
        tell(cast, tells=tells)
        for page in pages:
            text = client.get(page).content.decode()
            assert ("exists that you may not see" in text) is tells, page
            assert hidden.uid not in text


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
