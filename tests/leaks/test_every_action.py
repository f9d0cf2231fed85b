"""Every action, tried by the whole cast: who may does it under his own name, everybody else is refused and nothing moves."""

import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as office_settings
from django.db import connection, transaction

from headstamp.accounts import actions as accounts
from headstamp.arms_lists import actions as arms_lists
from headstamp.audit.models import Entry, Head
from headstamp.cases import actions as cases
from headstamp.custody import actions as custody
from headstamp.desk.acts import ACTS, SUBJECTS
from headstamp.forensics import actions as forensics
from headstamp.indicators import actions as indicators
from headstamp.intake import actions as intake
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotAllowed, NotFound
from headstamp.matching import actions as matching
from headstamp.procedures import actions as procedures
from headstamp.programme import actions as programme
from headstamp.registry import actions as registry
from headstamp.registry.models import Check, Group, Item, Occurrence, Operation, Person, Vehicle
from headstamp.tracing import actions as tracing
from tests.cast import make_asker
from tests.leaks.deeds import (
    ACCOUNTS,
    ARMS_LISTS,
    CASES,
    CUSTODY,
    INDICATORS,
    INTAKE,
    MATCHING,
    PROCEDURES,
    PROGRAMME,
    REGISTRY,
    TRACING,
    WORD,
    Deed,
    Office,
)
from tests.leaks.deeds_forensics import FORENSICS
from tests.plugins.standing import module_office
from tests.registry.rows import circle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]

DEEDS: dict[str, Deed] = (
    REGISTRY
    | ACCOUNTS
    | INTAKE
    | INDICATORS
    | MATCHING
    | PROGRAMME
    | CUSTODY
    | ARMS_LISTS
    | PROCEDURES
    | TRACING
    | FORENSICS
    | CASES
)
# Actions that nobody's rights decide: one counts, one is for the holder of a link, one is for one's own pages.
ASK_NOBODY = {"copies_that_differ", "use_one_time_link", "set_preferences"}
# What an action does to a record of its own; these make new ones or touch none.
OF_RECORDS = sorted(
    (set(REGISTRY) | set(CUSTODY) | set(TRACING) | set(FORENSICS))
    - {"consult", "disclose", "open_source", "complete_source", "undo_source", "make_store", "add_room", "add_place"}
    - {"begin_stocktake", "close_stocktake", "record_inspection", "mend_finding"}  # of stores, which all may know of
    # Requests that come in are their officers': tests/tracing/test_requests.py tries them with an item of a circle.
    - {"receive_trace", "reply_trace"}
    - {name for name in REGISTRY if name.startswith(("restore_", "record_", "make_", "add_member", "remove_member"))}
)  # fmt: skip


@pytest.fixture(scope="module")
def office(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    with module_office(django_db_blocker, tmp_path_factory.mktemp("home")) as cast:
        yield Office(cast, make_asker("examiner", cast.unit, "examiner"))


@pytest.fixture
def home(office: Office) -> Path:
    """The office's, for all tests of the module."""
    return Path(office_settings.HEADSTAMP_HOME)


ROOMS = (
    "registry",
    "intake",
    "indicators",
    "matching",
    "programme",
    "custody",
    "arms_lists",
    "procedures",
    "tracing",
    "forensics",
    "cases",
    "accounts",
    "audit",
)


def everything() -> list[object]:
    """Every row of ours, and where the log ends; past the models, which take ten times as long."""
    with connection.cursor() as cursor:
        return [sorted(_rows(cursor, table), key=str) for table in tables()]


@cache
def tables() -> list[str]:
    """The quoted names of the tables of all rooms."""
    models = [model for label in ROOMS for model in apps.get_app_config(label).get_models()]
    return [connection.ops.quote_name(model._meta.db_table) for model in models]


def _rows(cursor: Any, table: str) -> list[tuple[Any, ...]]:
    cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  the name is a model's
    found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def refused(act: Deed, office: Office, asker: Asker, given: Any, before: list[object]) -> bool:
    """Whether the asker is turned away, with nothing written and no typed word in what he is told."""
    told = ""
    try:
        with transaction.atomic():
            act.act(office, asker, given)
    except (NotAllowed, NotFound) as error:
        told = error.message.text()
    if not told:
        return False
    assert WORD not in told
    assert everything() == before
    return True


def test_every_action_is_tried_here() -> None:
    known = {
        name
        for room in (
            registry,
            accounts,
            intake,
            indicators,
            matching,
            programme,
            custody,
            arms_lists,
            procedures,
            tracing,
            forensics,
            cases,
        )
        for name in room.__all__
    }
    assert known - ASK_NOBODY == set(DEEDS)


@pytest.mark.parametrize("name", sorted(DEEDS))
def test_each_does_it_who_may_and_nobody_else(office: Office, name: str) -> None:
    act = DEEDS[name]
    given = act.before(office)
    last, before = Head.objects.get().position, everything()
    did = set()
    for who, asker in office.people().items():
        mark = transaction.savepoint()
        if not refused(act, office, asker, given, before):
            did.add(who)
            entries = Entry.objects.filter(position__gt=last)
            assert {entry.verb for entry in entries} <= ACTS.keys()
            assert {entry.subject_kind for entry in entries} <= SUBJECTS.keys()
            assert {entry.actor for entry in entries} == ({asker.id} if act.is_logged else set()), who
        transaction.savepoint_rollback(mark)
    assert did == act.may


@pytest.mark.parametrize("name", sorted(DEEDS))
def test_no_typed_word_stands_in_the_log(office: Office, name: str) -> None:
    act = DEEDS[name]
    given = act.before(office)
    act.act(office, office.people()[min(act.may)], given)
    assert not [row for row in Entry.objects.values_list() if WORD in str(row).lower()]


@pytest.mark.parametrize("name", OF_RECORDS)
def test_a_record_of_a_circle_is_not_there_for_others(office: Office, name: str) -> None:
    """Not even for its own unit, its head or who entered it: and they are told the same as if it did not exist."""
    act = DEEDS[name]
    given = act.before(office)
    closed = circle("0")
    for model in (Occurrence, Item, Check, Operation, Person, Vehicle, Group):
        model._default_manager.update(visibility="restricted", circle=closed)
    before = everything()
    for who, asker in office.people().items():
        assert refused(act, office, asker, given, before), who


def test_an_action_takes_no_unit_or_maker_from_outside() -> None:
    """Whose a record is follows from who asks: no action of the register lets anybody say it."""
    for name in REGISTRY:
        given = set(inspect.signature(getattr(registry, name)).parameters)
        assert not given & {"jurisdiction", "created_by", "changed_by", "by", "owner"}, name
        assert "unit" not in given or name == "add_member"
