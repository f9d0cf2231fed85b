"""Patterns in what was traced: sources that come again, short ways to crime, guns of one batch. Each says of how many.

Restricted records are left out: what stands in them is read one by one, with a reason.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from headstamp.accounts.permissions import Permission
from headstamp.kernel.asker import Asker
from headstamp.kernel.values import PartialDate
from headstamp.registry.facts import ESTABLISHED, NOT_RECOVERED
from headstamp.registry.models import Mark
from headstamp.registry.models.columns import Visibility
from headstamp.tracing.models import TraceRequest, Transfer
from headstamp.tracing.queries.requests import LEGAL, requests_visible_to
from headstamp.tracing.states import Way
from headstamp.tracing.time_to_crime import between

SHORT = 3 * 365
"""Days up to which a way to crime is short: ATF looks at sales of less than three years."""
NEAR = 50
"""How far two numbers of one batch may lie apart."""
_NUMBER = re.compile(r"(.*?)(\d{3,9})\Z")


@dataclass(frozen=True, slots=True)
class Source:
    """A holder or a jurisdiction that several firearms lead to. `items` are their uids."""

    name: str
    kind: str
    jurisdiction: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShortWay:
    """A firearm that came up soon after its last legal sale; `most` days at most."""

    item: str
    request: str
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Firearms of one make and model whose numbers lie near each other: (uid, number), in order."""

    make: str
    model: str
    guns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Patterns:
    """`with_chain`, `dated`, `established` and `numbered` say of how many firearms each list was looked for."""

    holders: tuple[Source, ...]
    with_chain: int
    places: tuple[Source, ...]
    established: int
    short: tuple[ShortWay, ...]
    dated: int
    batches: tuple[Batch, ...]
    numbered: int


def patterns(asker: Asker) -> Patterns:
    """What comes again in the requests that the asker may know of. Four queries."""
    asked = _open(asker)
    chain = list(
        Transfer.objects.filter(request__in=asked.filter(state__in=["answered", "closed"]).values("pk"))
        .values_list(
            "request__item__uid", "request__uid", "request__item__occurred_on", "request__item__year_of_manufacture",
            "kind", "on", "jurisdiction", "holder_kind", "holder", "holder_key",
        )
        .order_by("id")
    )  # fmt: skip
    closed = asked.filter(state="closed", result__in=ESTABLISHED).order_by("id")
    places = list(closed.values_list("item__uid", "diverted_in"))
    recovered = set(
        asked.exclude(item__occurrence_kind__in=NOT_RECOVERED).values_list("item__uid", flat=True)
    )
    ways = _ways(row for row in chain if row[0] in recovered)
    numbers = _numbers(asked)
    return Patterns(
        _holders(asker, chain), len({row[0] for row in chain}),
        _places(places), len({uid for uid, _where in places}),
        tuple(sorted((way for way in ways if way.most <= SHORT), key=lambda way: way.most)), len(ways),
        _batches(numbers), len(numbers),
    )  # fmt: skip


def _open(asker: Asker) -> QuerySet[TraceRequest]:
    found = requests_visible_to(asker).filter(direction=Way.OUT.value).exclude(state="cancelled")
    return found.exclude(item__visibility=Visibility.RESTRICTED)


_Row = tuple[str, str, str, int | None, str, str, str, str, str, str]


def _holders(asker: Asker, chain: Iterable[_Row]) -> tuple[Source, ...]:
    """Legal holders and dealers by name, persons only for who may see them."""
    found: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for uid, _request, _when, _made, kind, _on, where, holder_kind, holder, key in chain:
        is_person = holder_kind in ("private_person", "not_known")
        if key and kind in LEGAL and (not is_person or asker.may(Permission.SEE_PERSONS)):
            found[key, holder_kind, where].setdefault(uid, holder)
    several = [
        Source(next(iter(items.values())), holder_kind, where, tuple(items))
        for (_key, holder_kind, where), items in found.items()
        if len(items) > 1
    ]
    return tuple(sorted(several, key=lambda each: (-len(each.items), each.name)))


def _places(rows: Iterable[tuple[str, str]]) -> tuple[Source, ...]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for uid, where in rows:
        found[where][uid] = None
    several = [Source("", "", where, tuple(items)) for where, items in found.items() if len(items) > 1]
    return tuple(sorted(several, key=lambda each: (-len(each.items), each.jurisdiction)))


def _ways(chain: Iterable[_Row]) -> list[ShortWay]:
    """Time to crime of each firearm whose last legal sale or holder is dated."""
    last: dict[str, tuple[PartialDate, str, str, int | None]] = {}
    for uid, request, when, made, kind, on, *_rest in chain:
        if kind in LEGAL and on and when:
            day = PartialDate.parse(on)
            if uid not in last or day.latest > last[uid][0].latest:
                last[uid] = (day, request, when, made)
    ways = []
    for uid, (day, request, when, made) in last.items():
        told = between(day, PartialDate.parse(when), made)
        if told.least is not None and told.most is not None:
            ways.append(ShortWay(uid, request, told.least, told.most))
    return ways


def _numbers(asked: QuerySet[TraceRequest]) -> list[tuple[str, str, str, str, int, str]]:
    """(make, model, letters, uid, number, as read) of each firearm with a number that was read whole."""
    marks = Mark.objects.filter(item__in=asked.values("item"), kind="serial", state__in=["clear", "restored"])
    rows = marks.order_by("id").values_list(
        "item__make_code", "item__make", "item__model", "item__uid", "folded", "as_read"
    )
    found: dict[str, tuple[str, str, str, str, int, str]] = {}
    for code, make, model, uid, folded, as_read in rows:
        match = _NUMBER.match(folded)
        if match and (code or make) and model:
            found.setdefault(uid, (code or make, model, match[1], uid, int(match[2]), as_read))
    return list(found.values())


def _batches(numbers: Iterable[tuple[str, str, str, str, int, str]]) -> tuple[Batch, ...]:
    """Runs of numbers, each at most NEAR from the one before, of one make, model and beginning."""
    runs: list[list[tuple[str, str, str, str, int, str]]] = []
    for row in sorted(numbers, key=lambda each: (*each[:3], each[4], each[3])):
        last = runs[-1][-1] if runs else None
        if last and last[:3] == row[:3] and row[4] - last[4] <= NEAR:
            runs[-1].append(row)
        else:
            runs.append([row])
    return tuple(
        Batch(run[0][0], run[0][1], tuple((uid, as_read) for *_of, uid, _number, as_read in run))
        for run in runs
        if len(run) > 1
    )
