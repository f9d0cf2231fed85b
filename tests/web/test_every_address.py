"""Every address as everybody: closed unless its door says otherwise, and open to all only if listed here."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from headstamp.accounts.roles import ROLES, permissions_of
from headstamp.web.middleware import has_door
from tests.plugins.staff import Staff
from tests.web.addresses import Address, addresses

PUBLIC = {"closed", "healthz", "language", "robots", "theme", "welcome"}
SIGNED_IN = {
    "home",
    "inbox",
    "lists",
    "model",
    "one_list",
    "paper",
    "planned",
    "profile",
    "profile_mail",
    "reason",
    "roles",
    "source_document",
}
# Names that allauth looks up although nothing is behind them here.
CLOSED = {
    "account_signup",
    "account_email",
    "account_email_verification_sent",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_confirm_login_code",
}
# Before sign-in these of the library answer with a page: they are sign-in itself.
ENTRANCES = {"account_login", "account_inactive", "mfa_login_webauthn"}
# What must never be read by chance: the table of rights, written down a second time.
RIGHTS = {
    "roadmap": {"see_figures"},
    "figures": {"see_figures"},
    "figure": {"see_figures"},
    "figure_csv": {"see_figures"},
    "figure_rows": {"see_figures"},
    "workbook": {"see_figures"},
    "entered_figures": {"see_figures"},
    "entered_figure_new": {"manage_programme", "approve"},
    "entered_figure_withdraw": {"manage_programme", "approve"},
    "target_new": {"manage_programme", "approve"},
    "accounts": {"manage_accounts", "approve_reset"},
    **{
        f"export_{name}_{kind}": rights
        for kind in ("xlsx", "csv")
        for name, rights in (
            *((each, {"export_records"}) for each in ("items", "occurrences", "checks", "operations")),
            *((each, {"export_records"}) for each in ("people", "groups", "vehicles", "intake")),
            ("accounts", {"manage_accounts"}),
        )
    },
    **{name: {"see_records"} for name in ("items", "occurrences", "checks", "operations")},
    "intake": {"import_files"},
    "account": {"manage_accounts", "approve_reset"},
    "account_new": {"manage_accounts"},
    "account_name": {"manage_accounts"},
    "account_roles": {"manage_accounts"},
    "account_unit": {"manage_accounts"},
    "account_link": {"manage_accounts"},
    "account_close": {"manage_accounts"},
    "account_reopen": {"manage_accounts"},
    "account_sessions": {"manage_accounts"},
    "agency_new": {"manage_accounts"},
    "unit_new": {"manage_accounts"},
    "unit_policy": {"manage_accounts"},
    "offices": {"manage_accounts"},
    "resets": {"manage_accounts", "approve_reset"},
    "reset_ask": {"manage_accounts", "approve_reset"},
    "reset_approve": {"approve_reset"},
    "boards": {"see_figures"},
    "board": {"see_figures"},
    "board_new": {"see_figures"},
    "board_change": {"see_figures"},
    "board_paper": {"see_figures"},
    "bulletin": {"see_records"},
    "bulletin_word": {"see_records"},
    "bulletin_pdf": {"see_records"},
    "bulletin_plan": {"edit_vocabulary"},
    "bulletin_template": {"edit_vocabulary"},
    "log": {"read_log"},
    "log_entry": {"read_log"},
    "log_export": {"read_log"},
    "log_verify": {"read_log"},
    "seizure_new": {"enter_records"},
    "draft": {"enter_records", "plan_operations", "manage_programme"},
    "draft_drop": {"enter_records", "plan_operations", "manage_programme"},
    "complete": {"see_records", "manage_programme"},
    "alike": {"see_records"},
    "occurrence_edit": {"enter_records"},
    "occurrence_check": {"check_records"},
    "occurrence_lock": {"lock_records"},
    "occurrence_unlock": {"lock_records"},
    "occurrence_delete": {"delete_records"},
    "occurrence_restore": {"delete_records"},
    "occurrence_visibility": {"enter_records", "manage_circles"},
    "item_new": {"enter_records"},
    "item_edit": {"enter_records", "examine"},
    "item_status": {"enter_records"},
    "item_category": {"examine"},
    "item_remove": {"enter_records"},
    "item_restore": {"delete_records"},
    **dict.fromkeys(
        [f"{kind}_contest{rest}" for kind in ("occurrence", "item") for rest in ("", "_field", "_settle")],
        {"enter_records"},
    ),
    "deleted": {"delete_records"},
    "attach": {"enter_records"},
    "attachment_thumbnail": {"see_records"},
    "attachment_picture": {"see_records"},
    "attachment_original": {"see_records"},
    "attachment_remove": {"enter_records"},
    "check_new": {"enter_records"},
    "check_edit": {"enter_records"},
    "check_confirm": {"check_records"},
    "check_lock": {"lock_records"},
    "check_unlock": {"lock_records"},
    **dict.fromkeys(
        [
            f"{kind}_{word}"
            for kind in ("check", "operation", "person", "group", "vehicle")
            for word in ("delete", "restore")
        ],
        {"delete_records"},
    ),
    "operation_new": {"plan_operations"},
    "operation_edit": {"plan_operations"},
    "people": {"see_persons"},
    "person": {"see_persons"},
    "person_new": {"enter_records"},
    "person_link": {"enter_records"},
    "vehicles": {"see_persons"},
    "vehicle": {"see_persons"},
    "vehicle_new": {"enter_records"},
    "vehicle_edit": {"see_persons"},
    "vehicle_link": {"enter_records"},
    "groups": {"see_persons"},
    "person_edit": {"see_persons"},
    "group": {"see_persons"},
    "group_new": {"see_persons"},
    "group_edit": {"see_persons"},
    "group_member_new": {"see_persons"},
    "group_member_remove": {"see_persons"},
    "circles": {"manage_circles"},
    "circle": {"manage_circles"},
    "circle_new": {"manage_circles"},
    "circle_member_new": {"manage_circles"},
    "circle_member_remove": {"manage_circles"},
    "periods": {"see_figures", "approve"},
    "period": {"see_figures", "approve"},
    "period_freeze": {"approve"},
    "period_recompute": {"approve"},
    "period_figures": {"approve"},
    "publish": {"approve"},
    "publish_make": {"approve"},
    "published": {"see_published", "approve"},
    "published_figure": {"see_published", "approve"},
    "release_archive": {"see_published", "approve"},
    **{
        name: {"manage_programme", "see_figures", "see_published"}
        for name in (
            "projects",
            "project",
            "project_goals",
            "project_participants",
            "aid_file",
            "aid_activities",
            "aid_organisation",
        )  # fmt: skip
    },
    **dict.fromkeys(
        [
            "recommendations",
            "project_report",
            "project_report_word",
            "library",
            "manual",
            "manual_file",
        ],
        {"manage_programme", "see_figures"},
    ),
    **dict.fromkeys(
        [
            "project_new",
            "project_edit",
            "mechanism_new",
            "indicator_new",
            "indicator_edit",
            "output_new",
            "output_edit",
            "recommendation_new",
            "recommendation_edit",
            "project_remove",
            "projects_removed",
            "project_restore",
            "project_publish",
            "project_withdraw",
            "project_report_template",
            "manual_new",
            "manual_edit",
            "manual_remove",
            "manual_file_new",
            "manual_file_withdraw",
        ],
        {"manage_programme"},
    ),
    **dict.fromkeys(["number_check", "arms_lists", "item_number_check", "item_story"], {"see_records"}),
    "item_step": {"enter_records", "examine", "keep_store", "exchange", "check_records"},
    "same_gun": {"see_records"},
    "pair": {"see_records"},
    "same_event": {"see_records"},
    "list_finds": {"see_records"},
    "event_pair": {"see_records"},
    **dict.fromkeys(
        [
            "storage",
            "storage_store",
            "storage_scan",
            "storage_work",
            "parcel",
            "parcel_act",
            "offer_answer",
            "item_chain",
            "inspections",
            "inspection",
            "stocktake",
            "tracing",
            "trace_success",
            "trace_patterns",
            "trace_request",
            "trace_act",
        ],
        {"see_records"},
    ),
    "item_trace": {"enter_records"},
    "trace_receive": {"exchange"},
    "trace_print": {"enter_records", "exchange"},
    "trace_download": {"exchange"},
    **dict.fromkeys(
        [
            "storage_new",
            "storage_room_new",
            "storage_place_new",
            "item_receive",
            "labels_of_places",
            "labels_of_store",
            "label_of_parcel",
            "stocktake_new",
            "stocktake_explain",
            "stocktake_close",
        ],
        {"keep_store"},
    ),
    "inspection_new": {"keep_store", "approve"},
    "item_decision": {"keep_store", "enter_records"},
    **dict.fromkeys(
        [
            "laboratory",
            "lab_figures",
            "lab_request",
            "lab_report_pdf",
            "lab_report_word",
            "exhibit",
            "leads",
            "lead",
            "guns",
            "gun",
        ],
        {"see_records"},
    ),
    **dict.fromkeys(["exhibit_act", "ballistic_entry_new", "lead_new", "lead_act", "gun_act"], {"examine"}),
    "lab_request_new": {"enter_records"},
    "lab_request_act": {"enter_records", "examine"},
    **dict.fromkeys(["victims", "victim_new", "victim", "need_new", "referral_move"], {"assist_victims"}),
    **dict.fromkeys(["case_court_file", "case_for_media"], {"export_records"}),
    **dict.fromkeys(["cases", "case", "case_tasks", "task_move"], {"see_records"}),
    **dict.fromkeys(
        [
            "case_new",
            "case_edit",
            "case_members",
            "case_link",
            "case_move",
            "task_new",
            "enquiry_new",
            "enquiry_move",
            "case_person_new",
            "case_person_edit",
            "case_person_out",
            "proceeding_new",
            "proceeding_move",
            "proceeding_back",
            "proceeding_sentence",
            "proceeding_item",
        ],
        {"investigate"},
    ),
    "map": {"see_records"},
    "map_layer": {"see_records"},
    "map_place": {"see_records"},
    "boundaries": {"manage_accounts", "approve"},
    "boundaries_receive": {"manage_accounts", "approve"},
    "boundaries_use": {"manage_accounts", "approve"},
    "boundaries_drop": {"manage_accounts", "approve"},
}

# What is needed besides.
ALSO = {
    **{
        f"export_{name}_{kind}": {"see_persons"}
        for name in ("people", "groups", "vehicles")
        for kind in ("xlsx", "csv")
    },
    **{f"export_intake_{kind}": {"import_files"} for kind in ("xlsx", "csv")},
    "case_for_media": {"see_persons"},
    **{name: {"see_persons"} for name in ("case_person_new", "case_person_edit", "case_person_out")},
    **{name: {"see_persons"} for name in ("person_new", "person_link", "vehicle_new", "vehicle_link")},
    **{
        f"{kind}_{act}": {"see_persons"}
        for kind in ("person", "vehicle", "group")
        for act in ("delete", "restore")
    },
}


def own() -> list[Address]:
    return [address for address in addresses() if not address.is_library]


def call(client: Client, address: Address) -> int:
    """The status of a GET, or of an empty POST where only that is taken."""
    answer = client.get(address.url)
    if answer.status_code == 405:
        answer = client.post(address.url)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def test_every_view_has_a_door():
    assert [address.name for address in addresses() if not has_door(address.view)] == []


def test_every_address_has_a_name_of_its_own():
    names = [address.name for address in addresses()]
    assert "" not in names
    assert len(names) == len(set(names))


def test_what_is_open_to_all_is_listed():
    assert {a.name for a in own() if a.door == "public"} == (PUBLIC | CLOSED) - {"closed"}
    assert {a.name for a in own() if a.door == "signed_in"} <= SIGNED_IN | {"home"}


def test_the_doors_ask_for_the_rights_of_the_table():
    rights = {address.name: address.rights for address in own()}
    assert {name: rights[name] for name in RIGHTS} == RIGHTS
    assert {address.name: address.also for address in own() if address.also} == ALSO


@pytest.mark.parametrize("role", [*ROLES, "nobody", "stranger", "partner"])
def test_a_door_opens_to_its_rights_only(staff: Staff, without_second_factor: None, role: str):
    held = frozenset() if role == "nobody" else permissions_of(staff.people[role].roles)
    wrong, client = [], staff.client(role)
    for address in own():
        status = call(client, address)
        if not _fits(address, status, role, held):
            wrong.append((address.name, status))
        if role != "nobody" and SESSION_KEY not in client.session:
            client = staff.client(role)  # the address signs out
    assert wrong == []


def _fits(address: Address, status: int, role: str, held: frozenset[str]) -> bool:
    if address.name in CLOSED:
        return status == 404
    if address.door == "public":
        return status in (200, 302, 404)
    if role == "nobody":
        return status in (302, 403)
    if address.opens_to(held):
        return status not in (403, 405) or address.name == "reset_ask"
    return status == 403


def test_the_library_s_pages_show_nothing_before_sign_in(staff: Staff):
    for address in addresses():
        if address.is_library and address.name not in ENTRANCES:
            assert call(Client(), address) in (302, 403, 404), address.name


def test_an_unknown_address_is_not_found_for_everybody(staff: Staff, without_second_factor: None):
    for name in ("nobody", "registrar", "administrator"):
        assert staff.client(name).get("/nothing/here/").status_code == 404
