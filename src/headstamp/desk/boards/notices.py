"""A notice by e-mail that a paper lies in the inbox, where an office has set up a mail server.

E-mail leaves the office's walls: the notice has no title, no figure and no name of a board, only that something came.
"""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext as _
from django.utils.translation import override

from headstamp.accounts.models import User

log = logging.getLogger("headstamp.mail")


def sends_mail() -> bool:
    """Whether the office has set up a mail server."""
    return bool(settings.EMAIL_HOST)


def tell_that_papers_came(users: Iterable[User]) -> None:
    """One notice to each who gave an address, in his language, over one connection.

    A server that cannot be reached, or refuses one address, is noted for who runs this; the papers lie there all the same.
    """
    addressed = [user for user in users if user.email] if sends_mail() else []
    if not addressed:
        return
    try:
        with get_connection() as connection:
            for user in addressed:
                _send(user, connection)
    except OSError as error:  # smtplib's errors are OSErrors
        log.warning("no notice was sent: %s", type(error).__name__)


def _send(user: User, connection: BaseEmailBackend) -> None:
    with override(user.language or settings.LANGUAGE_CODE):
        subject = _("A paper lies in your inbox")
        text = _(
            "Sign in to Headstamp to read it. This notice says nothing more, because e-mail can be read on its way."
        )
    try:
        EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email], connection=connection).send()
    except OSError as error:
        log.warning("a notice was refused: %s", type(error).__name__)
