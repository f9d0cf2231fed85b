"""Proceedings: reported, charged, indicted, judged, appealed, final, as the prosecution and the courts tell it."""

from dataclasses import asdict

from django.utils import timezone

from headstamp.audit.actions import recording
from headstamp.cases.actions.checking import check_days, check_listed, check_told
from headstamp.cases.actions.finding import case_to_work_on, touch
from headstamp.cases.facts import SentenceFacts, StepFacts
from headstamp.cases.models import Case, CasePerson, Proceeding, ProceedingStep, Sentence
from headstamp.cases.states import JUDGED, JUDGING, PROCEEDING_STEPS, WITHDRAWN
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotFound
from headstamp.kernel.states import step_from
from headstamp.kernel.text import gettext_noop, say
from headstamp.kernel.values import PartialDate
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.laws import Problems
from headstamp.vocabulary import codes


def report_offence(
    asker: Asker, *, case: str, facts: StepFacts, offence: str, offence_note: str = "", person: str = ""
) -> Proceeding:
    """Begin proceedings: an offence was reported to the prosecution, of a person of the case (uid) or of nobody named."""
    problems = Problems()
    check_told({"offence_note": offence_note}, Proceeding, problems)
    _check_step("report", facts, problems)
    if not offence and not offence_note.strip():
        problems.add("offence", say(gettext_noop("Choose the offence, or write it in words.")))
    with recording(asker) as log:
        found = case_to_work_on(asker, case, even_closed=True)
        if offence and offence not in offences_of(found.jurisdiction):
            problems.add("offence", say(gettext_noop("Choose a value from the list.")))
        problems.must_be_none()
        proceeding = Proceeding.objects.create(
            case=found,
            person=_person(found, person),
            offence=offence,
            offence_note=offence_note,
            stage=step_from(PROCEEDING_STEPS, "", "report").end,
            recorded_at=timezone.now(),
            recorded_by=asker.id,
        )
        _write(asker, proceeding, "report", facts)
        touch(asker, found)
        values = {"offence": offence, "offence_note": offence_note, **asdict(facts)}
        log.alteration("case", found.pk, "report_offence", sorted(values), values=values)
    return proceeding


def move_proceeding(asker: Asker, *, proceeding: str, act: str, facts: StepFacts) -> Proceeding:
    """Note the next step. Conflict where it cannot follow; Invalid where its day lies before that of the last one."""
    problems = Problems()
    _check_step(act, facts, problems)
    problems.must_be_none()
    with recording(asker) as log:
        case, found = proceeding_to_change(asker, proceeding)
        step = step_from(PROCEEDING_STEPS, found.stage, act)
        last = standing_steps(found)[-1:]
        if last and PartialDate.parse(facts.on).latest < PartialDate.parse(last[0].on).earliest:
            problems.add("on", say(gettext_noop("This day is before that of the step before it.")))
            problems.must_be_none()
        found.stage = step.end
        if act in JUDGING:
            found.outcome = facts.outcome
        elif act == "take_up":
            found.outcome = ""
        found.save()
        _write(asker, found, act, facts)
        touch(asker, case)
        values = {"act": act, **asdict(facts)}
        log.alteration("case", case.pk, "move_proceeding", sorted(values), values=values)
    return found


def take_back_step(asker: Asker, *, proceeding: str, why: str) -> Proceeding:
    """Take back the last step, which was noted by mistake. The first one takes the proceedings with it."""
    problems = Problems()
    check_told({"taken_back_why": why}, ProceedingStep, problems, ("taken_back_why",))
    problems.must_be_none()
    with recording(asker) as log:
        case, found = proceeding_to_change(asker, proceeding)
        steps = standing_steps(found)
        if not steps:
            raise Conflict(say(gettext_noop("These proceedings were taken back already.")))
        *before, last = steps
        if last.item_decisions.exists():
            raise Conflict(say(gettext_noop("Decisions on items rest on this judgement. It stays.")))
        last.taken_back_at, last.taken_back_by, last.taken_back_why = timezone.now(), asker.id, why
        last.save()
        found.stage = before[-1].stage if before else WITHDRAWN
        found.outcome = next((each.outcome for each in reversed(before) if each.act in JUDGING), "")
        found.save()
        touch(asker, case)
        log.alteration("case", case.pk, "take_back_step", ("stage",), values={"why": why})
    return found


def add_sentence(asker: Asker, *, proceeding: str, facts: SentenceFacts) -> Sentence:
    """Note a part of the sentence of the last judgement, which convicted."""
    problems = Problems()
    check_listed("sentence_kinds", facts.kind, "kind", problems)
    check_listed("sentence_units", facts.unit, "unit", problems, required=facts.amount is not None)
    if facts.amount is None and facts.unit:
        problems.add("amount", say(gettext_noop("Say how much, or leave the unit empty.")))
    if facts.amount is not None and not 0 < facts.amount < 10**10:
        problems.add("amount", say(gettext_noop("Write a number above nought.")))
    problems.must_be_none()
    with recording(asker) as log:
        case, found = proceeding_to_change(asker, proceeding)
        judgement = last_judgement(found)
        if judgement is None or judgement.outcome != "convicted":
            raise Conflict(say(gettext_noop("No court has convicted here, so there is no sentence.")))
        sentence = Sentence.objects.create(
            step=judgement, **asdict(facts), recorded_at=timezone.now(), recorded_by=asker.id
        )
        touch(asker, case)
        values = {name: str(value) for name, value in asdict(facts).items()}
        log.alteration("case", case.pk, "add_sentence", sorted(values), values=values)
    return sentence


def offences_of(jurisdiction: str) -> dict[str, str]:
    """The offences of a jurisdiction's law by their codes: what class each is."""
    found = codes.codes("offences").values()
    return {
        each.code: str(each.facts["class"]) for each in found if each.facts["jurisdiction"] == jurisdiction
    }


def standing_steps(proceeding: Proceeding) -> list[ProceedingStep]:
    """The steps that were not taken back, in order."""
    return list(proceeding.steps.filter(taken_back_at__isnull=True).order_by("id"))


def last_judgement(proceeding: Proceeding) -> ProceedingStep | None:
    """The judgement that stands, if a court has judged."""
    judged = [step for step in standing_steps(proceeding) if step.stage == JUDGED]
    return judged[-1] if judged else None


def proceeding_to_change(asker: Asker, uid: str) -> tuple[Case, Proceeding]:
    """The proceedings and their case, both locked; courts go on when the police have closed a case."""
    of = Proceeding.objects.filter(uid=uid).values_list("case__uid", flat=True).first()
    case = case_to_work_on(asker, of or "", even_closed=True)
    return case, Proceeding.objects.select_for_update(no_key=True).get(uid=uid)


def _person(case: Case, uid: str) -> CasePerson | None:
    if not uid:
        return None
    person = CasePerson.objects.filter(case=case, uid=uid).first()
    if person is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return person


def _check_step(act: str, facts: StepFacts, problems: Problems) -> None:
    told = {name: getattr(facts, name) for name in ("authority", "reference", "note")}
    check_told({"on": facts.on} | told, ProceedingStep, problems, ("on",))
    check_days({"on": facts.on}, problems)
    if act in JUDGING:
        check_listed("court_outcomes", facts.outcome, "outcome", problems)
    elif facts.outcome:
        problems.add("outcome", say(gettext_noop("Only a judgement has an outcome.")))


def _write(asker: Asker, proceeding: Proceeding, act: str, facts: StepFacts) -> None:
    told = asdict(facts) | ({"outcome": proceeding.outcome} if act == "become_final" else {})
    ProceedingStep.objects.create(
        proceeding=proceeding,
        act=act,
        stage=proceeding.stage,
        **told,
        recorded_at=timezone.now(),
        recorded_by=asker.id,
    )
