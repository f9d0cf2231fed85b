"""One-time links: how their tokens are made and known again. Only a digest is stored; the token is shown once."""

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone

from headstamp.accounts.models import OneTimeLink, User

LIFETIME = timedelta(hours=24)


def link_for(person: User, *, made_by: str) -> str:
    """A new link's path for `person`; earlier unused links stop working. The caller audits it."""
    OneTimeLink.objects.filter(user=person, used_at=None).update(expires_at=timezone.now())
    token = secrets.token_urlsafe(32)
    OneTimeLink.objects.create(
        user=person, digest=digest_of(token), made_by=made_by, expires_at=timezone.now() + LIFETIME
    )
    return f"/welcome/{token}/"


def open_link(token: str) -> OneTimeLink | None:
    """The link of that token if it may still be used."""
    links = OneTimeLink.objects.select_related("user")
    return links.filter(
        digest=digest_of(token), used_at=None, expires_at__gt=timezone.now(), user__is_active=True
    ).first()


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
