"""A notice by e-mail that a paper lies in the inbox, where an office has set up a mail server.

E-mail leaves the office's walls: the notice has no title, no figure and no name of a board, only that something came.
"""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _

from headstamp.accounts.models import User

log = logging.getLogger("headstamp.mail")


def sends_mail() -> bool:
    """Whether the office has set up a mail server."""
    return bool(settings.EMAIL_HOST)


def tell_that_a_paper_came(user: User) -> None:
    """One notice to who gave an address, in the language that is active. A mail server that fails loses no paper."""
    if not sends_mail() or not user.email:
        return
    subject = _("A paper lies in your inbox")
    text = _(
        "Sign in to Headstamp to read it. This notice says nothing more, because e-mail can be read on its way."
    )
    try:
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email])
    except OSError as error:  # smtplib's errors are OSErrors
        log.warning("no notice was sent: %s", type(error).__name__)
