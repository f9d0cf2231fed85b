"""The address of a mail server is read into its parts, or refused with what to write."""

import pytest

from headstamp.config.mail import MailServer, mail_server


def test_without_an_address_no_mail_is_sent() -> None:
    assert mail_server("").host == ""


def test_a_password_goes_over_tls_only() -> None:
    told = mail_server("smtp://office:p%40ss@mail.example.org")
    assert told == MailServer("mail.example.org", 587, "office", "p@ss")
    assert told.is_turned_to_tls
    told = mail_server("smtps://office:secret@mail.example.org")
    assert (told.port, told.is_tls_from_the_start, told.is_turned_to_tls) == (465, True, False)


def test_a_relay_on_the_own_network_needs_no_password() -> None:
    told = mail_server("smtp://relay.lan:25")
    assert (told.port, told.is_turned_to_tls, told.is_tls_from_the_start) == (25, False, False)


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://"])
def test_what_is_no_address_of_a_mail_server_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="smtp://"):
        mail_server(url)
