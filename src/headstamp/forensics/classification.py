"""What each field of forensics' tables is. Results may be told and counted; who examined may be named outside."""

from headstamp.registry.classification import fields

_STEP = {"technical": "id", "counted": "act start end at", "named": "by reason"}

CLASSIFIED = {
    "forensics.LabRequest": fields(
        technical="id uid",
        counted="jurisdiction priority state turnaround_days received_at reported_at",
        told="unit laboratory due_on number drafted_at asked_at verified_at ended_at",
        named="asked_by asked_for questions conclusion examiner verifier",
    ),
    "forensics.Exhibit": fields(
        technical="id uid",
        told="request number item parcel seal_expected seal_found received_at",
        named="seal_difference condition received_by",
    ),
    "forensics.RequestStep": fields(told="request", **_STEP),
    "forensics.Examination": fields(
        technical="id",
        counted="function kind is_converted converted_from converted_into making examined_on",
        told="exhibit at",
        named="by converted_how result",
    ),
    "forensics.PartFound": fields(technical="id", counted="part making", told="examination"),
    "forensics.Restoration": fields(
        technical="id",
        counted="method part mark_kind is_in_register tried_on",
        told="exhibit at reading",
        named="by note",
    ),
    "forensics.LabResult": fields(
        technical="id",
        counted="substance amount amount_unit percent analysed_on",
        told="exhibit at method",
        named="by result",
    ),
    "forensics.Firing": fields(
        technical="id",
        counted="rounds bullets cases fired_on",
        told="exhibit at parcel ammunition specimen",
        named="by",
    ),
    "forensics.BallisticEntry": fields(
        technical="id",
        counted="system calibre_code bullets cases entered_on",
        told="item occurrence reference at",
        named="by",
    ),
    "forensics.Lead": fields(
        technical="id uid",
        counted="jurisdiction state system found_on decided_on",
        told="one_item one_occurrence other_item other_occurrence laboratory noted_at",
        named="basis noted_by examiner verifier",
    ),
    "forensics.LeadStep": fields(
        technical="id", counted="act start end on", told="lead laboratory at", named="basis by"
    ),
    "forensics.InferredGun": fields(
        technical="id uid",
        counted="jurisdiction calibre_code",
        told="name inferred_at",
        named="note inferred_by",
    ),
    "forensics.GunLead": fields(
        technical="id", told="gun lead joined_at parted_at", named="joined_by parted_by reason"
    ),
    "forensics.Recovery": fields(technical="id", told="gun item laboratory on at", named="basis by"),
}
