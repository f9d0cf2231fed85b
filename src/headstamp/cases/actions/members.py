"""Who may know of a case: the lead lets in and takes out, and the circle of the case follows."""

from django.utils import timezone

from headstamp.accounts.models import User
from headstamp.accounts.permissions import Permission
from headstamp.accounts.roles import permissions_of
from headstamp.audit.actions import recording
from headstamp.cases.actions.finding import case_to_lead, case_to_work_on, touch
from headstamp.cases.actions.opening import origin_of, with_circle
from headstamp.cases.models import Case, CaseMember
from headstamp.cases.queries.cases import may_join
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, Invalid, NotAllowed
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions import add_member, remove_member
from headstamp.registry.models import CircleMember

_CHOOSE = gettext_noop("Choose a person from the list.")


def add_case_member(asker: Asker, *, case: str, account: str) -> CaseMember:
    """Let a person into the case and its circle. Who is in it already stays so."""
    with recording(asker) as log:
        found = case_to_lead(asker, case)
        person = _person(asker, account)
        member = _member(found, account)
        if member:
            return member
        if str(Permission.SEE_RECORDS) not in permissions_of(person.roles):
            raise Invalid(
                {"account": [say(gettext_noop("This person reads no records. Choose another one."))]}
            )
        member = CaseMember.objects.create(
            case=found, account=account, added_at=timezone.now(), added_by=asker.id
        )
        add_member(
            with_circle(asker, found), circle=found.circle_id, account=account, origin=origin_of(found.uid)
        )
        touch(asker, found)
        log.alteration("case", found.pk, "add_case_member", ("members",), values={"account": account})
    return member


def remove_case_member(asker: Asker, *, case: str, account: str) -> None:
    """Take a person out of the case and its circle. The lead stays: he hands the case over first."""
    with recording(asker) as log:
        found = case_to_lead(asker, case)
        member = _member(found, account)
        if member is None:
            raise Invalid({"account": [say(_CHOOSE)]})
        if account == found.lead:
            raise Conflict(say(gettext_noop("The lead cannot leave the case. Hand it over first.")))
        member.removed_at, member.removed_by = timezone.now(), asker.id
        member.save()
        row = CircleMember.objects.filter(circle=found.circle_id, account=account).first()
        if row is not None:
            remove_member(
                with_circle(asker, found), circle=found.circle_id, member=row.pk, origin=origin_of(found.uid)
            )
        touch(asker, found)
        log.alteration("case", found.pk, "remove_case_member", ("members",), values={"account": account})


def hand_over_case(asker: Asker, *, case: str, account: str) -> Case:
    """Make another member the lead. The lead does it; where his account is closed, any member who investigates."""
    with recording(asker) as log:
        found = case_to_work_on(asker, case, even_closed=True)
        if found.lead != asker.id and _leads_still(asker, found.lead):
            raise NotAllowed(say(gettext_noop("Only the lead hands the case over, as long as he is here.")))
        if _member(found, account) is None or not _investigates(asker, account):
            raise Invalid({"account": [say(gettext_noop("Choose a member of the case who may lead cases."))]})
        found.lead = account
        touch(asker, found)
        log.alteration("case", found.pk, "hand_over_case", ("lead",), values={"lead": account})
    return found


def _member(case: Case, account: str) -> CaseMember | None:
    return CaseMember.objects.filter(case=case, account=account, removed_at__isnull=True).first()


def _person(asker: Asker, account: str) -> User:
    person = may_join(asker).filter(pk=int(account)).first() if _is_number(account) else None
    if person is None:
        raise Invalid({"account": [say(_CHOOSE)]})
    return person


def _investigates(asker: Asker, account: str) -> bool:
    return str(Permission.INVESTIGATE) in permissions_of(_person(asker, account).roles)


def _leads_still(asker: Asker, account: str) -> bool:
    """Whether the account is open, of the jurisdiction, and still holds the right that leading a case asks for."""
    person = may_join(asker).filter(pk=int(account)).first() if _is_number(account) else None
    return person is not None and str(Permission.INVESTIGATE) in permissions_of(person.roles)


def _is_number(account: str) -> bool:
    return account.isdecimal() and len(account) <= 18
