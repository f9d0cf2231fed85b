"""What each field of custody's tables is. Who gave and who took may be named outside; where stores are stays inside."""

from headstamp.registry.classification import fields

_RECORDED = {
    "technical": "id uid version",
    "kept": "created_at created_by changed_at changed_by deleted_at deleted_by",
    "secret": "deleted_reason",
}

CLASSIFIED = {
    "custody.Store": fields(**_RECORDED, counted="jurisdiction owner standard", told="unit name"),
    "custody.Room": fields(technical="id", told="store name"),
    "custody.Place": fields(technical="id", told="room code name capacity"),
    "custody.Parcel": fields(
        technical="id uid",
        counted="state thousandths unit hazard is_reference",
        told="item code store room place home seal due_on changed_at",
        named="condition holder holder_name",
    ),
    "custody.Balance": fields(technical="lines last_hash", counted="item unit received held left"),
    "custody.Movement": fields(
        technical="id previous_hash hash",
        counted="act at thousandths unit",
        told="item number parcel before after from_place to_place seal seal_before reference method",
        named="by given_by given_name taken_by taken_name condition reason witnesses",
    ),
    "custody.Offer": fields(
        technical="id uid",
        told="parcel act state to_store due_on reference method offered_at answered_at",
        named="to_account reason witnesses offered_by answered_by answer",
    ),
    "custody.Decision": fields(
        technical="id uid",
        counted="outcome decided_on",
        told="item authority reference",
        named="note",
        kept="recorded_by recorded_at",
    ),
    "custody.Inspection": fields(
        technical="id uid",
        counted="store inspected_on meets",
        told="standard next_on",
        named="inspectors note",
        kept="recorded_at recorded_by",
    ),
    "custody.Answer": fields(
        technical="id",
        counted="inspection point is_required word",
        told="due_on mended_on",
        named="finding mended_how",
        kept="mended_by",
    ),
    "custody.Stocktake": fields(
        technical="id uid", told="store room begun_at closed_at", named="note", kept="begun_by closed_by"
    ),
    "custody.StocktakeLine": fields(
        technical="id",
        told="stocktake parcel expected_at seen_at seen_on difference",
        named="explanation",
        kept="seen_by explained_by",
    ),
}
