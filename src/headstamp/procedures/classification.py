"""What each field of a note is: evidence is free text and may name a person."""

from headstamp.registry.classification import fields

CLASSIFIED = {
    "procedures.StepNote": fields(
        technical="id uid", told="item step word done_on", named="evidence", kept="at by"
    )
}
