"""Entries in ballistic systems, and leads: noted, compared, verified, excluded, opened again. Only a verified one is a hit."""

from dataclasses import asdict
from typing import Any

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.audit.recorder import Recorder
from headstamp.custody.actions.finding import check_keys_at_once
from headstamp.forensics.actions.reaching import lead_to_change, taken_at_once
from headstamp.forensics.facts import End, EntryFacts, Opinion
from headstamp.forensics.laws import check_code, check_facts
from headstamp.forensics.models import BallisticEntry, Lead, LeadStep
from headstamp.forensics.states import LEAD_STEPS
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotAllowed, NotFound
from headstamp.kernel.states import step_from
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.laws import Problems
from headstamp.registry.models import Item, Occurrence
from headstamp.registry.queries import items_visible_to, occurrences_visible_to

_CLASSES = ("firearm", "component", "ammunition", "other")
_OPINION = ("laboratory", "basis")


_NOTED = gettext_noop("This lead is noted already. Go on with that one.")


def enter_ballistics(asker: Asker, *, of: End, facts: EntryFacts) -> BallisticEntry:
    """Note that bullets or cases of an item or occurrence were entered into a ballistic system."""
    asker.must(Permission.EXAMINE)
    problems = Problems()
    lists = {"system": "ballistic_systems", "calibre_code": "calibres"}
    check_facts(facts, BallisticEntry, problems, lists=lists, needed=("system",))
    if not facts.bullets and not facts.cases:
        problems.add("cases", say(gettext_noop("Say how many bullets or cases were entered.")))
    problems.must_be_none()
    with recording(asker) as log:
        check_keys_at_once()
        end = found_end(asker, of)
        made = BallisticEntry.objects.create(
            **_columns(end, ""), by=asker.id, at=timezone.now(), **asdict(facts)
        )
        told = {name: str(value) for name, value in asdict(facts).items() if value}
        kind = "item" if isinstance(end, Item) else "occurrence"
        log.collection(kind, end.pk, "enter_ballistics", sorted(told), values=told)
    return made


def note_lead(asker: Asker, *, one: End, other: End, opinion: Opinion, system: str = "") -> Lead:
    """Note that two ends may come of one gun: what a system proposed, or an examiner saw. It is no hit."""
    asker.must(Permission.EXAMINE)
    problems = _problems_of(opinion)
    check_code(system, "ballistic_systems", "system", problems)
    problems.must_be_none()
    with taken_at_once(_NOTED), recording(asker) as log:
        check_keys_at_once()
        ends = sorted((found_end(asker, one), found_end(asker, other)), key=_order)
        if _order(ends[0]) == _order(ends[1]):
            raise Conflict(say(gettext_noop("A lead has two ends. Choose another one.")))
        columns = _columns(ends[0], "one_") | _columns(ends[1], "other_")
        if Lead.objects.filter(**_asked(columns)).exists():
            raise Conflict(say(_NOTED))
        lead = Lead.objects.create(
            jurisdiction=asker.jurisdiction,
            system=system,
            found_on=opinion.on,
            laboratory=opinion.laboratory.strip(),
            basis=opinion.basis.strip(),
            noted_by=asker.id,
            noted_at=timezone.now(),
            **columns,
        )
        _write_step(asker, log, lead, "note", "note_lead", opinion, start="")
    return lead


def compare_lead(asker: Asker, *, lead: str, opinion: Opinion) -> Lead:
    """Say as the examiner, after comparing under the microscope, that both come of one gun. A second one has to verify it."""
    with recording(asker) as log:
        found = _taken(asker, log, lead, "compare", "compare_lead", opinion)
        found.examiner, found.decided_on = asker.id, opinion.on
        found.save()
    return found


def verify_lead(asker: Asker, *, lead: str, opinion: Opinion) -> Lead:
    """Verify a comparison as the second examiner: from now on it is a hit."""
    with recording(asker) as log:
        found = _taken(asker, log, lead, "verify", "verify_lead", opinion)
        _must_be_second(asker, found)
        found.verifier, found.decided_on = asker.id, opinion.on
        found.save()
    return found


def disagree_with_lead(asker: Asker, *, lead: str, opinion: Opinion) -> Lead:
    """Say as the second examiner that the comparison does not hold: it is a lead again, and both opinions stay."""
    with recording(asker) as log:
        found = _taken(asker, log, lead, "disagree", "disagree_with_lead", opinion)
        _must_be_second(asker, found)
        _undecide(found)
    return found


def exclude_lead(asker: Asker, *, lead: str, opinion: Opinion) -> Lead:
    """Say as the examiner that the two ends come of two guns."""
    with recording(asker) as log:
        found = _taken(asker, log, lead, "exclude", "exclude_lead", opinion)
        found.examiner, found.decided_on = asker.id, opinion.on
        found.save()
    return found


def reopen_lead(asker: Asker, *, lead: str, opinion: Opinion) -> Lead:
    """Open a hit or an excluded lead again, with the reason: it counts as a lead until it is decided anew."""
    with recording(asker) as log:
        found = _taken(asker, log, lead, "reopen", "reopen_lead", opinion)
        _undecide(found)
    return found


def found_end(asker: Asker, end: End) -> Item | Occurrence:
    """The item or occurrence, if the asker may know of it and it can have fired or been fired."""
    found: Item | Occurrence | None = None
    if end.item:
        found = items_visible_to(asker).filter(uid=end.item, item_class__in=_CLASSES).first()
    elif end.occurrence:
        found = occurrences_visible_to(asker).filter(uid=end.occurrence).first()
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return found


def check_opinion(opinion: Opinion) -> None:
    """Laboratory, day and basis are told, and fit."""
    _problems_of(opinion).must_be_none()


def _taken(asker: Asker, log: Recorder, uid: str, act: str, verb: str, opinion: Opinion) -> Lead:
    """The lead, brought to where the act leads; it is not saved yet."""
    asker.must(Permission.EXAMINE)
    check_opinion(opinion)
    found = lead_to_change(asker, uid)
    _write_step(asker, log, found, act, verb, opinion, start=found.state)
    return found


def _write_step(
    asker: Asker, log: Recorder, lead: Lead, act: str, verb: str, opinion: Opinion, *, start: str
) -> None:
    step = step_from(LEAD_STEPS, start, act)
    lead.state = step.end
    LeadStep.objects.create(
        lead=lead, act=act, start=step.start, end=step.end, on=opinion.on, laboratory=opinion.laboratory.strip(),
        basis=opinion.basis.strip(), at=timezone.now(), by=asker.id,
    )  # fmt: skip
    note = log.combination if act == "note" else log.alteration
    note("ballistic_lead", lead.pk, verb, ["state", *_OPINION], values={"state": step.end})


def _undecide(lead: Lead) -> None:
    lead.examiner, lead.verifier, lead.decided_on = "", "", None
    lead.save()


def _must_be_second(asker: Asker, lead: Lead) -> None:
    if lead.examiner == asker.id:
        raise NotAllowed(
            say(gettext_noop("You compared this yourself. Another examiner has to verify it.")),
        )


def _problems_of(opinion: Opinion) -> Problems:
    problems = Problems()
    check_facts(opinion, LeadStep, problems, needed=_OPINION)
    return problems


def _order(end: Item | Occurrence) -> tuple[int, int]:
    return (0 if isinstance(end, Item) else 1), end.pk


def _columns(end: Item | Occurrence, prefix: str) -> dict[str, Any]:
    kind, other = ("item", "occurrence") if isinstance(end, Item) else ("occurrence", "item")
    return {f"{prefix}{kind}": end, f"{prefix}{other}": None}


def _asked(columns: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{name}__isnull" if value is None else name: True if value is None else value
        for name, value in columns.items()
    }
