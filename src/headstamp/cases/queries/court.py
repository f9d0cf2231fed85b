"""Persons and proceedings of the cases that the asker is a member of. A name only with the right to see persons."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from headstamp.cases.models import Case, CasePerson, ItemDecision, Proceeding, ProceedingStep
from headstamp.cases.queries.cases import cases_visible_to
from headstamp.cases.queries.links import occurrences_in
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.models import Item, Person, PersonRole
from headstamp.registry.queries import items_visible_to, persons_visible_to, shut


def persons_in(asker: Asker, case: Case) -> list[CasePerson]:
    """The persons of the case whom the asker may know of; none without the right to see persons. Restricted ones are shut."""
    found = list(_persons(asker, case).order_by("id"))
    shut(asker, [each.person for each in found])
    return found


def persons_near(asker: Asker, case: Case) -> list[Person]:
    """Persons whom the asker reads in the occurrences of the case and who do not stand in the case yet, to choose from."""
    roles = PersonRole.objects.filter(occurrence__in=occurrences_in(asker, case).values("id"))
    found = persons_visible_to(asker).filter(pk__in=roles.values("person_id"))
    found = found.exclude(pk__in=CasePerson.objects.filter(case=case).values("person_id"))
    return [
        each
        for each in shut(asker, found.order_by("family_name", "id"))
        if not getattr(each, "is_closed", False)
    ]


def _persons(asker: Asker, case: Case | None = None) -> QuerySet[CasePerson]:
    cases = cases_visible_to(asker) if case is None else cases_visible_to(asker).filter(pk=case.pk)
    known = CasePerson.objects.filter(case__in=cases, person__in=persons_visible_to(asker).values("id"))
    return known.select_related("person", "case")


def person_in_case(asker: Asker, uid: str) -> CasePerson:
    """One person's place in a case; NotFound for who may not know of the case or of the person."""
    found = _persons(asker).filter(uid=uid).first()
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return found


@dataclass(frozen=True, slots=True)
class Told:
    """Proceedings as the asker may read them: `person` is None where nobody is named or he may not know who it is."""

    proceeding: Proceeding
    person: Person | None
    is_of_person: bool
    steps: list[ProceedingStep]
    taken_back: list[ProceedingStep]
    items: list[ItemDecision]


def proceedings_of(asker: Asker, case: Case) -> list[Told]:
    """All proceedings of a case with their steps, sentences and decisions on items that the asker may know of."""
    found = Proceeding.objects.filter(case__in=cases_visible_to(asker).filter(pk=case.pk)).order_by("id")
    decisions = ItemDecision.objects.filter(item__in=items_visible_to(asker).values("id"))
    decisions = decisions.select_related("item", "decision", "legal_status").order_by("id")
    steps = ProceedingStep.objects.order_by("id").prefetch_related(
        "sentences", Prefetch("item_decisions", decisions)
    )
    people = {each.pk: each.person for each in persons_in(asker, case)}
    told = [_told(each, people) for each in found.prefetch_related(Prefetch("steps", steps))]
    shut(asker, [decision.item for each in told for decision in each.items])
    return told


def _told(proceeding: Proceeding, people: dict[int, Person]) -> Told:
    steps = list(proceeding.steps.all())
    return Told(
        proceeding,
        people.get(proceeding.person_id or 0),
        proceeding.person_id is not None,
        [step for step in steps if step.taken_back_at is None],
        [step for step in steps if step.taken_back_at is not None],
        [decision for step in steps for decision in step.item_decisions.all()],
    )


def proceeding_known(asker: Asker, uid: str) -> Proceeding:
    """One proceeding of a case that the asker is a member of; NotFound otherwise."""
    found = (
        Proceeding.objects.filter(case__in=cases_visible_to(asker), uid=uid).select_related("case").first()
    )
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return found


def decisions_of_item(asker: Asker, item: Item) -> QuerySet[ItemDecision]:
    """What judgements in the asker's cases hold of an item that he may know of."""
    mine = ItemDecision.objects.filter(
        step__proceeding__case__in=cases_visible_to(asker),
        item__in=items_visible_to(asker).filter(pk=item.pk),
    )
    return mine.select_related("step__proceeding", "decision", "legal_status").order_by("id")
