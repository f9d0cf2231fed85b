"""What each field of the lists is: who holds an arm is personal; the rest leaves only as the answer to a check."""

from headstamp.registry.classification import fields

CLASSIFIED = {
    "arms_lists.ArmsList": fields(
        technical="id uid source is_in_use", told="kind unit register jurisdiction taken_at arms"
    ),
    "arms_lists.ListedArm": fields(
        technical="id arms_list key ordinal sheet row",
        told="number make model calibre kind status reference event_on",
        named="holder",
    ),
}
