"""Taking records of the register into a case, and out of it again."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.cases.actions.finding import case_to_work_on, touch
from headstamp.cases.models import CaseLink
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.queries import checks_visible_to, occurrences_visible_to, operations_visible_to

_KINDS: dict[str, tuple[str, Callable[[Asker], QuerySet[Any]]]] = {
    "occurrence": ("occurrence", occurrences_visible_to),
    "check": ("check_made", checks_visible_to),
    "operation": ("operation", operations_visible_to),
}


def link_record(asker: Asker, *, case: str, kind: str, uid: str) -> CaseLink:
    """Take an occurrence, a check or an operation (`kind`) that the asker may know of into a case. Once is enough."""
    with recording(asker) as log:
        found = case_to_work_on(asker, case)
        column, number = _record(asker, kind, uid)
        link, is_new = CaseLink.objects.get_or_create(
            case=found,
            **{f"{column}_id": number},
            defaults={"added_at": timezone.now(), "added_by": asker.id},
        )
        if is_new:
            touch(asker, found)
            log.combination("case", found.pk, "link_record", (kind,), values={kind: number})
    return link


def unlink_record(asker: Asker, *, case: str, kind: str, uid: str) -> None:
    """Take a record out of a case; the record itself stays as it is."""
    with recording(asker) as log:
        found = case_to_work_on(asker, case)
        column, number = _record(asker, kind, uid)
        gone, _rows = CaseLink.objects.filter(case=found, **{f"{column}_id": number}).delete()
        if not gone:
            raise NotFound(say(NO_SUCH_RECORD))
        touch(asker, found)
        log.alteration("case", found.pk, "unlink_record", (kind,), values={kind: number})


def _record(asker: Asker, kind: str, uid: str) -> tuple[str, int]:
    """The column of a link and the number of the record; NotFound where the asker may not know of it."""
    if kind not in _KINDS:
        raise NotFound(say(NO_SUCH_RECORD))
    column, visible_to = _KINDS[kind]
    number = visible_to(asker).filter(uid=uid).values_list("pk", flat=True).first()
    if number is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return column, number
