"""Making a release: prepare, look, publish; and writing one into a folder."""

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from headstamp.accounts.permissions import Permission
from headstamp.desk.projects.page import ProjectPage
from headstamp.desk.publication.office import footnotes_for, office_of
from headstamp.desk.publication.portfolio import digest_of, published_projects
from headstamp.desk.publication.site import MARKER, PROJECTS, SUMS, archive_of, site_files
from headstamp.indicators.actions import record_release
from headstamp.indicators.disclosure.suppression import Rule
from headstamp.indicators.models import Release
from headstamp.indicators.publishing.choosing import Geography
from headstamp.indicators.publishing.control import Control, Method
from headstamp.indicators.queries.periods import frozen_visible_to
from headstamp.indicators.queries.releases import (
    Prepared,
    file_of_release,
    prepare,
    release_numbered,
    releases_visible_to,
)
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.files import open_file


def office_control() -> Control:
    """The office's rule, from its settings."""
    smallest = settings.HEADSTAMP_SMALLEST_COUNT
    rule = Rule(minimum=smallest, protection=smallest, hides_nought=settings.HEADSTAMP_HIDE_NOUGHT)
    return Control(rule, Method(settings.HEADSTAMP_SMALL_COUNTS))


def prepare_release(asker: Asker, *, let_stand: bool = False) -> Prepared:
    """What would be published now under the office's settings. Needs the right to approve."""
    return prepare(
        asker, office_control(), Geography(settings.HEADSTAMP_PUBLISHED_PLACE), let_stand=let_stand
    )


def publish(
    asker: Asker, *, note: str = "", footnotes: Sequence[str] | None = None, let_stand: bool = False
) -> Release:
    """Make the next release of all frozen years and keep its archive. `footnotes` are the codes of the designation
    footnotes that publisher and funder ask for; all of the jurisdiction's where none are named."""
    asker.must(Permission.APPROVE)
    chosen = _chosen(asker, footnotes)
    prepared = prepare_release(asker, let_stand=let_stand)
    earlier = list(releases_visible_to(asker))
    editions = [each for each in frozen_visible_to(asker) if each.period in prepared.editions]

    def projects() -> list[ProjectPage]:
        return published_projects(asker.jurisdiction)

    def archive(release: Release) -> bytes:
        office = office_of(asker, release)
        return archive_of(site_files(office, release, [release, *earlier], editions, projects))

    with override("en"):
        is_new = bool(earlier) and _projects_of(earlier[0]) != digest_of(projects())
    return record_release(asker, prepared, note=note, footnotes=chosen, archive=archive, says_more=is_new)


def _projects_of(release: Release) -> str:
    """What a release says of the portfolio, by its digest; that of nothing where it is older than the portfolio."""
    with open_file(file_of_release(release).sha256) as stream, zipfile.ZipFile(stream) as packed:
        told: dict[str, str] = json.loads(packed.read(MARKER))
    return told.get(PROJECTS) or digest_of([])


def archive_content(asker: Asker, number: int = 0) -> tuple[Release, bytes]:
    """A release and its archive, as it was issued; the newest if none is named."""
    release = release_numbered(asker, number)
    with open_file(file_of_release(release).sha256) as stream:
        return release, stream.read()


def check_folder(folder: Path) -> None:
    """Conflict for a folder that holds anything but an earlier release."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        message = gettext_noop(
            "%(folder)s holds other files. Name an empty folder, or one that holds a release."
        )
        raise Conflict(say(message, folder=folder))


def write_into(folder: Path, archive: bytes) -> list[str]:
    """Unpack a release into a folder that is empty or holds an earlier release, which it replaces; the files' names."""
    check_folder(folder)
    _remove_earlier(folder)
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        for name in packed.namelist():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(packed.read(name))
        return packed.namelist()


def _remove_earlier(folder: Path) -> None:
    """The files that the earlier release's own list names, and nothing else."""
    sums = folder / SUMS
    if sums.is_file():
        for line in sums.read_text(encoding="ascii").splitlines():
            path = folder / line.partition("  ")[2]
            if path.resolve().is_relative_to(folder.resolve()):
                path.unlink(missing_ok=True)


def _chosen(asker: Asker, footnotes: Sequence[str] | None) -> list[str]:
    known = [code for code, _publisher in footnotes_for(asker.jurisdiction)]
    if footnotes is None:
        return known
    unknown = [code for code in footnotes if code not in known]
    if unknown or (known and not footnotes):
        message = gettext_noop("Choose at least one of the designation footnotes: %(known)s.")
        raise Invalid({"footnotes": [say(message, known=", ".join(known))]})
    return [code for code in known if code in footnotes]
