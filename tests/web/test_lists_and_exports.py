"""Each list says how many, filters by its address and leaves as a file to who may take it out."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from headstamp.accounts import limits
from headstamp.audit.models import Entry
from headstamp.kernel.asker import Asker
from headstamp.registry.actions import record_group, record_operation, record_person, record_vehicle
from headstamp.registry.actions.people import GroupFacts
from headstamp.registry.facts import OperationFacts, PersonFacts, VehicleFacts
from headstamp.registry.models import Person
from tests.cast import Cast
from tests.registry.rows import circle

PEOPLE = {"registrar", "analyst", "head", "officer", "partner"}
# Who may take a list out.
MAY = {
    "operations": PEOPLE,
    "people": PEOPLE,
    "groups": PEOPLE,
    "vehicles": PEOPLE,
    "intake": {"registrar", "analyst", "partner"},
    "accounts": {"administrator"},
}


@pytest.fixture(autouse=True)
def _without_second_factor(without_second_factor: None) -> None:
    pass


@pytest.fixture(autouse=True)
def _records(cast: Cast) -> None:
    record_operation(
        cast.head, facts=OperationFacts(name="=Sweep", starts_on="2024-05", is_intelligence_led=True)
    )
    record_operation(cast.head, facts=OperationFacts(name="Patrol", starts_on="2023"))
    record_person(
        cast.registrar, facts=PersonFacts(role="", category="", family_name="=Invented", alias="Test")
    )
    record_group(cast.registrar, facts=GroupFacts(name="=Invented group", notes="kept inside"))
    record_vehicle(cast.registrar, facts=VehicleFacts(registration="=TEST-1", kind="car"))


def _as(asker: Asker) -> Client:
    client = Client()
    client.force_login(Cast.user_of(asker), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _lines(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


@pytest.mark.parametrize("name", sorted(MAY))
def test_each_takes_out_what_he_may_and_the_log_says_so(cast: Cast, name: str) -> None:
    for who, asker in cast.everybody():
        if who == "nobody":
            continue
        for kind in ("csv", "xlsx"):
            before = Entry.objects.filter(kind="disclosure").count()
            answer = _as(asker).get(f"/{name}/export.{kind}", {"reason": "case 12"})
            assert (answer.status_code == 200) == (who in MAY[name]), (who, kind)
            answer.getvalue() if answer.streaming else None
            assert Entry.objects.filter(kind="disclosure").count() - before == (who in MAY[name])


def test_handling_and_filter_stand_on_top_and_no_cell_is_a_formula(cast: Cast) -> None:
    client = _as(cast.registrar)
    for name, param in (("operations", "text"), ("people", "q"), ("groups", "q"), ("vehicles", "q")):
        typed = "=test-1" if name == "vehicles" else "sweep" if name == "operations" else "invented"
        lines = _lines(client.get(f"/{name}/export.csv", {param: typed}))
        assert typed in lines[1][0]
        assert "police use only" in lines[2][0]
        assert len(lines) == 5, name
        assert [cell for cell in lines[4] if cell.startswith("=")] == []
        book = load_workbook(io.BytesIO(client.get(f"/{name}/export.xlsx").getvalue()))  # type: ignore[attr-defined]
        cells = [cell for row in book.active.iter_rows() for cell in row]
        assert any(str(cell.value).startswith("=") for cell in cells)
        assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_what_is_secret_in_a_person_or_group_does_not_leave(cast: Cast) -> None:
    assert "kept inside" not in str(_lines(_as(cast.registrar).get("/groups/export.csv")))


def test_restricted_persons_leave_only_with_a_reason(cast: Cast) -> None:
    closed = circle(cast.officer.id)
    Person.objects.update(visibility="restricted", circle=closed)
    client = _as(cast.officer)
    for too_little in ({}, {"reason": " x "}):
        refused = client.get("/people/export.csv", too_little)
        assert refused.status_code == 422
        assert "say why you export it" in refused.content.decode()
    assert "=Invented" in str(_lines(client.get("/people/export.csv", {"reason": "case 12"})))
    person, exported = Entry.objects.order_by("-position")[:2]
    assert (exported.verb, exported.reason_digest != "") == ("export_persons", True)
    assert (person.verb, person.subject_id) == ("export_restricted", str(Person.objects.get().pk))
    assert len(_lines(_as(cast.registrar).get("/people/export.csv"))) == 4


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"=Sweep", "Patrol"}),
        ("year=2024", {"=Sweep"}),
        ("led=no", {"Patrol"}),
        ("text=patr", {"Patrol"}),
        ("from=2023-06", {"=Sweep"}),
        ("outcome=yes", set()),
        ("joint=no&visibility=jurisdiction", {"=Sweep", "Patrol"}),
    ],
)
def test_operations_are_counted_and_filtered_by_the_address(cast: Cast, query: str, names: set[str]) -> None:
    page = _as(cast.analyst).get(f"/operations/?{query}")
    assert {row.name for row in page.context["page"].rows} == names
    assert page.context["count"].number == len(names)


def test_operations_are_filtered_by_a_unit_that_takes_part(cast: Cast) -> None:
    facts = OperationFacts(name="Together", units=(cast.other_unit.pk,))
    record_operation(cast.head, facts=facts)
    page = _as(cast.analyst).get(f"/operations/?unit={cast.other_unit.pk}")
    assert [row.name for row in page.context["page"].rows] == ["Together"]


def test_a_filter_costs_what_a_limit_gives_and_a_plain_list_costs_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits.LIMITS, "filter", limits.Limit(2, 3600))
    monkeypatch.setattr(limits, "time", lambda: 7200.0)
    client = _as(cast.analyst)
    got = [client.get(f"/items/?mark=A{number}").status_code for number in range(3)]
    assert got == [200, 200, 429]
    assert client.get("/items/").status_code == 200
    assert _as(cast.registrar).get("/items/?mark=A1").status_code == 200


def test_completions_from_records_are_limited_and_code_lists_are_not(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits.LIMITS, "complete", limits.Limit(2, 3600))
    monkeypatch.setattr(limits, "time", lambda: 7200.0)
    client = _as(cast.registrar)
    got = [
        client.get(address).status_code
        for address in ("/complete/persons/?q=a", "/alike/?number=1", "/complete/makes/?q=z")
    ]
    assert got == [200, 200, 429]
    assert client.get("/complete/municipalities/?q=p").status_code == 200


def test_a_day_of_completions_is_limited_too(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.LIMITS, "complete_day", limits.Limit(1, 86_400))
    monkeypatch.setattr(limits, "time", lambda: 86_400.0)
    client = _as(cast.registrar)
    assert [client.get(f"/complete/persons/?q={typed}").status_code for typed in "ab"] == [200, 429]


@pytest.mark.parametrize("name", ["operations", "people", "groups", "vehicles"])
def test_many_cost_what_one_costs(cast: Cast, name: str, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    client = _as(cast.registrar)
    for address in (f"/{name}/", f"/{name}/export.csv"):
        client.get(address).getvalue()  # type: ignore[attr-defined]
        with django_assert_max_num_queries(60) as few:
            client.get(address).getvalue()  # type: ignore[attr-defined]
        for number in range(6):
            record_operation(cast.officer, facts=OperationFacts(name=f"O{number}"))
            record_person(cast.registrar, facts=PersonFacts(role="", category="", alias=f"P{number}"))
            record_group(cast.registrar, facts=GroupFacts(name=f"G{number}"))
            record_vehicle(cast.registrar, facts=VehicleFacts(registration=f"V{number}"))
        with django_assert_max_num_queries(len(few.captured_queries)):
            client.get(address).getvalue()  # type: ignore[attr-defined]
