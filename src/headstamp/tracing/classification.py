"""What each field of tracing's tables is. Holders may be private persons: their names are shown to who may see persons."""

from headstamp.registry.classification import fields

CLASSIFIED = {
    "tracing.TraceRequest": fields(
        technical="id uid folded",
        counted="direction state jurisdiction channel partner priority sent_on answered_on closed_on reminders answer result "
        "diverted_in diverted_on left_by left_evidence",
        told="unit item addressee language crime_code importer our_reference their_reference due_on content photo authority "
        "left_reference",
        named="asked_by purpose answer_text",
        kept="drafted_by drafted_at checked_by checked_at",
    ),
    "tracing.RequestAct": fields(
        technical="id", counted="act start end at", told="request number", named="note", kept="by"
    ),
    "tracing.Transfer": fields(
        technical="id holder_key",
        counted="kind on jurisdiction holder_kind evidence",
        told="request position reference",
        named="holder",
        kept="recorded_by recorded_at",
    ),
}
