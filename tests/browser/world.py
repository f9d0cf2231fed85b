"""A small office with one of everything that has a page, made by the actions of the product."""

import io
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.utils import timezone
from PIL import Image

from headstamp.accounts.links import link_for
from headstamp.accounts.models import FactorReset
from headstamp.analysis.models import Signal
from headstamp.analysis.watching import count_watches
from headstamp.audit.queries import entries_visible_to
from headstamp.cases import actions as cases
from headstamp.cases.facts import (
    CaseFacts,
    CasePersonFacts,
    EnquiryFacts,
    NeedFacts,
    StepFacts,
    TaskFacts,
    VictimFacts,
)
from headstamp.custody import actions as custody
from headstamp.custody.actions.inspecting import POINTS, Seen
from headstamp.custody.parties import Paper, Party
from headstamp.desk.boards.actions import BoardFacts, PanelFacts, deliver, save_board
from headstamp.desk.boards.delivering import deliver_due
from headstamp.desk.models import Delivery, InboxItem, Rhythm, Sharing
from headstamp.desk.publication.making import publish
from headstamp.forensics import actions as forensics
from headstamp.forensics.facts import (
    End,
    ExaminationFacts,
    ExhibitFacts,
    FireFacts,
    Opinion,
    RestorationFacts,
    ResultFacts,
    SealFacts,
)
from headstamp.forensics.facts import RequestFacts as LabFacts
from headstamp.indicators.actions import freeze
from headstamp.indicators.queries.periods import period_named
from headstamp.intake.models import Batch
from headstamp.kernel.asker import Asker
from headstamp.matching.actions import check_item, judge_candidate, judge_event
from headstamp.matching.following import follow
from headstamp.matching.following_events import follow_events
from headstamp.matching.following_lists import follow_lists
from headstamp.matching.models import Candidate, EventCandidate
from headstamp.programme.actions import (
    add_manual_file,
    delete_project,
    recommend,
    record_indicator,
    record_manual,
    record_project,
)
from headstamp.programme.actions.library import ManualFacts, ManualFileFacts
from headstamp.programme.loading import load_source
from headstamp.programme.models import ManualFile, Output
from headstamp.registry import actions
from headstamp.registry.actions.people import GroupFacts, MemberFacts
from headstamp.registry.facts import (
    CheckFacts,
    GoodsFacts,
    HouseSearchFacts,
    IncidentInput,
    ItemFacts,
    MarkFacts,
    OccurrenceFacts,
    OperationFacts,
    PersonFacts,
    PlaceFacts,
    ReferenceFacts,
    VehicleFacts,
)
from headstamp.registry.models import Attachment, Draft, Occurrence, Person
from headstamp.snapshot.actions import refresh
from headstamp.tracing import actions as tracing
from headstamp.tracing.facts import IncomingFacts, RequestFacts, TransferFacts
from headstamp.vocabulary import codes
from tests.analysis.office import history
from tests.arms_lists.office import taken_in
from tests.browser.passkey import registered_key
from tests.indicators.office import only_few
from tests.intake import office
from tests.matching.guns import gun
from tests.plugins.staff import Staff, make_staff
from tests.programme.office import BOUND, PROJECT, TOLD
from tests.registry import rows

LONG = "A very long wording that somebody typed without a thought for whoever reads it on a telephone, " * 3
PASSWORD = "seven quiet rivers run"
LONGEST_WORD = "TEST-" + "0123456789" * 5


@dataclass
class World:
    """The people, and for each keyword of the urlconf the values that may lead to a page."""

    staff: Staff
    values: dict[str, list[Any]] = field(default_factory=dict)

    def add(self, keyword: str, *values: Any) -> None:
        self.values.setdefault(keyword, []).extend(values)

    def add_early(self, *uids: str) -> None:
        """Behind the first two, which the walk knows by their place: few are shown them, in many acts, so they are tried early."""
        self.values["uid"][2:2] = uids


def make_world() -> World:
    """A few seconds' work: 5 occurrences, a check, an operation, people, a circle, three files; and years for a signal."""
    world = World(make_staff())
    for person in world.staff.people.values():
        person.set_password(PASSWORD)
        person.save()
    officer, head = world.staff.asker("officer"), world.staff.asker("head_of_unit")
    _records(world, officer, head)
    _people(world, officer)
    _files(world, officer)
    _office(world, officer)
    _statistics(world, head)
    _boards(world, officer)
    _signals(world)
    _pairs(world, officer)
    _projects(world)
    _store(world)
    _tracing(world)
    _laboratory(world)
    _cases(world, world.staff.asker("investigator"))
    return world


def _laboratory(world: World) -> None:
    """A verified report, a request in examination, a hit and a lead that one inferred gun joins."""
    officer, examiner = world.staff.asker("officer"), world.staff.asker("examiner")
    items = (ItemFacts(kind="pistol", model=LONG[:120]), *(ItemFacts(kind="cartridge_case"),) * 3)
    made = actions.record_occurrence(officer, facts=OccurrenceFacts(kind="seizure", items=items))
    pistol, *cases = made.items.order_by("position")
    asked = LabFacts(LONG[:160], LONG, date(2999, 1, 1), asked_for=LONG[:160])
    for is_reported in (False, True):
        request = forensics.draft_request(
            officer, facts=asked, exhibits=[ExhibitFacts(pistol.uid, seal=LONGEST_WORD)]
        )
        forensics.ask_laboratory(officer, request=request.uid)
        seals = {1: SealFacts("other", LONG[:300], LONG[:200])}
        forensics.receive_exhibits(examiner, request=request.uid, seals=seals, number=LONGEST_WORD)
        forensics.begin_examination(examiner, request=request.uid)
        exhibit = request.exhibits.get()
        world.add_early(request.uid, exhibit.uid)
        if is_reported:
            _found(examiner, exhibit.uid)
            forensics.report_findings(examiner, request=request.uid, conclusion=LONG)
    end = End(cases[1].uid)
    leads = [
        forensics.note_lead(examiner, one=end, other=End(each.uid), opinion=Opinion(LONG[:160], date(2026, 4, 1), LONG[:300]))
        for each in (cases[0], cases[2])
    ]  # fmt: skip
    gun = forensics.infer_gun(examiner, lead=leads[0].uid, name=LONGEST_WORD, note=LONG[:300])
    forensics.join_lead(examiner, gun=gun.uid, lead=leads[1].uid)
    world.add_early(gun.uid, *(lead.uid for lead in leads))
    world.add("act", "report", "examine", "restore", "fire", "compare", "join")


def _found(examiner: Asker, exhibit: str) -> None:
    """Of everything that can be found, one."""
    day = date(2026, 4, 1)
    told = ExaminationFacts(
        day,
        "works",
        "revolver",
        True,
        "alarm",
        "pistol",
        LONG[:300],
        "converted",
        LONG,
        (("barrel", "craft_made"),),
    )
    forensics.record_examination(examiner, exhibit=exhibit, facts=told)
    read = RestorationFacts(day, "chemical_etching", "frame", reading="12[8B]?6*", note=LONG[:300])
    forensics.record_restoration(examiner, exhibit=exhibit, facts=read, into_register=False)
    fired = FireFacts(day, 3, 3, 3, ammunition=LONG[:160], specimen=LONGEST_WORD)
    forensics.record_test_fire(examiner, exhibit=exhibit, facts=fired)
    analysed = ResultFacts(day, "acetone", LONG[:160], Decimal("2.5"), "l", Decimal("64.5"), LONG)
    forensics.record_lab_result(examiner, exhibit=exhibit, facts=analysed)


def _store(world: World) -> None:
    """A store with a parcel in it, and one that waits for the officer."""
    keeper, officer = world.staff.asker("store_keeper"), world.staff.asker("officer")
    store = custody.make_store(keeper, name="Invented store", standard=LONG[:200])
    room = custody.add_room(keeper, store=store.uid, name="Invented room")
    place = custody.add_place(keeper, store=store.uid, room=room.pk, name=LONGEST_WORD, capacity=1)
    made = actions.record_occurrence(
        officer,
        facts=OccurrenceFacts(kind="seizure", items=(ItemFacts(kind="pistol"), ItemFacts(kind="rifle"))),
    )
    paper = Paper(seal=LONGEST_WORD, condition=LONG[:200], reason=LONG[:290])
    lying, offered = (
        custody.receive(
            keeper,
            item=item.uid,
            place=place.code,
            quantity=Decimal(1),
            given_by=Party(name=LONG[:160]),
            paper=paper,
        )
        for item in made.items.order_by("position")
    )
    offer = custody.offer_parcel(keeper, parcel=offered.code, to_account=officer.id, paper=paper)
    told = {"authority": LONG[:160], "reference": LONGEST_WORD, "decided_on": date(2026, 4, 1)}
    custody.decide_disposal(keeper, item=lying.item.uid, outcome="destroy", **told)
    points = codes.codes(POINTS)
    inspection = custody.record_inspection(
        keeper, store=store.uid, inspected_on=date(2026, 4, 1), inspectors=LONG[:200], standard=LONG[:200], note=LONG[:290],
        seen=[Seen(point, "no" if point == "keys" else "yes", LONG[:290] if point == "keys" else "") for point in points],
    )  # fmt: skip
    taking = custody.begin_stocktake(keeper, store=store.uid)
    custody.see_parcel(keeper, stocktake=taking.uid, label=lying.code, place=place.code)
    world.add("uid", store.uid, lying.uid, offer.uid, inspection.uid, taking.uid)
    world.add("act", "move")


def _tracing(world: World) -> None:
    """A request that was answered, with its chain, and one that waits to be checked."""
    officer, exchange = world.staff.asker("officer"), world.staff.asker("exchange_officer")
    told = {"make": "Zastava", "model": "M57", "calibre": "7.62x25", "country_of_manufacture": "SFRY"}
    made = actions.record_occurrence(
        officer,
        facts=OccurrenceFacts(
            kind="seizure",
            occurred_on="2024-03-01",
            items=(ItemFacts(kind="pistol", marks=(MarkFacts(as_read=LONGEST_WORD),), **told),),
        ),
    )
    item = made.items.get()
    photo = actions.attach_file(officer, target=item, stream=_picture(), name="number.png")
    facts = RequestFacts("ffp", LONG[:290], partner="RS", addressee=LONG[:160], our_reference=LONGEST_WORD)
    sent, waiting = (tracing.draft_trace(officer, item=item.uid, facts=facts) for _ in range(2))
    tracing.check_trace(exchange, request=sent.uid, photo=photo.pk, read_number=LONGEST_WORD)
    tracing.send_trace(exchange, request=sent.uid)
    tracing.answer_trace(exchange, request=sent.uid, answer="found", text=LONG)
    sold = TransferFacts("sold", "dealer", "document", "1990-05", "SFRY", LONG[:160], LONGEST_WORD)
    tracing.add_transfer(exchange, request=sent.uid, facts=sold)
    asked = IncomingFacts("ffp", LONG[:160], LONG[:290], partner="AL", make="Zastava", serial=LONGEST_WORD)
    came_in = tracing.receive_trace(exchange, facts=asked)
    world.add_early(sent.uid, waiting.uid, came_in.uid)
    world.add("act", "check", "transfer")


def _cases(world: World, officer: Asker) -> None:
    """A case of the investigator's with a task, an enquiry, a person and proceedings; and a victim, whom a helper helps."""
    case = cases.record_case(officer, facts=CaseFacts(title=LONG[:150], number=LONGEST_WORD, summary=LONG))
    occurrence = Occurrence.objects.get(uid=world.values["uid"][0])
    cases.link_record(officer, case=case.uid, kind="occurrence", uid=occurrence.uid)
    task = cases.set_task(officer, case=case.uid, facts=TaskFacts(what=LONG[:290], who=officer.id))
    enquiry = cases.record_enquiry(
        officer,
        case=case.uid,
        facts=EnquiryFacts(source="special_measure", asked=LONG, reference=LONGEST_WORD),
    )
    person = actions.record_person(
        officer, facts=PersonFacts(role="possessor", category="suspect", family_name=LONGEST_WORD)
    )
    stands = cases.put_person_in_case(
        officer, case=case.uid, facts=CasePersonFacts(person=person.uid, category="suspect", note=LONG[:290])
    )
    proceeding = cases.report_offence(
        officer,
        case=case.uid,
        facts=StepFacts(on="2026-03", authority=LONG[:150]),
        offence="XK-366",
        person=stands.uid,
    )
    helper = world.staff.asker("victim_assistance")
    victim = cases.record_victim(helper, facts=VictimFacts(called=LONGEST_WORD, note=LONG))
    referral = cases.note_need(helper, victim=victim.uid, facts=NeedFacts(need="legal", service="legal_aid"))
    world.add_early(case.uid, task.uid, enquiry.uid, stands.uid, proceeding.uid, victim.uid, referral.uid)
    world.add("case", case.uid)
    world.add("act", "close", "finish", "confirm", "charge", "agree")


def _statistics(world: World, head: Asker) -> None:
    """A frozen year, and a release of it."""
    year = timezone.localdate().year - 1
    for at in range(24):
        of = rows.occurrence(world.staff.unit, occurred_on=f"{year}-{1 + at % 12:02}-05", status="checked")
        rows.item(of, municipality="prizren", kind="revolver")
    refresh(full=True)
    with only_few():
        freeze(head, period=period_named(str(year)))
        publish(head, note=LONG[:300])
    world.add("period", str(year))
    world.add("release", 1)
    world.add("figure", "firearms-seized", "persons-killed", "attendances")
    world.add("workbook", "sdg-16-4-2")
    world.add("year", str(year))


def _boards(world: World, officer: Asker) -> None:
    """A board that is shared, and a paper that came of it."""
    refresh()
    panels = (PanelFacts("firearms-seized"), PanelFacts("firearms-seized", by="kind"))
    board = save_board(officer, facts=BoardFacts(LONG[:120], Sharing.JURISDICTION, panels))
    deliver(officer, uid=board.uid, rhythm=Rhythm.DAY)
    Delivery.objects.update(next_at=timezone.now())
    assert deliver_due() == 1
    world.add("uid", board.uid, InboxItem.objects.get().uid)


def _projects(world: World) -> None:
    """The projects of the source document, and a recommendation that is overdue."""
    keeper = world.staff.asker("programme_officer")
    world.add("uid", *(project.uid for project in load_source(keeper)))
    of = Output.objects.get(code="gap-explosives")
    made = recommend(keeper, output=of.uid, text=LONG, owner="Invented department", due_on="2024-01-31")
    told = record_indicator(keeper, project=of.project.uid, facts=TOLD)
    bound = record_indicator(keeper, project=of.project.uid, facts=BOUND)
    world.add("uid", of.uid, made.uid, told.uid, bound.uid)
    world.add("kind", "project", "output", "indicator", "recommendation")
    facts = ManualFacts("procedure", LONG[:250], LONG, ("seizure", "item", "project"))
    manual = record_manual(keeper, facts=facts)
    for version, language in (("1", "sq"), ("2", "sq"), ("2", "en")):
        add_manual_file(
            keeper, manual=manual.uid, facts=ManualFileFacts(version, language, "2023-05", LONG[:200]),
            stream=io.BytesIO(b"Procedure."), name=f"{LONG[:120]}.txt",
        )  # fmt: skip
    record_manual(keeper, facts=ManualFacts("manual", "Without a file"))
    world.add("uid", manual.uid)
    world.add("number", ManualFile.objects.first().pk)  # type: ignore[union-attr]
    lost = record_project(keeper, facts=replace(PROJECT, code="lost", title=LONG[:250]))
    delete_project(keeper, uid=lost.uid, version=1, reason="Entered twice")


def _signals(world: World) -> None:
    """Years of records with a month that stands out."""
    history(world.staff.unit, surge=15, kind="revolver")
    refresh(full=True)
    count_watches(date(2022, 12, 6), anew=True)
    world.add("uid", Signal.objects.first().uid)  # type: ignore[union-attr]


def _pairs(world: World, officer: Asker) -> None:
    """A gun in three records: one pair judged, one open; and the same number on another make."""
    for make, model in (("zastava", "M57"), ("zastava", LONG[:120]), ("zastava", ""), ("beretta", "92")):
        gun(officer, "TEST-128765", make=make, model=model)
    follow()
    follow_events()
    found = Candidate.objects.order_by("id")
    judge_candidate(officer, uid=found[0].uid, word="same", reason=LONG)
    world.add(
        "uid", *found.values_list("uid", flat=True)[:3], found.get(one=found[0].one, proposal="conflict").uid
    )
    world.add("uid", found[0].one.uid)
    one, other = found[0].one.occurrence, found[0].other.occurrence
    event, _made = EventCandidate.objects.get_or_create(
        one=one, other=other,
        defaults={"proposal": "unsure", "probability": 0.5, "found_at": timezone.now(), "compared_at": timezone.now()},
    )  # fmt: skip
    judge_event(officer, uid=event.uid, word="same", reason=LONG)
    world.add("uid", event.uid, one.uid)
    world.add("step", "recovery-1-prints")
    taken_in(
        officer,
        "lost_and_stolen",
        [["TEST-128765", "Zastava", "M57", "7,62x25", LONG[:100], "2024", LONG[:150]]],
    )
    follow_lists()
    check_item(officer, uid=found[0].one.uid, number="TEST-128765")


def _records(world: World, officer: Asker, head: Asker) -> None:
    operation = actions.record_operation(
        officer, facts=OperationFacts(name="Invented operation", plan=LONG, starts_on="2026-03")
    )
    search = HouseSearchFacts(order_number="TEST 1/2026", witnesses="Two invented neighbours")
    check = actions.record_check(
        officer,
        facts=CheckFacts(
            context="house_search",
            happened_on="2026-03-04",
            checks_with_find=1,
            operation=operation.uid,
            house_search=search,
        ),
    )
    rich = actions.record_occurrence(officer, facts=_rich(operation.uid, check.uid))
    closed, gone, poor, incident = (
        actions.record_occurrence(officer, facts=OccurrenceFacts(kind=kind, items=items, incident=what))
        for kind, items, what in (
            ("seizure", (ItemFacts(kind="rifle"),), None),
            ("find", (ItemFacts(kind="hand_grenade"),), None),
            ("seizure", (), None),
            ("incident", (), IncidentInput(killed=1)),
        )
    )
    closed = actions.check_occurrence(head, uid=closed.uid, version=closed.version)
    closed = actions.lock_occurrence(head, uid=closed.uid, version=closed.version)
    gone = actions.delete_occurrence(head, uid=gone.uid, version=gone.version, reason="Entered twice")
    world.add("uid", *(each.uid for each in (rich, closed, gone, poor, incident)))
    for record, kind, name in ((rich, "occurrence", "narrative"), (rich.items.first(), "item", "model")):
        said = {name: (LONG, "Another invented value")}
        made = actions.save_statement(
            officer, subject_kind=kind, uid=record.uid, kind="contested", said=said, said_by="A witness"
        )
        world.add("number", made.pk)
        world.add("field", name)
    world.add("uid", *rich.items.values_list("uid", flat=True), check.uid, operation.uid)


def _rich(operation: str, check: str) -> OccurrenceFacts:
    """An occurrence that says something in every part of the page."""
    marks = (MarkFacts(as_read="TEST-4711"), MarkFacts(as_read=LONGEST_WORD, kind="proof", notes=LONG))
    pistol = ItemFacts(
        kind="pistol", make="Zastava", model="M57", calibre_code="7.62x25", description=LONG, marks=marks
    )
    rounds = ItemFacts(kind="cartridge", quantity=Decimal(36), calibre_code="7.62x25")
    return OccurrenceFacts(
        kind="seizure",
        occurred_on="2026-03-04",
        place=PlaceFacts(
            text=LONG, municipality="gjakove", latitude=42.38, longitude=20.43, precision="exact"
        ),
        context="house_search",
        narrative=LONG,
        operation=operation,
        found_in_check=check,
        items=(pistol, rounds),
        references=(ReferenceFacts(kind="police_case", issuer="Police", number="TEST-2026/1"),),
        persons=(
            PersonFacts(role="possessor", category="suspect", family_name="Invented", given_name="Person"),
        ),
        vehicles=(VehicleFacts(registration="TEST-123", kind="car"),),
        goods=(GoodsFacts(kind="money", quantity=Decimal(500), unit="eur"),),
    )


def _people(world: World, officer: Asker) -> None:
    person = Person.objects.get()
    group = actions.record_group(officer, facts=GroupFacts(name="An invented group", notes=LONG))
    actions.add_group_member(
        officer, group=group.uid, version=group.version, facts=MemberFacts(person=person.uid)
    )
    circle = actions.make_circle(officer, name="Those who work on it", reason="An invented enquiry")
    vehicle = actions.record_vehicle(
        officer, facts=VehicleFacts(registration="TEST-456", kind="van", make=LONG[:90])
    )
    _restricted(world.staff.asker("officer"), circle.pk)
    world.add("uid", person.uid, group.uid, vehicle.uid)
    world.add("number", circle.pk)
    world.add(
        "member", *group.members.values_list("pk", flat=True), *circle.members.values_list("pk", flat=True)
    )


def _restricted(member: Asker, circle: int) -> None:
    """Rows that are shut to their reader. No person: lists of people are exported with a reason only."""
    rights: dict[str, Any] = {"visibility": "restricted", "circle": circle}
    facts = OccurrenceFacts(
        kind="seizure",
        occurred_on="2026-03-05",
        items=(ItemFacts(kind="shotgun", marks=(MarkFacts(as_read="TEST-4712"),)),),
        references=(ReferenceFacts(kind="police_case", issuer="Police", number="TEST-2026/2"),),
        **rights,
    )
    actions.record_occurrence(member, facts=facts)
    actions.record_check(member, facts=CheckFacts(context="patrol", happened_on="2026-03-05", **rights))
    actions.record_operation(member, facts=OperationFacts(name="Unseen", starts_on="2026-03", **rights))


def _files(world: World, officer: Asker) -> None:
    """A file that was just received, one that was checked and has rows to mend, and one that is in the register."""
    done = office.taken_in(officer)
    checked = office.checked(
        officer, [*office.BAD_ROWS, [9, "T-9/2022", "09.03.2022", "Pejë", "Pushkë", "", 1]]
    )
    received = office.received(officer, [[7, "T-7/2022", "09.03.2022", "Pejë", "Pushkë", "", 1]])
    world.add("uid", checked.uid, done.uid, received.uid)
    assert Batch.objects.count() == 3


def _office(world: World, officer: Asker) -> None:
    """Attachments, a draft, an account that wants its second factor back, and one that has every factor."""
    rich = Occurrence.objects.get(uid=world.values["uid"][0])
    actions.attach_file(officer, target=rich, stream=_picture(), name="pistol.png")
    world.add("number", *Attachment.objects.values_list("pk", flat=True))
    Draft.objects.create(
        owner=officer.id, form="seizure", key="test", data={"kind": "seizure"}, changed_at=timezone.now()
    )
    reader = world.staff.reader
    reset = FactorReset.objects.create(user=reader, asked_by=officer.id, reason="The telephone was lost")
    TOTP.activate(reader, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(reader)
    key = WebAuthn.add(reader, name="An invented key", credential=registered_key())
    world.add("pk", key.instance.pk)
    world.add("account_id", reader.pk)
    world.add("reset_id", reset.pk)
    newest = entries_visible_to(world.staff.asker("auditor")).order_by("-position").first()
    assert newest
    world.add("position", newest.position)
    world.add("name", "item_kinds")
    world.add("slug", "storage")
    world.add("model", "zastava_m57")
    link = link_for(world.staff.donor, made_by=world.staff.asker("administrator").id)
    world.add("token", link.split("/")[2])
    world.add("kind", "occurrence", "item", "day")
    world.add("form", "seizure")
    world.add("key", "test")
    world.add("source", "item_kinds", "municipalities")


def _picture() -> io.BytesIO:
    stream = io.BytesIO()
    Image.new("RGB", (640, 480), "grey").save(stream, "PNG")
    stream.seek(0)
    return stream
