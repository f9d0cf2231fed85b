"""Keeping what was issued: a file that left in the office's name can be shown again, and proven to be the same."""

import hashlib

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.indicators.models import Frozen, IssuedFile, Release
from headstamp.kernel.asker import Asker
from headstamp.registry.files import keep_bytes


def keep_issued(
    asker: Asker,
    *,
    kind: str,
    name: str,
    content: bytes,
    recipient: str,
    frozen: Frozen | None = None,
    release: Release | None = None,
) -> IssuedFile:
    """Keep a workbook, a PDF or a release in the home under its SHA-256. Needs the right to export or to approve."""
    if not asker.may(Permission.APPROVE):
        asker.must(Permission.EXPORT_RECORDS)
    kept = IssuedFile(
        jurisdiction=asker.jurisdiction, kind=IssuedFile.Kind(kind), name=name[:200], sha256=hashlib.sha256(content).hexdigest(),
        size=len(content), issued_at=timezone.now(), issued_by=asker.id, frozen=frozen, release=release,
    )  # fmt: skip
    keep_bytes(content)
    with recording(asker) as log:
        kept.save()
        log.disclosure(
            "issued_file", kept.pk, "issue_file", values={"sha256": kept.sha256}, recipient=recipient
        )
    return kept
