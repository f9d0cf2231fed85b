"""From entered to checked by a second person, to locked; and back."""

import pytest

from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.registry.actions import (
    check_occurrence,
    edit_item,
    edit_occurrence,
    lock_occurrence,
    record_occurrence,
    unlock_occurrence,
)
from headstamp.registry.models import Item, Occurrence, Revision

from .conftest import SEIZURE, Cast


def test_a_second_person_checks_and_the_items_say_so(cast: Cast) -> None:
    found = record_occurrence(cast["registrar"], facts=SEIZURE)
    check_occurrence(cast["head"], uid=found.uid, version=1)
    found.refresh_from_db()
    assert (found.status, found.checked_by, found.version) == ("checked", cast["head"].id, 2)
    assert set(Item.objects.values_list("status", flat=True)) == {"checked"}


def test_nobody_checks_what_he_entered(cast: Cast) -> None:
    found = record_occurrence(cast["colleague"], facts=SEIZURE)
    with pytest.raises(NotAllowed):
        check_occurrence(cast["colleague"], uid=found.uid, version=1)


@pytest.mark.parametrize("edits_item", [True, False])
def test_nobody_checks_what_he_changed_last(cast: Cast, edits_item: bool) -> None:
    found = record_occurrence(cast["registrar"], facts=SEIZURE)
    if edits_item:
        item = found.items.order_by("position")[0]
        edit_item(cast["colleague"], uid=item.uid, version=1, changes={"model": "T2"})
    else:
        edit_occurrence(cast["colleague"], uid=found.uid, version=1, changes={"narrative": "x"})
    with pytest.raises(NotAllowed):
        check_occurrence(cast["colleague"], uid=found.uid, version=Occurrence.objects.get().version)
    check_occurrence(cast["head"], uid=found.uid, version=Occurrence.objects.get().version)


def test_only_a_checked_record_is_locked_and_only_a_locked_one_unlocked(cast: Cast) -> None:
    head = cast["head"]
    found = record_occurrence(cast["registrar"], facts=SEIZURE)
    with pytest.raises(Conflict):
        lock_occurrence(head, uid=found.uid, version=1)
    check_occurrence(head, uid=found.uid, version=1)
    with pytest.raises(Conflict):
        check_occurrence(head, uid=found.uid, version=2)
    with pytest.raises(Conflict):
        unlock_occurrence(head, uid=found.uid, version=2, reason="x")
    lock_occurrence(head, uid=found.uid, version=2)
    with pytest.raises(Invalid):
        unlock_occurrence(head, uid=found.uid, version=3, reason=" ")
    unlock_occurrence(head, uid=found.uid, version=3, reason="court asks for a correction")
    assert Occurrence.objects.get().status == "checked"
    assert Revision.objects.get(version=4).reason == "court asks for a correction"


def test_a_stale_check_is_a_conflict(cast: Cast) -> None:
    found = record_occurrence(cast["registrar"], facts=SEIZURE)
    edit_occurrence(cast["registrar"], uid=found.uid, version=1, changes={"narrative": "x"})
    with pytest.raises(Conflict):
        check_occurrence(cast["head"], uid=found.uid, version=1)


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("registrar", NotAllowed),
        ("stranger", NotAllowed),
        ("partner", NotFound),
        ("reader", NotAllowed),
        ("donor", NotAllowed),
        ("nobody", NotAllowed),
    ],
)
def test_who_may_not_check_does_not(cast: Cast, who: str, error: type[Exception]) -> None:
    found = record_occurrence(cast["registrar"], facts=SEIZURE)
    with pytest.raises(error):
        check_occurrence(cast[who], uid=found.uid, version=1)
    assert Occurrence.objects.get().status == "entered"
