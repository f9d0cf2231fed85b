"""An invented case with its lead, two members and those who may not know of it."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone

from headstamp.cases import actions
from headstamp.cases.facts import CaseFacts, CasePersonFacts, EnquiryFacts, StepFacts, TaskFacts
from headstamp.cases.models import Case, CasePerson, CaseTask, Enquiry, Proceeding
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import record_check, record_occurrence, record_operation, record_person
from headstamp.registry.facts import (
    CheckFacts,
    ItemFacts,
    MarkFacts,
    OccurrenceFacts,
    OperationFacts,
    PersonFacts,
)
from headstamp.registry.models import Occurrence
from headstamp.registry.queries.circles import circles_of
from tests.cast import Cast, make_asker

PROSECUTION, COURT = "Invented prosecution", "Invented basic court"
SUSPECT = PersonFacts(
    role="possessor",
    category="suspect",
    family_name="Inventovski",
    given_name="Ivo",
    born_on="1990-05-01",
    sex="male",
)
TITLE = "Invented case of the blue lorry"
MOVING = CaseFacts(title=TITLE, number="I-7/24", summary="Invented summary", opened_on="2024-03")
LISTENING = EnquiryFacts(
    source="special_measure", asked="Who meets the driver", reference="PN 3/24", opened_on="2024-03-02"
)


def fresh(asker: Asker) -> Asker:
    """The asker as he asks at this moment: in the circles that he belongs to now."""
    return replace(asker, circles=circles_of(asker.id, asker.unit or None, timezone.localdate()))


@dataclass
class Investigation:
    """`lead` opened the case, `colleague` (an investigator) and `analyst` (who only reads) are members. `head`, `other`
    and everybody else of the cast are not."""

    cast: Cast
    lead: Asker = field(init=False)
    colleague: Asker = field(init=False)
    analyst: Asker = field(init=False)
    other: Asker = field(init=False)
    helper: Asker = field(init=False)
    case: Case = field(init=False)

    def __post_init__(self) -> None:
        of = self.cast
        self.lead = make_asker("lead", of.unit, "investigator")
        self.colleague = make_asker("colleague", of.unit, "investigator")
        self.other = make_asker("other_investigator", of.unit, "investigator")
        self.helper = make_asker("helper", of.unit, "victim_assistance")
        self.analyst = of.analyst
        self.case = actions.record_case(self.lead, facts=MOVING)
        for member in (self.colleague, self.analyst):
            actions.add_case_member(self.lead, case=self.case.uid, account=member.id)
        for name in ("lead", "colleague", "analyst"):
            setattr(self, name, fresh(getattr(self, name)))

    def strangers(self) -> dict[str, Asker]:
        """Everybody who may not know of the case."""
        own = {"other": self.other, "helper": self.helper}
        return {name: who for name, who in self.cast.everybody() if name != "analyst"} | own

    def members(self) -> dict[str, Asker]:
        return {"lead": self.lead, "colleague": self.colleague, "analyst": self.analyst}

    def seizure(self, by: Asker | None = None, **more: Any) -> Occurrence:
        """An occurrence with a pistol, open to the jurisdiction where nothing else is said."""
        item = ItemFacts(kind="pistol", make="Zastava", model="M57", marks=(MarkFacts(as_read="QX-99871"),))
        facts = OccurrenceFacts(kind="seizure", occurred_on="2024-03-05", items=(item,), **more)
        return record_occurrence(by or self.lead, facts=facts)

    def search(self) -> str:
        return record_check(self.lead, facts=CheckFacts(context="house_search", happened_on="2024-03-04")).uid

    def operation(self) -> str:
        return record_operation(self.lead, facts=OperationFacts(name="Invented operation Amber")).uid

    def task(self, **more: Any) -> CaseTask:
        facts = TaskFacts(**{"what": "Ask the neighbours", "who": self.analyst.id} | more)
        return actions.set_task(self.lead, case=self.case.uid, facts=facts)

    def enquiry(self) -> Enquiry:
        return actions.record_enquiry(self.colleague, case=self.case.uid, facts=LISTENING)

    def suspect(self, **more: Any) -> CasePerson:
        """A person of the register in the case."""
        person = record_person(self.lead, facts=SUSPECT)
        facts = CasePersonFacts(**{"person": person.uid, "category": "suspect", "role": "possessor"} | more)
        return actions.put_person_in_case(self.lead, case=self.case.uid, facts=facts)

    def reported(self, person: CasePerson | None = None, on: str = "2024-03-06", **more: Any) -> Proceeding:
        told = {"offence": "XK-366", "person": person.uid if person else ""} | more
        return actions.report_offence(
            self.lead, case=self.case.uid, facts=StepFacts(on=on, authority=PROSECUTION), **told
        )

    def judged(self, person: CasePerson | None = None, outcome: str = "convicted") -> Proceeding:
        """Proceedings up to a judgement of 2 May 2024."""
        made = self.reported(person)
        for act, facts in (
            ("charge", StepFacts(on="2024-03", authority=PROSECUTION)),
            ("indict", StepFacts(on="2024-04-01", authority=PROSECUTION)),
            ("judge", StepFacts(on="2024-05-02", authority=COURT, reference="P 1/24", outcome=outcome)),
        ):
            made = self.step(made, act, facts)
        return made

    def step(self, proceeding: Proceeding, act: str, facts: StepFacts) -> Proceeding:
        return actions.move_proceeding(self.lead, proceeding=proceeding.uid, act=act, facts=facts)

    def again(self) -> Case:
        return Case.objects.get(pk=self.case.pk)
