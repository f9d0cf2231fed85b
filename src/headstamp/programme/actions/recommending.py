"""What an assessment recommends, and following it up."""

from datetime import date

from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.programme.actions.finding import must_manage, output_to_change
from headstamp.programme.laws import check_recommendation
from headstamp.programme.models import Recommendation
from headstamp.registry.actions.writing import stamps


def recommend(
    asker: Asker, *, output: str, text: str, owner: str = "", due_on: date | None = None
) -> Recommendation:
    """Note what an assessment recommends, who should do it and by when."""
    must_manage(asker)
    check_recommendation(text, owner)
    with recording(asker) as log:
        of = output_to_change(asker, output)
        made = Recommendation.objects.create(
            output=of, text=text, owner=owner, due_on=due_on, **stamps(asker)
        )
        told = {"text": text, "owner": owner, "due_on": due_on.isoformat() if due_on else ""}
        log.collection("recommendation", made.uid, "recommend", sorted(told), values=told)
    return made


def follow_up(asker: Asker, *, uid: str, done_on: date, outcome: str) -> Recommendation:
    """Say when a recommendation was carried out and what came of it."""
    must_manage(asker)
    check_recommendation(outcome, field="outcome")
    with recording(asker) as log:
        found = Recommendation.objects.select_for_update(of=("self",)).filter(
            uid=uid, output__project__jurisdiction=asker.jurisdiction
        )
        recommendation = found.first()
        if recommendation is None:
            raise NotFound(say(gettext_noop("There is no such record, or you may not know of it.")))
        recommendation.done_on, recommendation.outcome = done_on, outcome
        recommendation.changed_at, recommendation.changed_by = timezone.now(), asker.id
        recommendation.save()
        values = {"done_on": done_on.isoformat(), "outcome": outcome}
        log.alteration("recommendation", uid, "follow_up", sorted(values), values=values)
    return recommendation
