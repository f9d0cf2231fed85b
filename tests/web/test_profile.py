"""One's own profile: the address for notices stands there only where the office sends e-mail."""

import pytest

from headstamp.accounts.models import User
from tests.plugins.staff import Staff


@pytest.fixture(autouse=True)
def _without_second_factor(settings) -> None:  # type: ignore[no-untyped-def]
    settings.HEADSTAMP_REQUIRE_MFA = False


def test_the_address_is_asked_for_only_where_mail_is_sent(staff: Staff, settings) -> None:  # type: ignore[no-untyped-def]
    assert "profile/mail/" not in staff.client("reader").get("/profile/").text
    settings.EMAIL_HOST = "mail.example.org"
    assert "profile/mail/" in staff.client("reader").get("/profile/").text


def test_the_address_is_kept_or_refused_in_its_place(staff: Staff, settings) -> None:  # type: ignore[no-untyped-def]
    settings.EMAIL_HOST = "mail.example.org"
    client = staff.client("reader")
    refused = client.post("/profile/mail/", {"email": "reader at home"})
    assert refused.status_code == 422
    assert "reader at home" in refused.text
    assert client.post("/profile/mail/", {"email": "reader@example.org"}).status_code == 302
    assert User.objects.get(email="reader@example.org") == staff.reader
