"""What the laboratory's pages show: ends of leads in words, a gun with its lines, bars of the backlog, the section of an item."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from headstamp.desk.wording import kind_told, partial_date
from headstamp.forensics.models import InferredGun, Lead, Recovery
from headstamp.forensics.queries import entries_of, exhibits_of, leads_of
from headstamp.forensics.queries.guns import standing
from headstamp.forensics.queries.leads import ends_of
from headstamp.forensics.queries.requests import last_examination
from headstamp.forensics.turnaround import Month
from headstamp.kernel.asker import Asker
from headstamp.marks.pattern import ANY, RUN, parse
from headstamp.registry.models import Item, Occurrence
from headstamp.registry.naming import make_of
from headstamp.registry.queries import is_closed
from headstamp.vocabulary import codes

_ROW = 44


@dataclass(frozen=True, slots=True)
class ToldEnd:
    """One end of a lead; of a restricted one that was not opened only its kind and date."""

    words: str
    when: str
    kind: str
    uid: str
    is_closed: bool
    is_firearm: bool

    def __str__(self) -> str:
        return ", ".join(part for part in (self.words, self.when) if part)


@dataclass(frozen=True, slots=True)
class ToldLead:
    lead: Lead
    one: ToldEnd
    other: ToldEnd

    @property
    def is_closed(self) -> bool:
        return self.one.is_closed or self.other.is_closed

    @property
    def words(self) -> str:
        return f"{self.one} – {self.other}"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the drawing from the gun to one end; `is_solid` only where the lead that brought it is a hit."""

    end: ToldEnd
    y: int
    is_solid: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    lines: tuple[Line, ...]
    high: int
    middle: int


@dataclass(frozen=True, slots=True)
class Bar:
    month: Month
    width: int


@dataclass(frozen=True, slots=True)
class Position:
    """One sign of a restored number: `sign` as it is printed, `words` how sure it is."""

    sign: str
    words: str


def told_end(asker: Asker, end: Item | Occurrence) -> ToldEnd:
    language, closed = get_language() or "en", is_closed(asker, end)
    if isinstance(end, Item):
        known = " ".join(part for part in (make_of(end, language), end.model) if part)
        words = codes.label("item_kinds", end.kind, language) if closed else kind_told(end, language)
        words = words if closed or not known else f"{words}: {known}"
        is_firearm = end.item_class == "firearm"
        return ToldEnd(words, partial_date(end.occurred_on), "item", end.uid, closed, is_firearm)
    words = codes.label("occurrence_kinds", end.kind, language)
    return ToldEnd(words, partial_date(end.occurred_on), "occurrence", end.uid, closed, False)


def told_lead(asker: Asker, lead: Lead) -> ToldLead:
    one, other = ends_of(lead)
    return ToldLead(lead, told_end(asker, one), told_end(asker, other))


def told_leads(asker: Asker, leads: Iterable[Lead]) -> list[ToldLead]:
    return [told_lead(asker, lead) for lead in leads]


def drawing_of(asker: Asker, gun: InferredGun) -> Drawing:
    """The gun and what it fired: an end is joined by a solid line once a hit joins it, by a dashed one until then."""
    ends: dict[tuple[str, str], tuple[ToldEnd, bool]] = {}
    for joined in standing(gun):
        for end in (told_end(asker, each) for each in ends_of(joined.lead)):
            known = ends.get((end.kind, end.uid))
            ends[end.kind, end.uid] = (end, joined.lead.is_hit or bool(known and known[1]))
    lines = tuple(
        Line(end, _ROW * at + _ROW // 2, is_solid) for at, (end, is_solid) in enumerate(ends.values())
    )
    return Drawing(lines, _ROW * len(lines), _ROW * len(lines) // 2)


def said_now(gun: InferredGun) -> Recovery | None:
    """What was said last of which firearm it is, of a gun that was fetched with it."""
    last = max(gun.recoveries.all(), key=lambda each: each.pk, default=None)
    return last if last is not None and last.item_id else None


def bars_of(months: Iterable[Month]) -> list[Bar]:
    """The backlog with a bar for what lay there at the end of each month."""
    known = list(months)
    most = max((month.lying for month in known), default=0) or 1
    return [Bar(month, round(100 * month.lying / most)) for month in known]


def positions_of(reading: str) -> list[Position]:
    """A restored number sign by sign."""
    return [_position(position) for position in parse(reading).positions] if reading else []


def _position(position: frozenset[str]) -> Position:
    if position == RUN:
        return Position("*", _("a run is missing"))
    if position == ANY:
        return Position("?", _("not readable"))
    signs = sorted(position)
    return (
        Position(signs[0], _("sure"))
        if len(signs) == 1
        else Position(f"[{''.join(signs)}]", _("one of these"))
    )


def forensics_of(asker: Asker, item: Item) -> dict[str, Any]:
    """The laboratory's section on the page of an item that was opened."""
    exhibits = [(each, last_examination(each)) for each in exhibits_of(asker, item.pk)]
    return {
        "exhibits": exhibits,
        "leads": told_leads(asker, leads_of(asker, item)),
        "entries": list(entries_of(asker, item.pk)),
    }
