"""A converted pistol from the border crossing to its destruction, by the pages that each person sees and by nothing else.

The office has before: accounts, a store with a place, the channels of its jurisdiction. All that happens is typed.
"""

import io
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from headstamp.accounts.models import Agency, Unit, User
from headstamp.custody import actions as custody
from headstamp.desk.asking import asker_for
from headstamp.snapshot.actions import refresh
from tests.browser.conftest import OpenPage
from tests.browser.test_taking_in import PASSWORD, sign_in
from tests.desk.life import MOVED, NUMBER, TOLD, moved

PEOPLE = {
    "officer": ["registrar"],
    "second_officer": ["registrar"],
    "keeper": ["store_keeper"],
    "witness": ["store_keeper"],
    "examiner": ["examiner"],
    "second_examiner": ["examiner"],
    "exchange_officer": ["exchange_officer"],
    "investigator": ["investigator"],
}
LABORATORY, COURT = "Invented laboratory", "Invented basic court"


class Seat:
    """One person at a computer of his own."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        sign_in(page, name)

    def goes(self, address: str) -> "Seat":
        self.page.goto(address)
        return self

    def clicks(self, name: str) -> "Seat":
        """Follow the first link of this name on the page."""
        self.page.locator("main").get_by_role("link", name=name).first.click()
        return self

    def writes(self, **told: Any) -> "Seat":
        """Fill the boxes of the form that are called so."""
        for name, value in told.items():
            box = self.page.locator(f"main [name='{name}']")
            if isinstance(value, bool):
                box.set_checked(value)
            elif box.evaluate("box => box.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)
        return self

    def sends(self, button: str, told: str = "") -> "Seat":
        """Press the button, and read that it is done."""
        here = self.page.url
        self.page.locator("main").get_by_role("button", name=button, exact=True).click()
        if told:
            expect(self.page.locator("body")).to_contain_text(told)
        else:
            self.page.wait_for_url(lambda url: url != here)
        expect(self.page.locator("main .invalid-feedback:visible, main .hs-form-errors")).to_have_count(0)
        return self

    def does(self, link: str, button: str = "", **told: Any) -> "Seat":
        """An act of a page: its link, its form, its button, which is called like the link where nothing else is said."""
        self.clicks(link)
        return self.writes(**told).sends(button or link)

    @property
    def path(self) -> str:
        return re.sub(r"^https?://[^/]*", "", self.page.url).split("?")[0].split("#")[0]


Seats = dict[str, Seat]


@pytest.fixture
def seats(transactional_db: None, settings: Any, open_page: OpenPage) -> Seats:
    """The office, and everybody signed in."""
    settings.HEADSTAMP_REQUIRE_MFA = False
    agency = Agency.objects.create(code="life", name="Invented police", jurisdiction="XK", kind="police")
    unit = Unit.objects.create(agency=agency, code="ffp", name="Focal point")
    for name, roles in PEOPLE.items():
        person = User(username=name, unit=unit, roles=roles)
        person.set_password(PASSWORD)
        person.save()
    keeper = asker_for(User.objects.get(username="keeper"), "")
    store = custody.make_store(keeper, name="Invented store")
    room = custody.add_room(keeper, store=store.uid, name="A")
    custody.add_place(keeper, store=store.uid, room=room.pk, name="1")
    return {name: Seat(open_page("/account/login/"), name) for name in PEOPLE}


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "frame.jpg"
    content = io.BytesIO()
    Image.new("RGB", (300, 200), "gray").save(content, "JPEG")
    path.write_bytes(content.getvalue())
    return path


def seizes(officer: Seat) -> tuple[str, str]:
    """Addresses of the occurrence and of its pistol."""
    officer.goes("/enter/")
    officer.page.locator("#section-more > summary").click()
    officer.page.locator("#section-persons > summary").click()
    officer.page.get_by_role("button", name="Add a person").click()
    officer.page.locator(".en-item .en-more > summary").click()
    officer.writes(**{
        "kind": "seizure", "occurred_on": "2024-03-04", "place.kind": "border_crossing_point", "items.0.kind": "pistol",
        "items.0.make": "Ekol", "items.0.model": "Firat", "items.0.calibre": "9x19",
        "items.0.country_of_manufacture": "TR", "items.0.legal_status": "seized",
        "items.0.marks.0.state": "removed", "items.0.marks.0.part": "frame",
        "persons.0.role": "possessor", "persons.0.category": "suspect", "persons.0.family_name": "Inventovski",
        "persons.0.given_name": "Ivo", "persons.0.sex": "male",
    })  # fmt: skip
    officer.page.keyboard.press("Control+Enter")
    officer.page.wait_for_url("**/occurrences/**")
    occurrence = officer.path
    officer.page.locator("main a[href^='/items/']").first.click()
    officer.page.wait_for_url("**/items/**")
    return occurrence, officer.path


def finds_a_case(officer: Seat) -> str:
    """Address of the cartridge case of a shooting."""
    officer.goes("/enter/").writes(
        **{"kind": "seizure", "occurred_on": "2024-02-01", "items.0.kind": "cartridge_case"}
    )
    officer.page.keyboard.press("Control+Enter")
    officer.page.wait_for_url("**/occurrences/**")
    officer.page.locator("main a[href^='/items/']").first.click()
    officer.page.wait_for_url("**/items/**")
    return officer.path


def is_taken_in(keeper: Seat, item: str) -> str:
    """Address of the pistol's parcel."""
    keeper.goes(item).clicks("Receive into a store")
    place = keeper.page.locator("main [name=place] option").nth(1).get_attribute("value")
    keeper.writes(place=place, given_by="Invented patrol", seal="S-1", reason="seized")
    keeper.sends("Receive into a store", "Received.")
    return keeper.path


def is_examined(seats: Seats, item: str) -> None:
    officer, first, second = seats["officer"], seats["examiner"], seats["second_examiner"]
    officer.goes(item).clicks("Ask the laboratory")
    officer.writes(laboratory=LABORATORY, questions="Does it fire? Its number?", due_on="2999-01-01")
    officer.sends("Ask the laboratory", "The request is drafted").does("Send to the laboratory")
    request = officer.path
    first.goes(request).does("Receive the exhibits", found_1="S-1").does("Begin the examination")
    first.page.locator("main a[href^='/laboratory/exhibits/']").first.click()
    first.does(
        "Record an examination", examined_on="2024-04-02", function="works", kind="pistol", is_converted="yes",
        converted_from="alarm", converted_into="pistol", converted_how="New barrel, 9×19", making="converted",
    )  # fmt: skip
    first.does(
        "Record a restoration", tried_on="2024-04-03", method="chemical_etching", part="frame", reading=NUMBER,
        into_register=True,
    )  # fmt: skip
    first.goes(request).does("Report", conclusion="Converted. It fires.", number="LAB 1/24")
    second.goes(request).does("Verify the report")


def is_hit(seats: Seats, item: str, case: str) -> None:
    first, second = seats["examiner"], seats["second_examiner"]
    for end, amounts in ((case, {"cases": "1"}), (item, {"bullets": "2", "cases": "2"})):
        first.goes(end).clicks("Entry in a ballistic system")
        first.writes(system="ibis", entered_on="2024-04-10", **amounts).sends("Entry in a ballistic system")
    first.goes(item).clicks("Note a ballistic lead")
    other = case.strip("/").split("/")[-1]
    first.writes(
        other_item=other, system="ibis", laboratory=LABORATORY, on="2024-04-11", basis="On the list of IBIS"
    )
    first.sends("Note a ballistic lead", "It is no hit until two examiners say so")
    lead = first.path
    said = {"laboratory": LABORATORY, "on": "2024-05-02", "basis": "Comparison microscope"}
    first.does("Compared: one gun", **said)
    second.goes(lead).does("Verify: a hit", **said)


def is_traced(seats: Seats, item: str, photo: Path) -> None:
    officer, second, exchange = seats["officer"], seats["second_officer"], seats["exchange_officer"]
    officer.goes(item)
    officer.page.set_input_files("main [name=file]", photo)
    officer.sends("Attach", "1 file is attached.")
    officer.clicks("Trace this firearm")
    officer.writes(channel="ffp", partner="RS", addressee="Invented Focal Point", purpose="Invented case 1")
    officer.sends("Save the draft", "A second person verifies the number")
    request = officer.path
    second.goes(request).does("Verify the number", read_number=NUMBER)
    exchange.goes(request).does("Note that it was sent")
    exchange.does("Note the answer", answer="found", text="See the chain.")
    exchange.does(
        "Add to the chain", kind="made", holder_kind="maker", evidence="record", on="2015", jurisdiction="TR",
        holder="Invented works", reference="R 1",
    )  # fmt: skip
    exchange.does(
        "Add to the chain", kind="last_legal_holder", holder_kind="private_person", evidence="document",
        on="2018-05-02", jurisdiction="RS", holder="Invented Person", reference="D 2",
    )  # fmt: skip
    exchange.does(
        "Close with its outcome", result="traced", diverted_in="RS", diverted_on="2019", left_by="theft_from_holder",
        left_evidence="statement",
    )  # fmt: skip


def checks_the_number(officer: Seat, item: str) -> None:
    officer.goes(item).clicks("Check its number")
    officer.writes(number=NUMBER, part="frame").sends("Check").sends(
        "Keep this result with the item", "The check is kept"
    )


def is_judged(investigator: Seat, occurrence: str) -> None:
    """From the opening of a case to the court's decision on the pistol."""
    investigator.goes("/cases/new/")
    investigator.writes(title="Invented case of the blue lorry", opened_on="2024-03-05").sends("Open it")
    case = investigator.path
    investigator.goes(f"{case}?show=occurrences").writes(record=occurrence).sends(
        "Take it in", "It belongs to the case now."
    )
    investigator.goes(f"{case}?show=persons").clicks("Put a person into the case")
    person = investigator.page.locator("main [name=person] option").nth(1).get_attribute("value")
    investigator.writes(person=person, category="suspect", role="possessor").sends("Put into the case")
    investigator.goes(f"{case}?show=proceedings").clicks("Offence reported")
    against = investigator.page.locator("main [name=person] option").nth(1).get_attribute("value")
    investigator.writes(
        person=against, offence="XK-366", on="2024-03-06", authority="Invented prosecution"
    ).sends("Note it")
    for act, told in (
        ("Charged", {"on": "2024-03-20"}),
        ("Indicted", {"on": "2024-04-01"}),
        ("Judged", {"on": "2024-05-02", "authority": COURT, "reference": "P 1/24", "outcome": "convicted"}),
    ):
        investigator.clicks(act).writes(**told).sends("Note it")
    investigator.clicks("Sentence").writes(kind="imprisonment", amount="2", unit="years").sends("Note it")
    investigator.clicks("Decision on an item")
    item = investigator.page.locator("main [name=item] option").nth(1).get_attribute("value")
    investigator.writes(
        item=item,
        is_confiscated=True,
        outcome="destroy",
        authority=COURT,
        reference="P 1/24",
        decided_on="2024-05-02",
    ).sends("Note the decision")


def is_destroyed(seats: Seats, parcel: str) -> None:
    keeper, witness = seats["keeper"], seats["witness"]
    keeper.goes(parcel).clicks("Record its destruction")
    confirms = keeper.page.locator("main [name=to_account] option", has_text="witness").get_attribute("value")
    keeper.writes(
        method="Cut and melted", witnesses="Two invented witnesses", reference="C 1/24", to_account=confirms
    )
    keeper.sends("Record its destruction", "Waits for witness")
    witness.goes(parcel).clicks("Answer").sends("Accept", "It is in the ledger.")


def figures(reader: Seat) -> dict[str, Decimal]:
    """What the page of each figure says of all its years together, once the worker has made the snapshot anew."""
    refresh()
    found = {}
    for id in MOVED:
        rows = reader.goes(f"/figures/{id}/").page.locator("main tbody tr").all()
        told = [row.locator("td.hs-num").last.inner_text() for row in rows]
        numbers = [each.removesuffix(" %") for each in told]
        found[id] = sum((Decimal(each) for each in numbers if re.fullmatch(r"[0-9.]+", each)), Decimal(0))
    return found


def test_a_pistol_is_lived_from_the_border_to_the_furnace_by_the_pages_alone(
    seats: Seats, photo: Path
) -> None:
    officer, investigator = seats["officer"], seats["investigator"]
    before = figures(investigator)
    occurrence, item = seizes(officer)
    case = finds_a_case(officer)
    parcel = is_taken_in(seats["keeper"], item)
    is_examined(seats, item)
    is_hit(seats, item, case)
    checks_the_number(officer, item)
    is_traced(seats, item, photo)
    is_judged(investigator, occurrence)
    is_destroyed(seats, parcel)

    after = figures(investigator)
    assert moved(before, after) == MOVED

    told = investigator.goes(f"{item}story/").page.locator("main").inner_text()
    for words in TOLD:
        assert words in told, words
