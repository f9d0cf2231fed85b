"""What a court decided on an item: noted where it belongs, with the store and in the item's legal status, once."""

from dataclasses import asdict

from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.cases.actions.finding import touch
from headstamp.cases.actions.proceedings import last_judgement, proceeding_to_change
from headstamp.cases.facts import ItemDecisionFacts
from headstamp.cases.models import ItemDecision
from headstamp.cases.queries.links import items_in
from headstamp.custody.actions import decide_disposal
from headstamp.custody.laws import must_say
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions import note_confiscation
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.laws import Problems
from headstamp.registry.models import LegalStatus


def decide_item(asker: Asker, *, proceeding: str, item: str, facts: ItemDecisionFacts) -> ItemDecision:
    """Note what the last judgement says of an item (uid) of the case: whether it is confiscated, and what is to be done.

    The confiscation becomes a dated legal status of the item, what is to be done a decision of the store: the same records
    that the store and the register read. Seized alone is never confiscated.
    """
    _check(facts)
    with recording(asker) as log:
        case, found = proceeding_to_change(asker, proceeding)
        judgement = last_judgement(found)
        if judgement is None:
            raise Conflict(say(gettext_noop("No court has judged yet. First note the judgement.")))
        known = items_in(asker, case).filter(uid=item).first()
        if known is None:
            raise NotFound(say(NO_SUCH_RECORD))
        made = ItemDecision(step=judgement, item=known, recorded_at=timezone.now(), recorded_by=asker.id)
        if facts.is_confiscated:
            told = f"{facts.authority}, {facts.reference}"[:200]
            note_confiscation(asker, uid=item, since=facts.decided_on.isoformat(), decision=told)
            made.legal_status = LegalStatus.objects.filter(item=known, recorded_by=asker.id).latest("id")
        if facts.outcome:
            made.decision = decide_disposal(
                asker,
                item=item,
                outcome=facts.outcome,
                authority=facts.authority,
                reference=facts.reference,
                decided_on=facts.decided_on,
                note=facts.note,
            )
        made.save()
        touch(asker, case)
        values = {name: str(value) for name, value in asdict(facts).items()}
        log.alteration("case", case.pk, "decide_item", sorted(values), values=values | {"item": known.pk})
    return made


def _check(facts: ItemDecisionFacts) -> None:
    problems = Problems()
    must_say(facts.authority, "authority", problems)
    must_say(facts.reference, "reference", problems)
    if not facts.is_confiscated and not facts.outcome:
        problems.add("outcome", say(gettext_noop("Say what was decided on the item.")))
    if facts.is_confiscated and facts.outcome == "return":
        problems.add("outcome", say(gettext_noop("What is confiscated is not returned to its owner.")))
    if facts.decided_on > timezone.localdate():
        problems.add("decided_on", say(gettext_noop("This day has not come yet.")))
    problems.must_be_none()
