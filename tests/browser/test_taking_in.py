"""The whole way of an officer: sign in, take in a workbook, mend two cells, find the record, export it; an auditor
then sees all of it in the log. And the pages of intake without script, for those who cannot see, and on a phone."""

import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.db import connection
from playwright.sync_api import Page, expect

from headstamp.accounts.models import Agency, Unit, User
from headstamp.desk.asking import asker_for
from headstamp.intake.applying import apply
from headstamp.intake.checking import check
from headstamp.intake.models import Batch, State
from headstamp.intake.undoing import undo
from tests.browser.conftest import OpenPage

PASSWORD = "seven quiet rivers run"
HEADINGS = ["Case number", "Date", "Municipality", "Type of weapon", "Make", "Serial number", "Quantity"]
ROWS: list[list[Any]] = [
    ["T-1/2022", "05.03.2022", "Gjakovë", "Pistol", "Zastava", "DEMO10001", 1],
    ["T-2/2022", "06.03.2022", "Pejë", "Rifle", "Zastava", "DEMO10002", 1],
    ["T-3/2022", "31.02.2022", "Prizren", "Pistol", "CZ", "DEMO10003", 1],
    ["T-4/2022", "08.03.2022", "Prizren", "Bang stick", "", "DEMO10004", 1],
]


@pytest.fixture
def office(transactional_db: None, settings: Any) -> dict[str, User]:
    """An officer and an auditor of one unit; no second factor, as in the demonstration."""
    settings.HEADSTAMP_REQUIRE_MFA = False
    agency = Agency.objects.create(
        code="browser", name="Police of the test", jurisdiction="XK", kind="police"
    )
    unit = Unit.objects.create(agency=agency, code="ffp", name="Focal point")
    people = {}
    for name, roles in {"officer": ["registrar", "analyst"], "auditor": ["auditor"]}.items():
        people[name] = User(username=name, unit=unit, roles=roles)
        people[name].set_password(PASSWORD)
        people[name].save()
    return people


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A police register under a banner, with two cells that cannot be read."""
    path = tmp_path / "police register 2022.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Register")
    sheet.write(0, 0, "Police register 2022")
    for number, cells in enumerate([HEADINGS, *ROWS], 2):
        sheet.write_row(number, 0, cells)
    book.close()
    return path


def sign_in(page: Page, name: str) -> None:
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("form[action='/account/login/'] button")
    page.wait_for_url(re.compile(r"^(?!.*login).*$"))


def work(officer: User) -> None:
    """What the worker does with the batch that waits, in a thread of its own as the worker is a process of its own."""
    batch = Batch.objects.get(state__in=[State.CHECKING, State.APPLYING, State.UNDOING])
    does: Callable[..., Batch] = {State.CHECKING: check, State.APPLYING: apply, State.UNDOING: undo}[
        State(batch.state)
    ]
    errors: list[BaseException] = []

    def run() -> None:
        try:
            does(asker_for(officer, ""), batch.uid)
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert errors == []


def send(page: Page, workbook: Path) -> None:
    page.goto("/intake/")
    page.locator("main").get_by_role("link", name="Take in a file").first.click()
    page.set_input_files("[name=file]", workbook)
    page.get_by_role("button", name="Send the file").click()


def map_columns(page: Page) -> None:
    page.get_by_role("link", name="Map the columns").click()
    page.get_by_label("Case number is part of the key").check()
    page.get_by_label("Kind of occurrence").select_option(label="Seizure")
    page.get_by_label("Municipality goes to").select_option(label="Municipality")
    page.get_by_label("Dates with slashes or points").select_option("dmy")
    page.fill("[name=name]", "police_of_the_test")
    page.check("[name=keep]")
    page.get_by_role("button", name="Check the file").click()


def test_an_officer_goes_the_whole_way_and_the_log_tells_of_it(
    office: dict[str, User], workbook: Path, open_page: OpenPage
) -> None:
    page = open_page("/account/login/")
    sign_in(page, "officer")
    send(page, workbook)
    map_columns(page)
    expect(page.get_by_text("The file is being checked")).to_be_visible()
    work(office["officer"])
    expect(page.get_by_text("Nothing is written yet")).to_be_visible()  # the page has gone on by itself

    page.get_by_role("link", name="Rows to mend").click()
    page.get_by_label("Date, row 6").fill("28.02.2022")
    page.get_by_label("Type of weapon, row 7").fill("Rifle")
    page.get_by_role("button", name="Save what was mended").click()
    expect(page.get_by_text("2 rows can be taken in now")).to_be_visible()

    page.get_by_role("link", name="Take it in").click()
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_text("The rows are being taken in")).to_be_visible()
    work(office["officer"])
    page.get_by_role("link", name="See the records").click()
    expect(page.locator("tbody tr")).to_have_count(4)
    page.locator("tbody th a").first.click()
    expect(page.locator("main h1")).to_contain_text("Seizure")
    expect(page.locator("main")).to_contain_text("T-4/2022")

    page.fill("[name=q]", "Djakovica")
    page.press("[name=q]", "Enter")
    expect(page.locator("main")).to_contain_text("DEMO10001")
    page.goto("/items/?municipality=gjakove")
    expect(page.get_by_text("1 item")).to_be_visible()
    page.get_by_text("Export this list").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="XLSX").click()
    assert download.value.path().stat().st_size > 0

    auditor = open_page("/account/login/")
    sign_in(auditor, "auditor")
    auditor.goto("/log/")
    told = auditor.locator("main").inner_text()
    for act in (
        "Signed in",
        "File received",
        "Layout chosen for a file",
        "Layout saved",
        "Check of a file asked for",
        "Cells of a file mended",
        "Taking in of a checked file started",
        "File taken in to its end",
        "Occurrence opened",
        "List of items exported",
    ):
        assert act in told, act
    assert "DEMO10001" not in told


def test_a_wording_is_found_by_its_beginning_and_remembered(
    office: dict[str, User], workbook: Path, open_page: OpenPage
) -> None:
    page = open_page("/account/login/")
    sign_in(page, "officer")
    send(page, workbook)
    map_columns(page)
    work(office["officer"])
    page.get_by_role("link", name="Wordings").click()
    page.get_by_placeholder("type to find").fill("shotg")
    page.locator("li[role=option]", has_text="Shotgun").first.click()
    expect(page.get_by_label("Bang stick means", exact=True)).to_have_value("shotgun")
    page.get_by_role("button", name="Remember and check again").click()
    work(office["officer"])
    expect(page.get_by_role("link", name="Wordings", exact=True)).to_be_visible()


def test_without_script_the_pages_carry_on_alone(
    office: dict[str, User], workbook: Path, open_page: OpenPage
) -> None:
    page = open_page("/account/login/", script=False)
    sign_in(page, "officer")
    send(page, workbook)
    map_columns(page)
    work(office["officer"])
    expect(page.get_by_text("Nothing is written yet")).to_be_visible()  # by the refresh of the page
    page.get_by_role("link", name="Wordings").click()
    page.get_by_label("Bang stick means").select_option(label="Rifle")
    page.get_by_role("button", name="Remember and check again").click()
    work(office["officer"])
    page.goto(f"/intake/{Batch.objects.get().uid}/")
    page.get_by_role("link", name="Take it in").click()
    page.get_by_role("button", name="Take it in").click()
    work(office["officer"])
    expect(page.get_by_role("link", name="See the records")).to_be_visible()
    page.get_by_role("link", name="Undo").click()
    page.fill("[name=reason]", "Sent twice by the agency")
    page.get_by_role("button", name="Undo").click()
    work(office["officer"])
    page.goto(f"/intake/{Batch.objects.get().uid}/")
    expect(page.get_by_text("everything that this file had made or changed was taken back")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_the_pages_are_readable_for_everybody(
    office: dict[str, User],
    workbook: Path,
    open_page: OpenPage,
    accessible: Callable[[Page], None],
    fits: Callable[[Page], None],
    theme: str,
    size: str,
) -> None:
    page = open_page("/account/login/", theme=theme, size=size)
    sign_in(page, "officer")
    page.goto("/intake/")
    accessible(page)
    send(page, workbook)
    page.wait_for_url("**/layout/")
    accessible(page)
    uid = Batch.objects.get().uid
    page.goto(f"/intake/{uid}/columns/")
    accessible(page)
    fits(page)
    page.goto(f"/intake/{uid}/layout/")
    map_columns(page)
    page.wait_for_url(f"**/intake/{uid}/")
    accessible(page)
    work(office["officer"])
    for address in (
        "/intake/",
        "/intake/new/",
        *(f"/intake/{uid}/{part}" for part in ("", "words/", "mend/", "rows/", "apply/")),
    ):
        page.goto(address)
        accessible(page)
        fits(page)
