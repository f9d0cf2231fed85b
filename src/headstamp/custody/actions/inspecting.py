"""Noting an inspection of a store, and how its findings were mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.custody.actions.finding import check_keys_at_once, must_keep
from headstamp.custody.laws import check_length, must_say
from headstamp.custody.models import Answer, Inspection, Store
from headstamp.custody.queries.stores import store_known, stores_visible_to
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.laws import Problems
from headstamp.vocabulary import codes

POINTS = "inspection_points"
_MENDED = gettext_noop("This finding was mended already.")


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen at one point: yes, no or na; of a no what was found, and by when it is to be mended."""

    point: str
    word: str
    finding: str = ""
    due_on: date | None = None


def record_inspection(
    asker: Asker,
    *,
    store: str,
    inspected_on: date,
    inspectors: str,
    standard: str,
    seen: Sequence[Seen],
    next_on: date | None = None,
    note: str = "",
) -> Inspection:
    """Note an inspection: every point of the checklist is answered. The store meets the standard if no required point is a no.

    For who keeps the store, or approves.
    """
    found = store_known(asker, store)
    _must_note(asker, found)
    required = _points()
    problems = _problems(inspected_on, inspectors, standard, next_on, note)
    _check_answers(seen, required, problems)
    problems.must_be_none()
    meets = not any(each.word == Answer.Word.NO and required[each.point] for each in seen)
    with recording(asker) as log:
        check_keys_at_once()
        made = Inspection.objects.create(
            store=found,
            inspected_on=inspected_on,
            inspectors=inspectors.strip(),
            standard=standard.strip(),
            meets=meets,
            next_on=next_on,
            note=note.strip(),
            recorded_at=timezone.now(),
            recorded_by=asker.id,
        )
        Answer.objects.bulk_create(
            Answer(
                inspection=made,
                point=each.point,
                is_required=required[each.point],
                word=each.word,
                finding=each.finding.strip(),
                due_on=each.due_on if each.word == Answer.Word.NO else None,
            )
            for each in seen
        )
        values = {"meets": meets, "inspected_on": inspected_on.isoformat()}
        log.collection("store", found.pk, "record_inspection", sorted(values), values=values)
    return made


def mend_finding(asker: Asker, *, inspection: str, point: str, mended_on: date, mended_how: str) -> Answer:
    """Note how a finding was mended. The inspection stays as it was: whether the store meets the standard says the next one."""
    problems = Problems()
    must_say(mended_how, "mended_how", problems)
    check_length(mended_how, "mended_how", problems, Answer)
    if mended_on > timezone.localdate():
        problems.add("mended_on", say(gettext_noop("This day has not come yet.")))
    with recording(asker) as log:
        check_keys_at_once()
        known = Answer.objects.filter(
            inspection__uid=inspection,
            inspection__store__in=stores_visible_to(asker).values("pk"),
            point=point,
            word=Answer.Word.NO,
        )
        found = known.select_related("inspection__store").select_for_update(of=("self",), no_key=True).first()
        if found is None:
            raise NotFound(say(NO_SUCH_RECORD))
        _must_note(asker, found.inspection.store)
        if found.mended_on:
            raise Conflict(say(_MENDED))
        if mended_on < found.inspection.inspected_on:
            problems.add("mended_on", say(gettext_noop("This is before the inspection.")))
        problems.must_be_none()
        found.mended_on, found.mended_how, found.mended_by = mended_on, mended_how.strip(), asker.id
        found.save(update_fields=["mended_on", "mended_how", "mended_by"])
        log.alteration("store", found.inspection.store_id, "mend_finding", ("mended_on",))
    return found


def _must_note(asker: Asker, store: Store) -> None:
    if not asker.may(Permission.APPROVE):
        must_keep(asker, store)


def _points() -> dict[str, bool]:
    """Every point of the checklist, and whether the standard requires it."""
    return {
        name: bool(code.facts["is_needed"]) for name, code in codes.codes(POINTS).items() if not code.retired
    }


def _problems(
    inspected_on: date, inspectors: str, standard: str, next_on: date | None, note: str
) -> Problems:
    problems = Problems()
    for name, text in (("inspectors", inspectors), ("standard", standard)):
        must_say(text, name, problems)
        check_length(text, name, problems, Inspection)
    check_length(note, "note", problems, Inspection)
    if inspected_on > timezone.localdate():
        problems.add("inspected_on", say(gettext_noop("This day has not come yet.")))
    if next_on and next_on <= inspected_on:
        problems.add("next_on", say(gettext_noop("The next inspection comes after this one.")))
    return problems


def _check_answers(seen: Sequence[Seen], required: dict[str, bool], problems: Problems) -> None:
    answered = {each.point: each for each in seen}
    for point in required:
        answer = answered.get(point)
        if answer is None or answer.word not in Answer.Word.values:
            problems.add(point, say(gettext_noop("Answer this point.")))
        elif answer.word == Answer.Word.NO and not answer.finding.strip():
            problems.add(point, say(gettext_noop("Say what was found.")))
        elif len(answer.finding) > 300:
            problems.add(point, say(gettext_noop("Write at most %(most)s characters."), most=300))
    for point in answered.keys() - required.keys():
        problems.add(point, say(gettext_noop("This point is not on the checklist.")))
    if len(answered) != len(seen):
        problems.add("", say(gettext_noop("A point is answered twice.")))
