"""Putting manuals and procedures into the library, with files in versions and languages, and taking them out."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.conf import settings
from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotFound
from headstamp.kernel.folding import fold
from headstamp.kernel.text import gettext_noop, say
from headstamp.programme.actions.finding import must_manage, of_version, revise
from headstamp.programme.laws import FILL, LONG, MOST, check_date, choice
from headstamp.programme.models import Helps, Manual, ManualFile, ManualKind, ManualPage, Tongue
from headstamp.programme.queries.library import library_bytes
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.actions.revising import difference, must_give_reason, told_fields
from headstamp.registry.actions.writing import stamps
from headstamp.registry.file_kinds import media_type_of, plain_name
from headstamp.registry.files import keep_file
from headstamp.registry.laws.problems import Problems

_KIND = gettext_noop(
    "This kind of file cannot be kept. Use PDF, Word or Excel without macros, OpenDocument text, a picture, plain text or "
    "CSV in UTF-8."
)
_ONCE = say(gettext_noop("This version stands in this language already. Give the new one its own number."))


@dataclass(frozen=True, slots=True)
class ManualFacts:
    """A manual; `pages` are codes of the pages that it helps with."""

    kind: str
    title: str
    summary: str = ""
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ManualFileFacts:
    """A version in one language; `issued_on` is a partial date."""

    version: str
    language: str
    issued_on: str = ""
    note: str = ""


def record_manual(asker: Asker, *, facts: ManualFacts) -> Manual:
    """Put a manual or a procedure on the shelf; its files are added to it. Needs the right to manage the programme."""
    must_manage(asker)
    _check_manual(facts)
    with recording(asker) as log:
        manual = Manual.objects.create(**_columns(facts), **stamps(asker), jurisdiction=asker.jurisdiction)
        _write_pages(manual, facts.pages)
        told = told_fields(facts)
        log.collection("manual", manual.pk, "record_manual", sorted(told), values=told)
    return manual


def edit_manual(asker: Asker, *, uid: str, version: int, facts: ManualFacts) -> Manual:
    """Change what is said of a manual."""
    must_manage(asker)
    _check_manual(facts)
    with recording(asker) as log:
        manual = of_version(_to_change(asker, uid), version)
        wanted = difference(manual_told(manual), facts)
        if not wanted:
            return manual
        for name, value in _columns(facts).items():
            setattr(manual, name, value)
        manual.pages.all().delete()
        _write_pages(manual, facts.pages)
        revise(asker, log, manual, "edit_manual", wanted)
    return manual


def remove_manual(asker: Asker, *, uid: str, version: int, reason: str) -> Manual:
    """Take a manual with all its files off the shelf."""
    return _move(asker, uid, reason, "remove_manual", version=version)


def restore_manual(asker: Asker, *, uid: str, reason: str) -> Manual:
    """Put a removed manual back with the files that it had."""
    return _move(asker, uid, reason, "restore_manual")


def add_manual_file(
    asker: Asker, *, manual: str, facts: ManualFileFacts, stream: BinaryIO, name: str
) -> ManualFile:
    """Add a version's file in a language. Its kind is told by its content, not by its name; older versions stay."""
    must_manage(asker)
    _check_file(facts)
    file = stream if stream.seekable() else io.BytesIO(stream.read(settings.HEADSTAMP_MAX_FILE_BYTES + 1))
    media_type = media_type_of(file)
    if not media_type:
        raise Invalid({"file": [say(_KIND)]})
    with recording(asker) as log:
        of = _to_change(asker, manual)
        told = {"version": facts.version.strip(), "language": facts.language}
        if of.files.filter(**told, withdrawn_at__isnull=True).exists():
            raise Invalid({"version": [_ONCE]})
        sha256, size = keep_file(file, beside=library_bytes())
        manual_file = ManualFile.objects.create(
            **told,
            manual=of,
            issued_on=facts.issued_on,
            note=facts.note,
            sha256=sha256,
            name=plain_name(name, media_type),
            media_type=media_type,
            size=size,
            added_at=timezone.now(),
            added_by=asker.id,
        )
        values: dict[str, Any] = {**told_fields(facts), "sha256": sha256}
        log.collection("manual_file", manual_file.pk, "add_manual_file", sorted(values), values=values)
    return manual_file


def withdraw_manual_file(asker: Asker, *, manual_file: int, reason: str) -> ManualFile:
    """Take one file off the shelf, with a reason; its content stays in the store."""
    must_manage(asker)
    must_give_reason(reason)
    with recording(asker) as log:
        found = (
            ManualFile.objects.select_related("manual")
            .filter(pk=manual_file, withdrawn_at__isnull=True)
            .first()
        )
        if found is None:
            raise NotFound(say(NO_SUCH_RECORD))
        _to_change(asker, found.manual.uid)
        found.withdrawn_at, found.withdrawn_by = timezone.now(), asker.id
        found.save(update_fields=["withdrawn_at", "withdrawn_by"])
        log.erasure("manual_file", found.pk, "withdraw_manual_file", ("withdrawn_at",), reason=reason)
    return found


def manual_told(manual: Manual) -> ManualFacts:
    """The manual as facts."""
    pages = tuple(manual.pages.order_by("pk").values_list("page", flat=True))
    return ManualFacts(manual.kind, manual.title, manual.summary, pages)


def _move(asker: Asker, uid: str, reason: str, verb: str, version: int | None = None) -> Manual:
    must_manage(asker)
    must_give_reason(reason)
    is_removed = version is not None
    with recording(asker) as log:
        manual = _to_change(asker, uid, deleted=not is_removed)
        if version is not None:
            of_version(manual, version)
        manual.deleted_at = timezone.now() if is_removed else None
        manual.deleted_by, manual.deleted_reason = (asker.id, reason) if is_removed else ("", "")
        revise(asker, log, manual, verb, {"deleted": [not is_removed, is_removed]}, reason)
    return manual


def _to_change(asker: Asker, uid: str, *, deleted: bool = False) -> Manual:
    found = Manual.objects.select_for_update().filter(
        uid=uid, jurisdiction=asker.jurisdiction, deleted_at__isnull=not deleted
    )
    manual = found.first()
    if manual is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return manual


def _columns(facts: ManualFacts) -> dict[str, Any]:
    title, summary = facts.title.strip(), facts.summary.strip()
    return {"kind": facts.kind, "title": title, "summary": summary, "folded": fold(f"{title} {summary}")}


def _write_pages(manual: Manual, pages: Iterable[str]) -> None:
    ManualPage.objects.bulk_create(ManualPage(manual=manual, page=page) for page in dict.fromkeys(pages))


def _check_manual(facts: ManualFacts) -> None:
    problems = Problems()
    choice(problems, "kind", facts.kind, ManualKind.values)
    if not 0 < len(facts.title.strip()) <= 300:
        problems.add("title", FILL if not facts.title.strip() else LONG)
    if len(facts.summary) > MOST:
        problems.add("summary", LONG)
    for page in facts.pages:
        choice(problems, "pages", page, Helps.values)
    problems.must_be_none()


def _check_file(facts: ManualFileFacts) -> None:
    problems = Problems()
    if not 0 < len(facts.version.strip()) <= 20:
        problems.add("version", FILL if not facts.version.strip() else LONG)
    choice(problems, "language", facts.language, Tongue.values)
    check_date(problems, "issued_on", facts.issued_on)
    if len(facts.note) > 300:
        problems.add("note", LONG)
    problems.must_be_none()
