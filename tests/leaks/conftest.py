"""One world for a module, taken back at its end; every test of the module reads it and leaves it as it was."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from tests.cast import Cast
from tests.leaks.oracle import World
from tests.leaks.world import make_world
from tests.plugins.standing import module_office


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """The office with its secrets."""
    with module_office(django_db_blocker, tmp_path_factory.mktemp("home")) as cast:
        yield make_world(cast)


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A page leaves its reader's language behind in the thread."""
    yield
    translation.deactivate()


def client_of(cast: Cast, name: str, **options: Any) -> Client:
    """A browser in which one of the cast is signed in; an empty one for nobody."""
    client = Client(**options)
    if name != "nobody":
        user = Cast.user_of(getattr(cast, name))
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
