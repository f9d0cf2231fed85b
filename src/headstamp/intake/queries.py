"""What may be read of batches: one's own unit's only, by those who may take files in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from headstamp.accounts.permissions import Permission
from headstamp.intake.declared import target_named, targets
from headstamp.intake.layout import (
    Layout,
    Suggestion,
    layout_from,
    load_layout,
    match_columns,
    shipped_layouts,
    suggest_mapping,
)
from headstamp.intake.layout.plain_yaml import read_plain
from headstamp.intake.models import Batch, BatchProblem, BatchRow
from headstamp.intake.opened import opened
from headstamp.intake.packing import named
from headstamp.intake.staging import StagedRow
from headstamp.intake.taking import Taker
from headstamp.intake.values import Problem
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotFound
from headstamp.kernel.target import Target
from headstamp.kernel.text import gettext_noop, say


def batches_visible_to(asker: Asker) -> QuerySet[Batch]:
    """The unit's batches of what the asker may take in, the newest first; NotAllowed for those who may take in nothing.

    A file that has no layout yet may hold anything: who sees records knows of it, and who sent it.
    """
    asker.must(Permission.IMPORT_FILES)
    of_target = Q(target__in=[name for name, target in targets().items() if asker.may(target.needs)])
    without = Q(target="") if asker.may(Permission.SEE_RECORDS) else Q(target="", made_by=asker.id)
    return Batch.objects.filter(of_target | without, unit=asker.unit).order_by("-made_at", "-pk")


def batch_for(asker: Asker, uid: str) -> Batch:
    """The batch; NotFound if there is none or it is another unit's."""
    batch = batches_visible_to(asker).filter(uid=uid).first()
    if batch is None:
        raise NotFound(say(gettext_noop("There is no such batch, or you may not know of it.")))
    return batch


def earlier_batches(asker: Asker, batch: Batch) -> QuerySet[Batch]:
    """Batches of the unit that hold the same file."""
    return batches_visible_to(asker).filter(file_sha256=batch.file_sha256, pk__lt=batch.pk)


def unfinished_batch(asker: Asker, sha256: str, layout_name: str) -> Batch | None:
    """The unit's batch of the same file and layout that stands half-way, to go on with."""
    return (
        batches_visible_to(asker)
        .filter(file_sha256=sha256, layout_name=layout_name, state__in=["applying", "stopped", "failed"])
        .exclude(source=None)
        .first()
    )


def bad_rows(asker: Asker, uid: str, *, only_refused: bool = True) -> QuerySet[BatchRow]:
    """The rows that need a person, in the file's order, with their problems; `cells` are as in the file."""
    found = (
        BatchRow.objects.filter(batch=batch_for(asker, uid)).order_by("position").prefetch_related("problems")
    )
    return found.filter(is_refused=True) if only_refused else found


@dataclass(frozen=True, slots=True)
class OpenWording:
    """A wording that no code is known for: in which column and lookup, in how many rows, and the code lists to
    choose from ('' : none)."""

    column: str
    lookup: str
    wording: str
    rows: int
    list_name: str


def open_wordings(asker: Asker, uid: str) -> list[OpenWording]:
    """The wordings to answer, the commonest first."""
    batch = batch_for(asker, uid)
    if not batch.layout_text:
        return []
    layout = layout_from(read_plain(batch.layout_text))
    lookups = {use.column: use.lookup for use in layout.columns if use.lookup}
    counted = (
        BatchProblem.objects.filter(row__batch=batch, code="unknown_wording")
        .values_list("column", "cell", "params")
        .annotate(rows=Count("row", distinct=True))
        .order_by("-rows", "column", "cell")
    )
    found = []
    for column, cell, params, rows in counted:
        lookup = str(params.get("list") or lookups.get(column, ""))
        known = layout.lookups.get(lookup)
        found.append(OpenWording(column, lookup, cell, rows, known.list_name if known else lookup))
    return found


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row as it would be written: `outcome` of the check, `values` by field, `problems` where it would not.

    `is_further`: a further record that the same row tells.
    """

    number: int
    sheet: str
    cells: dict[str, str]
    values: dict[str, object]
    outcome: str
    problems: tuple[Problem, ...] = ()
    is_further: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows, the columns that are not read, and what the check foresaw (empty before it)."""

    rows: list[PreviewRow]
    unread: tuple[str, ...]
    planned: dict[str, object]


def preview(asker: Asker, uid: str, *, most: int = 20) -> Preview:
    """The first rows as they would be written now; nothing is. Invalid if the file does not fit the layout."""
    batch = batch_for(asker, uid)
    with opened(batch) as staged:
        target = target_named(staged.layout.target)
        taker = Taker(staged.layout, target)
        rows = islice((row for row in staged.rows() if row.says_something), most)
        seen = [each for row in rows for each in _previewed(asker, row, taker, target, staged.layout)]
        unread = match_columns(staged.tables[0].header.names, staged.layout).unread
    return Preview(seen, unread, batch.planned)


def _previewed(
    asker: Asker, row: StagedRow, taker: Taker, target: Target, layout: Layout
) -> list[PreviewRow]:
    taken = taker.taken(row)
    cells = named(row.names, row.cells)
    if not isinstance(taken, tuple):
        return [PreviewRow(row.number, row.sheet, cells, dict(row.read.values), "refused", tuple(taken))]
    became = target.foresee(asker, register=layout.register, rows=[taken[0]])[0]
    outcome, problems = str(became.outcome), tuple(taker.problems_of(became))
    return [
        PreviewRow(row.number, row.sheet, cells, dict(values), outcome, problems if not at else (), at > 0)
        for at, (values, _said) in enumerate(taker.told(row))
    ]


@dataclass(frozen=True, slots=True)
class KnownLayout:
    """A layout to choose. `title` is by language; `fits` says whether the batch's headings hold its columns."""

    name: str
    title: dict[str, str]
    is_own: bool
    fits: bool = False


def layouts_for(asker: Asker, batch: Batch | None = None) -> list[KnownLayout]:
    """The office's own layouts and those that ship, the ones that fit the batch's headings first."""
    asker.must(Permission.IMPORT_FILES)
    found = [known for name, is_own in _names() if (known := _known(asker, name, is_own, batch))]
    return sorted(found, key=lambda layout: (not layout.fits, not layout.is_own, layout.name))


def layout_named(asker: Asker, name: str) -> Layout:
    """A layout of the office or one that ships; never a path."""
    asker.must(Permission.IMPORT_FILES)
    if name not in {known for known, _ in _names()}:
        raise NotFound(say(gettext_noop("There is no layout “%(name)s”."), name=name[:60]))
    layout = load_layout(name, folder=own_layouts())
    asker.must(target_named(layout.target).needs)
    return layout


def own_layouts() -> Path:
    """The folder of the office's own layouts."""
    return Path(settings.HEADSTAMP_LAYOUTS)


def _names() -> Iterator[tuple[str, bool]]:
    own = {path.stem for path in own_layouts().glob("*.yaml")}
    yield from ((name, True) for name in sorted(own))
    yield from ((name, False) for name in shipped_layouts() if name not in own)


def _known(asker: Asker, name: str, is_own: bool, batch: Batch | None) -> KnownLayout | None:
    try:
        layout = load_layout(name, folder=own_layouts())
        target = target_named(layout.target)
    except Invalid:
        return None
    if not asker.may(target.needs):
        return None
    is_fitting = bool(batch and batch.headings and not match_columns(batch.headings, layout).missing)
    return KnownLayout(name, dict(layout.title), is_own, is_fitting)


def suggestions(asker: Asker, uid: str, target: str) -> list[Suggestion]:
    """Guesses for the batch's headings, for a person to confirm."""
    return suggest_mapping(batch_for(asker, uid).headings, target_named(target).fields)


def choices_of_targets(asker: Asker) -> dict[str, Target]:
    """What can be taken in, by name, with the fields that a column of this asker's may go to."""
    asker.must(Permission.IMPORT_FILES)
    return {
        name: replace(
            target,
            fields={
                known: each
                for known, each in target.fields.items()
                if not each.needs or asker.may(each.needs)
            },
        )
        for name, target in targets().items()
        if asker.may(target.needs)
    }
