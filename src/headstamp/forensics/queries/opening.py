"""Opening what rests on records of the register: restricted ones ask for a reason, and the log notes who read."""

from collections.abc import Iterable

from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.models import Item, Occurrence
from headstamp.registry.models.columns import Visibility
from headstamp.registry.queries import ReasonNeeded, is_closed

_SAY_WHY = gettext_noop("This record is restricted. Say why you open it; the reason is kept in the log.")


def open_all(asker: Asker, kind: str, key: int, verb: str, records: Iterable[Item | Occurrence]) -> None:
    """Note in the log that the asker read this; ReasonNeeded where a record is restricted and no reason was given."""
    restricted = [each for each in records if each.visibility == Visibility.RESTRICTED]
    if restricted and not asker.reason.strip():
        raise ReasonNeeded(say(_SAY_WHY))
    with recording(asker) as log:
        log.consultation(kind, key, verb)
        for each in restricted:
            log.consultation("item" if isinstance(each, Item) else "occurrence", each.pk, verb)


def is_shut(asker: Asker, records: Iterable[Item | Occurrence]) -> bool:
    """Whether a list may say no more than that it is there: one of the records waits for a reason."""
    return any(is_closed(asker, each) for each in records)
