"""The library's pages: read by every officer, written by who manages the programme, named on the pages they help with."""

import html
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from headstamp.audit.models import Entry
from headstamp.kernel.asker import Asker
from headstamp.programme.actions import record_manual
from headstamp.programme.actions.library import ManualFacts
from headstamp.programme.models import Manual, ManualFile
from tests.cast import Cast
from tests.leaks.conftest import client_of
from tests.programme.office import manager

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
TITLE = "How a house is searched"


@pytest.fixture
def keeper(cast: Cast) -> Asker:
    return manager(cast)


@pytest.fixture
def client(keeper: Asker) -> Client:
    client = Client()
    client.force_login(Cast.user_of(keeper))
    return client


def typed(**more: Any) -> dict[str, Any]:
    return {"kind": "procedure", "title": TITLE, "summary": "Invented.", "pages": ["seizure"]} | more


def file(content: bytes = b"Step one.", name: str = "steps.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def add(
    client: Client, of: Manual, version: str, language: str = "en", status: int = 302, **sent: Any
) -> str:
    told = {"version": version, "language": language, "issued_on": "2023-05", "file": file()} | sent
    answer = client.post(reverse("manual_file_new", args=[of.uid]), told)
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


def shown(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_a_manual_is_put_on_the_shelf_with_its_files(client: Client) -> None:
    assert "The shelf is empty" in shown(client, "library")
    assert client.post(reverse("manual_new"), typed()).status_code == 302
    of = Manual.objects.get()
    assert "It has no file yet" in shown(client, "manual", of.uid)
    add(client, of, "1")
    add(client, of, "2")
    page = shown(client, "manual", of.uid)
    assert page.index("In force") < page.index("Older versions")
    assert TITLE in shown(client, "library")
    assert "No manual fits" in html.unescape(
        client.get(reverse("library"), {"kind": "checklist"}).content.decode()
    )


def test_what_is_wrong_stands_at_its_field(client: Client, keeper: Asker) -> None:
    of = record_manual(keeper, facts=ManualFacts("procedure", TITLE))
    assert 'id="id_file_error"' in add(client, of, "1", status=422, file=file(b"<html>"))
    assert 'id="id_issued_on_error"' in add(client, of, "1", status=422, issued_on="5.2023")
    add(client, of, "1")
    assert 'id="id_version_error"' in add(client, of, "1", status=422)
    assert client.post(reverse("manual_new"), typed(title="")).status_code == 422


def test_a_change_over_another_s_is_refused(client: Client, keeper: Asker) -> None:
    of = record_manual(keeper, facts=ManualFacts("procedure", TITLE))
    url = reverse("manual_edit", args=[of.uid])
    assert 'name="version" value="1"' in shown(client, "manual_edit", of.uid)
    assert client.post(url, typed(title="Another", version="1")).status_code == 302
    assert client.post(url, typed(title="A third", version="1")).status_code == 409
    assert Manual.objects.get().title == "Another"


def test_every_officer_takes_the_file_and_it_is_logged(cast: Cast, client: Client, keeper: Asker) -> None:
    of = record_manual(keeper, facts=ManualFacts("procedure", TITLE))
    add(client, of, "1")
    number = ManualFile.objects.get().pk
    for name in ("registrar", "analyst", "head", "reader", "officer"):
        answer = client_of(cast, name).get(reverse("manual_file", args=[of.uid, number]))
        assert b"".join(answer.streaming_content) == b"Step one."  # type: ignore[attr-defined]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"].startswith("attachment")
    assert Entry.objects.filter(verb="download_manual_file", subject_id=str(number)).count() == 5
    for name, status in (
        ("partner", 404),
        ("donor", 403),
        ("administrator", 403),
        ("auditor", 403),
        ("nobody", 302),
    ):
        for page, args in (("manual", [of.uid]), ("manual_file", [of.uid, number])):
            assert client_of(cast, name).get(reverse(page, args=args)).status_code == status, name
    assert TITLE not in shown(client_of(cast, "partner"), "library")


def test_a_file_is_reached_by_its_own_manual_only(client: Client, keeper: Asker) -> None:
    first, second = (record_manual(keeper, facts=ManualFacts("manual", each)) for each in ("One", "Two"))
    add(client, first, "1")
    number = ManualFile.objects.get().pk
    assert client.get(reverse("manual_file", args=[second.uid, number])).status_code == 404
    answer = client.post(reverse("manual_file_withdraw", args=[second.uid, number]), {"reason": "x"})
    assert (answer.status_code, ManualFile.objects.filter(withdrawn_at=None).count()) == (404, 1)


def test_nothing_is_taken_off_without_a_reason(client: Client, keeper: Asker) -> None:
    of = record_manual(keeper, facts=ManualFacts("procedure", TITLE))
    add(client, of, "1")
    number = ManualFile.objects.get().pk
    client.post(reverse("manual_file_withdraw", args=[of.uid, number]), {"reason": " "})
    client.post(reverse("manual_remove", args=[of.uid]), {"reason": ""})
    assert ManualFile.objects.filter(withdrawn_at=None).exists()
    client.post(reverse("manual_file_withdraw", args=[of.uid, number]), {"reason": "a wrong file"})
    client.post(reverse("manual_remove", args=[of.uid]), {"reason": "old"})
    assert not ManualFile.objects.filter(withdrawn_at=None).exists()
    assert client.get(reverse("manual", args=[of.uid])).status_code == 404


def test_the_page_it_helps_with_names_it(cast: Cast, client: Client, keeper: Asker) -> None:
    of = record_manual(keeper, facts=ManualFacts("procedure", TITLE, pages=("seizure", "project")))
    add(client, of, "1")
    assert TITLE in shown(client_of(cast, "registrar"), "seizure_new")
    assert TITLE in shown(client, "projects")
    assert TITLE not in shown(client_of(cast, "registrar"), "items")
    assert TITLE not in shown(client_of(cast, "donor"), "projects")


def test_the_shelf_asks_no_query_for_a_manual(client: Client, keeper: Asker) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            shown(client, "library")
        return len(counted)

    add(client, record_manual(keeper, facts=ManualFacts("manual", "First", pages=("map",))), "1")
    few = queries()
    for number in range(6):
        of = record_manual(keeper, facts=ManualFacts("manual", f"Next {number}", pages=("map", "item")))
        add(client, of, "1")
        add(client, of, "2")
    assert queries() == few


def test_a_manual_that_was_taken_off_comes_back_with_a_reason(
    cast: Cast, client: Client, keeper: Asker
) -> None:
    of = record_manual(keeper, facts=ManualFacts("procedure", TITLE))
    client.post(reverse("manual_remove", args=[of.uid]), {"reason": "a mistake"})
    assert TITLE in shown(client, "projects_removed")
    back = reverse("project_restore", args=["manual", of.uid])
    assert client_of(cast, "reader").post(back, {"reason": "x"}).status_code == 403
    client.post(back, {"reason": ""})
    assert TITLE not in shown(client, "library")
    client.post(back, {"reason": "it is needed"})
    assert TITLE in shown(client, "library")
    assert TITLE not in shown(client, "projects_removed")
