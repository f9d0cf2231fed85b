"""The steps of the procedure in force, and whether each is done, due or late. No Django."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from headstamp.kernel.dates import last_until
from headstamp.vocabulary import codes

LIST = "procedure_steps"


class Standing(StrEnum):
    """How a step stands."""

    DONE = "done"
    NOT_APPLICABLE = "na"
    WAITING = "waiting"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who does it, within how many days, and the room whose records show that it was done ('': noted by hand)."""

    code: str
    who: str
    within_days: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Noted:
    """What the last note of a step says."""

    word: str
    evidence: str
    on: date | None
    by: str


@dataclass(frozen=True, slots=True)
class StepStanding:
    """A step of one item; `due_on` is None where nobody knows the day on which the item came up."""

    step: Step
    standing: Standing
    due_on: date | None
    noted: Noted | None = None
    is_by_record: bool = False


def steps_for(item_class: str) -> tuple[Step, ...]:
    """The steps in force for a class of items, in order; none for classes without a procedure."""
    return tuple(
        Step(each.code, each.facts["who"], int(each.facts["within_days"]), each.facts["evidence"])
        for each in codes.codes(LIST).values()
        if not each.retired and item_class in each.facts["of"]
    )


def standings(
    item_class: str, came_up: str, today: date, noted: Mapping[str, Noted], shown: Collection[str]
) -> list[StepStanding]:
    """How each step stands: `came_up` is a partial ISO date, `noted` the last note by step, `shown` the rooms with records.

    A month or year counts from its last day, so that nobody is late by a date that is not known.
    """
    return [_standing(step, came_up, today, noted.get(step.code), shown) for step in steps_for(item_class)]


def _standing(
    step: Step, came_up: str, today: date, noted: Noted | None, shown: Collection[str]
) -> StepStanding:
    due_on = (
        date.fromisoformat(last_until(came_up)[0]) + timedelta(days=step.within_days) if came_up else None
    )
    if noted and noted.word in ("done", "na"):
        return StepStanding(step, Standing(noted.word), due_on, noted)
    if step.evidence and step.evidence in shown:
        return StepStanding(step, Standing.DONE, due_on, noted, is_by_record=True)
    is_late = due_on is not None and due_on < today
    return StepStanding(step, Standing.LATE if is_late else Standing.WAITING, due_on, noted)
