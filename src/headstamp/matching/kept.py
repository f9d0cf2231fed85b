"""Checks of an item's number that were kept: what each place said that day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from headstamp.accounts.permissions import Permission
from headstamp.arms_lists.models import ArmsList
from headstamp.arms_lists.queries import lists_visible_to
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.story import Event
from headstamp.kernel.text import gettext_noop, say
from headstamp.matching.checks import Checked, Outcome, Step, Where, check_number, outcome_of
from headstamp.matching.hits import Sought
from headstamp.matching.models import NumberCheck
from headstamp.registry.models import Item
from headstamp.registry.queries import is_one_of, items_visible_to, open_item, shut

_KEEPERS = (Permission.ENTER_RECORDS, Permission.EXAMINE, Permission.EXCHANGE, Permission.JUDGE_CANDIDATES)
_NO_NUMBER = gettext_noop("This is no number. Record what can be read of it, then check that.")
_OUTCOME_WORDS = {
    Outcome.HIT: gettext_noop("has this number"),
    Outcome.LIKE: gettext_noop("has a number like it"),
    Outcome.NOTHING: gettext_noop("does not have it"),
    Outcome.NO_LIST: gettext_noop("no copy was there"),
}
_WHERE_WORDS = {
    Where.REGISTER: gettext_noop("own register"),
    Where.STOLEN: gettext_noop("lost and stolen arms"),
    Where.CIVIL: gettext_noop("civil registry"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What one place said: `register` and `taken_at` name the copy, `arms` the numbers listed in it that fit.

    `items` are the records hit in the own register that the asker may know of.
    """

    where: Where
    outcome: Outcome
    register: str = ""
    taken_at: str = ""
    arms: Sequence[dict[str, Any]] = ()
    items: Sequence[Item] = ()

    @property
    def where_words(self) -> Any:
        return say(_WHERE_WORDS[self.where])

    @property
    def outcome_words(self) -> Any:
        return say(_OUTCOME_WORDS[self.outcome])

    @property
    def taken_on(self) -> Any:
        """When the copy was taken in."""
        return parse_datetime(self.taken_at) if self.taken_at else None


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept check as one reader is told of it."""

    check: NumberCheck
    answers: Sequence[Answer]
    newer: Sequence[ArmsList] = ()
    """Lists that were taken in since, into which it did not look."""

    @property
    def is_found(self) -> bool:
        return any(answer.outcome in (Outcome.HIT, Outcome.LIKE) for answer in self.answers)


def may_keep(asker: Asker) -> bool:
    """Whether the asker may leave a check on an item."""
    return any(asker.may(right) for right in _KEEPERS)


def check_item(asker: Asker, *, uid: str, number: str, part: str = "") -> NumberCheck:
    """Check a number of an item in every place and keep what was found, with its day.

    Invalid (`number`) for what is no number; NotFound unless the asker may open the item.
    """
    if not may_keep(asker):
        asker.must(Permission.ENTER_RECORDS)
    item = open_item(asker, uid)
    checked = check_of_item(asker, item, number)
    if checked.note:
        raise Invalid({"number": [say(_NO_NUMBER)]})
    with recording(asker) as log:
        kept = NumberCheck.objects.create(
            item=item,
            number=number.strip()[:120],
            part=part,
            at=timezone.now(),
            by=asker.id,
            answers=[_as_plain(step) for step in checked.steps],
        )
        values = {
            f"{step.where}": str(step.outcome) for step in checked.steps if step.where is not Where.REGISTER
        }
        log.collection("item", item.pk, "check_number", ("number",), values=values)
    return kept


def check_of_item(asker: Asker, item: Item, number: str) -> Checked:
    """The check of a number with the item's make, model and calibre; the item itself is no hit."""
    checked = check_number(
        asker,
        Sought(
            number,
            make=item.make_code or item.make,
            model=item.model,
            calibre=item.calibre_code or item.calibre,
        ),
    )
    return replace(checked, steps=[_without(step, item) for step in checked.steps])


def checks_on(asker: Asker, item: Item) -> list[Kept]:
    """The checks kept on an item, newest first; none unless the asker may know of it."""
    known = is_one_of(asker, items_visible_to(asker), "item_id")
    found = list(NumberCheck.objects.filter(known, item=item.pk).order_by("-id"))
    hit = _items(
        asker, (uid for check in found for told in check.answers for uid, _errors in told.get("items", ()))
    )
    lists = list(lists_visible_to(asker)) if found else []
    return [
        Kept(check, [_answer(told, hit) for told in check.answers], _not_asked(check, lists))
        for check in found
    ]


def _not_asked(check: NumberCheck, lists: Sequence[ArmsList]) -> list[ArmsList]:
    asked = {told.get("taken_at") for told in check.answers}
    return [copy for copy in lists if copy.taken_at.isoformat() not in asked]


def events_of(asker: Asker, item: Item) -> list[Event]:
    """What the checks tell of the item's life."""
    words = {
        True: gettext_noop("Number checked: found, or one like it"),
        False: gettext_noop("Number checked: found nowhere"),
    }
    return [
        Event(
            "matching",
            say(words[kept.is_found]),
            on=kept.check.at.isoformat(),
            by=kept.check.by,
            proves="matching",
        )
        for kept in checks_on(asker, item)
    ]


def _without(step: Step, item: Item) -> Step:
    if step.where is not Where.REGISTER:
        return step
    hits = tuple(hit for hit in step.hits if hit.item.pk != item.pk)
    if len(hits) == len(step.hits):
        return step
    return step.with_hits(hits)


def _as_plain(step: Step) -> dict[str, Any]:
    told: dict[str, Any] = {"where": str(step.where), "outcome": str(step.outcome)}
    if step.where is Where.REGISTER:
        return told | {"is_sure": step.is_sure, "items": [[hit.item.uid, hit.errors] for hit in step.hits]}
    if step.copy:
        told |= {"register": step.copy.register, "taken_at": step.copy.taken_at.isoformat()}
    arms = [
        {"errors": hit.errors}
        | {name: getattr(hit.arm, name) for name in ("number", "make", "model", "reference")}
        for hit in step.arms
    ]
    return told | {"arms": arms}


def _answer(told: dict[str, Any], hit: dict[str, Item]) -> Answer:
    """What one place said, as this reader may be told: in the register only of records that he may know of.

    Of a restricted one that he has not opened only where its whole number was checked, as in the search for numbers.
    """
    if told["where"] == Where.REGISTER:
        is_sure = told["is_sure"]
        seen = [
            (hit[uid], errors)
            for uid, errors in told["items"]
            if uid in hit and (not getattr(hit[uid], "is_closed", False) or (is_sure and not errors))
        ]
        outcome = outcome_of([errors for _item, errors in seen], is_sure=is_sure)
        return Answer(Where.REGISTER, outcome, items=[item for item, _errors in seen])
    return Answer(
        Where(told["where"]),
        Outcome(told["outcome"]),
        told.get("register", ""),
        told.get("taken_at", ""),
        told.get("arms", ()),
    )


def _items(asker: Asker, uids: Iterable[str]) -> dict[str, Item]:
    asked = set(uids)
    if not asked:
        return {}
    return {item.uid: item for item in shut(asker, items_visible_to(asker).filter(uid__in=asked))}
