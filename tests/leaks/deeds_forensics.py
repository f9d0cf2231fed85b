"""One valid call of every action of the laboratory, and who of the cast may make it."""

from dataclasses import replace
from datetime import date

from headstamp.accounts.models import User
from headstamp.forensics import actions as forensics
from headstamp.forensics.facts import (
    End,
    EntryFacts,
    ExaminationFacts,
    ExhibitFacts,
    FireFacts,
    Opinion,
    RequestFacts,
    RestorationFacts,
    ResultFacts,
    SealFacts,
)
from headstamp.forensics.models import Exhibit, InferredGun, LabRequest, Lead
from headstamp.kernel.asker import Asker
from headstamp.registry import actions
from headstamp.registry.facts import (
    ItemFacts,
)
from headstamp.registry.models import Item
from tests.cast import make_asker
from tests.leaks.deeds import WORD, Deed, Office, at, deed

SAID = Opinion(WORD, date(2024, 1, 2), WORD)
ASKED = RequestFacts(WORD, WORD, date(2999, 1, 1), asked_for=WORD)


def second(o: Office) -> Asker:
    """The examiner who verifies, made once."""
    known = User.objects.filter(username="second_examiner").first()
    made = make_asker("second_examiner", o.cast.unit, "examiner") if known is None else None
    return made or replace(o.examiner, id=str(known.pk))  # type: ignore[union-attr]


def drafted(o: Office) -> LabRequest:
    exhibits = [ExhibitFacts(o.item.uid, seal=WORD)]
    return forensics.draft_request(o.cast.registrar, facts=ASKED, exhibits=exhibits)


def asked(o: Office) -> LabRequest:
    return forensics.ask_laboratory(o.cast.registrar, request=drafted(o).uid)


def at_laboratory(o: Office) -> LabRequest:
    return forensics.receive_exhibits(second(o), request=asked(o).uid, seals={1: SealFacts(WORD)})


def in_examination(o: Office) -> LabRequest:
    return forensics.begin_examination(second(o), request=at_laboratory(o).uid)


def exhibit(o: Office) -> Exhibit:
    return in_examination(o).exhibits.get()


def examined(o: Office) -> LabRequest:
    made = in_examination(o)
    facts = ExaminationFacts(date(2024, 1, 2), "works")
    forensics.record_examination(second(o), exhibit=made.exhibits.get().uid, facts=facts)
    return made


def reported(o: Office) -> LabRequest:
    return forensics.report_findings(second(o), request=examined(o).uid, conclusion=WORD)


def verified(o: Office) -> LabRequest:
    return forensics.verify_report(o.examiner, request=reported(o).uid)


def case(o: Office) -> Item:
    """A cartridge case of the office's occurrence."""
    return actions.add_item(
        o.cast.registrar, occurrence=o.occurrence.uid, version=at(o.occurrence)["version"], facts=ItemFacts(kind="cartridge_case")
    )  # fmt: skip


def lead(o: Office) -> Lead:
    return forensics.note_lead(second(o), one=End(case(o).uid), other=End(case(o).uid), opinion=SAID)


def compared(o: Office) -> Lead:
    return forensics.compare_lead(second(o), lead=lead(o).uid, opinion=SAID)


def excluded(o: Office) -> Lead:
    return forensics.exclude_lead(second(o), lead=lead(o).uid, opinion=SAID)


def inferred(o: Office) -> InferredGun:
    return forensics.infer_gun(second(o), lead=lead(o).uid, name=WORD, note=WORD)


def inferred_of_two(o: Office) -> tuple[InferredGun, Lead]:
    gun, further = inferred(o), lead(o)
    return forensics.join_lead(second(o), gun=gun.uid, lead=further.uid), further


def recovered(o: Office) -> InferredGun:
    gun = inferred(o)
    forensics.say_recovered(second(o), gun=gun.uid, item=o.item.uid, opinion=SAID)
    return gun


FORENSICS: dict[str, Deed] = {
    "draft_request": deed(
        "registrar officer examiner",
        lambda o, a, _: forensics.draft_request(a, facts=ASKED, exhibits=[ExhibitFacts(o.item.uid, seal=WORD)]),
    ),
    "ask_laboratory": deed("registrar examiner", lambda o, a, made: forensics.ask_laboratory(a, request=made.uid), drafted),
    "withdraw_request": deed("registrar examiner", lambda o, a, made: forensics.withdraw_request(a, request=made.uid, reason=WORD), asked),
    "close_request": deed("registrar examiner", lambda o, a, made: forensics.close_request(a, request=made.uid), verified),
    "receive_exhibits": deed(
        "examiner",
        lambda o, a, made: forensics.receive_exhibits(a, request=made.uid, number=WORD, seals={1: SealFacts(WORD + "y", WORD, WORD)}), asked,
    ),
    "begin_examination": deed("examiner", lambda o, a, made: forensics.begin_examination(a, request=made.uid), at_laboratory),
    "stop_clock": deed("examiner", lambda o, a, made: forensics.stop_clock(a, request=made.uid, reason=WORD), in_examination),
    "resume_clock": deed(
        "examiner", lambda o, a, made: forensics.resume_clock(a, request=made.uid),
        lambda o: forensics.stop_clock(second(o), request=in_examination(o).uid, reason=WORD),
    ),
    "report_findings": deed("examiner", lambda o, a, made: forensics.report_findings(a, request=made.uid, conclusion=WORD, number=WORD), examined),
    "send_report_back": deed("examiner", lambda o, a, made: forensics.send_report_back(a, request=made.uid, reason=WORD), reported),
    "verify_report": deed("examiner", lambda o, a, made: forensics.verify_report(a, request=made.uid), reported),
    "record_examination": deed(
        "examiner",
        lambda o, a, made: forensics.record_examination(
            a, exhibit=made.uid, facts=ExaminationFacts(date(2024, 1, 2), "works", is_converted=True, converted_from="alarm", converted_how=WORD, result=WORD),
            eu_category="B5", item_version=at(o.item)["version"],
        ), exhibit,
    ),
    "record_restoration": deed(
        "examiner",
        lambda o, a, made: forensics.record_restoration(
            a, exhibit=made.uid, facts=RestorationFacts(date(2024, 1, 2), "heat", reading=WORD, note=WORD), item_version=at(o.item)["version"],
        ), exhibit,
    ),
    "record_lab_result": deed(
        "examiner",
        lambda o, a, made: forensics.record_lab_result(a, exhibit=made.uid, facts=ResultFacts(date(2024, 1, 2), "acetone", WORD, result=WORD)), exhibit,
    ),
    "record_test_fire": deed(
        "examiner",
        lambda o, a, made: forensics.record_test_fire(a, exhibit=made.uid, facts=FireFacts(date(2024, 1, 2), 1, ammunition=WORD, specimen=WORD)), exhibit,
    ),
    "enter_ballistics": deed(
        "examiner",
        lambda o, a, _: forensics.enter_ballistics(a, of=End(o.item.uid), facts=EntryFacts("ibis", date(2024, 1, 2), WORD, cases=1)),
    ),
    "note_lead": deed(
        "examiner", lambda o, a, made: forensics.note_lead(a, one=End(o.item.uid), other=End(made.uid), opinion=SAID), case,
    ),
    "compare_lead": deed("examiner", lambda o, a, made: forensics.compare_lead(a, lead=made.uid, opinion=SAID), lead),
    "verify_lead": deed("examiner", lambda o, a, made: forensics.verify_lead(a, lead=made.uid, opinion=SAID), compared),
    "disagree_with_lead": deed("examiner", lambda o, a, made: forensics.disagree_with_lead(a, lead=made.uid, opinion=SAID), compared),
    "exclude_lead": deed("examiner", lambda o, a, made: forensics.exclude_lead(a, lead=made.uid, opinion=SAID), lead),
    "reopen_lead": deed("examiner", lambda o, a, made: forensics.reopen_lead(a, lead=made.uid, opinion=SAID), excluded),
    "infer_gun": deed("examiner", lambda o, a, made: forensics.infer_gun(a, lead=made.uid, name=WORD, note=WORD), lead),
    "join_lead": deed("examiner", lambda o, a, made: forensics.join_lead(a, gun=made[0].uid, lead=made[1].uid), lambda o: (inferred(o), lead(o))),
    "part_lead": deed("examiner", lambda o, a, made: forensics.part_lead(a, gun=made[0].uid, lead=made[1].uid, reason=WORD), inferred_of_two),
    "say_recovered": deed("examiner", lambda o, a, made: forensics.say_recovered(a, gun=made.uid, item=o.item.uid, opinion=SAID), inferred),
    "say_not_recovered": deed("examiner", lambda o, a, made: forensics.say_not_recovered(a, gun=made.uid, opinion=SAID), recovered),
}  # fmt: skip
