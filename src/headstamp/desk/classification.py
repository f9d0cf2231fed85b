"""What each field of the desk's tables is: compositions and who gets them, no records."""

from headstamp.registry.classification import fields

CLASSIFIED = {
    "desk.Board": fields(
        technical="id uid", told="title sharing unit jurisdiction asked", kept="owner changed_at"
    ),
    "desk.Panel": fields(technical="id board position", told="measure every by"),
    "desk.Delivery": fields(technical="id board", kept="account rhythm next_at"),
    "desk.InboxItem": fields(technical="id uid media_type sha256", kept="account title made_at read_at"),
}
