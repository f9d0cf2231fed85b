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
    "cases.CasePerson": fields(
        technical="id uid",
        counted="category role",
        named="case person is_assessment age note",
        kept="added_at added_by",
    ),
    "cases.Proceeding": fields(
        technical="id uid",
        counted="offence stage outcome",
        named="case person offence_note",
        kept="recorded_at recorded_by",
    ),
    "cases.ProceedingStep": fields(
        technical="id",
        counted="stage on outcome",
        told="proceeding act authority reference",
        named="note",
        kept="recorded_at recorded_by taken_back_at taken_back_by",
        secret="taken_back_why",
    ),
    "cases.Sentence": fields(
        technical="id", counted="kind amount unit is_suspended", told="step", kept="recorded_at recorded_by"
    ),
    "cases.ItemDecision": fields(
        technical="id", told="step item decision legal_status", kept="recorded_at recorded_by"
    ),
    "cases.VictimFile": fields(
        technical="id uid",
        kept="unit jurisdiction opened_on recorded_at recorded_by",
        secret="called sex age_group person occurrence note",
    ),
    "cases.Referral": fields(
        technical="id uid",
        kept="recorded_at recorded_by",
        secret="victim need service provider state agreed_on agreed_by note",
    ),
    "cases.ReferralChange": fields(technical="id", kept="at by", secret="referral act state on note"),
    "cases.Enquiry": fields(
        technical="id uid",
        counted="source state opened_on closed_on",
        told="case reference",
        named="asked finding",
        kept="recorded_at recorded_by",
    ),
}
