"""What a page costs: how many questions it asks of the database, whatever stands in the record or on the list."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from headstamp.kernel.asker import Asker
from headstamp.registry.actions import record_occurrence
from headstamp.registry.facts import (
    ItemFacts,
    MarkFacts,
    OccurrenceFacts,
    PersonFacts,
    PlaceFacts,
    VehicleFacts,
)
from headstamp.registry.models import Occurrence
from headstamp.registry.queries import Access, contests_of, revisions_of, source_rows_of, statements_of
from tests.cast import Cast

MOST = {"item": 39, "occurrence": 45, "list": 30}
"""Session, account, rights and the entry in the log are some twenty of them; each room that tells of an item asks one or two."""


@pytest.fixture(autouse=True)
def _without_second_factor(settings) -> None:  # type: ignore[no-untyped-def]
    settings.HEADSTAMP_REQUIRE_MFA = False


def _record(asker: Asker, items: int, persons: int) -> Occurrence:
    pistol = ItemFacts(
        kind="pistol", make="Zastava", marks=(MarkFacts(as_read="DEMO1"), MarkFacts(as_read="DEMO2"))
    )
    rounds = ItemFacts(kind="cartridge", quantity=Decimal(16))
    driver = {"role": "driver", "category": "suspect"}
    facts = OccurrenceFacts(
        kind="seizure",
        occurred_on="2022-05-01",
        place=PlaceFacts(municipality="gjakove", jurisdiction="XK"),
        items=(pistol, *[rounds] * (items - 1)),
        persons=tuple(PersonFacts(family_name=f"Shembulli{number}", **driver) for number in range(persons)),
        vehicles=tuple(VehicleFacts(registration=f"01-{number}-XX") for number in range(persons)),
    )
    return record_occurrence(asker, facts=facts)


def _cost(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def _client(asker: Asker) -> Client:
    client = Client()
    client.force_login(Cast.user_of(asker), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize("kind", ["item", "occurrence"])
def test_a_full_record_costs_what_a_small_one_costs(cast: Cast, kind: str) -> None:
    client, costs = _client(cast.registrar), []
    for items, persons in ((1, 1), (12, 6)):
        made = _record(cast.registrar, items, persons)
        uid = made.items.order_by("position").first().uid if kind == "item" else made.uid  # type: ignore[union-attr]
        costs.append(_cost(client, f"/{kind}s/{uid}/"))
    assert costs[0] == costs[1]
    assert costs[0] <= MOST[kind]


@pytest.mark.parametrize("address", ["/items/", "/occurrences/"])
def test_a_list_asks_few_questions(cast: Cast, address: str) -> None:
    _record(cast.registrar, 3, 2)
    assert _cost(_client(cast.analyst), address) <= MOST["list"]


def test_what_somebody_may_know_of_a_record_s_past_is_worked_out_once(cast: Cast) -> None:
    item = _record(cast.registrar, 1, 1).items.get()

    def cost(access: Access | None) -> int:
        with CaptureQueriesContext(connection) as asked:
            revisions_of(cast.registrar, "item", item.pk, access)
            contests_of(cast.registrar, "item", item.pk, access)
            list(statements_of(cast.registrar, "item", item.pk, access))
            list(source_rows_of(cast.registrar, "item", item.pk, access))
        return len(asked)

    assert cost(Access(cast.registrar, "item", item.pk)) == cost(None) - 3 - 2 * 4
