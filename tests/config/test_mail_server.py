"""The address of a mail server becomes Django's settings of it, or is refused with what to write."""

import pytest

from headstamp.config.environment import mail_server


def test_without_an_address_no_mail_is_sent() -> None:
    assert mail_server("") == {"EMAIL_HOST": ""}


def test_a_password_goes_over_tls_only() -> None:
    told = mail_server("smtp://office:p%40ss@mail.example.org")
    assert (told["EMAIL_HOST"], told["EMAIL_PORT"], told["EMAIL_USE_TLS"]) == ("mail.example.org", 587, True)
    assert (told["EMAIL_HOST_USER"], told["EMAIL_HOST_PASSWORD"]) == ("office", "p@ss")
    told = mail_server("smtps://office:secret@mail.example.org")
    assert (told["EMAIL_PORT"], told["EMAIL_USE_SSL"], told["EMAIL_USE_TLS"]) == (465, True, False)


def test_a_relay_on_the_own_network_needs_no_password() -> None:
    told = mail_server("smtp://relay.lan:25")
    assert (told["EMAIL_PORT"], told["EMAIL_USE_TLS"], told["EMAIL_USE_SSL"]) == (25, False, False)


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://"])
def test_what_is_no_address_of_a_mail_server_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="smtp://"):
        mail_server(url)
