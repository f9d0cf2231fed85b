"""One check asks the register, stolen arms and the civil registry in order; kept, it tells each reader what he may know."""

from dataclasses import replace

import pytest
from django.test import Client

from headstamp.accounts.permissions import Permission
from headstamp.audit.models import Entry
from headstamp.kernel.errors import Invalid, NotAllowed, NotFound
from headstamp.matching.checks import Outcome, Where, check_number
from headstamp.matching.hits import Sought
from headstamp.matching.kept import check_item, checks_on, events_of
from headstamp.matching.models import NumberCheck
from headstamp.registry.queries import open_item
from tests.arms_lists.office import STOLEN, taken_in
from tests.cast import Cast
from tests.matching.guns import ZASTAVA, gun

pytestmark = pytest.mark.django_db(transaction=True)
CIVIL = [["B-778812", "Zastava", "M57", "7,62x25", "L-77", "1998", "Invented Holder"]]


def outcomes(cast: Cast, number: str) -> list[tuple[str, str]]:
    return [(step.where, step.outcome) for step in check_number(cast.registrar, Sought(number)).steps]


def test_places_answer_in_order_and_say_what_to_do_next(cast: Cast) -> None:
    gun(cast.registrar, "C-128765", **ZASTAVA)
    assert outcomes(cast, "C128765") == [("register", "hit"), ("stolen", "no_list"), ("civil", "no_list")]
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    taken_in(cast.registrar, "civil_registry", CIVIL)
    assert outcomes(cast, "C128765") == [("register", "hit"), ("stolen", "nothing"), ("civil", "nothing")]
    assert outcomes(cast, "B778812") == [("register", "nothing"), ("stolen", "hit"), ("civil", "hit")]
    assert outcomes(cast, "B77?812") == [("register", "nothing"), ("stolen", "like"), ("civil", "like")]
    assert outcomes(cast, "B778912") == [("register", "nothing"), ("stolen", "like"), ("civil", "like")]
    checked = check_number(cast.registrar, Sought("B778812"))
    assert len({str(step.next) for step in checked.steps}) == 3
    assert checked.next is None
    assert check_number(cast.registrar, Sought("Q-555000")).next is not None


def test_a_piece_of_a_longer_number_is_no_hit(cast: Cast) -> None:
    gun(cast.registrar, "C-128765", **ZASTAVA)
    assert outcomes(cast, "28765")[0] == ("register", "like")


def test_what_is_no_number_is_looked_for_nowhere(cast: Cast) -> None:
    checked = check_number(cast.registrar, Sought("izbrušen"))
    assert (checked.steps, checked.note is None, checked.next is None) == ((), False, False)


def test_asking_a_list_is_noted(cast: Cast) -> None:
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    check_number(cast.reader, Sought("A123456"))
    entry = Entry.objects.latest("position")
    assert (entry.kind, entry.subject_kind, entry.verb, entry.actor) == (
        "consultation",
        "arms_list",
        "check_number",
        cast.reader.id,
    )


def test_a_kept_check_has_its_day_and_leaves_the_item_itself_out(cast: Cast) -> None:
    item = gun(cast.registrar, "B-778812", **ZASTAVA)
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    check_item(cast.registrar, uid=item.uid, number="B-778812", part="frame")
    (kept,) = checks_on(cast.registrar, item)
    assert [(each.where, each.outcome) for each in kept.answers] == [
        (Where.REGISTER, Outcome.NOTHING),
        (Where.STOLEN, Outcome.HIT),
        (Where.CIVIL, Outcome.NO_LIST),
    ]
    assert kept.answers[1].arms[0]["reference"] == "XS-2/2024"
    assert "Invented Holder" not in str(kept.check.answers)
    (event,) = events_of(cast.registrar, item)
    assert (event.on[:10], event.by) == (kept.check.at.date().isoformat(), cast.registrar.id)


def test_what_another_may_not_know_of_is_not_in_the_check_that_he_reads(cast: Cast) -> None:
    hidden = gun(cast.registrar, "C-128765", **ZASTAVA, visibility="unit")
    item = gun(cast.registrar, "C-128765", **ZASTAVA, on="2022-03-04")
    check_item(cast.registrar, uid=item.uid, number="C-128765")
    (kept,) = checks_on(cast.registrar, item)
    assert [each.uid for each in kept.answers[0].items] == [hidden.uid]
    (kept,) = checks_on(cast.officer, item)
    assert (kept.answers[0].outcome, kept.answers[0].items) == (Outcome.NOTHING, [])
    assert not kept.is_found


def test_who_may_not_see_the_item_neither_checks_it_nor_reads_its_checks(cast: Cast) -> None:
    item = gun(cast.registrar, "C-128765", **ZASTAVA, visibility="unit")
    check_item(cast.registrar, uid=item.uid, number="C-128765")
    with pytest.raises(NotFound):
        check_item(
            replace(cast.officer, permissions=cast.registrar.permissions), uid=item.uid, number="C-128765"
        )
    assert checks_on(cast.officer, item) == []


def test_who_only_reads_keeps_nothing(cast: Cast) -> None:
    item = gun(cast.registrar, "C-128765", **ZASTAVA)
    with pytest.raises(NotAllowed):
        check_item(cast.reader, uid=item.uid, number="C-128765")
    with pytest.raises(Invalid):
        check_item(cast.registrar, uid=item.uid, number="e palexueshme")
    assert not NumberCheck.objects.exists()
    assert cast.reader.may(Permission.SEE_RECORDS)


@pytest.mark.usefixtures("without_second_factor")
def test_the_pages_check_and_keep(cast: Cast, client: Client) -> None:
    item = gun(cast.registrar, "C-128765", **ZASTAVA)
    taken_in(cast.registrar, "lost_and_stolen", STOLEN)
    client.force_login(
        Cast.user_of(cast.registrar), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    page = client.get("/numbers/", {"number": "A123456"}).content.decode()
    assert "A-123456" in page
    assert "Invented Owner" in page
    address = f"/items/{item.uid}/number/"
    assert 'value="C-128765"' in client.get(address).content.decode()
    answer = client.post(address, {"number": "C-128765", "part": ""})
    assert answer.status_code == 302
    assert "Checks of its number" in client.get(f"/items/{item.uid}/").content.decode()
    assert open_item(cast.registrar, item.uid).version == item.version
    assert "lost-and-stolen" in client.get("/numbers/lists/").content.decode()


def test_a_hidden_record_lends_its_exact_number_to_no_other(cast: Cast) -> None:
    """The reader sees a record that is only like it, and the outcome is what that record says."""
    gun(cast.registrar, "C-128765", **ZASTAVA, visibility="unit")
    like = gun(cast.registrar, "C-128766", **ZASTAVA)
    item = gun(cast.registrar, "C-128765", **ZASTAVA, on="2022-03-04")
    check_item(cast.registrar, uid=item.uid, number="C-128765")
    (own,) = checks_on(cast.registrar, item)
    (other,) = checks_on(cast.officer, item)
    assert (own.answers[0].outcome, len(own.answers[0].items)) == (Outcome.HIT, 2)
    assert (other.answers[0].outcome, [each.uid for each in other.answers[0].items]) == (
        Outcome.LIKE,
        [like.uid],
    )
