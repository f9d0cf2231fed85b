"""What the cases of which the asker is a member tell of an item's life."""

from headstamp.cases.models import CaseLink, Proceeding, ProceedingStep
from headstamp.cases.queries.cases import cases_visible_to
from headstamp.cases.queries.court import decisions_of_item
from headstamp.cases.states import JUDGED, PROCEEDING_STEPS
from headstamp.kernel.asker import Asker
from headstamp.kernel.story import Event, Tense
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.models import Item
from headstamp.registry.queries import items_visible_to

_WORDS = {step.act: step.words for step in PROCEEDING_STEPS}


def events_of(asker: Asker, item: Item) -> list[Event]:
    """Taken into a case, the steps of its proceedings, what a judgement says of the item or still has to: four queries at
    most. Nothing for who may not know of the item or is a member of no case that it belongs to."""
    if not items_visible_to(asker).filter(pk=item.pk).exists():
        return []
    links = CaseLink.objects.filter(occurrence=item.occurrence_id, case__in=cases_visible_to(asker))
    links = links.select_related("case").order_by("id")
    told = [
        Event(
            "cases",
            say(gettext_noop("Taken into a case")),
            link.added_at.isoformat(timespec="seconds"),
            by=link.added_by,
            note=link.case.title,
            kind="case",
            key=link.case.uid,
        )
        for link in links
    ]
    if not told:
        return []
    steps = ProceedingStep.objects.filter(
        proceeding__case__in=[link.case_id for link in links], taken_back_at__isnull=True
    )
    found = list(steps.select_related("proceeding__case").order_by("id"))
    told += [_of_step(step) for step in found]
    decided = list(decisions_of_item(asker, item))
    told += [_of_decision(each.step) for each in decided]
    if not decided and any(step.stage == JUDGED for step in found):
        told.append(
            Event("cases", say(gettext_noop("What the court decided on the item")), tense=Tense.MISSING)
        )
    return told


def _of_step(step: ProceedingStep) -> Event:
    note = ", ".join(filter(None, (step.authority, step.reference)))
    return Event("cases", _WORDS[step.act], step.on, note=note, kind="case", key=_case(step.proceeding))


def _of_decision(step: ProceedingStep) -> Event:
    words = say(gettext_noop("Decision on the item in the judgement"))
    return Event("cases", words, step.on, by=step.authority, kind="case", key=_case(step.proceeding))


def _case(proceeding: Proceeding) -> str:
    return proceeding.case.uid
