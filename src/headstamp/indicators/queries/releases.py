"""What was published, and what would be published now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import QuerySet

from headstamp.accounts.permissions import Permission
from headstamp.indicators.declared import measures
from headstamp.indicators.disclosure.releases import Revealed
from headstamp.indicators.models import Frozen, FrozenFigure, IssuedFile, Release
from headstamp.indicators.period import Every, Period
from headstamp.indicators.publishing.choosing import FOR_DONORS, Categories, Geography, is_public, sheet_of
from headstamp.indicators.publishing.control import (
    Control,
    Controlled,
    control,
    given_away,
    shown_plain,
    unsafe_cells,
)
from headstamp.indicators.publishing.sheets import Sheet, sheet_from
from headstamp.indicators.queries.periods import frozen_visible_to
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotFound
from headstamp.kernel.measure import Measure
from headstamp.kernel.text import gettext_noop, say
from headstamp.snapshot.declared import tables
from headstamp.vocabulary import codes

_HELD = gettext_noop(
    "Together with an earlier release this one would give away counts of persons: %(sheets)s. "
    "Let the earlier tables stand, or wait for a revision that changes more."
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A release before it is made: every sheet as it may be shown, what is hidden and what would be given away.

    `held` are sheets that stand as an earlier release had them, because their revision is too small to be shown.
    """

    editions: Mapping[str, Frozen]
    sheets: Sequence[Sheet]
    controlled: Sequence[Controlled]
    revealed: Mapping[str, Sequence[Revealed]]
    held: Sequence[str]
    shown: Mapping[str, Any]
    control: Control

    @property
    def hidden(self) -> int:
        return sum(cell.is_hidden for sheet in self.sheets for cell in sheet.cells.values())

    @property
    def persons_cells(self) -> int:
        return sum(len(sheet.cells) for sheet in self.sheets if sheet.counts_persons)


def releases_visible_to(asker: Asker) -> QuerySet[Release]:
    """The releases of the asker's jurisdiction, the newest first; for who sees published results or approves."""
    if not (asker.may(Permission.SEE_PUBLISHED) or asker.may(Permission.APPROVE)):
        return Release.objects.none()
    return Release.objects.filter(jurisdiction=asker.jurisdiction).order_by("-number")


def release_numbered(asker: Asker, number: int = 0) -> Release:
    """A release, the newest if none is named; NotFound if there is none."""
    found = releases_visible_to(asker)
    release = (found.filter(number=number) if number else found).first()
    if release is None:
        raise NotFound(say(gettext_noop("Nothing has been published yet.")))
    return release


def file_of_release(release: Release) -> IssuedFile:
    """The archive that was issued as this release."""
    return release.files.get(kind=IssuedFile.Kind.RELEASE)


def prepare(asker: Asker, rule: Control, geography: Geography, *, let_stand: bool = False) -> Prepared:
    """What a release would show now, of every frozen year. Needs the right to approve; Conflict if nothing is frozen.

    Where a sheet of persons would give something away beside an earlier release, it is in `revealed`; with `let_stand`
    the sheet of that release is taken instead.
    """
    asker.must(Permission.APPROVE)
    editions = _frozen_years(asker)
    if not editions:
        message = gettext_noop(
            "No year is frozen, so there is nothing that may be published. Freeze a year first."
        )
        raise Conflict(say(message))
    before = list(releases_visible_to(asker).order_by("number"))
    done, plain = [], []
    for sheet in _sheets(asker, editions, geography):
        if sheet.counts_persons:
            done.append(control(sheet, rule))
        else:
            plain.append(sheet)
    revealed = given_away(done, [release.shown for release in before], rule.rule)
    held: dict[str, Sheet] = {}
    shown = shown_plain(done)
    if let_stand and revealed:
        held = {key: _last_shown(before, key) for key in revealed}
        shown |= {
            key: next(each.shown[key] for each in reversed(before) if key in each.shown) for key in held
        }
        revealed = {}
    sheets = [*plain, *(held.get(each.sheet.key, each.sheet) for each in done)]
    order = list(measures())
    sheets.sort(key=lambda sheet: (order.index(sheet.measure), sheet.year))
    return Prepared(editions, sheets, done, revealed, sorted(held), shown, rule)


def must_be_safe(prepared: Prepared) -> None:
    """The proof before anything leaves: Conflict if the auditor finds an attack on this release or with earlier ones."""
    if prepared.revealed:
        raise Conflict(say(_HELD, sheets=", ".join(sorted(prepared.revealed))))
    broken = [each.sheet.key for each in prepared.controlled if unsafe_cells(each, prepared.control.rule)]
    if broken:
        message = gettext_noop("The audit of this release found counts that can be worked out: %(sheets)s.")
        raise Conflict(say(message, sheets=", ".join(broken)))


def public_measures() -> dict[str, Measure]:
    """The figures that are published, by id."""
    return {each.id: each for each in measures().values() if is_public(each)}


def _frozen_years(asker: Asker) -> dict[str, Frozen]:
    """The newest edition of each frozen calendar year."""
    found = {each.period: each for each in frozen_visible_to(asker)}
    return {name: each for name, each in found.items() if Period.parse(name).every is Every.YEAR}


def _sheets(asker: Asker, editions: Mapping[str, Frozen], geography: Geography) -> Iterator[Sheet]:
    kept: dict[tuple[int, str], list[FrozenFigure]] = {}
    for figure in FrozenFigure.objects.filter(frozen__in=editions.values()).order_by("pk"):
        kept.setdefault((figure.frozen_id, figure.measure), []).append(figure)
    for measure in public_measures().values():
        categories = categories_of(measure.table, asker.jurisdiction)
        for year, frozen in sorted(editions.items()):
            rows = kept.get((frozen.pk, measure.id), [])
            sheet = sheet_of(measure, year, frozen.edition, rows, geography, categories)
            if sheet is not None:
                yield sheet


def categories_of(table: str, jurisdiction: str) -> Categories:
    """Every category of a column of the table, in the order of its list, unknown at the end."""
    lists = {column.name: column.list_name for column in tables()[table].columns}

    @cache
    def categories(column: str) -> list[str]:
        known = codes.codes(lists[column]).values() if lists.get(column) else ()
        if column == FOR_DONORS:
            return [each.code for each in known if "handed_over" in each.facts]
        here = [each.code for each in known if each.facts.get("jurisdiction", jurisdiction) == jurisdiction]
        return list(dict.fromkeys([*(code for code in here if code != "unknown"), "unknown"]))

    return categories


def _last_shown(before: Sequence[Release], key: str) -> Sheet:
    sheets = (sheet_from(each) for release in reversed(before) for each in release.content)
    return next(sheet for sheet in sheets if sheet.key == key)
