"""Persons of a case: who stands in it, as what. Only with the right to see persons."""

from dataclasses import asdict

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.cases.actions.checking import check_listed, check_told
from headstamp.cases.actions.finding import case_to_work_on, touch
from headstamp.cases.facts import CasePersonFacts
from headstamp.cases.models import Case, CasePerson
from headstamp.cases.queries.court import person_in_case
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.laws import Problems
from headstamp.registry.queries import persons_visible_to


def put_person_in_case(asker: Asker, *, case: str, facts: CasePersonFacts) -> CasePerson:
    """Put a person of the register into a case, or say anew as what he stands in it."""
    asker.must(Permission.SEE_PERSONS)
    _check(facts)
    told = {name: value for name, value in asdict(facts).items() if name != "person"}
    with recording(asker) as log:
        found = case_to_work_on(asker, case)
        number = persons_visible_to(asker).filter(uid=facts.person).values_list("pk", flat=True).first()
        if number is None:
            raise NotFound(say(NO_SUCH_RECORD))
        row, _is_new = CasePerson.objects.update_or_create(
            case=found,
            person_id=number,
            defaults=told,
            create_defaults=told | {"added_at": timezone.now(), "added_by": asker.id},
        )
        touch(asker, found)
        log.combination(
            "case", found.pk, "put_person_in_case", sorted(told), values=told | {"person": number}
        )
    return row


def take_person_out(asker: Asker, *, person: str) -> None:
    """Take a person out of a case; not where proceedings name him."""
    asker.must(Permission.SEE_PERSONS)
    with recording(asker) as log:
        row = person_in_case(asker, person)
        found: Case = case_to_work_on(asker, row.case.uid)
        if row.proceedings.exists():
            raise Conflict(say(gettext_noop("Proceedings name this person. He stays in the case.")))
        log.alteration("case", found.pk, "take_person_out", ("persons",), values={"person": row.person_id})
        row.delete()
        touch(asker, found)


def _check(facts: CasePersonFacts) -> None:
    problems = Problems()
    check_listed("person_categories", facts.category, "category", problems)
    check_listed("person_roles", facts.role, "role", problems, required=False)
    check_told({"note": facts.note}, CasePerson, problems)
    if facts.age is not None and not 0 <= facts.age <= 130:
        problems.add("age", say(gettext_noop("Write an age from 0 to 130, or leave it empty.")))
    problems.must_be_none()
