"""The library's shelf: what it can be asked for, and each manual with its newest version first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.folding import fold
from headstamp.kernel.text import say
from headstamp.programme.models import Helps, Manual, ManualFile, ManualKind, Tongue
from headstamp.programme.queries import manuals_visible_to
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.asking import Filter, Shape, asked
from headstamp.registry.queries import Page, page_of

SIZE = 50


@dataclass(frozen=True, slots=True)
class LibraryFilter(Filter):
    """Which manuals the shelf shows."""

    words: str = asked("q", _("Words"), Shape.TEXT)
    kind: str = asked("kind", _("Kind"), choices=ManualKind)
    language: str = asked("language", _("Language"), choices=Tongue)
    page: str = asked("page", _("Helps with"), choices=Helps)

    def condition(self) -> Q:
        """The condition on manuals."""
        asked_for = Q()
        for word in fold(self.words).split():
            asked_for &= Q(folded__contains=word)
        if self.kind:
            asked_for &= Q(kind__in=self.kind.split(","))
        if self.language:
            speaking = ManualFile.objects.filter(
                language__in=self.language.split(","), withdrawn_at__isnull=True
            )
            asked_for &= Q(pk__in=speaking.values("manual"))
        if self.page:
            asked_for &= Q(pages__page__in=self.page.split(","))
        return asked_for


@dataclass(frozen=True, slots=True)
class Version:
    """A version with its file in each language; the first of a manual is the one in force."""

    number: str
    issued_on: str
    note: str
    files: Sequence[ManualFile]


@dataclass(frozen=True, slots=True)
class Shelved:
    """A manual with its versions, the newest first."""

    manual: Manual
    pages: Sequence[str]
    versions: Sequence[Version]

    @property
    def newest(self) -> Version | None:
        return self.versions[0] if self.versions else None

    @property
    def older(self) -> Sequence[Version]:
        return self.versions[1:]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of the library."""

    rows: Sequence[Shelved]
    page: Page[Manual]
    total: int


def shelf(asker: Asker, wanted: LibraryFilter, cursor: str = "") -> Shelf:
    """The manuals that fit, the latest first."""
    found = manuals_visible_to(asker).filter(wanted.condition()).distinct()
    page = page_of(found, sort="-id", cursor=cursor, size=SIZE)
    return Shelf([_shelved(each) for each in page.rows], page, found.order_by().count())


def manual_page(asker: Asker, uid: str) -> Shelved:
    """One manual with all its versions; NotFound if the asker may not know of it."""
    found = manuals_visible_to(asker).filter(uid=uid).first()
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return _shelved(found)


def _shelved(manual: Manual) -> Shelved:
    by_version: dict[str, list[ManualFile]] = {}
    for manual_file in manual.files.all():
        by_version.setdefault(manual_file.version, []).append(manual_file)
    versions = [
        Version(
            number,
            max(each.issued_on for each in files),
            next((each.note for each in files if each.note), ""),
            sorted(files, key=lambda each: Tongue.values.index(each.language)),
        )
        for number, files in by_version.items()
    ]
    pages = [str(Helps(row.page).label) for row in sorted(manual.pages.all(), key=lambda row: row.pk)]
    return Shelved(manual, pages, versions)
