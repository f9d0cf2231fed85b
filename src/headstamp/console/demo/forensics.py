"""An invented laboratory: requests at every stage, results, leads of which one is a hit, and a gun that nobody has."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from headstamp.forensics import actions
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
from headstamp.forensics.models import Exhibit, LabRequest, Lead
from headstamp.kernel.asker import Asker
from headstamp.registry.models import Item
from headstamp.registry.queries import items_visible_to, occurrences_visible_to

_LABORATORY = "Demo forensic laboratory"
_YEAR = "2022"
_DAY = date(2023, 3, 1)
_SEAL = "DEMO-L"
_FIREARMS = 7


def fill_laboratory(asking: Asker, examiner: Asker, second: Asker) -> None:
    """Seven firearms and some explosives at the laboratory; `second` verifies what `examiner` reported."""
    firearms = _items(asking, "firearm", _FIREARMS)
    (explosive,) = _items(asking, "explosive", 1, kind="bulk_explosive")
    _draft(asking, firearms[:1], days=30)
    _ask(asking, firearms[1:2], days=2, priority="urgent")
    waiting = _begin(asking, examiner, firearms[2:3])
    actions.stop_clock(examiner, request=waiting.uid, reason="Invented: waits for ammunition of this calibre")
    _begin(asking, examiner, firearms[3:4])
    reported = _begin(asking, examiner, firearms[4:5])
    _examine(examiner, reported)
    _report(examiner, reported, "DEMO 1/2023", "Invented: the pistol works. Its number was restored in part.")
    verified = _begin(asking, examiner, [firearms[5], explosive])
    _examine(examiner, verified)
    _report(
        examiner,
        verified,
        "DEMO 2/2023",
        "Invented: the firearm works, and the other exhibit is an explosive.",
    )
    actions.verify_report(second, request=verified.uid)
    _compare(examiner, second, firearms[6])


def _items(asker: Asker, item_class: str, number: int, **more: str) -> Sequence[Item]:
    found = items_visible_to(asker).filter(item_class=item_class, occurred_on__startswith=_YEAR, **more)
    seized = found.filter(occurrence__kind="seizure", legal_status="seized").exclude(visibility="restricted")
    return list(seized.order_by("-occurred_on", "-id")[:number])


def _draft(asking: Asker, items: Sequence[Item], *, days: int = 30, priority: str = "routine") -> LabRequest:
    facts = RequestFacts(
        _LABORATORY,
        "Invented: does it work, was it converted, what is its number?",
        timezone.localdate() + timedelta(days=days),
        priority,
        "Invented prosecutor",
    )
    exhibits = [ExhibitFacts(item.uid, seal=f"{_SEAL}{item.pk}") for item in items]
    return actions.draft_request(asking, facts=facts, exhibits=exhibits)


def _ask(asking: Asker, items: Sequence[Item], *, days: int = 30, priority: str = "routine") -> LabRequest:
    return actions.ask_laboratory(asking, request=_draft(asking, items, days=days, priority=priority).uid)


def _begin(asking: Asker, examiner: Asker, items: Sequence[Item]) -> LabRequest:
    made = _ask(asking, items)
    seals = {each.number: SealFacts(each.seal_expected) for each in made.exhibits.all()}
    if len(items) > 1:
        seals[2] = SealFacts("DEMO-B7", "Invented: sealed anew by the border police, as their receipt says")
    actions.receive_exhibits(examiner, request=made.uid, seals=seals)
    return actions.begin_examination(examiner, request=made.uid)


def _examine(examiner: Asker, request: LabRequest) -> None:
    for exhibit in request.exhibits.select_related("item").order_by("number"):
        if exhibit.item.item_class == "explosive":
            _analyse(examiner, exhibit)
        else:
            _fire(examiner, exhibit)


def _analyse(examiner: Asker, exhibit: Exhibit) -> None:
    facts = ResultFacts(
        _DAY,
        "bulk_explosive",
        "GC-MS",
        exhibit.item.quantity,
        exhibit.item.quantity_unit,
        Decimal("82.5"),
        "Invented",
    )
    actions.record_lab_result(examiner, exhibit=exhibit.uid, facts=facts)


def _fire(examiner: Asker, exhibit: Exhibit) -> None:
    facts = ExaminationFacts(
        _DAY, "works", exhibit.item.kind, True, "alarm", exhibit.item.kind, "Invented: barrel drilled and exchanged",
        "converted", "Invented: fires live ammunition", (("barrel", "craft_made"),),
    )  # fmt: skip
    actions.record_examination(examiner, exhibit=exhibit.uid, facts=facts)
    read = RestorationFacts(_DAY, "chemical_etching", "frame", reading="TEST 12[8B]?4", note="Invented")
    actions.record_restoration(
        examiner, exhibit=exhibit.uid, facts=read, item_version=Item.objects.get(pk=exhibit.item_id).version
    )
    fired = FireFacts(
        _DAY, 3, 3, 3, ammunition="Invented stock of the laboratory", specimen=f"DEMO-T{exhibit.pk}"
    )
    actions.record_test_fire(examiner, exhibit=exhibit.uid, facts=fired)


def _report(examiner: Asker, request: LabRequest, number: str, conclusion: str) -> None:
    actions.report_findings(examiner, request=request.uid, conclusion=conclusion, number=number)


def _compare(examiner: Asker, second: Asker, firearm: Item) -> None:
    """A hit, a lead that waits and one that is excluded; a gun is inferred from what was fired at three incidents."""
    shootings = occurrences_visible_to(examiner).filter(kind="incident", occurred_on__startswith=_YEAR)
    one, other, third = (End(occurrence=each.uid) for each in shootings.order_by("occurred_on", "id")[:3])
    for end in (one, other, third):
        actions.enter_ballistics(examiner, of=end, facts=EntryFacts("manual", _DAY, cases=2))
    hit, open_lead = _lead(examiner, one, other), _lead(examiner, other, third)
    actions.compare_lead(
        examiner, lead=hit.uid, opinion=_opinion("Invented: comparison under the microscope")
    )
    actions.verify_lead(second, lead=hit.uid, opinion=_opinion("Invented: second comparison"))
    gun = actions.infer_gun(examiner, lead=hit.uid, name="Demo gun 1", note="Invented")
    actions.join_lead(examiner, gun=gun.uid, lead=open_lead.uid)
    excluded = _lead(examiner, one, End(firearm.uid))
    actions.exclude_lead(examiner, lead=excluded.uid, opinion=_opinion("Invented: other firing pin"))


def _lead(examiner: Asker, one: End, other: End) -> Lead:
    basis = _opinion("Invented: high on the list of the system")
    return actions.note_lead(examiner, one=one, other=other, opinion=basis, system="manual")


def _opinion(basis: str) -> Opinion:
    return Opinion(_LABORATORY, _DAY, basis)
