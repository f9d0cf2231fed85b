"""Every address, as everybody, for every record: nobody reads, finds or counts what he may not know of."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as office
from django.db.models import Sum
from django.test import Client
from django.urls import reverse

from headstamp.desk.asking import asker_for
from headstamp.registry.filters import ItemFilter, OccurrenceFilter
from headstamp.registry.queries import items_visible_to, occurrences_visible_to
from tests.cast import Cast
from tests.leaks.conftest import client_of
from tests.leaks.oracle import EXPORT, READ_LOG, READERS, SEE_ALL_UNITS, SEE_PERSONS, World
from tests.leaks.reading import UID, text_of, tokens_in
from tests.leaks.walk import MADE_UP, NO_NUMBER, Filled, fillings, own_addresses
from tests.web.addresses import Address

PEOPLE = (
    "registrar",
    "analyst",
    "head",
    "reader",
    "officer",
    "partner",
    "administrator",
    "auditor",
    "donor",
    "nobody",
)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


@pytest.fixture
def home(world: World) -> Path:
    """The world's, for all tests of the module."""
    return Path(office.HEADSTAMP_HOME)


# The pages on which records are read: each is tried with every record of the world.
WHOLE = {
    "occurrence",
    "item",
    "sheet",
    "check",
    "operation",
    "person",
    "vehicle",
    "group",
    "attachment_original",
    "occurrence_edit",
}


def with_reasons(client: Client, world: World) -> Client:
    """The browser of somebody who has said why he opens each restricted record."""
    session = client.session
    uids = [record.uid.partition("/")[0] for record in world.records.values()]
    session["reasons"] = {uid: ["case 12", time.time() + 3600] for uid in uids}
    session.save()
    return client


def leaks(world: World, name: str, text: str, typed: str = "") -> list[str]:
    """What the text tells that this person may not know. What he typed himself is no news to him; the log holds ids."""
    found = [world.secrets[token] for token in tokens_in(text) if token != typed and token in world.secrets]
    told = [f"{secret.token} {secret.what}" for secret in found if not secret.rule(name)]
    named = [world.records[uid] for uid in set(UID.findall(text)) if uid in world.records and uid != typed]
    if name in READ_LOG:
        return told
    return told + [
        f"{record.kind} {record.uid} of {record.rights}" for record in named if not record.rule(name)
    ]


Visit = tuple[Address, str, str, str]
"""(address, url, uid of the record it names, the same url with a record that does not exist)."""


def visits(world: World, name: str, whole: Callable[[str], bool] = bool) -> Iterator[Visit]:
    """Where the door is shut for this person, a few of each kind are enough, and so they are of records not tried `whole`."""
    rights = getattr(world.cast, name).permissions
    for address in own_addresses():
        for kwargs, uid in chosen(fillings(world, address), name, address, address.opens_to(rights), whole):
            made_up = {
                key: {"uid": MADE_UP, "number": NO_NUMBER}.get(key, value) for key, value in kwargs.items()
            }
            yield (
                address,
                reverse(address.name, kwargs=kwargs),
                uid,
                reverse(address.name, kwargs=made_up) if uid else "",
            )


def chosen(
    found: list[Filled], name: str, address: Address, is_open: bool, whole: Callable[[str], bool]
) -> list[Filled]:
    """Forms around a record open it as its page does: each person tries another fifth of them.

    Analyst and head may know of the same records, so they share the pages.
    """
    if len(found) <= 12:
        return found
    turn = PEOPLE.index(name)
    if not is_open:
        few = len(found) // 3
        return found[turn % few :: few]
    shared = 2 if name in SEE_ALL_UNITS - {"partner"} else 1
    return [
        (kwargs, uid)
        for at, (kwargs, uid) in enumerate(found)
        if (at - turn) % (shared if address.name in WHOLE and whole(uid) else 5) == 0
    ]


def bare(text: str, url: str) -> str:
    """A page without what differs by the address itself and by the moment."""
    for part in (url, *UID.findall(url)):
        text = text.replace(part, "")
    return re.sub(
        r"\"X-CSRFToken\": \"\w+\"|csrfmiddlewaretoken[^>]*>|X-Request-Id.*|Content-Length.*", "", text
    )


def test_the_walk_knows_how_to_fill_every_address(world: World) -> None:
    missing = [
        f"{address.name} ({address.url})" for address in own_addresses() if not fillings(world, address)
    ]
    assert missing == [], "say in tests/leaks/walk.py what fills these"


@pytest.mark.parametrize("name", PEOPLE)
def test_no_address_tells_what_one_may_not_know(world: World, name: str) -> None:
    """Nor writes by being looked at; and a record that is hidden looks as one that does not exist."""
    client = client_of(world.cast, name)
    if name != "nobody":
        with_reasons(client, world)
    wrong: list[object] = []
    before, none_such, only_posted = everything_written(), dict[str, tuple[int, str]](), set[str]()
    for address, url, uid, made_up in visits(world, name):
        if address.name in only_posted:
            continue
        answer = client.get(url)
        if answer.status_code == 405:
            only_posted.add(address.name)
        text = text_of(answer)
        wrong += [(url, each) for each in leaks(world, name, text, typed=uid.partition("/")[0])]
        if uid and not world.records[uid].rule(name):
            if made_up not in none_such:
                other = client.get(made_up)
                none_such[made_up] = (other.status_code, bare(text_of(other), made_up))
            if (answer.status_code, bare(text, url)) != none_such[made_up]:
                wrong.append(
                    (address.name, url, f"{world.records[uid].kind} differs from one that does not exist")
                )
    assert wrong == []
    assert everything_written() == before


def of_restricted(world: World, token: str) -> bool:
    """Whether the word stands in a restricted record or its past; a list shows the number of its case."""
    what = world.secrets[token].what
    return (" restricted " in what or what.startswith("narrow ")) and not what.startswith("reference (")


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_restricted_record_is_read_nowhere_without_a_reason(world: World, name: str) -> None:
    """Not on its own pages, in no list, search, completion, export, history or page of another record."""
    client = client_of(world.cast, name)
    wrong = []

    def is_restricted(uid: str) -> bool:
        record = world.records.get(uid)
        return record is None or record.rights.visibility == "restricted"

    for address, url, uid, _made_up in visits(world, name, whole=is_restricted):
        told = [token for token in tokens_in(text_of(client.get(url))) if of_restricted(world, token)]
        if told and address.name not in {"seizure_new", "circles", "circle"}:
            wrong.append((address.name, uid, [world.secrets[token].what for token in told[:3]]))
    assert wrong == []


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_restricted_record_answers_to_its_whole_number_and_to_nothing_else(world: World, name: str) -> None:
    """Whoever holds a number must learn that a record has it; words, parts of a number and completion say nothing."""
    asker = asker_for(Cast.user_of(getattr(world.cast, name)))
    numbers = ("mark (", "item reference (", "reference (")
    wrong = []
    for token, secret in world.secrets.items():
        if not of_restricted(world, token) and not secret.what.startswith("reference ("):
            continue
        record = world.records.get(secret.occurrence)
        if record is None or record.rights.visibility != "restricted":
            continue
        for typed, is_whole in ((token, True), (token[:6], False)):
            found = set(
                occurrences_visible_to(asker, OccurrenceFilter(text=typed)).values_list("uid", flat=True)
            )
            knows = is_whole and secret.what.startswith(numbers) and secret.rule(name)
            if (secret.occurrence in found) != (knows and not record.rights.is_deleted):
                wrong.append((secret.what, typed))
    assert wrong == []


LISTED = (
    ("items", "item"),
    ("occurrences", "occurrence"),
    ("checks", "check"),
    ("operations", "operation"),
    ("people", "person"),
    ("groups", "group"),
    ("vehicles", "vehicle"),
)


@pytest.mark.parametrize("name", sorted(READERS))
def test_everybody_counts_what_he_may_know_and_nothing_else(world: World, name: str) -> None:
    client = client_of(world.cast, name)
    for address, kind in LISTED:
        known = {record for record in world.known(name, kind) if not world.records[record].rights.is_deleted}
        page = client.get(reverse(address))
        if kind in ("person", "group", "vehicle") and name not in SEE_PERSONS:
            assert page.status_code == 403
            continue
        assert page.context["count"].number == len(known), address
        assert {
            uid
            for uid in UID.findall(text_of(page))
            if uid in world.records and world.records[uid].kind == kind
        } == known
        if name in EXPORT:
            for ending in ("csv", "xlsx"):
                text = text_of(client.get(reverse(f"export_{address}_{ending}"), {"reason": "case 12"}))
                told = {uid for uid in UID.findall(text) if uid in world.records}
                assert {uid for uid in told if world.records[uid].kind == kind} == known, (address, ending)
                assert leaks(world, name, text) == [], (address, ending)


@pytest.mark.parametrize("name", sorted(READERS))
@pytest.mark.parametrize("visibility", ["unit", "jurisdiction", "restricted"])
def test_a_filter_counts_no_more(world: World, name: str, visibility: str) -> None:
    asker = asker_for(Cast.user_of(getattr(world.cast, name)))
    units = {"first": world.cast.unit, "other": world.cast.other_unit, "abroad": world.cast.partner_unit}
    known = [record.rights for record in world.of("item") if record.rights.knows(name)]
    for unit, row in units.items():
        found = items_visible_to(asker, ItemFilter(unit=str(row.pk), visibility=visibility)).count()
        assert found == sum((rights.unit, rights.visibility) == (unit, visibility) for rights in known)


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_word_finds_what_one_may_know_and_nothing_else(world: World, name: str) -> None:
    """Every word of the world, asked of the search itself; a hit or a count would tell that it stands somewhere."""
    opened = frozenset(world.records)
    asker = asker_for(Cast.user_of(getattr(world.cast, name)), opened=opened)
    wrong = []
    for token, secret in world.secrets.items():
        found = set(occurrences_visible_to(asker, OccurrenceFilter(text=token)).values_list("uid", flat=True))
        record = world.records.get(secret.occurrence)
        findable = bool(secret.search and record and secret.rule(name) and not record.rights.is_deleted)
        if found != ({secret.occurrence} if findable else set()):
            wrong.append((secret.what, token))
    assert wrong == []


BOXES = (
    "/search/?q={}", "/items/?text={}", "/occurrences/?text={}", "/items/?mark={}", "/occurrences/?mark={}", "/items/?reference={}",
    "/occurrences/?reference={}", "/complete/makes/?q={}", "/complete/models/?q={}", "/complete/persons/?q={}", "/alike/?number={}",
    "/checks/?context={}", "/intake/?name={}", "/enter/?draft={}", "/items/export.csv?text={}", "/lists/makes/?q={}", "/people/?q={}",
    "/groups/?q={}", "/vehicles/?q={}", "/operations/?text={}", "/complete/vehicles/?q={}", "/complete/occurrences/?q={}",
)  # fmt: skip


@pytest.mark.parametrize("name", [*sorted(READERS), "auditor"])
def test_no_box_answers_to_a_word_one_may_not_know(world: World, name: str) -> None:
    """Each box with words that stand in hidden records: the answer names none of them."""
    client = client_of(world.cast, name)
    hidden = [secret for secret in world.secrets.values() if not secret.rule(name)]
    wrong = []
    for number, secret in enumerate(hidden[:: max(1, len(hidden) // 5)]):
        for box in BOXES[number % 3 :: 3]:
            url = box.format(secret.token)
            wrong += [
                (url, secret.what, each)
                for each in leaks(world, name, text_of(client.get(url)), typed=secret.token)
            ]
    assert wrong == []


@pytest.mark.parametrize("name", sorted(READERS))
def test_completion_offers_what_one_may_know(world: World, name: str) -> None:
    """The beginning of all words: what is offered is known, and something is."""
    client = client_of(world.cast, name)
    for source in ("makes", "models", "persons"):
        text = text_of(client.get(f"/complete/{source}/", {"q": "zq"}))
        assert leaks(world, name, text) == []
        assert bool(tokens_in(text)) == (source != "persons" or name in SEE_PERSONS)


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_draft_opens_for_its_owner_only(world: World, name: str) -> None:
    client = client_of(world.cast, name)
    for key, owner in world.drafts.items():
        text = text_of(client.get(reverse("seizure_new"), {"draft": key}))
        told = {world.secrets[token].what for token in tokens_in(text)} & {
            f"draft of {owner}" for owner in world.drafts.values()
        }
        # Who may not enter records has no entry page, so no draft either.
        assert told == ({f"draft of {name}"} if owner == name != "reader" else set())


def everything_written() -> dict[str, int]:
    """How many rows each table of ours holds and how often they changed; the log, sessions and counters left out."""
    found = {}
    for label in ("registry", "intake", "matching", "accounts"):
        for model in apps.get_app_config(label).get_models():
            rows = model._default_manager.all()
            found[model._meta.label] = rows.count()
            if any(field.name == "version" for field in model._meta.fields):
                found[f"{model._meta.label} versions"] = rows.aggregate(all=Sum("version"))["all"] or 0
    return found
