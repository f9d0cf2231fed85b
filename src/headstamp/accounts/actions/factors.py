"""Second factors and sessions: a reset needs two people, and every session can be ended at once."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.utils import timezone

from headstamp.accounts.lockout import digest_of_name
from headstamp.accounts.models import FactorReset, User
from headstamp.accounts.permissions import Permission
from headstamp.accounts.policy import must_be_another
from headstamp.accounts.queries import account_to_manage
from headstamp.audit.actions import recording
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from headstamp.kernel.text import gettext_noop, say


def ask_factor_reset(asker: Asker, *, account_id: int, reason: str) -> FactorReset:
    """Ask that a person's second factors be removed, because they were lost. Somebody else approves it."""
    if not asker.may(Permission.APPROVE_RESET):
        asker.must(Permission.MANAGE_ACCOUNTS)
    if not reason.strip():
        raise Invalid(
            {"reason": [say(gettext_noop("Write what happened and how you know that it is this person."))]}
        )
    with recording(asker) as record:
        person = account_to_manage(asker, account_id)
        must_be_another(asker, person)
        if FactorReset.objects.filter(user=person, approved_by="").exists():
            raise Conflict(say(gettext_noop("A reset was asked for already and waits for approval.")))
        reset = FactorReset.objects.create(user=person, asked_by=asker.id, reason=reason.strip())
        record.administration("account", person.pk, "ask_factor_reset", reason=reason.strip())
    return reset


def approve_factor_reset(asker: Asker, *, reset_id: int) -> FactorReset:
    """Remove the person's second factors and end their sessions. Not by who asked, nor by the person."""
    asker.must(Permission.APPROVE_RESET)
    with recording(asker) as record:
        reset = (
            FactorReset.objects.select_for_update(of=("self",))
            .select_related("user")
            .filter(pk=reset_id, approved_by="")
            .first()
        )
        if reset is None:
            raise NotFound(say(gettext_noop("There is no such request that waits.")))
        must_be_another(asker, reset.user)
        if reset.asked_by == asker.id:
            raise NotAllowed(
                say(gettext_noop("You asked for this reset. Another person must approve it.")),
                Permission.APPROVE_RESET,
            )
        reset.approved_by, reset.approved_at = asker.id, timezone.now()
        reset.save(update_fields=["approved_by", "approved_at"])
        Authenticator.objects.filter(user=reset.user).delete()
        forget_sessions(reset.user)
        forget_lockout(reset.user)
        record.administration("account", reset.user.pk, "approve_factor_reset", ("second_factors",))
    return reset


def end_sessions(asker: Asker, *, account_id: int) -> int:
    """Sign a person out everywhere; one's own sessions too. Returns how many were ended."""
    if asker.id != str(account_id):
        asker.must(Permission.MANAGE_ACCOUNTS)
    with recording(asker) as record:
        person = User.objects.filter(pk=account_id).first()
        if person is None:
            raise NotFound(say(gettext_noop("There is no such account.")))
        ended = forget_sessions(person)
        record.administration("account", person.pk, "end_sessions")
    return ended


def forget_sessions(person: User) -> int:
    """End every session of `person`; part of an action that audits it."""
    sessions = list(UserSession.objects.filter(user=person))
    for session in sessions:
        session.end()
    return len(sessions)


def forget_lockout(person: User) -> None:
    """Failed sign-ins under the person's user name no longer count."""
    AccessAttempt.objects.filter(username=digest_of_name(person.username)).delete()
