"""What each field of signals and verdicts is: they tell of things and places; a typed reason may name a person."""

from headstamp.registry.classification import fields

CLASSIFIED = {
    "analysis.Watch": fields(
        technical="id is_current counted_at position series months undated", kept="jurisdiction reach unit"
    ),
    "analysis.Signal": fields(
        technical="id uid watch found_at counted_at gone_at",
        told="sort month until occurrence_kind kind directorate municipality context subject value item count expected low "
        "high chance also",
    ),
    "analysis.Verdict": fields(technical="id signal count", told="word", named="reason", kept="at by"),
}
