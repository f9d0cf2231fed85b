"""The case that somebody works on: he is a member of it, has the right, and it is not closed."""

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.cases.models import Case
from headstamp.cases.queries.cases import cases_visible_to
from headstamp.custody.actions.finding import check_keys_at_once
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotAllowed, NotFound
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD


def case_to_work_on(asker: Asker, uid: str, *, even_closed: bool = False) -> Case:
    """The case, locked until the transaction ends. NotFound for who is no member, Conflict while it is closed."""
    asker.must(Permission.INVESTIGATE)
    case = member_s_case(asker, uid)
    if case.state == "closed" and not even_closed:
        raise Conflict(say(gettext_noop("This case is closed. Its lead can reopen it.")))
    return case


def case_to_lead(asker: Asker, uid: str) -> Case:
    """The case, locked, for its lead alone."""
    case = case_to_work_on(asker, uid, even_closed=True)
    if case.lead != asker.id:
        raise NotAllowed(
            say(
                gettext_noop(
                    "Only the lead of the case does this. Ask the lead, or have the case handed over."
                )
            )
        )
    return case


def member_s_case(asker: Asker, uid: str) -> Case:
    """The case, locked, for any of its members."""
    check_keys_at_once()
    case = cases_visible_to(asker).select_for_update(of=("self",), no_key=True).filter(uid=uid).first()
    if case is None:
        raise NotFound(say(NO_SUCH_RECORD))
    return case


def touch(asker: Asker, case: Case) -> None:
    """Note on the case that something in it changed, and save it."""
    case.changed_at, case.changed_by = timezone.now(), asker.id
    case.save()
