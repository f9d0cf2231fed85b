"""Who may read the library: every officer of the office, nobody outside it."""

from django.db.models import Prefetch, QuerySet, Sum

from headstamp.kernel.asker import Asker
from headstamp.programme.models import Manual, ManualFile
from headstamp.programme.queries.visibility import works_with_it

MOST = 5


def manuals_visible_to(asker: Asker) -> QuerySet[Manual]:
    """Living manuals of the asker's jurisdiction with their pages and files, by title."""
    if not works_with_it(asker):
        return Manual.objects.none()
    files = ManualFile.objects.filter(withdrawn_at__isnull=True).order_by("-issued_on", "-pk")
    found = Manual.objects.filter(jurisdiction=asker.jurisdiction, deleted_at__isnull=True)
    return found.order_by("title", "pk").prefetch_related("pages", Prefetch("files", queryset=files))


def manual_files_visible_to(asker: Asker) -> QuerySet[ManualFile]:
    """Editions of those manuals that stand, older ones too."""
    manuals = manuals_visible_to(asker).order_by().values("pk")
    return ManualFile.objects.filter(manual__in=manuals, withdrawn_at__isnull=True)


def manuals_for_page(asker: Asker, page: str) -> list[tuple[str, str]]:
    """(uid, title) of the manuals that help with a page, at most five."""
    found = (
        manuals_visible_to(asker).prefetch_related(None).filter(pages__page=page, files__withdrawn_at=None)
    )
    return list(found.exclude(files=None).distinct().values_list("uid", "title")[:MOST])


def library_digests() -> set[str]:
    """The digests of all files of the library, for who proves the store."""
    return set(ManualFile.objects.values_list("sha256", flat=True))


def library_bytes() -> int:
    """How much the library's files take."""
    return ManualFile.objects.aggregate(all=Sum("size"))["all"] or 0
