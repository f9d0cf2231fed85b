"""Noting what a court or another authority decided about an item."""

from datetime import date

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.custody.laws import check_length, must_say
from headstamp.custody.models import Decision, Outcome
from headstamp.kernel.asker import Asker
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import known
from headstamp.registry.laws import Problems
from headstamp.registry.models import Item


def decide_disposal(
    asker: Asker, *, item: str, outcome: str, authority: str, reference: str, decided_on: date, note: str = ""
) -> Decision:
    """Note the decision on an item: which court or authority, its number and day, and what is to be done."""
    if not asker.may(Permission.ENTER_RECORDS):
        asker.must(Permission.KEEP_STORE)
    problems = Problems()
    if outcome not in Outcome.values:
        problems.add("outcome", say(gettext_noop("Choose a value from the list.")))
    told = {"authority": authority, "reference": reference, "note": note}
    for name, text in told.items():
        check_length(text, name, problems, Decision)
    must_say(authority, "authority", problems)
    must_say(reference, "reference", problems)
    if decided_on > timezone.localdate():
        problems.add("decided_on", say(gettext_noop("This day has not come yet.")))
    problems.must_be_none()
    with recording(asker) as log:
        found = known(asker, Item, item)
        decision = Decision.objects.create(
            item=found,
            outcome=outcome,
            decided_on=decided_on,
            recorded_by=asker.id,
            recorded_at=timezone.now(),
            **told,
        )
        values = {"outcome": outcome, "decided_on": decided_on.isoformat(), **told}
        log.collection("item", found.pk, "decide_disposal", sorted(values), values=values)
    return decision
