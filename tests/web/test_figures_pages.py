"""The pages of figures: catalogue, one figure with its way to the records, the Roadmap, entered figures and targets."""

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from headstamp.accounts import limits
from headstamp.audit.models import Entry
from headstamp.desk.publication.making import publish
from headstamp.indicators.actions import enter_figure, freeze, set_target
from headstamp.indicators.models import EnteredFigure, Target
from headstamp.indicators.period import Period
from headstamp.snapshot.actions import refresh
from tests.indicators.office import only_few
from tests.plugins.staff import ClientOf, Staff
from tests.registry import rows

SURVEY = {
    "figure": "kpi-14",
    "period": "2022",
    "value": "61.5",
    "origin": "office",
    "evidence": "Survey of March",
}


@pytest.fixture
def office(staff: Staff) -> Staff:
    for year, number in (("2021", 2), ("2022-03-04", 3)):
        rows.item(rows.occurrence(staff.unit, occurred_on=year), quantity=number)
    refresh()
    return staff


def page(client_of: ClientOf, role: str, address: str) -> str:
    response = client_of(role).get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_the_catalogue_says_how_many_and_finds_words(client_of: ClientOf, office: Staff) -> None:
    assert "firearms-seized" in page(client_of, "reader", "/figures/")
    found = page(client_of, "reader", "/figures/?q=detection%20rate")
    assert "2 figures" in found
    assert "No figure has these words" in page(client_of, "reader", "/figures/?q=zzz")


def test_a_figure_leads_to_the_records_it_counts(client_of: ClientOf, office: Staff) -> None:
    shown = page(client_of, "analyst", "/figures/firearms-seized/?by=kind&period=2022")
    address = "/items/?year=2022&amp;class=firearm&amp;measured=pieces&amp;occurrence=seizure&amp;kind=pistol"
    assert f'href="{address}"' in shown
    assert "1 item" in page(client_of, "analyst", address.replace("&amp;", "&"))


def test_a_figure_says_what_it_is_and_what_to_mind(client_of: ClientOf, office: Staff) -> None:
    shown = page(client_of, "reader", "/figures/firearms-seized/")
    for words in ("seized is not confiscated", "No data is not nought", "KPI 8", "provisional"):
        assert words in shown
    once = "judged to be one event or one gun count once"
    assert once in shown
    assert once not in page(client_of, "reader", "/figures/ballistic-hits/")


def test_odd_questions_are_answered_kindly(client_of: ClientOf, office: Staff) -> None:
    for odd in ("?every=aeon", "?by=colour", "?period=22", "?period=2022&every=month"):
        assert "Firearms seized" in page(client_of, "reader", f"/figures/firearms-seized/{odd}")
    assert client_of("reader").get("/figures/guns/").status_code == 404
    assert client_of("reader").get("/figures/kpi-8/")["Location"] == "/roadmap/#kpi-8"


def test_the_file_holds_plain_numbers_and_the_definition(client_of: ClientOf, office: Staff) -> None:
    text = client_of("reader").get("/figures/firearms-seized/figures.csv").content.decode("utf-8-sig")
    lines = text.splitlines()
    assert lines[0] == "Firearms seized"
    assert "firearms-seized,pieces,2022,3," in text


def test_a_file_of_figures_is_in_the_log_and_within_the_limits(
    client_of: ClientOf, office: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits.LIMITS, "export", limits.Limit(2, 3_600))
    reader = client_of("reader")
    codes = [reader.get("/figures/firearms-seized/figures.csv?by=kind").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    noted = Entry.objects.filter(verb="export_figures", subject_id="firearms-seized")
    assert list(noted.values_list("actor", flat=True)) == [office.asker("reader").id] * 2


def test_the_roadmap_shows_baseline_change_and_target(client_of: ClientOf, office: Staff) -> None:
    head = office.asker("head_of_unit")
    enter_figure(head, figure="firearms-seized", period="2018", value=Decimal(2), evidence="Annual report")
    enter_figure(head, figure="kpi-14", period="2022", value=Decimal("61.5"), evidence="Survey")
    set_target(head, figure="firearms-seized", year="2022", value=Decimal(4321))
    shown = page(client_of, "reader", "/roadmap/")
    for number in range(1, 15):
        assert f'id="kpi-{number}"' in shown
    for words in ("Roadmap 2022", "+50 %", "4,321", "61.50 %", "Not counted yet", "not the official text"):
        assert words in shown
    assert "Roadmap 2021" in page(client_of, "reader", "/roadmap/?year=2021")
    assert client_of("donor").get("/roadmap/").status_code == 403


def test_pages_do_not_ask_the_database_for_each_row(
    client_of: ClientOf, office: Staff, django_assert_max_num_queries
) -> None:
    head = office.asker("head_of_unit")
    for year in range(1990, 2018):
        enter_figure(head, figure="kpi-14", period=str(year), value=Decimal(50), evidence="Survey")
        set_target(head, figure="kpi-14", year=str(year), value=Decimal(60))
    client = client_of("head_of_unit")
    for address in ("/entered-figures/", "/roadmap/", "/figures/", "/figures/firearms-seized/"):
        client.get(address)
        with django_assert_max_num_queries(20):
            client.get(address)


def test_a_figure_is_entered_and_withdrawn_with_reasons(client_of: ClientOf, office: Staff) -> None:
    client = client_of("programme_officer")
    bad = client.post("/entered-figures/new/", SURVEY | {"value": "161", "evidence": ""})
    assert bad.status_code == 422
    assert not EnteredFigure.objects.exists()
    assert client.post("/entered-figures/new/", SURVEY | {"value": "161"}).status_code == 422
    assert client.post("/entered-figures/new/", SURVEY)["Location"] == "/entered-figures/"
    row = EnteredFigure.objects.get()
    assert "1 figure stands" in page(client_of, "reader", "/entered-figures/")
    assert client.post("/entered-figures/withdraw/", {"uid": row.uid, "reason": ""}).status_code == 422
    client.post("/entered-figures/withdraw/", {"uid": row.uid, "reason": "twice"})
    row.refresh_from_db()
    assert row.superseded_at
    assert "superseded" in page(client_of, "reader", "/entered-figures/")


def test_a_target_is_set(client_of: ClientOf, office: Staff) -> None:
    client = client_of("programme_officer")
    assert (
        client.post("/entered-figures/target/", {"figure": "kpi-14", "year": "24", "value": "70"}).status_code
        == 422
    )
    client.post("/entered-figures/target/", {"figure": "kpi-14", "year": "2024", "value": "70"})
    assert Target.objects.get().value == 70


def test_an_empty_office_is_told_what_to_do(client_of: ClientOf, staff: Staff) -> None:
    refresh()
    assert "Nothing to count yet" in page(client_of, "reader", "/figures/firearms-seized/")
    assert "Nothing has been entered yet" in page(client_of, "reader", "/entered-figures/")
    assert "Roadmap" in page(client_of, "reader", "/roadmap/")


def test_a_workbook_is_downloaded(client_of: ClientOf, office: Staff) -> None:
    response = client_of("reader").get("/workbooks/iafq/2022/")
    assert response["Content-Disposition"] == 'attachment; filename="iafq-2022.xlsx"'
    assert load_workbook(io.BytesIO(response.content)).sheetnames[-1] == "Figures"
    assert client_of("reader").get("/workbooks/iafq/22/").status_code == 422
    assert client_of("reader").get("/workbooks/secrets/2022/").status_code == 404
    assert 'href="/workbooks/kpi/2022/"' in page(client_of, "reader", "/roadmap/")


def test_workbooks_ask_the_limit_of_exports(
    client_of: ClientOf, office: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits.LIMITS, "export", limits.Limit(1, 3600))
    monkeypatch.setattr(limits, "time", lambda: 7200.0)
    answers = [client_of("reader").get("/workbooks/sdg-16-4-2/2022/").status_code for _time in range(2)]
    assert answers == [200, 429]


def test_a_frozen_year_is_shown_as_approved_to_who_approves_and_counted_live_for_others(
    client_of: ClientOf, office: Staff
) -> None:
    rows.item(rows.occurrence(office.unit, occurred_on="2020", status="checked"), quantity=3)
    refresh(full=True)
    with only_few():
        freeze(office.asker("head_of_unit"), period=Period.parse("2020"))
    rows.item(rows.occurrence(office.unit, occurred_on="2020", status="checked"), quantity=2)
    refresh(full=True)
    for address in ("/figures/firearms-seized/?period=2020", "/roadmap/?year=2020"):
        shown = page(client_of, "head_of_unit", address)
        for words in ("frozen", "edition 1, approved by", "would now be 5", "Items: 1 added"):
            assert words in shown, (address, words)
        shown = page(client_of, "analyst", address)
        assert "edition 1" not in shown
        assert "would now be" not in shown
        assert "provisional" in shown
    text = client_of("head_of_unit").get("/figures/firearms-seized/figures.csv").content.decode("utf-8-sig")
    assert "firearms-seized,pieces,2020,3,,,frozen," in text
    assert "2020 is frozen. This page counts it now" in page(client_of, "analyst", "/?year=2020")
    assert "is frozen" not in page(client_of, "analyst", "/?year=2021")


def test_who_may_not_count_is_told_so_and_reads_what_was_published(
    client_of: ClientOf, office: Staff
) -> None:
    empty = "/figures/firearms-seized/", "/roadmap/"
    for address in empty:
        shown = page(client_of, "programme_officer", address)
        assert "not permitted" in shown
        assert "Your account may not count these records." in shown
        assert "Nothing to count yet" not in shown
    rows.item(rows.occurrence(office.unit, occurred_on="2020", status="checked"), quantity=3)
    refresh(full=True)
    head = office.asker("head_of_unit")
    with only_few():
        freeze(head, period=Period.parse("2020"))
        publish(head, note="First.")
    for address in ("/figures/firearms-seized/", "/roadmap/?year=2020"):
        shown = page(client_of, "programme_officer", address)
        assert ">3<" in shown or ">3 " in shown
        assert "published" in shown
    assert "not permitted" in page(client_of, "reader", "/figures/victims/")
