"""A request from draft to verified report: seals are checked, the clock stops, and a second examiner verifies."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from headstamp.custody import actions as custody
from headstamp.custody.models import Balance, Movement
from headstamp.custody.parties import Paper
from headstamp.forensics import actions
from headstamp.forensics.facts import (
    ExaminationFacts,
    ExhibitFacts,
    FireFacts,
    RestorationFacts,
    ResultFacts,
    SealFacts,
)
from headstamp.forensics.models import Examination, Exhibit, Firing, LabRequest, RequestStep, Restoration
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.registry.actions import edit_item, lock_occurrence
from headstamp.registry.models import Item, Mark, Occurrence
from tests.cast import Cast
from tests.forensics.office import WORKS, Laboratory, asked, exhibit_of, version_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def lab(cast: Cast) -> Laboratory:
    return Laboratory(cast)


def fields_of(error: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return set(error.value.fields)


def test_a_request_goes_from_draft_to_a_verified_report(lab: Laboratory) -> None:
    made = lab.reported()
    assert (made.state, made.examiner, made.turnaround_days) == ("reported", lab.first.id, 0)
    made = actions.verify_report(lab.second, request=made.uid)
    assert (made.state, made.verifier) == ("verified", lab.second.id)
    made = actions.close_request(lab.asking, request=made.uid)
    assert [each.act for each in made.steps.order_by("id")] == [
        "draft", "ask", "receive", "begin", "report", "verify", "close",
    ]  # fmt: skip


def test_who_took_part_never_verifies(lab: Laboratory) -> None:
    made = lab.examining()
    exhibit = exhibit_of(made)
    actions.record_examination(lab.first, exhibit=exhibit.uid, facts=WORKS)
    actions.record_test_fire(lab.outside, exhibit=exhibit.uid, facts=FireFacts(date(2024, 4, 2), 2))
    actions.report_findings(lab.first, request=made.uid, conclusion="It fires.")
    for person in (lab.first, lab.outside):
        with pytest.raises(NotAllowed, match="took part"):
            actions.verify_report(person, request=made.uid)
    assert actions.verify_report(lab.second, request=made.uid).state == "verified"


def test_a_report_is_sent_back_with_a_reason_and_reported_anew(lab: Laboratory) -> None:
    made = lab.reported()
    with pytest.raises(Invalid):
        actions.send_report_back(lab.second, request=made.uid, reason=" ")
    made = actions.send_report_back(lab.second, request=made.uid, reason="The calibre is missing")
    assert (made.state, made.examiner, made.turnaround_days) == ("examining", "", None)
    made = actions.report_findings(lab.first, request=made.uid, conclusion="It fires 9 mm.")
    assert actions.verify_report(lab.second, request=made.uid).conclusion == "It fires 9 mm."


def test_a_seal_that_differs_is_said_in_words(lab: Laboratory) -> None:
    made = lab.drafted(lab.item(), lab.item())
    actions.ask_laboratory(lab.asking, request=made.uid)
    seals = {1: SealFacts("S-1"), 2: SealFacts("S-9")}
    with pytest.raises(Invalid) as error:
        actions.receive_exhibits(lab.first, request=made.uid, seals=seals)
    assert fields_of(error) == {"2.difference"}
    with pytest.raises(Invalid) as error:
        actions.receive_exhibits(lab.first, request=made.uid, seals={1: SealFacts("S-1")})
    assert fields_of(error) == {"2.found"}
    seals[2] = SealFacts("S-9", "Bag was opened and sealed anew", "bag torn")
    actions.receive_exhibits(lab.first, request=made.uid, seals=seals, number="LAB 7")
    second = Exhibit.objects.get(request=made, number=2)
    assert (second.seal_expected, second.seal_found, second.received_by) == ("S-1", "S-9", lab.first.id)


def test_the_seal_of_the_parcel_is_the_one_expected(lab: Laboratory) -> None:
    parcel = lab.rounds(10)
    custody.reseal(lab.keeper, parcel=parcel.code, paper=Paper(seal="S-77", reason="r"))
    told = [ExhibitFacts(parcel.item.uid, parcel=parcel.code)]
    made = actions.draft_request(lab.asking, facts=asked(), exhibits=told)
    assert exhibit_of(made).seal_expected == "S-77"
    with pytest.raises(NotFound):
        actions.draft_request(
            lab.asking, facts=asked(), exhibits=[ExhibitFacts(lab.item().uid, parcel=parcel.code)]
        )


def test_days_on_which_the_clock_stood_do_not_count(lab: Laboratory) -> None:
    made = lab.examining()
    actions.record_examination(lab.first, exhibit=exhibit_of(made).uid, facts=WORKS)
    with pytest.raises(Invalid):
        actions.stop_clock(lab.first, request=made.uid, reason="")
    actions.stop_clock(lab.first, request=made.uid, reason="Waits for the ammunition")
    actions.resume_clock(lab.first, request=made.uid)
    days_ago(made, received=20, wait=12, resume=5)
    assert actions.report_findings(lab.first, request=made.uid, conclusion="It fires.").turnaround_days == 13


def days_ago(made: LabRequest, received: int, **acts: int) -> None:
    now = timezone.now()
    LabRequest.objects.filter(pk=made.pk).update(received_at=now - timedelta(days=received))
    for act, days in acts.items():
        RequestStep.objects.filter(request=made, act=act).update(at=now - timedelta(days=days))


def test_nothing_is_reported_before_each_exhibit_has_a_result(lab: Laboratory) -> None:
    made = lab.examining(lab.item(), lab.item("bulk_explosive", "2.5"))
    actions.record_examination(lab.first, exhibit=exhibit_of(made).uid, facts=WORKS)
    with pytest.raises(Invalid, match="Exhibit 2"):
        actions.report_findings(lab.first, request=made.uid, conclusion="It fires.")
    facts = ResultFacts(
        date(2024, 4, 2), "bulk_explosive", "GC-MS", Decimal("2.48"), "kg", Decimal("64.5"), "TNT"
    )
    other = Exhibit.objects.get(request=made, number=2)
    actions.record_lab_result(lab.first, exhibit=other.uid, facts=facts)
    assert actions.report_findings(lab.first, request=made.uid, conclusion="Both.").state == "reported"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"amount_unit": ""}, "amount"),
        ({"amount": None}, "amount"),
        ({"amount": Decimal("0.0001")}, "amount"),
        ({"amount": Decimal(-1)}, "amount"),
        ({"percent": Decimal(101)}, "percent"),
        ({"substance": "pistol"}, "substance"),
        ({"substance": "none-such"}, "substance"),
        ({"method": ""}, "method"),
        ({"analysed_on": date(2999, 1, 1)}, "analysed_on"),
    ],
)
def test_a_lab_result_that_cannot_be_is_refused(
    lab: Laboratory, change: dict[str, object], field: str
) -> None:
    made = lab.examining(lab.item("bulk_explosive"))
    facts = ResultFacts(date(2024, 4, 2), "bulk_explosive", "GC-MS", Decimal("2.5"), "kg")
    with pytest.raises(Invalid) as error:
        actions.record_lab_result(lab.first, exhibit=exhibit_of(made).uid, facts=replace(facts, **change))  # type: ignore[arg-type]
    assert fields_of(error) == {field}


def test_an_examination_confirms_the_eu_category_in_the_register_and_the_last_one_counts(
    lab: Laboratory,
) -> None:
    exhibit = exhibit_of(lab.examining())
    facts = ExaminationFacts(
        date(2024, 4, 2), "works_after_repair", "pistol", True, "alarm", "pistol", "New barrel", "converted", "Fires 9 mm",
        (("barrel", "craft_made"), ("frame", "3d_printed")),
    )  # fmt: skip
    actions.record_examination(
        lab.first, exhibit=exhibit.uid, facts=facts, eu_category="B5", item_version=version_of(exhibit.item)
    )
    item = Item.objects.get(pk=exhibit.item_id)
    assert (item.eu_category, item.eu_category_by) == ("B5", lab.first.id)
    with pytest.raises(Conflict):
        actions.record_examination(
            lab.first, exhibit=exhibit.uid, facts=WORKS, eu_category="B1", item_version=1
        )
    assert Examination.objects.count() == 1  # the refused one left nothing
    actions.record_examination(lab.first, exhibit=exhibit.uid, facts=WORKS)
    assert [each.function for each in Examination.objects.order_by("id")] == ["works_after_repair", "works"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"function": "none-such"}, "function"),
        ({"function": ""}, "function"),
        ({"converted_from": "alarm"}, "is_converted"),
        ({"is_converted": False, "converted_how": "drilled"}, "is_converted"),
        ({"is_converted": True}, "converted_from"),
        ({"parts": (("barrel", "craft_made"), ("barrel", "factory"))}, "parts"),
        ({"parts": (("barrel", ""),)}, "parts"),
        ({"examined_on": date(2999, 1, 1)}, "examined_on"),
    ],
)
def test_an_examination_that_cannot_be_is_refused(
    lab: Laboratory, change: dict[str, object], field: str
) -> None:
    exhibit = exhibit_of(lab.examining())
    with pytest.raises(Invalid) as error:
        actions.record_examination(lab.first, exhibit=exhibit.uid, facts=replace(WORKS, **change))  # type: ignore[arg-type]
    assert fields_of(error) == {field}


def test_a_restored_number_goes_into_the_register_and_the_earlier_mark_stays(lab: Laboratory) -> None:
    exhibit = exhibit_of(lab.examining())
    facts = RestorationFacts(date(2024, 4, 2), "chemical_etching", "frame", reading="12[8B]?6*")
    actions.record_restoration(
        lab.first, exhibit=exhibit.uid, facts=facts, item_version=version_of(exhibit.item)
    )
    marks = Mark.objects.filter(item=exhibit.item).order_by("id").values_list("state", "as_read", "part")
    assert list(marks) == [("removed", "", "frame"), ("restored", "12[8B]?6*", "frame")]


def test_a_restoration_that_failed_writes_nothing_into_the_register(lab: Laboratory) -> None:
    exhibit = exhibit_of(lab.examining())
    facts = RestorationFacts(date(2024, 4, 2), "heat", "frame")
    assert not actions.record_restoration(lab.first, exhibit=exhibit.uid, facts=facts).is_in_register
    assert Mark.objects.filter(item=exhibit.item).count() == 1
    with pytest.raises(Invalid) as error:
        actions.record_restoration(lab.first, exhibit=exhibit.uid, facts=replace(facts, reading="12[8"))
    assert fields_of(error) == {"reading"}


def test_of_a_locked_record_the_laboratory_keeps_what_it_read_beside_the_register(lab: Laboratory) -> None:
    exhibit = exhibit_of(lab.examining())
    Occurrence.objects.update(status="checked", checked_by=lab.cast.head.id, checked_at=timezone.now())
    of = Occurrence.objects.get()
    lock_occurrence(lab.cast.head, uid=of.uid, version=of.version)
    facts = RestorationFacts(date(2024, 4, 2), "heat", "frame", reading="1234")
    with pytest.raises(Conflict, match="locked"):
        actions.record_restoration(
            lab.first, exhibit=exhibit.uid, facts=facts, item_version=version_of(exhibit.item)
        )
    assert not Restoration.objects.exists()
    actions.record_restoration(lab.first, exhibit=exhibit.uid, facts=facts, into_register=False)
    assert Restoration.objects.get().reading == "1234"


def test_rounds_of_a_test_fire_leave_the_store_s_ledger_and_no_other_book(lab: Laboratory) -> None:
    parcel, exhibit = lab.rounds(10, lab.first), exhibit_of(lab.examining())
    fired = FireFacts(date(2024, 4, 2), 3, 3, 2, parcel.code, specimen="T-1")
    actions.record_test_fire(lab.first, exhibit=exhibit.uid, facts=fired)
    balance = Balance.objects.get(pk=parcel.item_id)
    assert (balance.held, balance.left) == (7000, 3000)
    assert Movement.objects.filter(act="used", by=lab.first.id).count() == 1
    with pytest.raises(Invalid):
        actions.record_test_fire(lab.first, exhibit=exhibit.uid, facts=replace(fired, rounds=8))
    assert Firing.objects.count() == 1
    with pytest.raises(NotAllowed):  # the rounds are with somebody else
        actions.record_test_fire(lab.second, exhibit=exhibit.uid, facts=replace(fired, rounds=3))
    assert Balance.objects.get(pk=parcel.item_id).held == 7000


@pytest.mark.parametrize("fired", [FireFacts(date(2024, 4, 2), 0), FireFacts(date(2024, 4, 2), 2, 3), FireFacts(date(2024, 4, 2), 2, 0, 3)])  # fmt: skip
def test_no_more_is_collected_than_was_fired(lab: Laboratory, fired: FireFacts) -> None:
    with pytest.raises(Invalid) as error:
        actions.record_test_fire(lab.first, exhibit=exhibit_of(lab.examining()).uid, facts=fired)
    assert fields_of(error) == {"rounds"}


def test_only_in_examination_something_is_found(lab: Laboratory) -> None:
    made = lab.reported()
    with pytest.raises(Conflict, match="not in examination"):
        actions.record_examination(lab.first, exhibit=exhibit_of(made).uid, facts=WORKS)


def test_only_the_unit_that_asked_withdraws_and_what_was_found_stays(lab: Laboratory) -> None:
    made = lab.examining()
    actions.record_examination(lab.first, exhibit=exhibit_of(made).uid, facts=WORKS)
    with pytest.raises(NotAllowed):
        actions.withdraw_request(lab.cast.officer, request=made.uid, reason="r")
    made = actions.withdraw_request(lab.asking, request=made.uid, reason="The court closed the case")
    assert (made.state, Examination.objects.count()) == ("withdrawn", 1)
    with pytest.raises(Conflict):
        actions.resume_clock(lab.first, request=made.uid)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"laboratory": " "}, "laboratory"),
        ({"laboratory": "x" * 161}, "laboratory"),
        ({"questions": ""}, "questions"),
        ({"due_on": date(2020, 1, 1)}, "due_on"),
        ({"priority": "soon"}, "priority"),
    ],
)
def test_a_request_that_lacks_something_is_refused(
    lab: Laboratory, change: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as error:
        lab.drafted(**change)
    assert fields_of(error) == {field}


def test_a_request_names_items_that_the_asker_may_know_of_each_once(lab: Laboratory) -> None:
    item = lab.item()
    for exhibits in ([], [ExhibitFacts(item.uid), ExhibitFacts(item.uid)]):
        with pytest.raises(Invalid):
            actions.draft_request(lab.asking, facts=asked(), exhibits=exhibits)
    Item.objects.update(visibility="unit")
    with pytest.raises(NotFound):
        actions.draft_request(lab.outside, facts=asked(), exhibits=[ExhibitFacts(item.uid)])


def test_a_mark_changed_meanwhile_is_not_overwritten(lab: Laboratory) -> None:
    exhibit = exhibit_of(lab.examining())
    read = version_of(exhibit.item)
    edit_item(lab.asking, uid=exhibit.item.uid, version=read, changes={"model": "M57"})
    facts = RestorationFacts(date(2024, 4, 2), "heat", "frame", reading="1234")
    with pytest.raises(Conflict):
        actions.record_restoration(lab.first, exhibit=exhibit.uid, facts=facts, item_version=read)


def test_what_it_was_before_goes_into_the_register_whosever_item_it_is(lab: Laboratory) -> None:
    exhibit = exhibit_of(lab.examining())
    told = replace(WORKS, is_converted=True, converted_from="alarm", converted_into="pistol")
    actions.record_examination(
        lab.outside, exhibit=exhibit.uid, facts=told, item_version=version_of(exhibit.item)
    )
    assert Item.objects.get(pk=exhibit.item_id).converted_from == "alarm"


def test_of_a_locked_record_an_examination_stands_beside_the_register(lab: Laboratory) -> None:
    exhibit = exhibit_of(lab.examining())
    Item.objects.filter(pk=exhibit.item_id).update(status="locked")
    told = replace(WORKS, is_converted=True, converted_from="alarm", converted_into="pistol")
    actions.record_examination(
        lab.first, exhibit=exhibit.uid, facts=told, item_version=version_of(exhibit.item)
    )
    assert Item.objects.get(pk=exhibit.item_id).converted_from == ""
    assert Examination.objects.get().converted_from == "alarm"
