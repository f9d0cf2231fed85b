"""What PostgreSQL is asked again: every test that uses a database, and no test that cannot."""

import pytest

from tests.plugins.database_only import needs_database


@pytest.mark.django_db
def test_a_marked_test_is_asked_again(request: pytest.FixtureRequest) -> None:
    assert needs_database(request.node)


def test_one_with_the_fixture_is_asked_again(request: pytest.FixtureRequest, transactional_db: None) -> None:
    assert needs_database(request.node)


@pytest.mark.one_database
@pytest.mark.django_db
def test_one_that_says_the_same_on_both_is_not(request: pytest.FixtureRequest) -> None:
    assert not needs_database(request.node)


def test_a_plain_one_is_not_and_could_not_reach_it(request: pytest.FixtureRequest) -> None:
    from django.db import connection  # noqa: PLC0415  as a test of a plain room that cheats

    assert not needs_database(request.node)
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.cursor()
