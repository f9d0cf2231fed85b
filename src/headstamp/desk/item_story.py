"""The life of one item across rooms: what happened, what is due next and from whom, what is missing, and how its procedure stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from django.utils import timezone
from django.utils.translation import get_language

from headstamp.cases.queries.story import events_of as of_cases
from headstamp.custody.queries.story import events_of as of_custody
from headstamp.desk.wording import amount
from headstamp.forensics.queries.story import events_of as of_forensics
from headstamp.kernel.asker import Asker
from headstamp.kernel.story import Event, Tense
from headstamp.kernel.text import gettext_noop, say
from headstamp.matching.kept import events_of as of_checks
from headstamp.procedures.queries import notes_on
from headstamp.procedures.steps import StepStanding, standings
from headstamp.registry.facts import NOT_RECOVERED
from headstamp.registry.models import Item, LegalStatus
from headstamp.tracing.queries.story import events_of as of_tracing
from headstamp.vocabulary import codes

_ROOMS = (of_checks, of_custody, of_forensics, of_tracing, of_cases)
_CAME_UP = {
    "seizure": gettext_noop("Seized"),
    "find": gettext_noop("Found"),
    "surrender": gettext_noop("Surrendered"),
    "theft": gettext_noop("Stolen"),
    "loss": gettext_noop("Lost"),
}
_IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class ItemStory:
    """`past` and `due` by day, without a day last; `missing` and `steps` as rooms list them."""

    past: Sequence[Event]
    due: Sequence[Event]
    missing: Sequence[Event]
    steps: Sequence[StepStanding]

    @property
    def next(self) -> Event | None:
        """What is due first."""
        return self.due[0] if self.due else None


def story_of_item(asker: Asker, item: Item) -> ItemStory:
    """What every room tells the asker of an item that he opened."""
    events = [*_of_register(item), *chain.from_iterable(room(asker, item) for room in _ROOMS)]
    past = [event for event in events if event.tense is Tense.DONE]
    due = [event for event in events if event.tense is Tense.DUE]
    return ItemStory(
        past=sorted(past, key=lambda event: (not event.on, event.on)),
        due=sorted(due, key=lambda event: (not event.on, event.on)),
        missing=[event for event in events if event.tense is Tense.MISSING],
        steps=_steps(asker, item, past),
    )


def _steps(asker: Asker, item: Item, past: Sequence[Event]) -> list[StepStanding]:
    if item.occurrence_kind in NOT_RECOVERED:
        return []
    shown = {event.proves for event in past} - {""} | ({_IDENTITY} if _is_identified(item) else set())
    return standings(item.item_class, item.occurred_on, timezone.localdate(), notes_on(asker, item), shown)


def _is_identified(item: Item) -> bool:
    return bool(
        (item.make_code or item.make)
        and item.model
        and (item.calibre_code or item.calibre)
        and item.country_of_manufacture
        and item.eu_category_by
    )


def _of_register(item: Item) -> list[Event]:
    kind = _CAME_UP.get(item.occurrence_kind, gettext_noop("Came up"))
    occurrence = item.occurrence
    events = [
        Event(
            "registry",
            say(kind),
            item.occurred_on,
            kind="occurrence" if occurrence else "",
            key=occurrence.uid if occurrence else "",
        ),
        Event(
            "registry",
            say(gettext_noop("Recorded in the register")),
            item.created_at.isoformat(),
            by=item.created_by,
        ),
    ]
    events += [
        Event(
            "registry",
            say(gettext_noop("Legal status: %(status)s"), status=_label("legal_statuses", status.status)),
            status.since,
            by=status.recorded_by,
            note=" · ".join(part for part in (_of_part(item, status), status.decision) if part),
        )
        for status in item.legal_statuses.all()
    ]
    return events


def _of_part(item: Item, status: LegalStatus) -> str:
    """How much of the item it is said of; '' for all."""
    if status.quantity is None:
        return ""
    return f"{amount(status.quantity)} {_label('units', item.quantity_unit)}"


def _label(list_name: str, code: str) -> str:
    return codes.label(list_name, code, get_language() or "en")
