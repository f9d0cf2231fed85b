"""Inspections and stocktakes in the browser: noted, mended, counted label by label, explained and closed."""

import re

import pytest
from django.utils import timezone

from headstamp.custody.actions.inspecting import POINTS
from headstamp.custody.models import Inspection, Stocktake, StocktakeLine
from headstamp.vocabulary import codes
from tests.cast import Cast
from tests.custody.office import Storage
from tests.web.test_storage_pages import browser, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]


@pytest.fixture
def office(cast: Cast) -> Storage:
    return Storage(cast)


def told(**more: str) -> dict[str, str]:
    answers = {f"{point}-word": "yes" for point in codes.codes(POINTS)}
    heads = {"inspected_on": "2026-03-04", "inspectors": "Invented inspector", "standard": "Invented rule"}
    return heads | answers | more


def test_an_inspection_is_noted_and_its_finding_mended(office: Storage) -> None:
    client, address = browser(office.keeper), f"/storage/stores/{office.store.uid}/inspections/"
    assert client.get(address).status_code == 200
    refused = client.post(address, told(**{"keys-word": "no"}))
    assert refused.status_code == 422
    assert "Say what was found." in refused.content.decode()
    answer = client.post(
        address, told(**{"keys-word": "no", "keys-finding": "two keys unsigned", "keys-due": "2026-04-01"})
    )
    made = Inspection.objects.get()
    assert answer.headers["Location"] == f"/storage/inspections/{made.uid}/"
    assert "does not meet the standard" in page(office.keeper, f"/storage/inspections/{made.uid}/")
    assert "two keys unsigned" in page(office.cast.reader, "/storage/inspections/")
    mended = {"point": "keys", "mended_on": "2026-03-20", "mended_how": "a book of keys"}
    assert client.post(f"/storage/inspections/{made.uid}/", mended).status_code == 302
    assert "two keys unsigned" not in page(office.cast.reader, "/storage/inspections/")
    assert "a book of keys" in page(office.cast.reader, f"/storage/inspections/{made.uid}/")


def test_a_stocktake_is_counted_with_a_scanner(office: Storage) -> None:
    here, missing = office.received(), office.received()
    client = browser(office.keeper)
    client.post(f"/storage/stores/{office.store.uid}/stocktakes/", {"room": ""})
    taking = Stocktake.objects.get()
    address = f"/storage/stocktakes/{taking.uid}/"
    assert "Scan the place first." in client.post(address, {"place": "", "label": here.code}).content.decode()
    place = office.places[1].code
    assert client.post(address, {"label": place}).headers["Location"] == f"{address}?place={place}"
    client.post(address, {"place": place, "label": here.code})
    assert StocktakeLine.objects.get(parcel=here).difference == "elsewhere"
    assert client.post(f"{address}close/").status_code == 302
    assert Stocktake.objects.get().closed_at is None
    for parcel in (here, missing):
        client.post(f"{address}explain/", {"label": parcel.code, "explanation": "put on the wrong shelf"})
    client.post(f"{address}close/", {"note": "yearly"})
    assert Stocktake.objects.get().closed_at
    shown = page(office.cast.reader, address)
    assert "Not seen" in shown
    assert "put on the wrong shelf" in shown


def test_who_does_not_keep_the_store_counts_nothing(office: Storage) -> None:
    client = browser(office.other_keeper)
    assert client.post(f"/storage/stores/{office.store.uid}/stocktakes/", {}).status_code == 403
    assert client.get(f"/storage/stores/{office.store.uid}/inspections/").status_code in (200, 403)
    assert client.post(f"/storage/stores/{office.store.uid}/inspections/", told()).status_code == 403
    assert not Stocktake.objects.exists()
    assert not Inspection.objects.exists()


def test_differences_are_paged_and_all_of_them_counted(office: Storage) -> None:
    parcels = [office.received() for _each in range(53)]
    client = browser(office.keeper)
    client.post(f"/storage/stores/{office.store.uid}/stocktakes/", {"room": ""})
    taking = Stocktake.objects.get()
    explained = StocktakeLine.objects.filter(parcel=parcels[0])
    explained.update(explanation="lent", explained_by=office.keeper.id)
    StocktakeLine.objects.update(difference="missing")
    Stocktake.objects.update(closed_at=timezone.now(), closed_by=office.keeper.id)
    first = page(office.cast.reader, f"/storage/stocktakes/{taking.uid}/")
    assert 'Differences <span class="text-secondary">53</span>' in first
    [following] = re.findall(r'rel="next" href="(\?differ=[^"]+)"', first)
    second = page(office.cast.reader, f"/storage/stocktakes/{taking.uid}/{following}")
    shown = [{each.uid for each in parcels if each.uid in told} for told in (first, second)]
    assert [len(each) for each in shown] == [50, 3]
    assert shown[0] | shown[1] == {each.uid for each in parcels}
    assert "lent" in second  # what is not explained comes first
