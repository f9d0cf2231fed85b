"""The page says what an IATI file would tell and leave out; the file is the published projects, for whoever may know of them."""

import html
from dataclasses import replace

import pytest
from django.conf import LazySettings
from django.urls import reverse

from headstamp.programme.actions import publish_project
from tests.cast import Cast
from tests.iati.files import report
from tests.leaks.conftest import client_of
from tests.programme.office import PROJECT, manager, project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]
KNOWING = ("registrar", "analyst", "head", "reader", "officer", "administrator", "auditor", "donor")


def page(cast: Cast, name: str, status: int = 200) -> str:
    answer = client_of(cast, name).get(reverse("aid_file"))
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


def two_projects(cast: Cast) -> None:
    """One that can be told, and one without a status."""
    keeper = manager(cast)
    for code, status in (("lights", "running"), ("unsaid", "")):
        made = project(keeper, replace(PROJECT, code=code, status=status))
        publish_project(keeper, uid=made.uid)


def test_an_office_without_published_projects_is_told_so(cast: Cast) -> None:
    assert "No project is published" in page(cast, "donor")


@pytest.mark.parametrize("name", KNOWING)
def test_the_page_says_what_is_told_and_what_is_left_out(cast: Cast, name: str) -> None:
    two_projects(cast)
    shown = page(cast, name)
    assert "1 project is told, and the file is valid" in shown
    assert "no status is told, and the standard asks for one" in shown
    assert "unsaid" in shown
    assert "The office has no identifier as a publisher" in shown


def test_both_files_are_valid_and_come_as_attachments(cast: Cast) -> None:
    two_projects(cast)
    for name in ("aid_activities", "aid_organisation"):
        answer = client_of(cast, "donor").get(reverse(name))
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith('attachment; filename="iati-')
        assert report(answer.content).is_valid


def test_another_jurisdiction_is_shown_none_of_it(cast: Cast) -> None:
    two_projects(cast)
    assert "lights" not in page(cast, "partner")
    assert client_of(cast, "partner").get(reverse("aid_activities")).status_code == 422


def test_what_would_not_be_valid_is_said_and_not_given(cast: Cast, settings: LazySettings) -> None:
    settings.HEADSTAMP_IATI_TYPE = "none"
    two_projects(cast)
    shown = page(cast, "donor")
    assert "The file would not be valid, so there is none." in shown
    assert "not in the list OrganisationType" in shown
