"""Every address, as everybody, for every record: nobody reads, finds or counts what he may not know of."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as office
from django.test import Client
from django.urls import reverse

from tests.leaks.conftest import client_of
from tests.leaks.oracle import READ_LOG, World
from tests.leaks.reading import UID, text_of, tokens_in
from tests.leaks.walk import fillings, own_addresses
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
pytestmark = pytest.mark.django_db


@pytest.fixture
def home(world: World) -> Path:
    """The world's, for all tests of the module."""
    return Path(office.HEADSTAMP_HOME)


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


def visits(world: World) -> Iterator[tuple[Address, str, str]]:
    """(address, url, uid of the record it names)."""
    for address in own_addresses():
        for kwargs, uid in fillings(world, address):
            yield address, reverse(address.name, kwargs=kwargs), uid


def test_the_walk_knows_how_to_fill_every_address(world: World) -> None:
    missing = [
        f"{address.name} ({address.url})" for address in own_addresses() if not fillings(world, address)
    ]
    assert missing == [], "say in tests/leaks/walk.py what fills these"


@pytest.mark.parametrize("name", PEOPLE)
def test_no_address_tells_what_one_may_not_know(world: World, name: str) -> None:
    client = client_of(world.cast, name)
    if name != "nobody":
        with_reasons(client, world)
    wrong: list[object] = []
    for _address, url, uid in visits(world):
        told = leaks(world, name, text_of(client.get(url)), typed=uid.partition("/")[0])
        wrong += [(url, each) for each in told]
    assert wrong == []
