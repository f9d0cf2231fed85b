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
        technical="id uid", told=_TOLD, named="note", kept="entered_by superseded_by"
    ),
}
