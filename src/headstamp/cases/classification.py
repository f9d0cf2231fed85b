"""What each field of the tables of cases is. Whose case it is and what stands in it stays inside; outcomes are counted."""

from headstamp.registry.classification import fields

CLASSIFIED = {
    "cases.Case": fields(
        technical="id uid",
        counted="state jurisdiction opened_on",
        told="number unit",
        named="title summary lead",
        kept="circle created_at created_by changed_at changed_by",
    ),
    "cases.CaseMember": fields(technical="id", kept="case account added_at added_by removed_at removed_by"),
    "cases.CaseChange": fields(technical="id", told="case act state on", named="note", kept="at by"),
    "cases.CaseLink": fields(
        technical="id", told="case occurrence check_made operation", kept="added_at added_by"
    ),
    "cases.CaseTask": fields(
        technical="id uid",
        kept="case who due_on state set_at set_by ended_at ended_by",
        secret="what outcome",
    ),
    "cases.Enquiry": fields(
        technical="id uid",
        counted="source state opened_on closed_on",
        told="case reference",
        named="asked finding",
        kept="recorded_at recorded_by",
    ),
}
