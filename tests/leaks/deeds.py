"""One valid call of every action, and who of the cast may make it. `WORD` stands in whatever is typed."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from openpyxl import load_workbook

from headstamp.accounts import actions as accounts
from headstamp.accounts.models import Agency
from headstamp.arms_lists import actions as arms_lists
from headstamp.arms_lists.facts import ArmFacts
from headstamp.arms_lists.models import Kind
from headstamp.cases import actions as cases
from headstamp.cases.facts import (
    CaseFacts,
    CasePersonFacts,
    EnquiryFacts,
    ItemDecisionFacts,
    NeedFacts,
    SentenceFacts,
    StepFacts,
    TaskFacts,
    VictimFacts,
)
from headstamp.custody import actions as custody
from headstamp.custody.actions.inspecting import POINTS, Seen
from headstamp.custody.models import Inspection, Offer, Parcel
from headstamp.custody.parties import Paper, Party
from headstamp.desk.publication.making import prepare_release
from headstamp.indicators import actions as indicators
from headstamp.indicators.models import Frozen
from headstamp.indicators.queries.periods import period_named
from headstamp.indicators.queries.releases import Prepared
from headstamp.intake import actions as intake
from headstamp.intake.checking import check as check_batch
from headstamp.intake.layout import layout_from
from headstamp.intake.layout.plain_yaml import read_plain
from headstamp.intake.models import Batch
from headstamp.kernel.asker import Asker
from headstamp.kernel.target import RowFacts
from headstamp.matching import actions as matching
from headstamp.matching.models import Candidate, EventCandidate
from headstamp.procedures import actions as procedures
from headstamp.programme import actions as programme
from headstamp.programme.actions.library import ManualFacts, ManualFileFacts
from headstamp.programme.facts import IndicatorFacts, NumberFacts, OutputFacts, PointFacts, ProjectFacts
from headstamp.programme.models import Indicator, Manual, ManualFile, Recommendation
from headstamp.registry import actions
from headstamp.registry.actions.people import GroupFacts, MemberFacts
from headstamp.registry.actions.tracing import TracingFacts
from headstamp.registry.facts import (
    CheckFacts,
    HouseSearchFacts,
    ItemFacts,
    MarkFacts,
    OccurrenceFacts,
    OperationFacts,
    PersonFacts,
    PlaceFacts,
    VehicleFacts,
)
from headstamp.registry.models import Attachment, Source
from headstamp.tracing import actions as tracing
from headstamp.tracing.facts import IncomingFacts, OutcomeFacts, RequestFacts, TransferFacts
from headstamp.tracing.models import TraceRequest
from headstamp.vocabulary import codes
from tests.cast import Cast, make_asker
from tests.indicators.office import only_few
from tests.leaks.world import LAYOUT, workbook

WORD = "zq77777x"
SUSPECT = PersonFacts(role="possessor", category="suspect", family_name=WORD)
SEIZURE = OccurrenceFacts(
    kind="seizure",
    narrative=WORD,
    place=PlaceFacts(text=WORD),
    items=(ItemFacts(kind="pistol", model=WORD, marks=(MarkFacts(as_read=WORD),)),),
)
PROJECT = ProjectFacts(code="p", title=WORD, objective=WORD, partners=(WORD,))
OUTPUT = OutputFacts(
    code="o", kind="training", title=WORD, numbers=(NumberFacts("attendances", Decimal(3), audience=WORD),)
)
INDICATOR = IndicatorFacts(
    code="i", title=WORD, definition=WORD, points=(PointFacts("actual", "2022", Decimal(3), evidence=WORD),)
)
CASE = CaseFacts(title=WORD, summary=WORD)
MANUAL = ManualFacts("procedure", WORD, WORD, ("seizure",))
SEARCH = CheckFacts(
    context="house_search", happened_on="2024", notes=WORD, house_search=HouseSearchFacts(witnesses=WORD)
)


@dataclass
class Office:
    """One record of each kind, kept by the first unit and open to its jurisdiction."""

    cast: Cast
    examiner: Asker

    def __post_init__(self) -> None:
        of = self.cast
        self.manager = make_asker("programme", of.unit, "programme_officer")
        self.keeper = make_asker("keeper", of.unit, "store_keeper")
        self.exchange = make_asker("exchange", of.unit, "exchange_officer")
        self.helper = make_asker("helper", of.unit, "victim_assistance")
        self.occurrence = actions.record_occurrence(of.registrar, facts=SEIZURE)
        self.item = self.occurrence.items.get()
        self.check = actions.record_check(
            of.registrar, facts=CheckFacts(context="patrol", happened_on="2024")
        )
        self.operation = actions.record_operation(of.head, facts=OperationFacts(name=WORD))
        self.person = actions.record_person(of.registrar, facts=SUSPECT)
        self.vehicle = actions.record_vehicle(of.registrar, facts=VehicleFacts(kind="car"))
        self.group = actions.record_group(of.registrar, facts=GroupFacts(name=WORD))
        self.circle = actions.make_circle(of.head, name=WORD, reason=WORD)
        self.case = cases.record_case(of.head, facts=CASE)
        cases.add_case_member(of.head, case=self.case.uid, account=of.officer.id)
        self.candidate = self.pair()
        self.event = self.pair_of_occurrences()
        self.batch = self.checked_batch()
        self.project = programme.record_project(self.manager, facts=PROJECT)
        self.output = programme.record_output(self.manager, project=self.project.uid, facts=OUTPUT)

    def people(self) -> dict[str, Asker]:
        return dict(self.cast.everybody()) | {
            "examiner": self.examiner,
            "programme": self.manager,
            "keeper": self.keeper,
            "exchange": self.exchange,
            "helper": self.helper,
        }

    def pair(self) -> Candidate:
        """The item and another of its number, as if a worker had compared them."""
        other = actions.record_occurrence(self.cast.officer, facts=SEIZURE).items.get()
        now = timezone.now()
        return Candidate.objects.create(
            one=self.item, other=other, proposal="same", probability=1, found_at=now, compared_at=now
        )

    def pair_of_occurrences(self) -> EventCandidate:
        """Both their occurrences, as if a worker had compared them."""
        one, other, now = self.item.occurrence, self.candidate.other.occurrence, timezone.now()
        return EventCandidate.objects.create(
            one=one, other=other, proposal="same", probability=1, found_at=now, compared_at=now
        )

    def checked_batch(self) -> Batch:
        content = workbook(
            ["T-1", "05.03.2022", "Peje", "Pistol", WORD], ["T-2", WORD, "Peje", "Bang stick", ""]
        )
        batch = intake.receive_file(self.cast.registrar, stream=io.BytesIO(content), name=f"{WORD}.xlsx")
        intake.use_layout(self.cast.registrar, uid=batch.uid, layout=self.layout())
        check_batch(self.cast.registrar, batch.uid)
        return Batch.objects.get(pk=batch.pk)

    def layout(self) -> Any:
        return layout_from(read_plain(LAYOUT % {"unit": "deeds"}))

    def open(self) -> Source:
        return actions.open_source(
            self.cast.registrar, name=WORD, register="r", sha256="", batch=self.batch.uid
        )

    def stand(self, state: str) -> Batch:
        """The batch as if a worker had brought it to `state`."""
        Batch.objects.filter(pk=self.batch.pk).update(state=state, source=self.open().pk)
        return self.batch

    def attached(self) -> Attachment:
        return actions.attach_file(self.cast.registrar, target=self.item, stream=io.BytesIO(b"x"), name=WORD)

    def account(self, name: str) -> int:
        return int(getattr(self.cast, name).id)


def at(record: Any) -> dict[str, Any]:
    """Its uid and the version that stands now."""
    return {"uid": record.uid, "version": type(record)._default_manager.get(pk=record.pk).version}


@dataclass(frozen=True)
class Deed:
    """`before` prepares, with everybody's help; `act` is tried by each; `may` are the names that succeed."""

    may: frozenset[str]
    act: Callable[[Office, Asker, Any], Any]
    before: Callable[[Office], Any] = lambda office: None
    is_logged: bool = True


def deed(
    may: str,
    act: Callable[[Office, Asker, Any], Any],
    before: Callable[[Office], Any] = lambda office: None,
    **more: Any,
) -> Deed:
    return Deed(frozenset(may.split()), act, before, **more)


ENTER, OWN, LOOK = (
    "registrar officer partner examiner",
    "registrar examiner",
    "registrar analyst head reader officer partner examiner keeper exchange helper",
)
PEOPLE, IMPORT, UNIT_S = "registrar officer partner", "registrar analyst partner", "registrar analyst"


def _deleted(o: Office) -> None:
    actions.delete_occurrence(o.cast.head, **at(o.occurrence), reason="x")


def _checked(o: Office) -> None:
    actions.check_occurrence(o.cast.head, **at(o.occurrence))


def _locked(o: Office) -> None:
    _checked(o)
    actions.lock_occurrence(o.cast.head, **at(o.occurrence))


def _confirmed(o: Office) -> None:
    actions.confirm_check(o.cast.head, **at(o.check))


def _locked_check(o: Office) -> None:
    _confirmed(o)
    actions.lock_check(o.cast.head, **at(o.check))


def _gone_and_back(kind: str) -> dict[str, Deed]:
    """Deleting a record of a kind, and bringing it back: for the head of its unit."""
    delete, restore = getattr(actions, f"delete_{kind}"), getattr(actions, f"restore_{kind}")
    return {
        f"delete_{kind}": deed("head", lambda o, a, _: delete(a, **at(getattr(o, kind)), reason=WORD)),
        f"restore_{kind}": deed(
            "head", lambda o, a, _: restore(a, uid=getattr(o, kind).uid, reason=WORD),
            lambda o: delete(o.cast.head, **at(getattr(o, kind)), reason="x"),
        ),
    }  # fmt: skip


def _member(o: Office) -> Any:
    return actions.add_group_member(
        o.cast.registrar, group=o.group.uid, version=1, facts=MemberFacts(person=o.person.uid)
    )


def _closed(o: Office) -> None:
    accounts.close_account(o.cast.administrator, account_id=o.account("reader"), reason="x")


REGISTRY: dict[str, Deed] = {
    "record_occurrence": deed(ENTER, lambda o, a, _: actions.record_occurrence(a, facts=SEIZURE)),
    "note_read_text": deed(OWN, lambda o, a, _: actions.note_read_text(a, uid=o.occurrence.uid)),
    "edit_occurrence": deed(OWN, lambda o, a, _: actions.edit_occurrence(a, **at(o.occurrence), changes={"narrative": WORD + "y"}, reason=WORD)),
    "delete_occurrence": deed("head", lambda o, a, _: actions.delete_occurrence(a, **at(o.occurrence), reason=WORD)),
    "restore_occurrence": deed("head", lambda o, a, _: actions.restore_occurrence(a, uid=o.occurrence.uid, reason=WORD), _deleted),
    "check_occurrence": deed("analyst head", lambda o, a, _: actions.check_occurrence(a, **at(o.occurrence))),
    "lock_occurrence": deed("head", lambda o, a, _: actions.lock_occurrence(a, **at(o.occurrence)), _checked),
    "unlock_occurrence": deed("head", lambda o, a, _: actions.unlock_occurrence(a, **at(o.occurrence), reason=WORD), _locked),
    "set_visibility": deed("head " + OWN, lambda o, a, _: actions.set_visibility(a, **at(o.occurrence), visibility="unit", reason=WORD)),
    "add_item": deed(OWN, lambda o, a, _: actions.add_item(a, occurrence=o.occurrence.uid, version=1, facts=ItemFacts(kind="rifle", model=WORD))),
    "edit_item": deed(OWN, lambda o, a, _: actions.edit_item(a, **at(o.item), changes={"model": WORD + "y"})),
    "remove_item": deed(OWN, lambda o, a, _: actions.remove_item(a, **at(o.item), reason=WORD)),
    "restore_item": deed(
        "head", lambda o, a, _: actions.restore_item(a, uid=o.item.uid, reason=WORD),
        lambda o: actions.remove_item(o.cast.registrar, **at(o.item), reason="x"),
    ),
    "set_legal_status": deed(OWN, lambda o, a, _: actions.set_legal_status(a, **at(o.item), status="returned", reason=WORD)),
    "note_tracing": deed("exchange", lambda o, a, _: actions.note_tracing(a, uid=o.item.uid, facts=TracingFacts("traced", diverted_in="RS"))),
    "note_disposal": deed("head keeper", lambda o, a, _: actions.note_disposal(a, uid=o.item.uid, status="destroyed", since="2024", decision=WORD)),
    "note_confiscation": deed("head officer", lambda o, a, _: actions.note_confiscation(a, uid=o.item.uid, since="2024", decision=WORD)),
    "confirm_eu_category": deed("examiner", lambda o, a, _: actions.confirm_eu_category(a, **at(o.item), category="B5")),
    "record_check": deed(PEOPLE, lambda o, a, _: actions.record_check(a, facts=SEARCH)),
    "edit_check": deed(OWN, lambda o, a, _: actions.edit_check(a, **at(o.check), changes={"notes": WORD})),
    "confirm_check": deed("analyst head", lambda o, a, _: actions.confirm_check(a, **at(o.check))),
    "lock_check": deed("head", lambda o, a, _: actions.lock_check(a, **at(o.check)), _confirmed),
    "unlock_check": deed("head", lambda o, a, _: actions.unlock_check(a, **at(o.check), reason=WORD), _locked_check),
    "record_operation": deed("head officer", lambda o, a, _: actions.record_operation(a, facts=OperationFacts(name=WORD))),
    **dict(pair for kind in ("check", "operation", "person", "group", "vehicle") for pair in _gone_and_back(kind).items()),
    "edit_operation": deed("head", lambda o, a, _: actions.edit_operation(a, **at(o.operation), changes={"plan": WORD})),
    "record_person": deed(PEOPLE, lambda o, a, _: actions.record_person(a, facts=SUSPECT)),
    "edit_person": deed("registrar", lambda o, a, _: actions.edit_person(a, **at(o.person), changes={"alias": WORD})),
    "record_vehicle": deed(PEOPLE, lambda o, a, _: actions.record_vehicle(a, facts=VehicleFacts(registration=WORD))),
    "edit_vehicle": deed("registrar", lambda o, a, _: actions.edit_vehicle(a, **at(o.vehicle), changes={"make": WORD})),
    "link_person": deed(
        "registrar",
        lambda o, a, _: actions.link_person(
            a, occurrence=o.occurrence.uid, version=at(o.occurrence)["version"], reason=WORD,
            facts=PersonFacts(role="possessor", category="suspect", person=o.person.uid),
        ),
    ),
    "link_vehicle": deed(
        "registrar",
        lambda o, a, _: actions.link_vehicle(
            a, occurrence=o.occurrence.uid, version=at(o.occurrence)["version"], vehicle=o.vehicle.uid, role=WORD, reason=WORD
        ),
    ),
    "record_group": deed(PEOPLE, lambda o, a, _: actions.record_group(a, facts=GroupFacts(name=WORD))),
    "edit_group": deed("registrar", lambda o, a, _: actions.edit_group(a, **at(o.group), changes={"alias": WORD})),
    "add_group_member": deed("registrar", lambda o, a, _: actions.add_group_member(a, group=o.group.uid, version=1, facts=MemberFacts(person=o.person.uid))),
    "remove_group_member": deed(
        "registrar", lambda o, a, made: actions.remove_group_member(a, group=o.group.uid, version=2, member=made.pk, reason=WORD), _member
    ),
    "make_circle": deed("head officer", lambda o, a, _: actions.make_circle(a, name=WORD, reason=WORD)),
    "add_member": deed("head", lambda o, a, _: actions.add_member(a, circle=o.circle.pk, unit=o.cast.other_unit.pk)),
    "remove_member": deed(
        "head", lambda o, a, made: actions.remove_member(a, circle=o.circle.pk, member=made.pk, reason=WORD),
        lambda o: actions.add_member(o.cast.head, circle=o.circle.pk, account=o.cast.reader.id),
    ),
    "attach_file": deed(OWN, lambda o, a, _: actions.attach_file(a, target=o.item, stream=io.BytesIO(b"x"), name=WORD, caption=WORD)),
    "remove_attachment": deed(OWN, lambda o, a, made: actions.remove_attachment(a, attachment=made.pk, reason=WORD), Office.attached),
    "save_statement": deed(
        "registrar officer examiner",
        lambda o, a, _: actions.save_statement(a, subject_kind="item", uid=o.item.uid, kind="contested", said={"model": (WORD, WORD)}, said_by=WORD),
    ),
    "settle_contest": deed(
        OWN,
        lambda o, a, made: actions.settle_contest(
            a, subject_kind="item", **at(o.item), statement=made.pk, field="model", outcome="corrected", value=WORD + "y", reason=WORD
        ),
        lambda o: actions.save_statement(
            o.cast.officer, subject_kind="item", uid=o.item.uid, kind="contested", said={"model": ("x", "y")}, said_by="x"
        ),
    ),
    "consult": deed(LOOK, lambda o, a, _: actions.consult(a, subject_kind="item", verb="search_items", reason=WORD)),
    "state_reason": deed("registrar analyst head reader officer examiner keeper exchange helper", lambda o, a, _: actions.state_reason(a, uid=o.item.uid, reason=WORD)),
    "disclose": deed(LOOK, lambda o, a, _: actions.disclose(a, subject_kind="item", verb="export_items", recipient=WORD)),
    "open_source": deed(IMPORT, lambda o, a, _: actions.open_source(a, name=WORD, register=WORD, sha256="", batch="open")),
    "complete_source": deed(UNIT_S, lambda o, a, made: actions.complete_source(a, source=made), Office.open),
    "undo_source": deed(UNIT_S, lambda o, a, made: actions.undo_source(a, source=made, pause=lambda: None), Office.open),
}  # fmt: skip
ACCOUNTS: dict[str, Deed] = {
    "make_account": deed(
        "administrator", lambda o, a, _: accounts.make_account(a, username=WORD, unit_id=o.cast.unit.pk, roles=["reader"], last_name=WORD)
    ),
    "change_name": deed("administrator", lambda o, a, _: accounts.change_name(a, account_id=o.account("reader"), first_name=WORD, last_name=WORD)),
    "change_roles": deed("administrator", lambda o, a, _: accounts.change_roles(a, account_id=o.account("reader"), roles=["analyst"])),
    "move_unit": deed("administrator", lambda o, a, _: accounts.move_unit(a, account_id=o.account("reader"), unit_id=o.cast.other_unit.pk)),
    "close_account": deed("administrator", lambda o, a, _: accounts.close_account(a, account_id=o.account("reader"), reason=WORD)),
    "reopen_account": deed("administrator", lambda o, a, _: accounts.reopen_account(a, account_id=o.account("reader")), _closed),
    "make_one_time_link": deed("administrator", lambda o, a, _: accounts.make_one_time_link(a, account_id=o.account("reader"))),
    "end_sessions": deed("administrator reader", lambda o, a, _: accounts.end_sessions(a, account_id=o.account("reader"))),
    "ask_factor_reset": deed("administrator head", lambda o, a, _: accounts.ask_factor_reset(a, account_id=o.account("reader"), reason=WORD)),
    "approve_factor_reset": deed(
        "head", lambda o, a, made: accounts.approve_factor_reset(a, reset_id=made.pk),
        lambda o: accounts.ask_factor_reset(o.cast.administrator, account_id=o.account("reader"), reason="x"),
    ),
    "make_agency": deed("administrator", lambda o, a, _: accounts.make_agency(a, name=WORD, jurisdiction="XK")),
    "set_unit_policy": deed("administrator", lambda o, a, _: accounts.set_unit_policy(a, unit_id=o.cast.unit.pk, tells=True)),
    "make_unit": deed("administrator", lambda o, a, _: accounts.make_unit(a, agency_id=Agency.objects.get(code="first").pk, name=WORD)),
}  # fmt: skip
INTAKE: dict[str, Deed] = {
    "receive_file": deed(f"{IMPORT} programme", lambda o, a, _: intake.receive_file(a, stream=io.BytesIO(workbook([WORD] * 5)), name=WORD)),
    "choose_layout": deed(UNIT_S, lambda o, a, _: intake.choose_layout(a, uid=o.batch.uid, name="deeds_kept"), lambda o: intake.save_layout(o.cast.registrar, uid=o.batch.uid, name="deeds_kept")),
    "use_layout": deed(UNIT_S, lambda o, a, _: intake.use_layout(a, uid=o.batch.uid, layout=o.layout())),
    "map_columns": deed(UNIT_S, lambda o, a, _: intake.map_columns(a, uid=o.batch.uid, layout=read_plain(LAYOUT % {"unit": "deeds"}))),
    "answer_lookups": deed(UNIT_S, lambda o, a, _: intake.answer_lookups(a, uid=o.batch.uid, answers={("item_kinds", "Bang stick"): "pistol"})),
    "request_check": deed(UNIT_S, lambda o, a, _: intake.request_check(a, uid=o.batch.uid)),
    "mend_cell": deed(UNIT_S, lambda o, a, _: intake.mend_cell(a, uid=o.batch.uid, sheet="Register", number=3, column="Date", wording="06.03.2022")),
    "mend_cells": deed(UNIT_S, lambda o, a, _: intake.mend_cells(a, uid=o.batch.uid, cells={("Register", 3, "Date"): "06.03.2022"})),
    "mend_again": deed(UNIT_S, lambda o, a, _: intake.mend_again(a, uid=o.batch.uid, cells={("Register", 3, "Date"): "06.03.2022"})),
    "mending_workbook": deed(UNIT_S, lambda o, a, _: intake.mending_workbook(a, uid=o.batch.uid, out=io.BytesIO())),
    "take_back": deed(UNIT_S, lambda o, a, made: intake.take_back(a, uid=o.batch.uid, stream=io.BytesIO(made)), lambda o: mended_workbook(o)),
    "apply_batch": deed(UNIT_S, lambda o, a, _: intake.apply_batch(a, uid=o.batch.uid)),
    "begin_applying": deed(UNIT_S, lambda o, a, _: intake.begin_applying(a, uid=o.batch.uid)),
    "resume_batch": deed(UNIT_S, lambda o, a, _: intake.resume_batch(a, uid=o.batch.uid), lambda o: o.stand("stopped")),
    "undo_batch": deed(UNIT_S, lambda o, a, _: intake.undo_batch(a, uid=o.batch.uid, reason=WORD), lambda o: o.stand("stopped")),
    "cancel_batch": deed(UNIT_S, lambda o, a, _: intake.cancel_batch(a, uid=o.batch.uid)),
    "save_layout": deed(UNIT_S, lambda o, a, _: intake.save_layout(a, uid=o.batch.uid, name="deeds_two")),
    "export_layout": deed(IMPORT, lambda o, a, _: intake.export_layout(a, name="sao_paulo"), is_logged=False),
}  # fmt: skip

_SURVEY: dict[str, Any] = {"figure": "kpi-14", "period": "2022", "value": Decimal(61), "evidence": WORD}
INDICATORS: dict[str, Deed] = {
    "enter_figure": deed("head programme", lambda o, a, _: indicators.enter_figure(a, **_SURVEY)),
    "withdraw_figure": deed(
        "head programme", lambda o, a, made: indicators.withdraw_figure(a, uid=made.uid, reason=WORD),
        lambda o: indicators.enter_figure(o.cast.head, **_SURVEY),
    ),
    "set_target": deed("head programme", lambda o, a, _: indicators.set_target(a, figure="kpi-14", year="2024", value=Decimal(70), note=WORD)),
    "freeze": deed("head", lambda o, a, _: freeze_2021(a)),
    "recompute": deed("head", lambda o, a, _: counted_again(a), lambda o: freeze_2021(o.cast.head)),
    "keep_issued": deed(
        "registrar analyst officer partner head exchange",
        lambda o, a, _: indicators.keep_issued(a, kind="pdf", name=WORD, content=b"a sheet", recipient=WORD),
    ),
    "record_release": deed(
        "head", lambda o, a, made: indicators.record_release(a, made, note=WORD, footnotes=["undp"], archive=lambda _release: b"files"),
        lambda o: prepared(o.cast.head),
    ),
}  # fmt: skip


def recommended(o: Office) -> Recommendation:
    return programme.recommend(o.manager, output=o.output.uid, text=WORD)


def with_indicator(o: Office) -> Indicator:
    return programme.record_indicator(o.manager, project=o.project.uid, facts=INDICATOR)


def shelved(o: Office) -> Manual:
    return programme.record_manual(o.manager, facts=MANUAL)


def with_manual_file(o: Office) -> ManualFile:
    facts = ManualFileFacts("1", "en", note=WORD)
    return programme.add_manual_file(
        o.manager, manual=shelved(o).uid, facts=facts, stream=io.BytesIO(b"x"), name=WORD
    )


PROGRAMME: dict[str, Deed] = {
    "record_manual": deed("programme", lambda o, a, _: programme.record_manual(a, facts=MANUAL)),
    "edit_manual": deed("programme", lambda o, a, made: programme.edit_manual(a, **at(made), facts=replace(MANUAL, title=WORD + "y")), shelved),
    "remove_manual": deed("programme", lambda o, a, made: programme.remove_manual(a, **at(made), reason=WORD), shelved),
    "restore_manual": deed(
        "programme", lambda o, a, made: programme.restore_manual(a, uid=made.uid, reason=WORD),
        lambda o: programme.remove_manual(o.manager, **at(shelved(o)), reason="x"),
    ),
    "add_manual_file": deed(
        "programme",
        lambda o, a, made: programme.add_manual_file(
            a, manual=made.uid, facts=ManualFileFacts("2", "en", note=WORD), stream=io.BytesIO(b"x"), name=WORD
        ),
        shelved,
    ),
    "withdraw_manual_file": deed("programme", lambda o, a, made: programme.withdraw_manual_file(a, manual_file=made.pk, reason=WORD), with_manual_file),
    "record_mechanism": deed("programme", lambda o, a, _: programme.record_mechanism(a, name=WORD, reach=("XK",))),
    "record_project": deed("programme", lambda o, a, _: programme.record_project(a, facts=replace(PROJECT, code="q"))),
    "edit_project": deed("programme", lambda o, a, _: programme.edit_project(a, **at(o.project), changes={"title": WORD + "y"})),
    "publish_project": deed("programme", lambda o, a, _: programme.publish_project(a, uid=o.project.uid)),
    "withdraw_project": deed(
        "programme", lambda o, a, _: programme.withdraw_project(a, uid=o.project.uid, reason=WORD),
        lambda o: programme.publish_project(o.manager, uid=o.project.uid),
    ),
    "record_output": deed("programme", lambda o, a, _: programme.record_output(a, project=o.project.uid, facts=replace(OUTPUT, code="q"))),
    "edit_output": deed("programme", lambda o, a, _: programme.edit_output(a, **at(o.output), changes={"title": WORD + "y"})),
    "recommend": deed("programme", lambda o, a, _: programme.recommend(a, output=o.output.uid, text=WORD, owner=WORD)),
    "follow_up": deed(
        "programme", lambda o, a, made: programme.follow_up(a, **at(made), done_on=date(2024, 1, 2), outcome=WORD),
        recommended,
    ),
    "edit_recommendation": deed(
        "programme", lambda o, a, made: programme.edit_recommendation(a, **at(made), changes={"text": WORD + "y"}, reason=WORD), recommended
    ),
    "record_indicator": deed("programme", lambda o, a, _: programme.record_indicator(a, project=o.project.uid, facts=replace(INDICATOR, code="q"))),
    "edit_indicator": deed(
        "programme", lambda o, a, made: programme.edit_indicator(a, **at(made), changes={"title": WORD + "y"}, reason=WORD), with_indicator
    ),
    "delete_project": deed("programme", lambda o, a, _: programme.delete_project(a, **at(o.project), reason=WORD)),
    "restore_project": deed(
        "programme", lambda o, a, _: programme.restore_project(a, uid=o.project.uid, reason=WORD),
        lambda o: programme.delete_project(o.manager, **at(o.project), reason="x"),
    ),
    "remove_output": deed("programme", lambda o, a, _: programme.remove_output(a, **at(o.output), reason=WORD)),
    "restore_output": deed(
        "programme", lambda o, a, _: programme.restore_output(a, uid=o.output.uid, reason=WORD),
        lambda o: programme.remove_output(o.manager, **at(o.output), reason="x"),
    ),
    "remove_indicator": deed("programme", lambda o, a, made: programme.remove_indicator(a, **at(made), reason=WORD), with_indicator),
    "restore_indicator": deed(
        "programme", lambda o, a, made: programme.restore_indicator(a, uid=made.uid, reason=WORD),
        lambda o: programme.remove_indicator(o.manager, **at(with_indicator(o)), reason="x"),
    ),
    "remove_recommendation": deed("programme", lambda o, a, made: programme.remove_recommendation(a, **at(made), reason=WORD), recommended),
    "restore_recommendation": deed(
        "programme", lambda o, a, made: programme.restore_recommendation(a, uid=made.uid, reason=WORD),
        lambda o: programme.remove_recommendation(o.manager, **at(recommended(o)), reason="x"),
    ),
}  # fmt: skip


MATCHING: dict[str, Deed] = {
    "judge_candidate": deed(
        "analyst head examiner",
        lambda o, a, _: matching.judge_candidate(a, uid=o.candidate.uid, word="same", reason=WORD),
    ),
    "judge_event": deed(
        "analyst head examiner",
        lambda o, a, _: matching.judge_event(a, uid=o.event.uid, word="same", reason=WORD),
    ),
    "check_item": deed(
        "registrar analyst head officer examiner exchange", lambda o, a, _: matching.check_item(a, uid=o.item.uid, number=WORD, part="frame"),
    ),
}  # fmt: skip


def arms_copy(o: Office) -> Source:
    """A copy of a list with one arm, as far as it was taken in."""
    asker = o.cast.registrar
    source = arms_lists.open_list(
        asker, name=WORD, register="arms", sha256="", batch="arms", kind=Kind.STOLEN
    )
    facts = ArmFacts(number=WORD, holder=WORD, reference=WORD)
    row = RowFacts(sheet="s", number=1, key="1", ordinal=1, cells={}, digest="", facts=facts)
    arms_lists.apply_arms(asker, source=source, rows=[row], batch="arms")
    return source


ARMS_LISTS: dict[str, Deed] = {
    "open_list": deed(
        IMPORT,
        lambda o, a, _: arms_lists.open_list(
            a, name=WORD, register=WORD, sha256="", batch="open", kind=Kind.CIVIL
        ),
    ),
    "complete_list": deed(UNIT_S, lambda o, a, made: arms_lists.complete_list(a, source=made), arms_copy),
    "undo_list": deed(
        UNIT_S, lambda o, a, made: arms_lists.undo_list(a, source=made, pause=lambda: None), arms_copy
    ),
}


PAPER = Paper(seal=WORD, condition=WORD, reason=WORD, reference=WORD, method=WORD, witnesses=WORD)
SOMEBODY = Party(name=WORD)


def shelf(o: Office) -> dict[str, Any]:
    """A store with a room and a place, kept by the first unit."""
    store = custody.make_store(o.keeper, name=WORD)
    room = custody.add_room(o.keeper, store=store.uid, name=WORD)
    return {
        "store": store,
        "room": room,
        "place": custody.add_place(o.keeper, store=store.uid, room=room.pk, name=WORD),
    }


def stored(o: Office) -> Parcel:
    place = shelf(o)["place"].code
    return custody.receive(
        o.keeper, item=o.item.uid, place=place, quantity=Decimal(1), given_by=SOMEBODY, paper=PAPER
    )


def decided(o: Office, outcome: str) -> Parcel:
    parcel = stored(o)
    told = {"authority": WORD, "reference": WORD, "decided_on": date(2024, 1, 2)}
    custody.decide_disposal(o.keeper, item=o.item.uid, outcome=outcome, **told)
    return parcel


def handed_out(o: Office) -> Parcel:
    return custody.hand_out(
        o.keeper, parcel=stored(o).code, to=SOMEBODY, due_on=date(2999, 1, 1), paper=PAPER
    )


def offered(o: Office) -> Offer:
    return custody.offer_parcel(o.keeper, parcel=stored(o).code, to_account=o.examiner.id, paper=PAPER)


CUSTODY: dict[str, Deed] = {
    "make_store": deed("keeper", lambda o, a, _: custody.make_store(a, name=WORD, standard=WORD)),
    "add_room": deed("keeper", lambda o, a, made: custody.add_room(a, store=made["store"].uid, name=WORD + "y"), shelf),
    "add_place": deed("keeper", lambda o, a, made: custody.add_place(a, store=made["store"].uid, room=made["room"].pk, name=WORD + "y"), shelf),
    "receive": deed(
        "keeper",
        lambda o, a, made: custody.receive(a, item=o.item.uid, place=made["place"].code, quantity=Decimal(1), given_by=SOMEBODY, paper=PAPER), shelf,
    ),
    "move": deed(
        "keeper",
        lambda o, a, made: custody.move(
            a, parcel=made[0].code, place=made[1].code, reason=WORD,
        ),
        lambda o: (parcel := stored(o), custody.add_place(o.keeper, store=parcel.store.uid, room=parcel.room_id, name="2")),
    ),
    "reseal": deed("keeper", lambda o, a, made: custody.reseal(a, parcel=made.code, paper=PAPER), stored),
    "split": deed(
        "keeper", lambda o, a, made: custody.split(a, parcel=made.code, quantity=Decimal(1), paper=PAPER),
        lambda o: rounds(o),
    ),
    "use": deed("keeper", lambda o, a, made: custody.use(a, parcel=made.code, quantity=Decimal(1), paper=PAPER), stored),
    "correct_count": deed("keeper", lambda o, a, made: custody.correct_count(a, parcel=made.code, counted=Decimal(0), paper=PAPER), stored),
    "hand_out": deed("keeper", lambda o, a, made: custody.hand_out(a, parcel=made.code, to=SOMEBODY, due_on=date(2999, 1, 1), paper=PAPER), stored),
    "bring_back": deed(
        "keeper",
        lambda o, a, made: custody.bring_back(a, parcel=made.code, place=made.home.rooms.get().places.get().code, given_by=SOMEBODY, paper=PAPER),
        handed_out,
    ),
    "offer_parcel": deed("keeper", lambda o, a, made: custody.offer_parcel(a, parcel=made.code, to_account=o.examiner.id, paper=PAPER), stored),
    "accept": deed("examiner", lambda o, a, made: custody.accept(a, offer=made.uid, paper=PAPER), offered),
    "refuse": deed("examiner", lambda o, a, made: custody.refuse(a, offer=made.uid, reason=WORD), offered),
    "withdraw": deed("keeper", lambda o, a, made: custody.withdraw(a, offer=made.uid, reason=WORD), offered),
    "decide_disposal": deed(
        "registrar officer examiner keeper",
        lambda o, a, _: custody.decide_disposal(
            a, item=o.item.uid, outcome="destroy", authority=WORD, reference=WORD, decided_on=date(2024, 1, 2), note=WORD
        ),
    ),
    "offer_destruction": deed(
        "keeper", lambda o, a, made: custody.offer_destruction(a, parcel=made.code, to_account=o.cast.head.id, paper=PAPER),
        lambda o: decided(o, "destroy"),
    ),
    "return_parcel": deed("keeper", lambda o, a, made: custody.return_parcel(a, parcel=made.code, to=SOMEBODY, paper=PAPER), lambda o: decided(o, "return")),
    "transfer_parcel": deed(
        "keeper", lambda o, a, made: custody.transfer_parcel(a, parcel=made.code, to=SOMEBODY, paper=PAPER), lambda o: decided(o, "transfer")
    ),
    "retain": deed("keeper", lambda o, a, made: custody.retain(a, parcel=made.code, paper=PAPER), lambda o: decided(o, "retain")),
}  # fmt: skip


ASKED = RequestFacts("ffp", WORD, addressee=WORD, crime_code=WORD, importer=WORD, our_reference=WORD)
CAME_IN = IncomingFacts("ffp", WORD, WORD, make=WORD, model=WORD, serial=WORD, their_reference=WORD)
HOLDER = TransferFacts("sold", "private_person", "document", holder=WORD, reference=WORD)
OUTCOME = OutcomeFacts("established", diverted_in="RS", authority=WORD, left_by="reactivated", left_evidence="document", left_reference=WORD)  # fmt: skip


def drafted(o: Office) -> TraceRequest:
    """A request about the item, whose record has all that its channel requires, with a photo."""
    told = {"make": WORD, "calibre": WORD, "country_of_manufacture": "SFRY"}
    actions.edit_item(o.cast.registrar, **at(o.item), changes=told)
    Attachment.objects.create(
        item=o.item, sha256="0" * 64, name=WORD, media_type="image/jpeg", size=1, added_at=timezone.now(), added_by="1"
    )  # fmt: skip
    return tracing.draft_trace(o.cast.registrar, item=o.item.uid, facts=ASKED)


def verify(asker: Asker, request: TraceRequest) -> TraceRequest:
    photo = Attachment.objects.get(item=request.item, media_type="image/jpeg").pk
    return tracing.check_trace(asker, request=request.uid, photo=photo, read_number=WORD)


def verified(o: Office) -> TraceRequest:
    return verify(o.cast.analyst, drafted(o))


def asked(o: Office) -> TraceRequest:
    return tracing.send_trace(o.exchange, request=verified(o).uid)


def answered(o: Office) -> TraceRequest:
    found = tracing.answer_trace(o.exchange, request=asked(o).uid, answer="found", text=WORD)
    tracing.add_transfer(o.exchange, request=found.uid, facts=HOLDER)
    return found


def closed(o: Office) -> TraceRequest:
    return tracing.close_trace(o.exchange, request=answered(o).uid, facts=OUTCOME)


def came_in(o: Office) -> TraceRequest:
    return tracing.receive_trace(o.exchange, facts=CAME_IN)


def looked_up(o: Office) -> TraceRequest:
    return tracing.look_up_trace(o.exchange, request=came_in(o).uid, item=o.item.uid)


def replied(o: Office) -> TraceRequest:
    return tracing.reply_trace(o.exchange, request=looked_up(o).uid, answer="found", text=WORD, reason=WORD)


def _of(act: Callable[..., Any], **told: Any) -> Callable[[Office, Asker, Any], Any]:
    """The act on the request that was prepared."""
    return lambda o, a, made: act(a, request=made.uid, **told)


NEXT_YEAR = date(2999, 1, 1)
TRACING: dict[str, Deed] = {
    "draft_trace": deed("registrar officer examiner", lambda o, a, _: tracing.draft_trace(a, item=o.item.uid, facts=ASKED)),
    "edit_trace": deed("registrar officer examiner", _of(tracing.edit_trace, facts=ASKED), drafted),
    "check_trace": deed("analyst head officer examiner exchange", lambda o, a, made: verify(a, made), drafted),
    "take_back_trace": deed("registrar officer examiner exchange", _of(tracing.take_back_trace, reason=WORD), verified),
    "send_trace": deed("exchange", _of(tracing.send_trace, our_reference=WORD), verified),
    "acknowledge_trace": deed("exchange", _of(tracing.acknowledge_trace, their_reference=WORD, note=WORD), asked),
    "remind_trace": deed("exchange", _of(tracing.remind_trace, due_on=NEXT_YEAR, note=WORD), asked),
    "answer_trace": deed("exchange", _of(tracing.answer_trace, answer="found", text=WORD, their_reference=WORD), asked),
    "add_transfer": deed("exchange", _of(tracing.add_transfer, facts=HOLDER), answered),
    "remove_transfer": deed("exchange", _of(tracing.remove_transfer, position=1, reason=WORD), answered),
    "close_trace": deed("exchange", _of(tracing.close_trace, facts=OUTCOME), answered),
    "reopen_trace": deed("exchange", _of(tracing.reopen_trace, reason=WORD), closed),
    "cancel_trace": deed("exchange", _of(tracing.cancel_trace, reason=WORD), asked),
    "release_trace": deed("exchange", _of(tracing.release_trace, form="file"), verified),
    "release_answer": deed("exchange", _of(tracing.release_answer), replied),
    "receive_trace": deed("exchange", lambda o, a, _: tracing.receive_trace(a, facts=CAME_IN)),
    "look_up_trace": deed("exchange", lambda o, a, made: tracing.look_up_trace(a, request=made.uid, item=o.item.uid), came_in),
    "reply_trace": deed("exchange", _of(tracing.reply_trace, answer="found", text=WORD, reason=WORD), looked_up),
}  # fmt: skip


def rounds(o: Office) -> Parcel:
    """Two rounds in one parcel."""
    item = actions.add_item(
        o.cast.registrar,
        occurrence=o.occurrence.uid,
        version=at(o.occurrence)["version"],
        facts=ItemFacts(kind="cartridge", quantity=Decimal(2)),
    )
    place = shelf(o)["place"].code
    return custody.receive(o.keeper, item=item.uid, place=place, quantity=Decimal(2), given_by=SOMEBODY)


def freeze_2021(asker: Asker) -> Frozen:
    with only_few():
        return indicators.freeze(asker, period=period_named("2021"), note=WORD)


def counted_again(asker: Asker) -> None:
    with only_few():
        indicators.recompute(asker, period=period_named("2021"))


def prepared(head: Asker) -> Prepared:
    freeze_2021(head)
    with only_few():
        return prepare_release(head)


def mended_workbook(o: Office) -> bytes:
    """The workbook of refused rows as a colleague sends it back, one date mended."""
    out = io.BytesIO()
    intake.mending_workbook(o.cast.registrar, uid=o.batch.uid, out=out)
    book = load_workbook(out)
    dates = next(cell for row in book.active.iter_rows() for cell in row if cell.value == "Date")
    dates.offset(row=1).value = "06.03.2022"
    sent = io.BytesIO()
    book.save(sent)
    return sent.getvalue()


def counted(o: Office) -> tuple[str, Parcel]:
    """An open stocktake of a store with one parcel that was seen at another place than its own."""
    parcel = stored(o)
    taking = custody.begin_stocktake(o.keeper, store=parcel.home.uid)
    return taking.uid, parcel


def inspected(o: Office, asker: Asker | None = None, store: str = "") -> Inspection:
    seen = [Seen(point, "no", WORD) for point in codes.codes(POINTS)]
    return custody.record_inspection(
        asker or o.keeper, store=store or shelf(o)["store"].uid, inspected_on=date(2026, 3, 4), inspectors=WORD, standard=WORD,
        seen=seen, note=WORD,
    )  # fmt: skip


CUSTODY |= {
    "record_inspection": deed("keeper head", lambda o, a, made: inspected(o, a, made["store"].uid), shelf),
    "mend_finding": deed(
        "keeper head",
        lambda o, a, made: custody.mend_finding(
            a, inspection=made.uid, point="keys", mended_on=date(2026, 3, 5), mended_how=WORD
        ),
        inspected,
    ),
    "begin_stocktake": deed(
        "keeper", lambda o, a, made: custody.begin_stocktake(a, store=made["store"].uid), shelf
    ),
    "see_parcel": deed(
        "keeper",
        lambda o, a, made: custody.see_parcel(
            a, stocktake=made[0], label=made[1].code, place=made[1].place.code
        ),
        counted,
    ),
    "explain_difference": deed(
        "keeper",
        lambda o, a, made: custody.explain_difference(
            a, stocktake=made[0], label=made[1].code, explanation=WORD
        ),
        counted,
    ),
    "close_stocktake": deed(
        "keeper",
        lambda o, a, made: custody.close_stocktake(a, stocktake=made.uid, note=WORD),
        lambda o: custody.begin_stocktake(o.keeper, store=shelf(o)["store"].uid),
    ),
}


PROCEDURES: dict[str, Deed] = {
    "note_step": deed(
        "registrar head analyst officer examiner keeper exchange",
        lambda o, a, _: procedures.note_step(
            a, item=o.item.uid, step="recovery-1-prints", word="done", evidence=WORD, done_on=date(2024, 3, 5)
        ),
    ),
}


def _task(o: Office) -> Any:
    return cases.set_task(o.cast.head, case=o.case.uid, facts=TaskFacts(what=WORD, who=o.cast.head.id))


def _enquiry(o: Office) -> Any:
    return cases.record_enquiry(o.cast.head, case=o.case.uid, facts=EnquiryFacts(source="tip", asked=WORD))


def _linked(o: Office) -> Any:
    return cases.link_record(o.cast.head, case=o.case.uid, kind="occurrence", uid=o.occurrence.uid)


def _second(o: Office) -> Any:
    return cases.add_case_member(o.cast.head, case=o.case.uid, account=o.cast.analyst.id)


def _suspect(o: Office) -> Any:
    facts = CasePersonFacts(person=o.person.uid, category="suspect", note=WORD)
    return cases.put_person_in_case(o.cast.head, case=o.case.uid, facts=facts)


def _reported(o: Office) -> Any:
    return cases.report_offence(
        o.cast.head,
        case=o.case.uid,
        facts=StepFacts(on="2024-03", authority=WORD),
        offence="",
        offence_note=WORD,
    )


def _judged(o: Office) -> Any:
    made, _link = _reported(o), _linked(o)
    for act, outcome in (("charge", ""), ("judge_directly", "convicted")):
        facts = StepFacts(on="2024-03", authority=WORD, outcome=outcome)
        made = cases.move_proceeding(o.cast.head, proceeding=made.uid, act=act, facts=facts)
    return made


_DECIDED = ItemDecisionFacts(
    authority=WORD, reference=WORD, decided_on=date(2024, 5, 2), is_confiscated=True, note=WORD
)


def _victim(o: Office) -> Any:
    return cases.record_victim(o.helper, facts=VictimFacts(called=WORD, note=WORD))


def _need(o: Office) -> Any:
    return cases.note_need(o.helper, victim=_victim(o).uid, facts=NEED)


NEED = NeedFacts(need="legal", service="legal_aid", provider=WORD, note=WORD)
# The case is led by the head of the unit, who let the officer of another unit in.
CASES: dict[str, Deed] = {
    "record_case": deed("officer head", lambda o, a, _: cases.record_case(a, facts=CASE)),
    "edit_case": deed("head officer", lambda o, a, _: cases.edit_case(a, case=o.case.uid, facts=CaseFacts(title=WORD + "y"))),
    "move_case": deed("head", lambda o, a, _: cases.move_case(a, case=o.case.uid, act="close", note=WORD)),
    "add_case_member": deed("head", lambda o, a, _: cases.add_case_member(a, case=o.case.uid, account=o.cast.analyst.id)),
    "remove_case_member": deed("head", lambda o, a, _: cases.remove_case_member(a, case=o.case.uid, account=o.cast.analyst.id), _second),
    "hand_over_case": deed("head", lambda o, a, _: cases.hand_over_case(a, case=o.case.uid, account=o.cast.officer.id)),
    "link_record": deed("head officer", lambda o, a, _: cases.link_record(a, case=o.case.uid, kind="occurrence", uid=o.occurrence.uid)),
    "unlink_record": deed("head officer", lambda o, a, _: cases.unlink_record(a, case=o.case.uid, kind="occurrence", uid=o.occurrence.uid), _linked),
    "set_task": deed("head officer", lambda o, a, _: cases.set_task(a, case=o.case.uid, facts=TaskFacts(what=WORD, who=o.cast.head.id))),
    "move_task": deed("head", lambda o, a, made: cases.move_task(a, task=made.uid, act="finish", outcome=WORD), _task),
    "record_enquiry": deed("head officer", lambda o, a, _: cases.record_enquiry(a, case=o.case.uid, facts=EnquiryFacts(source="tip", asked=WORD))),
    "move_enquiry": deed("head officer", lambda o, a, made: cases.move_enquiry(a, enquiry=made.uid, act="confirm", finding=WORD), _enquiry),
    "put_person_in_case": deed(
        "head officer",
        lambda o, a, _: cases.put_person_in_case(
            a, case=o.case.uid, facts=CasePersonFacts(person=o.person.uid, category="suspect", note=WORD)
        ),
    ),
    "take_person_out": deed("head officer", lambda o, a, made: cases.take_person_out(a, person=made.uid), _suspect),
    "report_offence": deed(
        "head officer",
        lambda o, a, _: cases.report_offence(a, case=o.case.uid, facts=StepFacts(on="2024", note=WORD), offence="", offence_note=WORD),
    ),
    "move_proceeding": deed(
        "head officer",
        lambda o, a, made: cases.move_proceeding(a, proceeding=made.uid, act="charge", facts=StepFacts(on="2024", note=WORD)), _reported,
    ),
    "take_back_step": deed("head officer", lambda o, a, made: cases.take_back_step(a, proceeding=made.uid, why=WORD), _reported),
    "add_sentence": deed("head officer", lambda o, a, made: cases.add_sentence(a, proceeding=made.uid, facts=SentenceFacts(kind="fine")), _judged),
    "record_victim": deed("helper", lambda o, a, _: cases.record_victim(a, facts=VictimFacts(called=WORD, person=o.person.uid))),
    "note_need": deed("helper", lambda o, a, made: cases.note_need(a, victim=made.uid, facts=NEED), _victim),
    "move_referral": deed(
        "helper", lambda o, a, made: cases.move_referral(a, referral=made.uid, act="agree", agreed_by=WORD, note=WORD), _need
    ),
    "decide_item": deed("head officer", lambda o, a, made: cases.decide_item(a, proceeding=made.uid, item=o.item.uid, facts=_DECIDED), _judged),
}  # fmt: skip
