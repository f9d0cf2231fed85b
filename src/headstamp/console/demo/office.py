"""Builds the demonstration office: people, the three workbooks through the real intake, and what they leave out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from headstamp.accounts.actions import (
    make_account,
    make_agency,
    make_one_time_link,
    make_unit,
    use_one_time_link,
)
from headstamp.accounts.founding import name_office
from headstamp.accounts.models import Agency, Unit, User
from headstamp.analysis.watching import count_watches
from headstamp.console.demo.cases import invent_cases
from headstamp.console.demo.checks import record_checks, record_joint_operation
from headstamp.console.demo.closing import check_tallies, close_year
from headstamp.console.demo.deciding import confirm_categories, destroy, name_suspects
from headstamp.console.demo.equipment import DETECTOR, name_equipment
from headstamp.console.demo.figures import enter_figures, share_board
from headstamp.console.demo.forensics import fill_laboratory
from headstamp.console.demo.incidents import record_incidents
from headstamp.console.demo.lists import write_lists
from headstamp.console.demo.manual import invent_manual
from headstamp.console.demo.projects import invent_project
from headstamp.console.demo.storage import fill_store
from headstamp.console.demo.tracing import trace_some
from headstamp.console.demo.twice import report_thefts
from headstamp.console.demo.workbooks import Book, write_books
from headstamp.desk.asking import asker_for
from headstamp.intake.actions import begin_applying, receive_file, use_layout
from headstamp.intake.applying import apply
from headstamp.intake.checking import check
from headstamp.intake.layout import load_layout
from headstamp.kernel.asker import Asker
from headstamp.programme.loading import load_source
from headstamp.registry.actions import (
    add_member,
    check_occurrence,
    lock_occurrence,
    make_circle,
    record_occurrence,
    set_visibility,
)
from headstamp.registry.facts import (
    ItemFacts,
    MarkFacts,
    OccurrenceFacts,
    PersonFacts,
    PlaceFacts,
)
from headstamp.registry.models import Occurrence
from headstamp.snapshot.actions import refresh

PASSWORD = "invented-records-2022"  # noqa: S105  a demonstration's, printed for everybody who starts it
YEARS = (2020, 2021, 2022)


@dataclass(frozen=True, slots=True)
class Person:
    """An invented account: user name, roles, which agency's unit, what it shows."""

    username: str
    roles: tuple[str, ...]
    unit: str
    shows: str


PEOPLE = (
    Person(
        "officer",
        ("registrar", "analyst", "investigator"),
        "office",
        "enters, takes in files, searches, exports",
    ),
    Person("head", ("head_of_unit",), "office", "checks and locks what others entered"),
    Person("reader", ("reader",), "office", "may look, sees no names"),
    Person(
        "examiner", ("examiner", "store_keeper"), "office", "confirms EU categories, keeps the evidence store"
    ),
    Person("exchange", ("exchange_officer",), "office", "asks other offices where a firearm came from"),
    Person("examiner2", ("examiner",), "office", "verifies what the examiner reported"),
    Person("police", ("registrar", "investigator"), "demo-police", "an officer of another unit"),
    Person("border", ("registrar",), "demo-border", "border police"),
    Person("customs", ("registrar",), "demo-customs", "customs"),
    Person("auditor", ("auditor",), "office", "reads the log, no records"),
    Person("programme", ("programme_officer",), "office", "keeps the projects, sees figures, no persons"),
    Person("donor", ("donor",), "office", "sees published results only"),
)
AGENCIES = (
    ("demo-police", "Demo Police", "police"),
    ("demo-border", "Demo Border Police", "border_police"),
    ("demo-customs", "Demo Customs", "customs"),
)
ADMINISTRATOR = "admin"


def is_built() -> bool:
    """Whether this home holds the demonstration already."""
    return Agency.objects.filter(code="demo-customs").exists() and Occurrence.objects.exists()


def build(folder: Path) -> Iterator[str]:
    """Build it, saying each step in words. `folder` gets the workbooks, to be tried again by hand."""
    name_equipment()
    yield "people and units"
    people = _people()
    yield "the projects of the source document, and an invented one"
    load_source(people["programme"])
    invent_project(people["programme"])
    invent_manual(people["programme"])
    yield "checks, operations and incidents"
    record_joint_operation(people["officer"])
    for year in YEARS:
        record_checks(people["officer"], year)
        record_incidents(people["officer"], year)
    yield "three agencies' workbooks"
    for book in write_books(folder, YEARS):
        yield f"taking in {book.path.name}"
        # The police take their own file in; the focal point takes in what border police and customs send it.
        _take_in(people["police" if book.agency == "police" else "officer"], book)
    yield "suspects, examinations, decisions"
    _follow_up(people)
    yield "guns told twice, lists of stolen and registered arms, an evidence store, a laboratory, trace requests"
    report_thefts(people["officer"], YEARS[-1])
    for book in write_lists(folder, YEARS[-1]):
        _take_in(people["officer"], book)
    fill_store(people["examiner"], people["head"])
    trace_some(people["police"], people["head"], people["exchange"])
    fill_laboratory(people["officer"], people["examiner"], people["examiner2"])
    yield "cases, enquiries and proceedings"
    invent_cases(people["officer"], [people["head"], people["police"]])
    yield "figures entered by hand, targets, a shared board"
    enter_figures(people["programme"])
    share_board(people["officer"])
    yield "a second person's checks, and one restricted record"
    _approve(people["head"])
    check_tallies(people["head"])
    _restrict(people["officer"])
    yield f"the year {YEARS[0]}: checked, frozen and published"
    close_year(people["head"], YEARS[0])
    yield "the snapshot that figures are counted on"
    refresh()
    yield "early warning"
    count_watches()


def _follow_up(people: Mapping[str, Asker]) -> None:
    for year in YEARS:
        name_suspects(people["police"], year)
        confirm_categories(people["examiner"], year)
    destroy(people["police"])


def _people() -> dict[str, Asker]:
    link = name_office(
        jurisdiction="XK",
        agency="Demo Firearms Focal Point",
        unit="Demo Firearms Focal Point",
        administrator=ADMINISTRATOR,
    )
    use_one_time_link(token=link.strip("/").split("/")[-1], password=PASSWORD)
    admin = asker_for(User.objects.get(username=ADMINISTRATOR))
    units = {"office": Unit.objects.get(agency__code="office")}
    for code, name, kind in AGENCIES:
        agency = make_agency(admin, name=name, jurisdiction="XK", kind=kind, code=code)
        units[code] = make_unit(admin, agency_id=agency.pk, name=f"{name}, headquarters", code="hq")
    askers = {}
    for person in PEOPLE:
        user = make_account(
            admin,
            username=person.username,
            unit_id=units[person.unit].pk,
            roles=person.roles,
            first_name="Demo",
            last_name=person.username.title(),
        )
        path = make_one_time_link(admin, account_id=user.pk)
        use_one_time_link(token=path.strip("/").split("/")[-1], password=PASSWORD)
        askers[person.username] = asker_for(user)
    return askers


def _take_in(asker: Asker, book: Book) -> None:
    """The same steps as the browser and `headstamp import`: receive, lay out, check, apply."""
    with book.path.open("rb") as stream:
        batch = receive_file(asker, stream=stream, name=book.path.name)
    use_layout(asker, uid=batch.uid, layout=load_layout(book.layout))
    check(asker, batch.uid)
    begin_applying(asker, uid=batch.uid)
    apply(asker, batch.uid)


def _approve(asker: Asker) -> None:
    """The head checks the newest records, and locks some of them."""
    newest = (
        Occurrence.objects.filter(status="entered", jurisdiction="XK")
        .exclude(created_by=asker.id)
        .order_by("-occurred_on", "-id")[:60]
    )
    for number, occurrence in enumerate(newest):
        checked = check_occurrence(asker, uid=occurrence.uid, version=occurrence.version)
        if number % 3 == 0:
            lock_occurrence(asker, uid=checked.uid, version=checked.version)


_RESTRICTED = OccurrenceFacts(
    kind="find",
    occurred_on="2022-11-05",
    occurred_time="05:40",
    place=PlaceFacts(
        municipality="prizren", jurisdiction="XK", text="An invented farm", precision="settlement"
    ),
    context="house_search",
    concealment="underground",
    detection="metal_detector",
    equipment=DETECTOR,
    narrative="Invented: two pistols buried behind a barn, found with a detector.",
    items=(
        ItemFacts(
            kind="pistol",
            make="Zastava",
            make_code="zastava",
            model="M57",
            calibre="7,62x25",
            legal_status="found",
            legal_status_on="2022-11-05",
            marks=(MarkFacts(as_read="D-100001", part="frame"),),
        ),
        ItemFacts(
            kind="converted",
            make="Ekol",
            model="Firat Magnum",
            calibre="9 mm",
            converted_from="alarm",
            legal_status="found",
            legal_status_on="2022-11-05",
            marks=(MarkFacts(state="removed"),),
        ),
    ),
    persons=(
        PersonFacts(role="possessor", category="suspect", family_name="Shembulli", given_name="Demo"),
        PersonFacts(role="witness", category="witness", family_name="Primerić", given_name="Demo"),
    ),
)


def _restrict(asker: Asker) -> None:
    """One record that only a circle knows of, with invented persons."""
    circle = make_circle(asker, name="Demo circle", reason="Demonstration of need to know.")
    add_member(asker, circle=circle.pk, account=asker.id)
    asker = replace(asker, circles=asker.circles | {circle.pk}, reason="Building the demonstration")
    record = record_occurrence(asker, facts=_RESTRICTED)
    set_visibility(asker, uid=record.uid, version=record.version, visibility="restricted", circle=circle.pk)
