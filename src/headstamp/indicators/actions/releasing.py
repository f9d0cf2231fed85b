"""Recording a release: what was published, and the archive that was issued, so that later ones can be held against it."""

from collections.abc import Callable, Sequence

from django.db import IntegrityError
from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.indicators.actions.issuing import keep_issued
from headstamp.indicators.models import IssuedFile, Release
from headstamp.indicators.queries.releases import Prepared, must_be_safe, releases_visible_to
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict
from headstamp.kernel.text import gettext_noop, say


def record_release(
    asker: Asker,
    prepared: Prepared,
    *,
    note: str,
    footnotes: Sequence[str],
    archive: Callable[[Release], bytes],
    says_more: bool = False,
) -> Release:
    """Publish what was prepared: the next number, the archive that `archive` makes of it, and a line in the log.

    Conflict if an attack on it is found, or if the last release says the same already; with `says_more` the archive
    holds something new beside the figures.
    """
    asker.must(Permission.APPROVE)
    must_be_safe(prepared)
    last = releases_visible_to(asker).first()
    release = Release(
        jurisdiction=asker.jurisdiction, number=last.number + 1 if last else 1, made_at=timezone.now(), made_by=asker.id,
        note=note.strip(), editions={name: each.edition for name, each in prepared.editions.items()},
        rule=prepared.control.to_plain(), footnotes=list(footnotes), content=[sheet.to_plain() for sheet in prepared.sheets],
        shown=dict(prepared.shown), held=list(prepared.held),
    )  # fmt: skip
    if last and not says_more and (last.content, last.footnotes) == (release.content, release.footnotes):
        message = gettext_noop("Release %(number)s says this already. Nothing has changed since.")
        raise Conflict(say(message, number=last.number))
    content = archive(release)
    with recording(asker) as log:
        try:
            release.save()
        except IntegrityError as error:
            raise Conflict(say(gettext_noop("Somebody else published just now."))) from error
        name = f"headstamp-{release.jurisdiction}-release-{release.number}.zip".lower()
        keep_issued(
            asker,
            kind=IssuedFile.Kind.RELEASE,
            name=name,
            content=content,
            recipient="public",
            release=release,
        )
        periods = sorted(release.editions)
        log.disclosure("release", release.number, "publish", values={"periods": periods}, recipient="public")
    return release
