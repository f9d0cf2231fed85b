"""Helping victims: their files, what they need, and referrals to services that they agree to."""

from dataclasses import asdict
from typing import TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.cases.actions.checking import check_days, check_listed, check_told
from headstamp.cases.facts import NeedFacts, VictimFacts
from headstamp.cases.models.victim import Referral, ReferralChange, VictimFile
from headstamp.cases.queries.victims import victims_visible_to
from headstamp.cases.states import REFERRAL_STEPS
from headstamp.custody.actions.finding import check_keys_at_once
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.states import step_from
from headstamp.kernel.text import say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.registry.actions.writing import owner
from headstamp.registry.laws import Problems
from headstamp.registry.models import Occurrence, Person
from headstamp.registry.queries import occurrences_visible_to, persons_visible_to

R = TypeVar("R", Person, Occurrence)


def record_victim(asker: Asker, *, facts: VictimFacts) -> VictimFile:
    """Begin the file of a victim whom the asker's unit helps. The log names no record that it is about."""
    asker.must(Permission.ASSIST_VICTIMS)
    whose = owner(asker)
    problems = Problems()
    check_told({"called": facts.called, "note": facts.note}, VictimFile, problems, ("called",))
    check_listed("sexes", facts.sex, "sex", problems, required=False)
    check_listed("age_groups", facts.age_group, "age_group", problems, required=False)
    check_days({"opened_on": facts.opened_on}, problems)
    problems.must_be_none()
    told = {name: value for name, value in asdict(facts).items() if name not in ("person", "occurrence")}
    with recording(asker) as log:
        check_keys_at_once()
        victim = VictimFile.objects.create(
            **told,
            **whose,
            person=_linked(persons_visible_to(asker), facts.person),
            occurrence=_linked(occurrences_visible_to(asker), facts.occurrence),
            recorded_at=timezone.now(),
            recorded_by=asker.id,
        )
        log.collection("victim", victim.pk, "record_victim", sorted(told), values=told)
    return victim


def note_need(asker: Asker, *, victim: str, facts: NeedFacts) -> Referral:
    """Note what a victim needs and which service could give it; nothing is told to it yet."""
    problems = Problems()
    check_listed("assistance_needs", facts.need, "need", problems)
    check_listed("assistance_services", facts.service, "service", problems)
    check_told({"provider": facts.provider, "note": facts.note}, Referral, problems)
    problems.must_be_none()
    with recording(asker) as log:
        found = _victim(asker, victim)
        state = step_from(REFERRAL_STEPS, "", "note").end
        referral = Referral.objects.create(
            victim=found, state=state, **asdict(facts), recorded_at=timezone.now(), recorded_by=asker.id
        )
        _note(asker, referral, "note", "", "")
        log.alteration("victim", found.pk, "note_need", sorted(asdict(facts)), values=asdict(facts))
    return referral


def move_referral(
    asker: Asker, *, referral: str, act: str, on: str = "", note: str = "", agreed_by: str = ""
) -> Referral:
    """Take a referral a step on. `agreed_by`: the victim, or who agrees for a child; asked for with `agree` only."""
    problems = Problems()
    required = ("agreed_by",) if act == "agree" else ()
    check_told({"note": note, "agreed_by": agreed_by}, Referral, problems, required)
    check_days({"on": on}, problems)
    problems.must_be_none()
    with recording(asker) as log:
        uid = Referral.objects.filter(uid=referral).values_list("victim__uid", flat=True).first()
        victim = _victim(asker, uid or "")
        found = Referral.objects.select_for_update(no_key=True).get(uid=referral)
        found.state = step_from(REFERRAL_STEPS, found.state, act).end
        if act == "agree":
            found.agreed_by, found.agreed_on = agreed_by, on
        elif act == "decline":
            found.agreed_by, found.agreed_on = "", ""
        found.save()
        _note(asker, found, act, on, note)
        values = {"act": act, "on": on, "note": note, "agreed_by": agreed_by}
        log.alteration("victim", victim.pk, "move_referral", sorted(values), values=values)
    return found


def _victim(asker: Asker, uid: str) -> VictimFile:
    """The file, locked until the transaction ends; NotFound for who may not know of it."""
    asker.must(Permission.ASSIST_VICTIMS)
    check_keys_at_once()
    found = victims_visible_to(asker).select_for_update(of=("self",), no_key=True).filter(uid=uid).first()
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return found


def _linked(known: QuerySet[R], uid: str) -> R | None:
    if not uid:
        return None
    found = known.filter(uid=uid).first()
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return found


def _note(asker: Asker, referral: Referral, act: str, on: str, note: str) -> None:
    ReferralChange.objects.create(
        referral=referral, act=act, state=referral.state, on=on, note=note, at=timezone.now(), by=asker.id
    )
