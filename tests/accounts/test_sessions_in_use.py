"""A session in use is noted at once from another browser or machine, and else once a minute: a page alone writes nothing."""

import time

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from headstamp.accounts import middleware
from tests.plugins.staff import ClientOf


def writes(client: Client, **more: str) -> int:
    """How many notes of sessions opening a page takes."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/profile/", **more).status_code == 200  # type: ignore[arg-type]
    found = [query["sql"] for query in asked.captured_queries if "usersessions_usersession" in query["sql"]]
    return sum(sql.startswith(("INSERT", "UPDATE")) for sql in found)


def test_it_is_noted_once_a_minute(client_of: ClientOf, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of("reader")
    assert writes(client) == 1
    assert [writes(client) for _ in range(3)] == [0, 0, 0]
    later = time.monotonic() + 61
    monkeypatch.setattr(middleware.time, "monotonic", lambda: later)
    assert writes(client) == 1
    assert UserSession.objects.count() == 1


@pytest.mark.parametrize("more", [{"HTTP_USER_AGENT": "Another"}, {"REMOTE_ADDR": "10.0.0.9"}])
def test_another_browser_or_machine_is_noted_at_once(client_of: ClientOf, more: dict[str, str]) -> None:
    client = client_of("reader")
    assert writes(client) == 1
    assert writes(client, **more) == 1
    session = UserSession.objects.get()
    assert {session.user_agent, session.ip} & set(more.values())
