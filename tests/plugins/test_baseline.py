"""A test with real transactions leaves nothing behind, not even what another thread wrote."""

import threading

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection


def _write_for_good() -> None:
    ContentType.objects.filter(app_label="accounts").delete()
    ContentType.objects.create(app_label="left", model="behind")
    connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_starts_from_the_migrated_database(turn: str) -> None:
    assert ContentType.objects.filter(app_label="accounts").exists()
    assert not ContentType.objects.filter(app_label="left").exists()
    writer = threading.Thread(target=_write_for_good)
    writer.start()
    writer.join()
    assert ContentType.objects.filter(app_label="left").exists()


@pytest.mark.django_db
def test_the_test_database_can_be_shared_by_threads_and_processes() -> None:
    assert ":memory:" not in str(connection.settings_dict["NAME"])
    assert "mode=memory" not in str(connection.settings_dict["NAME"])
