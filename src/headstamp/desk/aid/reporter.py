"""Who reports the office's projects, from the settings."""

from dataclasses import dataclass

from django.conf import settings

from headstamp.accounts.models import Unit
from headstamp.iati.activity import Organisation
from headstamp.kernel.asker import Asker


@dataclass(frozen=True, slots=True)
class Reporter:
    """The organisation, its `role` in its own projects ('' where the office does not say) and the language of its texts."""

    organisation: Organisation
    role: str
    language: str
    is_registered: bool


def reporter_of(asker: Asker) -> Reporter:
    """The office of the asker. Without an identifier of its own it is called unregistered, and so in the file."""
    agency = Unit.objects.select_related("agency").get(pk=asker.unit).agency if asker.unit else None
    identifier = settings.HEADSTAMP_IATI_ORGANISATION
    name = settings.HEADSTAMP_IATI_NAME or (agency.name if agency else "")
    code = agency.code if agency else "office"
    organisation = Organisation(
        identifier or f"{asker.jurisdiction or 'XX'}-UNREGISTERED-{code}".upper(),
        (("", name),),
        settings.HEADSTAMP_IATI_TYPE,
        settings.HEADSTAMP_IATI_CONTACT,
    )
    return Reporter(
        organisation, settings.HEADSTAMP_IATI_ROLE, settings.HEADSTAMP_IATI_LANGUAGE, bool(identifier)
    )
