"""What was entered by mistake goes out of sight with a reason, is counted nowhere, and comes back with a reason."""

from typing import Any

import pytest

from headstamp.audit.models import Entry, Words
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.registry.actions import (
    delete_check,
    delete_operation,
    edit_check,
    edit_occurrence,
    record_check,
    record_occurrence,
    record_operation,
    restore_check,
    restore_operation,
)
from headstamp.registry.facts import CheckFacts, OccurrenceFacts, OperationFacts
from headstamp.registry.models import Check, Occurrence, Revision
from headstamp.registry.queries import (
    checks_made,
    checks_visible_to,
    deleted_checks_visible_to,
    deleted_operations_visible_to,
    open_check,
    operations_visible_to,
    revisions_of,
)
from headstamp.registry.queries.totals import checks_waiting

from .conftest import OTHERS, Cast

TALLY = CheckFacts(context="patrol", happened_on="2024-05", is_tally=True, checks_made=9, checks_with_find=3)
WHY = "The same month was entered twice"


def gone(cast: Cast, check: Check) -> None:
    delete_check(cast["head"], uid=check.uid, version=check.version, reason=WHY)


def test_a_deleted_check_is_neither_seen_nor_counted(cast: Cast) -> None:
    operation = record_operation(cast["registrar"], facts=OperationFacts(name="Test"))
    check = record_check(
        cast["registrar"],
        facts=CheckFacts(context="patrol", happened_on="2024-05", operation=operation.uid),
    )
    gone(cast, check)
    for asker in cast.values():
        assert not checks_visible_to(asker).exists()
        assert checks_made(asker) == (0, 0)
        assert not checks_waiting(asker).exists()
        assert [each.check_count for each in operations_visible_to(asker)] in ([], [0])
    with pytest.raises(NotFound):
        open_check(cast["registrar"], check.uid)
    with pytest.raises(NotFound):
        edit_check(cast["registrar"], uid=check.uid, version=2, changes={"notes": "x"})


def test_it_comes_back_as_it_was_and_history_keeps_both(cast: Cast) -> None:
    check = record_check(cast["registrar"], facts=TALLY)
    gone(cast, check)
    assert Check.objects.get().deleted_reason == WHY
    restore_check(cast["head"], uid=check.uid, reason="It was another month")
    assert checks_made(cast["reader"]) == (9, 3)
    found = Check.objects.get()
    assert (found.deleted_at, found.deleted_by, found.deleted_reason) == (None, "", "")
    told = [(each.verb, each.reason) for each in revisions_of(cast["head"], "check", check.pk)]
    assert told == [("restore_check", "It was another month"), ("delete_check", WHY)]


def test_the_log_names_the_act_and_keeps_the_reason_apart(cast: Cast) -> None:
    check = record_check(cast["registrar"], facts=TALLY)
    gone(cast, check)
    entry = Entry.objects.get(verb="delete_check")
    assert (entry.subject_kind, entry.subject_id, entry.actor) == ("check", str(check.pk), cast["head"].id)
    assert Words.objects.get(position=entry.position).reason == WHY


def test_an_occurrence_keeps_its_link_while_the_check_is_away(cast: Cast) -> None:
    registrar = cast["registrar"]
    check = record_check(registrar, facts=CheckFacts(context="patrol", happened_on="2024-05"))
    made = record_occurrence(registrar, facts=OccurrenceFacts(kind="find", found_in_check=check.uid))
    gone(cast, check)
    edit_occurrence(registrar, uid=made.uid, version=1, changes={"narrative": "x"})
    assert set(Revision.objects.get(verb="edit_occurrence").changes) == {"narrative"}
    restore_check(cast["head"], uid=check.uid, reason=WHY)
    assert Occurrence.objects.get().found_in_check == check
    with pytest.raises(Invalid):
        edit_occurrence(registrar, uid=made.uid, version=2, changes={"found_in_check": "0" * 26})


@pytest.mark.parametrize("reason", ["", "  "])
def test_both_need_a_reason(cast: Cast, reason: str) -> None:
    check = record_check(cast["registrar"], facts=TALLY)
    with pytest.raises(Invalid):
        delete_check(cast["head"], uid=check.uid, version=1, reason=reason)
    gone(cast, check)
    with pytest.raises(Invalid):
        restore_check(cast["head"], uid=check.uid, reason=reason)


def test_what_somebody_changed_meanwhile_is_not_deleted(cast: Cast) -> None:
    check = record_check(cast["registrar"], facts=TALLY)
    edit_check(cast["registrar"], uid=check.uid, version=1, changes={"checks_made": 10})
    with pytest.raises(Conflict):
        gone(cast, check)


@pytest.mark.parametrize(("who", "error"), [("colleague", NotAllowed), *OTHERS])
def test_only_the_head_deletes_sees_what_is_deleted_and_brings_it_back(
    cast: Cast, who: str, error: Any
) -> None:
    check = record_check(cast["registrar"], facts=TALLY)
    with pytest.raises(error):
        delete_check(cast[who], uid=check.uid, version=1, reason=WHY)
    gone(cast, check)
    assert not deleted_checks_visible_to(cast[who]).exists()
    assert deleted_checks_visible_to(cast["head"]).get() == check
    with pytest.raises(error):
        restore_check(cast[who], uid=check.uid, reason=WHY)


def test_the_head_of_another_unit_deletes_nothing_here(cast: Cast, units: list[int]) -> None:
    other = Asker(id="9", unit=units[1], jurisdiction="XK", permissions=cast["head"].permissions)
    check = record_check(cast["registrar"], facts=TALLY)
    with pytest.raises(NotAllowed):
        delete_check(other, uid=check.uid, version=1, reason=WHY)


def test_a_deleted_operation_is_named_nowhere_and_comes_back_with_its_checks(cast: Cast) -> None:
    registrar, head = cast["registrar"], cast["head"]
    operation = record_operation(registrar, facts=OperationFacts(name="Test"))
    facts = CheckFacts(context="patrol", happened_on="2024-05", operation=operation.uid)
    check = record_check(registrar, facts=facts)
    delete_operation(head, uid=operation.uid, version=1, reason=WHY)
    for asker in cast.values():
        assert not operations_visible_to(asker).exists()
    assert checks_visible_to(registrar).get().operation is None
    edit_check(registrar, uid=check.uid, version=1, changes={"notes": "x"})
    with pytest.raises(Invalid):
        record_check(registrar, facts=facts)
    assert [each.uid for each in deleted_operations_visible_to(head)] == [operation.uid]
    restore_operation(head, uid=operation.uid, reason=WHY)
    assert operations_visible_to(registrar).get().check_count == 1
    assert checks_visible_to(registrar).get().operation == operation


@pytest.mark.parametrize(
    ("who", "error"),
    [("registrar", NotAllowed), ("stranger", NotAllowed), ("partner", NotFound), ("nobody", NotAllowed)],
)
def test_only_the_head_deletes_an_operation(cast: Cast, who: str, error: Any) -> None:
    operation = record_operation(cast["registrar"], facts=OperationFacts(name="Test"))
    with pytest.raises(error):
        delete_operation(cast[who], uid=operation.uid, version=1, reason=WHY)
    assert not deleted_operations_visible_to(cast[who]).exists()
