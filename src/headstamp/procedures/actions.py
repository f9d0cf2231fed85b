"""Noting that a step of the procedure was done, does not apply, or is open again."""

from datetime import date

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.text import gettext_noop, say
from headstamp.procedures.models import StepNote
from headstamp.procedures.steps import steps_for
from headstamp.registry.actions.finding import known
from headstamp.registry.laws import Problems
from headstamp.registry.models import Item

__all__ = ["note_step"]

_NOTERS = (
    Permission.ENTER_RECORDS,
    Permission.EXAMINE,
    Permission.KEEP_STORE,
    Permission.EXCHANGE,
    Permission.CHECK_RECORDS,
)


def may_note(asker: Asker) -> bool:
    """Whether the asker may note steps at all."""
    return any(asker.may(right) for right in _NOTERS)


def note_step(
    asker: Asker, *, item: str, step: str, word: str, evidence: str, done_on: date | None = None
) -> StepNote:
    """Note a step of an item: done on a day with its evidence, not applicable with a reason, or open again with one."""
    if not may_note(asker):
        asker.must(Permission.ENTER_RECORDS)
    problems = Problems()
    if word not in StepNote.Word.values:
        problems.add("word", say(gettext_noop("Choose a value from the list.")))
    if not evidence.strip():
        problems.add("evidence", say(gettext_noop("Fill this in.")))
    elif len(evidence) > 300:
        problems.add("evidence", say(gettext_noop("Write at most %(most)s characters."), most=300))
    if word == StepNote.Word.DONE and done_on is None:
        problems.add("done_on", say(gettext_noop("Say on which day.")))
    if done_on and done_on > timezone.localdate():
        problems.add("done_on", say(gettext_noop("This day has not come yet.")))
    with recording(asker) as log:
        found = known(asker, Item, item)
        if step not in {each.code for each in steps_for(found.item_class)}:
            problems.add(
                "step", say(gettext_noop("This step is not part of the procedure for such an item."))
            )
        problems.must_be_none()
        note = StepNote.objects.create(
            item=found,
            step=step,
            word=word,
            evidence=evidence.strip(),
            done_on=done_on if word == StepNote.Word.DONE else None,
            at=timezone.now(),
            by=asker.id,
        )
        log.collection("item", found.pk, "note_step", ("step", "word"), values={"step": step, "word": word})
    return note
