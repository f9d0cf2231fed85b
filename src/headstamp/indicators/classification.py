"""What each field of the figures' tables is. What is entered is the office's, its evidence may name people."""

from headstamp.registry.classification import fields

_TOLD = "jurisdiction figure period unit value entered_at superseded_at"
CLASSIFIED = {
    "indicators.EnteredFigure": fields(
        technical="id uid",
        told=f"{_TOLD} origin by_column by_bucket",
        named="evidence document",
        kept="entered_by superseded_by",
    ),
    "indicators.Target": fields(
        technical="id uid", told=f"{_TOLD} aim", named="note", kept="entered_by superseded_by"
    ),
    "indicators.Frozen": fields(
        technical="id",
        counted="jurisdiction period edition as_of note changes",
        told="approved_at approved_by counted",
        kept="snapshot fingerprint position",
    ),
    "indicators.FrozenFigure": fields(
        technical="id frozen", told="measure by unit value numerator denominator status"
    ),
    "indicators.Release": fields(
        technical="id",
        counted="jurisdiction number made_at note editions rule footnotes content shown held",
        kept="made_by",
    ),
    "indicators.IssuedFile": fields(
        technical="id size", told="jurisdiction kind name sha256 issued_at", kept="issued_by frozen release"
    ),
}
