"""What people do with signals: they judge them."""

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.analysis.models import Verdict
from headstamp.analysis.queries import open_signal
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid
from headstamp.kernel.text import Message, gettext_noop, say

LONGEST_REASON = 2_000


def judge_signal(asker: Asker, *, uid: str, word: str, reason: str) -> Verdict:
    """Say what a signal is: real, noise, known already, to be followed up; and why. A verdict before it is kept.

    Needs the right to judge signals; NotFound for a signal that the asker may not see.
    """
    asker.must(Permission.JUDGE_SIGNALS)
    problems: dict[str, list[Message]] = {}
    if word not in Verdict.Word.values:
        problems["word"] = [say(gettext_noop("Choose a value from the list."))]
    if not reason.strip():
        problems["reason"] = [say(gettext_noop("Say why."))]
    elif len(reason) > LONGEST_REASON:
        problems["reason"] = [say(gettext_noop("Write at most %(most)s characters."), most=LONGEST_REASON)]
    if problems:
        raise Invalid(problems)
    shown = open_signal(asker, uid)
    with recording(asker) as log:
        made = Verdict.objects.create(
            signal=shown.signal,
            word=word,
            reason=reason.strip(),
            count=shown.count,
            at=timezone.now(),
            by=asker.id,
        )
        values = {"word": word, "count": shown.count}
        log.alteration(
            "signal", shown.signal.pk, "judge_signal", ["word", "reason"], values=values, reason=reason
        )
    return made
