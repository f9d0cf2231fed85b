"""One check of a number, in order: the own register, lists of lost and stolen arms, copies of civil registries.

Each place answers by itself and says how old it is; every result names the next step. A check of an item's number can be
kept: it stays with its day, and what it found in the register is told only to who may know of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from headstamp.accounts.permissions import Permission
from headstamp.arms_lists.models import ArmsList, Kind
from headstamp.arms_lists.queries import ArmHit, arms_like, lists_visible_to
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.marks.index.search import Wanted, usual_errors
from headstamp.marks.junk import junk, told
from headstamp.marks.pattern import Pattern, parse
from headstamp.matching.finding import find
from headstamp.matching.hits import Hit, Sought

_MOST = 10


class Where(StrEnum):
    """Where a check looks, in this order."""

    REGISTER = "register"
    STOLEN = "stolen"
    CIVIL = "civil"


class Outcome(StrEnum):
    """What a place says of the number; LIKE: only numbers with an error, or of an open number, fit."""

    HIT = "hit"
    LIKE = "like"
    NOTHING = "nothing"
    NO_LIST = "no_list"


@dataclass(frozen=True, slots=True)
class Step:
    """What one place says. `hits` are of the register, `arms` of the list that `copy` is; `next` says what to do now."""

    where: Where
    outcome: Outcome
    next: Message
    hits: Sequence[Hit] = ()
    arms: Sequence[ArmHit] = ()
    copy: ArmsList | None = None
    has_more: bool = False
    is_sure: bool = False

    def with_hits(self, hits: Sequence[Hit]) -> "Step":
        """The same place with only these records of the register."""
        outcome = outcome_of([hit.errors for hit in hits], is_sure=self.is_sure)
        return replace(self, hits=hits, outcome=outcome, next=next_step(self.where, outcome))


@dataclass(frozen=True, slots=True)
class Checked:
    """A check as it was just made; `note` says why the text is no number, and then there are no steps."""

    number: str
    steps: Sequence[Step] = ()
    note: Message | None = None
    next: Message | None = None
    sought: Sought = field(default_factory=lambda: Sought(""))


_NEXT = {
    (Where.REGISTER, Outcome.HIT): gettext_noop(
        "Open the record that has this number and judge whether it is the same gun."
    ),
    (Where.REGISTER, Outcome.LIKE): gettext_noop(
        "Hold the number against the photo again, then compare the records that come near."
    ),
    (Where.STOLEN, Outcome.HIT): gettext_noop(
        "Keep the gun. Tell the body that reported it, with the reference, before anything is returned."
    ),
    (Where.STOLEN, Outcome.LIKE): gettext_noop(
        "Hold the number against the photo again. If the sign can be either, ask the body that keeps the list."
    ),
    (Where.CIVIL, Outcome.HIT): gettext_noop(
        "Compare make, model and calibre with the gun in hand, then ask the registry for its file: a trace begins there."
    ),
    (Where.CIVIL, Outcome.LIKE): gettext_noop(
        "Hold the number against the photo again before anybody is asked about a holder."
    ),
}
_NOT_THERE = gettext_noop("Nothing more to do here.")
_NO_LIST = {
    Where.STOLEN: gettext_noop("No list of lost and stolen arms was taken in. Ask the body that keeps it."),
    Where.CIVIL: gettext_noop("No copy of a civil registry was taken in. Ask the body that keeps it."),
}
_NO_NUMBER = gettext_noop(
    "Look for other numbers on frame, barrel and slide, or ask the laboratory to restore this one."
)
_NOWHERE = gettext_noop(
    "The number is in none of these. Ask for a trace, by make, model, calibre and country of manufacture."
)


def check_number(asker: Asker, sought: Sought) -> Checked:
    """Look for the number in every place that the asker may see, and note each list that was asked in the log.

    Invalid (`number`) for what cannot be searched; Unavailable while the register's index is built.
    """
    asker.must(Permission.SEE_RECORDS)
    why_not = junk(sought.number)
    if why_not:
        return Checked(sought.number.strip(), note=told(why_not), next=say(_NO_NUMBER), sought=sought)
    pattern = parse(sought.number)
    lists = list(lists_visible_to(asker))
    steps = [_in_register(asker, sought, pattern)]
    for where, kind in ((Where.STOLEN, Kind.STOLEN), (Where.CIVIL, Kind.CIVIL)):
        of_kind = [copy for copy in lists if copy.kind == kind]
        steps += [_in_list(asker, sought, pattern, where, copy) for copy in of_kind]
        if not of_kind:
            steps.append(Step(where, Outcome.NO_LIST, say(_NO_LIST[where])))
    if lists:
        with recording(asker) as log:
            for copy in lists:
                log.consultation("arms_list", copy.pk, "check_number")
    is_nowhere = all(step.outcome in (Outcome.NOTHING, Outcome.NO_LIST) for step in steps)
    return Checked(str(pattern), steps, next=say(_NOWHERE) if is_nowhere else None, sought=sought)


def _in_register(asker: Asker, sought: Sought, pattern: Pattern) -> Step:
    found = find(asker, sought)
    is_whole = pattern.is_sure and found.note is None  # the note: it is there as a piece of another one
    start = Step(Where.REGISTER, Outcome.NOTHING, say(_NOT_THERE), has_more=found.has_more, is_sure=is_whole)
    return start.with_hits(found.hits)


def _in_list(asker: Asker, sought: Sought, pattern: Pattern, where: Where, copy: ArmsList) -> Step:
    errors = usual_errors(pattern) if sought.errors is None else sought.errors
    wanted = Wanted(pattern, errors, sought.make, sought.model, sought.calibre)
    found = arms_like(asker, copy, wanted, _MOST + 1)
    outcome = outcome_of([hit.errors for hit in found], is_sure=pattern.is_sure)
    return Step(
        where,
        outcome,
        next_step(where, outcome),
        arms=found[:_MOST],
        copy=copy,
        has_more=len(found) > _MOST,
    )


def outcome_of(errors: Sequence[int], *, is_sure: bool) -> Outcome:
    """What hits with so many errors each say of a number that was read without doubt, or not."""
    if not errors:
        return Outcome.NOTHING
    return Outcome.HIT if is_sure and min(errors) == 0 else Outcome.LIKE


def next_step(where: Where, outcome: Outcome) -> Message:
    """What to do now with what a place says."""
    return say(_NEXT.get((where, outcome), _NOT_THERE))
