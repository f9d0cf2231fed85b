"""Drafts: what somebody is typing, kept for himself until he saves it or throws it away. No part of the register yet."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.models import Draft
from headstamp.registry.queries.drafts import KEPT_FOR

MOST = 30
_MOST_CHARACTERS = 400_000


def save_draft(asker: Asker, *, form: str, key: str, data: Mapping[str, str]) -> None:
    """Keep the form as typed; the oldest beyond MOST, and those nobody touched for KEPT_FOR, are thrown away."""
    if not asker.may(Permission.MANAGE_PROGRAMME):
        asker.must(Permission.SEE_RECORDS)
    if not key or len(key) > 40 or len(form) > 40 or sum(map(len, data.values())) > _MOST_CHARACTERS:
        raise Invalid({"": [say(gettext_noop("This draft is too large to keep. Save the record."))]})
    with transaction.atomic():
        values = {"data": dict(data), "changed_at": timezone.now()}
        Draft.objects.update_or_create(owner=asker.id, form=form, key=key, defaults=values)
        Draft.objects.filter(changed_at__lt=timezone.now() - KEPT_FOR).delete()
        newest = (
            Draft.objects.filter(owner=asker.id).order_by("-changed_at", "-id").values_list("pk", flat=True)
        )
        Draft.objects.filter(pk__in=list(newest[MOST:])).delete()


def drop_draft(asker: Asker, *, form: str, key: str) -> None:
    """Throw a draft away."""
    Draft.objects.filter(owner=asker.id, form=form, key=key).delete()
