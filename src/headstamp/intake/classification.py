"""What each field of the intake's tables is: a file's own cells may name people and never leave from here."""

from headstamp.registry.classification import fields

CLASSIFIED = {
    "intake.Batch": fields(
        technical="id uid file_sha256 file_size file_format encoding has_macros headings sheets fingerprint layout_name layout_text "
        "target rows created updated unchanged other_objects refused ignored planned kept next_row last_row stop_asked "
        "worker lease_until started_at finished_at",
        kept="state unit jurisdiction source made_at made_by system_user",
        told="file_name",
        secret="reasons failure",
    ),
    "intake.HeaderMemory": fields(technical="id fingerprint layout_name layout_text", kept="unit by at"),
    "intake.LookupMemory": fields(
        technical="id register lookup folded code", kept="unit by at", secret="wording"
    ),
    "intake.BatchRow": fields(technical="id batch position sheet number is_refused", secret="cells"),
    "intake.BatchProblem": fields(technical="id row column code is_warning", secret="message params cell"),
    "intake.BatchCell": fields(technical="id batch sheet number column", kept="by at", secret="wording"),
}
