"""What an examiner records of an exhibit while its request is in examination."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.audit.recorder import Recorder
from headstamp.custody.actions import use
from headstamp.custody.labels import as_scanned
from headstamp.custody.parties import Paper
from headstamp.custody.queries import parcels_visible_to
from headstamp.forensics.actions.reaching import exhibit_to_examine
from headstamp.forensics.facts import ExaminationFacts, FireFacts, RestorationFacts, ResultFacts
from headstamp.forensics.laws import check_code, check_facts, check_reading
from headstamp.forensics.models import Examination, Exhibit, Firing, LabResult, PartFound, Restoration
from headstamp.forensics.states import State
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions import confirm_eu_category, edit_item
from headstamp.registry.facts import MarkFacts
from headstamp.registry.laws import Problems
from headstamp.registry.models import Item
from headstamp.registry.models.columns import Status
from headstamp.registry.told import item_told
from headstamp.vocabulary import codes

_NOT_IN_EXAMINATION = gettext_noop("The request is not in examination. Begin or resume it first.")
_SUBSTANCES = ("explosive", "precursor", "pyrotechnic", "ammunition")
_OF_EXAMINATION = {
    "function": "function_results",
    "kind": "item_kinds",
    "converted_from": "conversion_origins",
    "converted_into": "item_kinds",
    "making": "make_origins",
}


def record_examination(
    asker: Asker, *, exhibit: str, facts: ExaminationFacts, eu_category: str = "", item_version: int = 0
) -> Examination:
    """Record how an exhibit works and what it is; the last examination counts.

    `eu_category` is confirmed in the register by the same act, of the item read as `item_version`; '' leaves it. What the
    firearm was converted from goes into the register too, unless its record is locked; without `item_version` neither does.
    """
    asker.must(Permission.EXAMINE)
    problems = Problems()
    check_facts(facts, Examination, problems, lists=_OF_EXAMINATION, needed=("function",))
    _check_conversion(facts, problems)
    _check_parts(facts, problems)
    problems.must_be_none()
    with recording(asker) as log:
        found = _in_examination(asker, exhibit)
        told = {name: value for name, value in asdict(facts).items() if name != "parts"}
        made = Examination.objects.create(exhibit=found, by=asker.id, at=timezone.now(), **told)
        for part, making in facts.parts:
            PartFound.objects.create(examination=made, part=part, making=making)
        _noted_finding(log, found, "record_examination", facts)
        item_version = _write_conversion(asker, found, facts, item_version)
        if eu_category and not (found.item.eu_category == eu_category and found.item.eu_category_by):
            confirm_eu_category(
                asker,
                uid=found.item.uid,
                version=item_version,
                category=eu_category,
                reason=_paper(found),
            )
    return made


def _write_conversion(asker: Asker, exhibit: Exhibit, facts: ExaminationFacts, version: int) -> int:
    """Have the register say what the firearm was before; gives the version of the item after it."""
    item = exhibit.item
    is_known = not facts.is_converted or facts.converted_from in ("", item.converted_from)
    if is_known or not version or item.status == Status.LOCKED:
        return version
    changes = {"converted_from": facts.converted_from}
    return edit_item(asker, uid=item.uid, version=version, changes=changes, reason=_paper(exhibit)).version


def record_restoration(
    asker: Asker, *, exhibit: str, facts: RestorationFacts, into_register: bool = True, item_version: int = 0
) -> Restoration:
    """Record an attempt to read a number that was removed, sign by sign.

    What was read goes into the register as a restored mark by the same act; the marks that stand there stay.
    """
    asker.must(Permission.EXAMINE)
    problems = Problems()
    lists = {"method": "restoration_methods", "part": "mark_parts", "mark_kind": "mark_kinds"}
    check_facts(facts, Restoration, problems, lists=lists, needed=("method", "mark_kind"))
    check_reading(facts.reading.strip(), problems)
    problems.must_be_none()
    with recording(asker) as log:
        found = _in_examination(asker, exhibit)
        is_written = into_register and bool(facts.reading.strip())
        made = Restoration.objects.create(
            exhibit=found, by=asker.id, at=timezone.now(), is_in_register=is_written, **asdict(facts)
        )
        _noted_finding(log, found, "record_restoration", facts)
        if is_written:
            _write_mark(asker, found, facts, item_version)
    return made


def _write_mark(asker: Asker, exhibit: Exhibit, facts: RestorationFacts, version: int) -> None:
    item = Item.objects.prefetch_related("marks", "references", "legal_statuses").get(pk=exhibit.item_id)
    mark = MarkFacts(
        as_read=facts.reading.strip(),
        kind=facts.mark_kind,
        part=facts.part,
        state="restored",
        notes=codes.label("restoration_methods", facts.method, asker.language),
    )
    marks = (*(each for each in item_told(item).marks if each != mark), mark)
    edit_item(asker, uid=item.uid, version=version, changes={"marks": marks}, reason=_paper(exhibit))


def record_lab_result(asker: Asker, *, exhibit: str, facts: ResultFacts) -> LabResult:
    """Record what an explosive or precursor was found to be, by which method, and how much of it."""
    asker.must(Permission.EXAMINE)
    problems = Problems()
    check_facts(facts, LabResult, problems, lists={"substance": "item_kinds"}, needed=("substance", "method"))
    _check_amount(facts, problems)
    problems.must_be_none()
    with recording(asker) as log:
        found = _in_examination(asker, exhibit)
        made = LabResult.objects.create(exhibit=found, by=asker.id, at=timezone.now(), **asdict(facts))
        _noted_finding(log, found, "record_lab_result", facts)
    return made


def record_test_fire(asker: Asker, *, exhibit: str, facts: FireFacts) -> Firing:
    """Record rounds fired with an exhibit and the specimens collected.

    Rounds out of a parcel leave it in the store's ledger by the same act, under the ledger's own rules.
    """
    asker.must(Permission.EXAMINE)
    problems = Problems()
    check_facts(facts, Firing, problems)
    if facts.rounds < 1:
        problems.add("rounds", say(gettext_noop("Say how many rounds were fired.")))
    if max(facts.bullets, facts.cases) > facts.rounds:
        problems.add("rounds", say(gettext_noop("More was collected than was fired.")))
    problems.must_be_none()
    with recording(asker) as log:
        found = _in_examination(asker, exhibit)
        told = {name: value for name, value in asdict(facts).items() if name != "parcel"}
        parcel = None
        if facts.parcel:
            _must_be_rounds(asker, facts.parcel)
            paper = Paper(reason=_fired_for(found), reference=found.request.number)
            parcel = use(asker, parcel=facts.parcel, quantity=Decimal(facts.rounds), paper=paper)
        made = Firing.objects.create(exhibit=found, by=asker.id, at=timezone.now(), parcel=parcel, **told)
        _noted_finding(log, found, "record_test_fire", facts)
    return made


def _must_be_rounds(asker: Asker, label: str) -> None:
    """A parcel that the asker knows of holds rounds; what he does not know of, the ledger refuses."""
    parcel = parcels_visible_to(asker).filter(code=as_scanned(label)).first()
    if parcel is not None and parcel.unit != "rounds":
        problems = Problems()
        problems.add("parcel", say(gettext_noop("This parcel holds no rounds.")))
        problems.must_be_none()


def _fired_for(exhibit: Exhibit) -> str:
    return f"{exhibit.request.number or exhibit.request.uid}/{exhibit.number}"


def _paper(exhibit: Exhibit) -> str:
    """What the register notes as the reason: the laboratory's number, or the request's own."""
    return f"{exhibit.request.laboratory}, {_fired_for(exhibit)}"


def _in_examination(asker: Asker, uid: str) -> Exhibit:
    found = exhibit_to_examine(asker, uid)
    if found.request.state != State.EXAMINING:
        raise Conflict(say(_NOT_IN_EXAMINATION))
    return found


def _noted_finding(log: Recorder, exhibit: Exhibit, verb: str, facts: Any) -> None:
    told = {name: str(value) for name, value in asdict(facts).items() if value not in ("", None, ())}
    log.collection("exhibit", exhibit.pk, verb, sorted(told), values=told)


def _check_conversion(facts: ExaminationFacts, problems: Problems) -> None:
    told = facts.converted_from or facts.converted_into or facts.converted_how
    if told and not facts.is_converted:
        problems.add(
            "is_converted", say(gettext_noop("Say that it was converted, or leave out from what and how."))
        )
    if facts.is_converted and not facts.converted_from:
        problems.add("converted_from", say(gettext_noop("Say what it was before, or choose unknown.")))


def _check_parts(facts: ExaminationFacts, problems: Problems) -> None:
    for part, making in facts.parts:
        if not part or not making:
            problems.add("parts", say(gettext_noop("Name the part, and how it came to be.")))
        check_code(part, "mark_parts", "parts", problems)
        check_code(making, "make_origins", "parts", problems)
    if len({part for part, _making in facts.parts}) < len(facts.parts):
        problems.add("parts", say(gettext_noop("Name each part once.")))


def _check_amount(facts: ResultFacts, problems: Problems) -> None:
    known = codes.code("item_kinds", facts.substance)
    if known is not None and known.facts.get("class") not in _SUBSTANCES:
        problems.add("substance", say(gettext_noop("Choose an explosive, a precursor or powder.")))
    if (facts.amount is None) != (not facts.amount_unit):
        problems.add("amount", say(gettext_noop("An amount has a number and a unit.")))
    if facts.amount_unit and facts.amount_unit not in ("pieces", "kg", "m", "l"):
        problems.add("amount_unit", say(gettext_noop("Choose a value from the list.")))
    _check_number(facts.amount, Decimal(10) ** 11, "amount", problems)
    _check_number(facts.percent, Decimal(100), "percent", problems)


def _check_number(number: Decimal | None, most: Decimal, field: str, problems: Problems) -> None:
    if number is None:
        return
    if not number.is_finite() or not 0 <= number <= most or number != number.quantize(Decimal("0.001")):
        problems.add(field, say(gettext_noop("Write a number with at most three decimals.")))
