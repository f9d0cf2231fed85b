"""Who may know of a record: its visibility, and the circle of a restricted one."""

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.registry.actions.finding import known, of_version, own
from headstamp.registry.actions.revising import Changes, revise
from headstamp.registry.actions.writing import copy_to_items, must_know_circle
from headstamp.registry.laws import Problems
from headstamp.registry.laws.occurrence import check_visibility
from headstamp.registry.models import Occurrence
from headstamp.registry.search_rows import search_text_of


def set_visibility(
    asker: Asker, *, uid: str, version: int, visibility: str, circle: int = 0, reason: str = ""
) -> Occurrence:
    """Say who may know of an occurrence and its items; `circle` is the number of one that the asker knows.

    For who enters records in the unit and for who manages circles there. The record stays checked or locked.
    """
    permission = (
        Permission.MANAGE_CIRCLES if asker.may(Permission.MANAGE_CIRCLES) else Permission.ENTER_RECORDS
    )
    asker.must(permission)
    problems = Problems()
    check_visibility(visibility, circle, "", problems)
    problems.must_be_none()
    with recording(asker) as log:
        occurrence = of_version(own(asker, known(asker, Occurrence, uid), permission), version)
        must_know_circle(asker, circle)
        wanted: Changes = {
            "visibility": [occurrence.visibility, visibility],
            "circle": [occurrence.circle_id, circle or None],
        }
        changes = {name: pair for name, pair in wanted.items() if pair[0] != pair[1]}
        if not changes:
            return occurrence
        occurrence.visibility, occurrence.circle_id = visibility, circle or None
        occurrence.save(update_fields=["visibility", "circle"])
        revise(asker, log, occurrence, "set_visibility", changes, reason=reason)
        copy_to_items(occurrence)
        # Names are searched only where everybody who knows of the record may know of them.
        search_text_of(occurrence).save()
    return occurrence
