import re

from headstamp.accounts.models import Agency, FactorReset, OneTimeLink, User
from headstamp.audit.models import Entry
from tests.plugins.staff import ClientOf, Staff


def test_the_list_says_how_many_and_is_filtered_by_the_address(client_of: ClientOf, staff: Staff):
    client = client_of("administrator")
    page = client.get("/accounts/").content.decode()
    assert f"{User.objects.count()} accounts" in page
    assert "1 account<" in client.get("/accounts/?text=second-head").content.decode()
    assert "1 account<" in client.get(f"/accounts/?unit={staff.other_unit.pk}").content.decode()
    assert "2 accounts" in client.get("/accounts/?role=administrator").content.decode()
    assert "Nobody fits" in client.get("/accounts/?state=closed").content.decode()
    assert client.get("/accounts/?unit=seven").status_code == 200


def test_the_list_does_not_ask_the_database_for_each_row(
    client_of: ClientOf, staff: Staff, django_assert_max_num_queries
):
    client = client_of("administrator")
    client.get("/accounts/")
    for number in range(30):
        User.objects.create(username=f"more{number}", unit=staff.unit, roles=["reader"])
    with django_assert_max_num_queries(14):
        client.get("/accounts/")


def test_an_account_is_made_and_gets_a_link_in_the_browser(client_of: ClientOf, staff: Staff):
    client = client_of("administrator")
    bad = client.post("/accounts/new/", {"username": "Šaban", "unit": staff.unit.pk})
    assert bad.status_code == 422
    assert "small letters" in bad.content.decode()
    made = client.post("/accounts/new/", {"username": "new.one", "unit": staff.unit.pk, "preset": "officer"})
    person = User.objects.get(username="new.one")
    assert made["Location"] == f"/accounts/{person.pk}/"
    assert person.roles == ["registrar", "analyst", "investigator"]
    shown = client.post(f"/accounts/{person.pk}/link/")
    assert shown["Cache-Control"] == "no-store"
    link = re.search(r"http://testserver(/welcome/[^\"]+/)", shown.content.decode()).group(1)
    assert staff.client("nobody").get(link).status_code == 200
    assert OneTimeLink.objects.get().made_by == str(staff.administrator.pk)


def test_roles_unit_name_and_standing_change_on_the_account_s_page(client_of: ClientOf, staff: Staff):
    client, base = client_of("administrator"), f"/accounts/{staff.reader.pk}/"
    assert client.post(base + "roles/", {"roles": ["registrar"]}).status_code == 302
    assert client.post(base + "unit/", {"unit": staff.other_unit.pk}).status_code == 302
    assert client.post(base + "name/", {"first_name": "A", "last_name": "B"}).status_code == 302
    person = User.objects.get(pk=staff.reader.pk)
    assert (person.roles, person.unit, str(person)) == (["registrar"], staff.other_unit, "A B")
    assert client.post(base + "roles/", {"roles": ["administrator", "registrar"]}).status_code == 422
    assert client.post(base + "roles/", {"roles": ["emperor"]}).status_code == 422
    assert client.post(base + "close/", {}).status_code == 422
    assert client.post(base + "close/", {"reason": "left"}).status_code == 302
    assert "closed" in client.get(base).content.decode()
    assert client.post(base + "reopen/").status_code == 302
    assert client.post(base + "sessions/").status_code == 302


def test_one_s_own_page_offers_no_way_to_more_rights(client_of: ClientOf, staff: Staff):
    client, base = client_of("administrator"), f"/accounts/{staff.administrator.pk}/"
    page = client.get(base).content.decode()
    assert "your own account" in page
    assert f"{base}roles/" not in page
    assert client.post(base + "roles/", {"roles": ["administrator", "auditor"]}).status_code == 403
    assert client.post(base + "close/", {"reason": "x"}).status_code == 403
    assert client.post(base + "link/").status_code == 403


def test_a_reset_is_asked_for_and_approved_in_the_browser(client_of: ClientOf, staff: Staff):
    asked = client_of("administrator").post(
        f"/accounts/{staff.reader.pk}/reset/", {"reason": "lost, came in person"}
    )
    assert asked["Location"] == "/accounts/resets/"
    reset = FactorReset.objects.get()
    assert "Approve<" not in client_of("administrator").get("/accounts/resets/").content.decode()
    assert client_of("administrator").post(f"/accounts/resets/{reset.pk}/approve/").status_code == 403
    assert "Approve<" in client_of("head_of_unit").get("/accounts/resets/").content.decode()
    assert client_of("head_of_unit").post(f"/accounts/resets/{reset.pk}/approve/").status_code == 302
    reset.refresh_from_db()
    assert reset.approved_by == str(staff.head_of_unit.pk)


def test_a_head_of_unit_sees_accounts_but_changes_none(client_of: ClientOf, staff: Staff):
    page = client_of("head_of_unit").get(f"/accounts/{staff.reader.pk}/").content.decode()
    assert "Ask for a reset" in page
    assert "Save the roles" not in page
    assert "Make a one-time link" not in page


def test_agencies_and_units_are_added_in_the_browser(client_of: ClientOf):
    client = client_of("administrator")
    assert (
        client.post("/accounts/units/agency/", {"name": "Customs", "jurisdiction": "XK"}).status_code == 302
    )
    agency = Agency.objects.get(code="customs")
    assert client.post("/accounts/units/unit/", {"agency": agency.pk, "name": "Crossing"}).status_code == 302
    assert (
        client.post("/accounts/units/agency/", {"name": "Customs", "jurisdiction": "XK"}).status_code == 422
    )
    assert client.post("/accounts/units/unit/", {"agency": 0, "name": ""}).status_code == 422
    page = client.get("/accounts/units/").content.decode()
    assert "Crossing" in page
    assert "Kosovo*" in page


def test_the_export_is_logged_and_holds_no_formula(client_of: ClientOf, staff: Staff):
    User.objects.filter(pk=staff.reader.pk).update(first_name="=1+1")
    answer = client_of("administrator").get("/accounts/export.csv?role=reader")
    text = answer.getvalue().decode("utf-8-sig")  # type: ignore[attr-defined]
    lines = text.splitlines()
    assert len(lines) == 5
    assert "Role: Reader" in lines[1]
    assert "police use only" in lines[2]
    assert "'=1+1" in text
    assert Entry.objects.latest("position").verb == "export_accounts"


def test_a_role_s_name_is_shown_in_the_printable_table(client_of: ClientOf):
    page = client_of("donor").get("/roles/").content.decode()
    for word in (
        "Registrar",
        "Store keeper",
        "Approve the reset of a second factor",
        "Administrator with auditor",
    ):
        assert word in page
