"""Home with dates: they stay in the form and go along to the list, the map and the export; the bulletin links what came late."""

import pytest
from django.test import Client
from django.utils import timezone

from headstamp.registry.models import Item, Occurrence, Source
from headstamp.snapshot.actions import refresh
from tests.cast import Cast
from tests.registry import rows

DATES = {"from": "2022-03-01", "to": "2022-06-15"}


@pytest.fixture(autouse=True)
def _without_second_factor(settings) -> None:  # type: ignore[no-untyped-def]
    settings.HEADSTAMP_REQUIRE_MFA = False


def _as_head(cast: Cast) -> Client:
    client = Client()
    client.force_login(Cast.user_of(cast.head), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_dates_go_along_to_list_map_and_export(cast: Cast) -> None:
    for day in ("2022-01-01", "2022-04-05"):
        rows.item(rows.occurrence(cast.unit, occurred_on=day, municipality="peje"), kind="pistol")
    refresh()
    client = _as_head(cast)
    page = client.get("/", DATES).content.decode()
    asked = "?class=firearm&amp;from=2022-03-01&amp;to=2022-06-15"
    for address in ("/items/", "/map/", "/items/export.xlsx"):
        assert f'href="{address}{asked}"' in page
        answer = client.get(address, {"class": "firearm", **DATES})
        assert answer.status_code == 200
        assert answer.getvalue()  # read to its end, a file is closed
    assert 'value="2022-03-01"' in page
    assert "firearms seized in 01.03.2022 – 15.06.2022" in page
    assert Item.objects.count() == 2


def test_a_date_that_is_none_is_said_at_its_field(cast: Cast) -> None:
    rows.item(rows.occurrence(cast.unit, occurred_on="2022"), kind="pistol")
    refresh()
    page = _as_head(cast).get("/", {"from": "2022-13"}).content.decode()
    assert "Write a date as YYYY-MM-DD" in page


def test_the_bulletin_links_what_a_file_brought_late(cast: Cast) -> None:
    file = Source.objects.create(
        kind="file",
        unit=cast.unit,
        name="old-book.xlsx",
        batch="b",
        created_at=timezone.now(),
        created_by="1",
    )
    rows.occurrence(cast.unit, occurred_on="2012", source=file)
    Occurrence.objects.update(created_at=timezone.now())
    client = _as_head(cast)
    page = client.get("/bulletin/").content.decode()
    assert f'href="/occurrences/?source={file.pk}">old-book.xlsx</a>' in page
    assert client.get("/occurrences/", {"source": file.pk}).status_code == 200
