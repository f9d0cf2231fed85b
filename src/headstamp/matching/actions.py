"""What people do with candidates and numbers: they judge the ones and check the others."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotFound
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.matching.event_queries import event_candidates_visible_to
from headstamp.matching.filters import CandidateFilter, EventFilter, Judged
from headstamp.matching.kept import check_item
from headstamp.matching.models import EventJudgement, Judgement
from headstamp.matching.queries import candidates_visible_to

__all__ = ["check_item", "judge_candidate", "judge_event"]

LONGEST_REASON = 2_000
_MEANWHILE = gettext_noop(
    "Somebody else judged this pair meanwhile. Look at that judgement first; yours is not kept."
)
_NOTHING = gettext_noop("There is no judgement to take back.")


def judge_candidate(asker: Asker, *, uid: str, word: str, reason: str, seen: int = 0) -> Judgement:
    """Say whether two records tell of one gun, and why; `withdrawn` takes back what was said. What was judged before is kept.

    `seen` is the number of the judgement that stood when the asker looked (0: none); Conflict if another stands by now.
    Needs the right to judge candidates; NotFound unless the asker reads both records.
    """
    return _judge(asker, _GUN, uid=uid, word=word, reason=reason, seen=seen)


def judge_event(asker: Asker, *, uid: str, word: str, reason: str, seen: int = 0) -> EventJudgement:
    """Say whether two occurrences are one event, and why; as `judge_candidate`. Figures then count them once."""
    return _judge(asker, _EVENT, uid=uid, word=word, reason=reason, seen=seen)


J = TypeVar("J", Judgement, EventJudgement)


@dataclass(frozen=True, slots=True)
class _Subject(Generic[J]):
    """What is judged: its judgements, the pairs that somebody may see, and how the log names it."""

    judgements: type[J]
    visible: Callable[[Asker], QuerySet[Any]]
    name: str
    verb: str


_GUN = _Subject(
    Judgement,
    lambda asker: candidates_visible_to(asker, CandidateFilter(judged=Judged.ANY)),
    "candidate",
    "judge_candidate",
)
_EVENT = _Subject(
    EventJudgement,
    lambda asker: event_candidates_visible_to(asker, EventFilter(judged=Judged.ANY)),
    "event_candidate",
    "judge_event",
)


def _judge(asker: Asker, of: _Subject[J], *, uid: str, word: str, reason: str, seen: int) -> J:
    asker.must(Permission.JUDGE_CANDIDATES)
    problems = _problems(word, reason)
    if problems:
        raise Invalid(problems)
    candidate = of.visible(asker).select_related("one", "other").filter(uid=uid).first()
    if candidate is None:
        raise NotFound(say(gettext_noop("There is no such pair of records, or none that you may see.")))
    try:
        with recording(asker) as log:
            last = candidate.judgements.select_related("candidate").order_by("-id").first()
            if (last.pk if last else 0) != seen:
                raise Conflict(say(_MEANWHILE))
            is_open = last is None or last.word == Judgement.Word.WITHDRAWN
            if word == Judgement.Word.WITHDRAWN and is_open:
                raise Invalid({"word": [say(_NOTHING)]})
            made = of.judgements(
                candidate=candidate,
                supersedes=last,
                word=word,
                reason=reason.strip(),
                probability=candidate.probability,
                one_version=candidate.one.version,
                other_version=candidate.other.version,
                at=timezone.now(),
                by=asker.id,
            )
            made.save(force_insert=True)
            about = {"word": word, "one": candidate.one.uid, "other": candidate.other.uid}
            log.combination(of.name, candidate.pk, of.verb, ["word", "reason"], values=about, reason=reason)
    except IntegrityError:  # two at the same moment: the law of the table lets the first one stand
        raise Conflict(say(_MEANWHILE)) from None
    return made


def _problems(word: str, reason: str) -> dict[str, list[Message]]:
    problems: dict[str, list[Message]] = {}
    if word not in Judgement.Word.values:
        problems["word"] = [say(gettext_noop("Choose a value from the list."))]
    if not reason.strip():
        problems["reason"] = [say(gettext_noop("Say why."))]
    elif len(reason) > LONGEST_REASON:
        problems["reason"] = [say(gettext_noop("Write at most %(most)s characters."), most=LONGEST_REASON)]
    return problems
