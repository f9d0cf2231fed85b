"""Who publishes what: the words that stand on every page and in every file of a release."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headstamp.accounts.queries import units_visible_to
from headstamp.indicators.models import Release
from headstamp.kernel.asker import Asker
from headstamp.vocabulary import codes

LANGUAGES: Mapping[str, str] = {"en": "en", "sq": "sq", "sr-Latn": "sr-latn"}
"""The languages of a release by their tag, which names a folder, and as Django calls them."""

LANGUAGE_NAMES = {"en": "English", "sq": "Shqip", "sr-Latn": "Srpski"}


@dataclass(frozen=True, slots=True)
class Office:
    """The publisher, the number and day of the release, and the designation footnotes chosen for it, each apart."""

    publisher: str
    jurisdiction: str
    number: int
    issued: date
    footnotes: Sequence[str]
    is_demo: bool
    disclaimer: str = ""
    contact: str = ""

    @property
    def cookies(self) -> list[str]:
        """Names of the cookies that the office's own system sets for its officers; this site sets none."""
        return [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME]

    @property
    def identifier(self) -> str:
        """The same for the same release, wherever it stands."""
        return f"urn:uuid:{uuid5(NAMESPACE_URL, f'headstamp:{self.publisher}:{self.jurisdiction}:{self.number}')}"

    @property
    def place(self) -> str:
        """The jurisdiction's name in the active language, with its sign."""
        return codes.label("jurisdictions", self.jurisdiction, get_language() or "en")

    def footnote(self, code: str) -> str:
        """One designation footnote whole, with its sign."""
        found = codes.code("designation_footnotes", code)
        sign = str(found.facts.get("sign", "")) if found else ""
        return f"{sign} {codes.label('designation_footnotes', code, get_language() or 'en')}".strip()

    @property
    def told_footnotes(self) -> list[str]:
        return [self.footnote(code) for code in self.footnotes]

    def rights(self) -> str:
        return _("These data may be used by anybody who names the publisher and the release.")


def office_of(asker: Asker, release: Release) -> Office:
    """The office that publishes the release: the agency of who asks."""
    unit = units_visible_to(asker).filter(pk=asker.unit).first()
    return Office(
        publisher=unit.agency.name if unit else "",
        jurisdiction=release.jurisdiction,
        number=release.number,
        issued=release.made_at.date(),
        footnotes=release.footnotes,
        is_demo=settings.HEADSTAMP_DEMO,
        disclaimer=settings.HEADSTAMP_PUBLIC_DISCLAIMER,
        contact=settings.HEADSTAMP_PUBLIC_CONTACT,
    )


def footnotes_for(jurisdiction: str) -> list[tuple[str, str]]:
    """The designation footnotes that a publisher or funder may choose for this jurisdiction: code and who uses it."""
    found = codes.codes("designation_footnotes").values()
    return [
        (each.code, str(each.facts["publisher"]))
        for each in found
        if each.facts["jurisdiction"] == jurisdiction
    ]


def demonstration() -> str:
    return _("Demonstration: all records are invented.")
