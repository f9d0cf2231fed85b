"""The exported chain of custody is checked by two files alone, and every change of it is found."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from headstamp.audit import keys
from headstamp.audit.models import Entry
from headstamp.custody import actions, triggers
from headstamp.custody.exporting import export_chain, signed_chain
from headstamp.custody.models import Movement
from headstamp.custody.parties import Paper
from headstamp.custody.verify_chain import hash_of, verdict
from headstamp.kernel.errors import NotFound
from headstamp.registry.models import Item
from tests.cast import Cast
from tests.custody.office import Storage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
Chain = dict[str, Any]


@pytest.fixture
def office(cast: Cast) -> Storage:
    return Storage(cast)


@pytest.fixture
def item(office: Storage) -> Item:
    parcel = office.received("cartridge", 50)
    actions.move(office.keeper, parcel=parcel.code, place=office.places[1].code)
    actions.split(
        office.keeper, parcel=parcel.code, quantity=Decimal(5), paper=Paper(reason="for the laboratory")
    )
    return parcel.item


def checked(chain: Chain) -> str:
    return verdict(json.loads(json.dumps(chain)), keys.public_keys())


def test_a_chain_is_whole_and_tells_names_places_and_amounts(office: Storage, item: Item) -> None:
    chain = signed_chain(office.keeper, item)
    assert checked(chain) == ""
    assert [line["act"] for line in chain["lines"]] == ["received", "moved", "split_from", "split_off"]
    assert chain["names"][office.keeper.id] == "keeper"
    assert chain["lines"][1]["to_place"] == office.places[1].code


def _resealed(chain: Chain, number: int, **change: Any) -> None:
    """A forger who changes a line and makes all hashes after it anew."""
    chain["lines"][number] |= change
    for at in range(number, len(chain["lines"])):
        if at:
            chain["lines"][at]["previous_hash"] = chain["lines"][at - 1]["hash"]
        chain["lines"][at]["hash"] = hash_of(chain["lines"][at])


TAMPERED: dict[str, tuple[Callable[[Chain], Any], str]] = {
    "a seal": (lambda c: c["lines"][0].update(seal="S-9"), "Line 1 was altered"),
    "a name outside the lines": (lambda c: c["names"].update({"1": "somebody"}), "signature"),
    "a line left out": (lambda c: c["lines"].pop(1), "Line 2 is missing"),
    "lines that changed places": (lambda c: c["lines"].reverse(), "Line 1 is missing"),
    "the end cut off": (lambda c: c["lines"].pop(), "cut off"),
    "the end cut off and counted anew": (lambda c: (c["lines"].pop(), c.update(count=3)), "signature"),
    "a column left out": (lambda c: c["lines"][0].pop("reason"), "not whole|altered"),
    "rounds lost, hashes made anew": (lambda c: _resealed(c, 1, after=40_000), "Line 2 does not follow"),
    "a giver changed, hashes made anew": (lambda c: _resealed(c, 0, given_name="other"), "signature"),
    "another key": (lambda c: c.update(key_id="0" * 16), "signature"),
    "no signature": (lambda c: c.update(signature=""), "signature"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_every_change_is_found(office: Storage, item: Item, what: str) -> None:
    chain, (change, said) = signed_chain(office.keeper, item), TAMPERED[what]
    change(chain)
    found = checked(chain)
    assert found
    assert any(part in found for part in said.split("|")), found


def test_a_line_changed_in_the_database_itself_is_found(office: Storage, item: Item) -> None:
    triggers.drop(connection)
    Movement.objects.filter(item=item, number=1).update(given_name="somebody else")
    triggers.install(connection)
    assert "Line 1 was altered" in checked(signed_chain(office.keeper, item))


def test_the_two_files_check_it_without_the_program(office: Storage, item: Item, tmp_path: Path) -> None:
    packed = export_chain(office.keeper, item, recipient="Invented court")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(tmp_path)
    key = keys.public_keys()[keys.signing_key_id()].hex()
    run = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        "import sys, runpy; sys.path.insert(0, '.'); runpy.run_path('verify_chain.py', run_name='__main__')",
    ]

    def result() -> tuple[int, str]:
        done = subprocess.run(
            [*run, "chain.json", "--public-key", key],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    assert result() == (0, "The chain is whole.\n")
    told = (tmp_path / "chain.json").read_text(encoding="utf-8")
    (tmp_path / "chain.json").write_text(told.replace("S-1", "S-7"), encoding="utf-8")
    assert result() == (1, "Line 1 was altered.\n")
    assert Entry.objects.filter(verb="export_chain", kind="disclosure", actor=office.keeper.id).count() == 1


def test_there_is_no_chain_of_what_no_store_received_or_one_may_not_know_of(
    office: Storage, item: Item
) -> None:
    with pytest.raises(NotFound):
        signed_chain(office.keeper, office.seized())
    with pytest.raises(NotFound):
        signed_chain(office.cast.partner, item)
