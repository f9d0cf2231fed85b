"""A check or a monthly tally goes from entered to checked by a second person, to locked; a change opens it again."""

from typing import Any

import pytest

from headstamp.audit.models import Entry
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed
from headstamp.registry.actions import (
    confirm_check,
    delete_check,
    edit_check,
    lock_check,
    record_check,
    unlock_check,
)
from headstamp.registry.facts import CheckFacts
from headstamp.registry.filters import CheckFilter
from headstamp.registry.models import Check, Revision
from headstamp.registry.queries import checks_visible_to
from headstamp.registry.queries.totals import checks_waiting

from .conftest import OTHERS, Cast

TALLY = CheckFacts(
    context="traffic_control", happened_on="2024-05", is_tally=True, checks_made=40, checks_with_find=2
)


def tally(asker: Asker) -> dict[str, Any]:
    return {"uid": record_check(asker, facts=TALLY).uid, "version": 1}


def now() -> dict[str, Any]:
    return Check.objects.values("uid", "version").get()


def test_a_second_person_confirms_it_and_history_and_log_tell_it(cast: Cast) -> None:
    made = tally(cast["registrar"])
    assert checks_waiting(cast["head"]).count() == 1
    assert not checks_waiting(cast["registrar"]).exists()
    confirm_check(cast["head"], **made)
    found = Check.objects.get()
    assert (found.status, found.checked_by, found.version) == ("checked", cast["head"].id, 2)
    assert not checks_waiting(cast["head"]).exists()
    assert Revision.objects.get().changes["status"] == ["entered", "checked"]
    entry = Entry.objects.get(verb="confirm_check")
    assert (entry.subject_kind, entry.subject_id, entry.actor) == ("check", str(found.pk), cast["head"].id)


def test_who_entered_it_cannot_confirm_it(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        confirm_check(cast["colleague"], **tally(cast["colleague"]))


def test_who_last_changed_it_cannot_confirm_it(cast: Cast) -> None:
    made = tally(cast["registrar"])
    edit_check(cast["colleague"], **made, changes={"checks_made": 41})
    with pytest.raises(NotAllowed):
        confirm_check(cast["colleague"], **now())
    confirm_check(cast["head"], **now())


def test_only_a_checked_one_is_locked_and_a_locked_one_neither_changes_nor_goes(cast: Cast) -> None:
    made, head = tally(cast["registrar"]), cast["head"]
    with pytest.raises(Conflict):
        lock_check(head, **made)
    confirm_check(head, **made)
    with pytest.raises(Conflict):
        confirm_check(head, **now())
    with pytest.raises(Conflict):
        unlock_check(head, **now(), reason="x")
    lock_check(head, **now())
    with pytest.raises(Conflict):
        edit_check(cast["registrar"], **now(), changes={"checks_made": 41}, reason="x")
    with pytest.raises(Conflict):
        delete_check(head, **now(), reason="entered twice")
    with pytest.raises(Invalid):
        unlock_check(head, **now(), reason=" ")
    unlock_check(head, **now(), reason="the month was counted again")
    assert (Check.objects.get().status, Check.objects.get().locked_by) == ("checked", "")


def test_a_change_of_a_checked_one_needs_a_reason_and_opens_it_again(cast: Cast) -> None:
    confirm_check(cast["head"], **tally(cast["registrar"]))
    with pytest.raises(Invalid) as caught:
        edit_check(cast["registrar"], **now(), changes={"checks_made": 41})
    assert set(caught.value.fields) == {"reason"}
    edit_check(cast["registrar"], **now(), changes={"checks_made": 41}, reason="counted again")
    found = Check.objects.get()
    assert (found.status, found.checked_by, found.checked_at) == ("entered", "", None)
    assert Revision.objects.order_by("-version")[0].changes["status"] == ["checked", "entered"]


def test_a_list_shows_those_of_one_status(cast: Cast) -> None:
    confirm_check(cast["head"], **tally(cast["registrar"]))
    tally(cast["registrar"])
    for status, number in (("entered", 1), ("checked", 1), ("locked", 0)):
        assert checks_visible_to(cast["reader"], CheckFilter(status=status)).count() == number


@pytest.mark.parametrize(("who", "error"), OTHERS)
def test_others_neither_confirm_nor_lock_nor_unlock(cast: Cast, who: str, error: Any) -> None:
    made = tally(cast["registrar"])
    with pytest.raises(error):
        confirm_check(cast[who], **made)
    confirm_check(cast["head"], **made)
    with pytest.raises(error):
        lock_check(cast[who], **now())
    lock_check(cast["head"], **now())
    with pytest.raises(error):
        unlock_check(cast[who], **now(), reason="x")
