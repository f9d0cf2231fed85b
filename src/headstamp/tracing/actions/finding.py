"""The request that somebody acts on, and who may do which act."""

from headstamp.accounts.permissions import Permission
from headstamp.custody.actions.finding import check_keys_at_once
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Conflict, NotAllowed, NotFound
from headstamp.kernel.states import step_from
from headstamp.kernel.text import gettext_noop, say
from headstamp.registry.actions.finding import NO_SUCH_RECORD
from headstamp.tracing.models import TraceRequest
from headstamp.tracing.queries.requests import has_written, requests_visible_to
from headstamp.tracing.states import TABLES, Way

_DRAFTS = frozenset({Permission.ENTER_RECORDS})
_OFFICER = frozenset({Permission.EXCHANGE})
RIGHTS: dict[str, frozenset[Permission]] = {
    "draft": _DRAFTS,
    "edit": _DRAFTS,
    "check": frozenset({Permission.ENTER_RECORDS, Permission.CHECK_RECORDS, Permission.EXCHANGE}),
    "take_back": _DRAFTS | _OFFICER,
}
"""Who may do an act, by any of these rights; every other act needs the right to exchange with partners."""
_BEFORE_SENT = ("draft", "checked")


def must_be_able_to(asker: Asker, act: str, state: str = "") -> None:
    """NotAllowed unless the asker may do the act; who enters records may cancel what was never sent."""
    if not may_do(asker, act, state):
        asker.must(min(RIGHTS.get(act, _OFFICER)))


def may_do(asker: Asker, act: str, state: str) -> bool:
    """Whether the asker's rights allow the act on a request in this state."""
    rights = RIGHTS.get(act, _OFFICER) | (
        _DRAFTS if act == "cancel" and state in _BEFORE_SENT else frozenset()
    )
    return any(asker.may(right) for right in rights)


def request_to_change(asker: Asker, uid: str, act: str, way: Way | None = None) -> TraceRequest:
    """The request, locked until the transaction ends, if the asker may do the act on it and it is possible now."""
    check_keys_at_once()
    found = requests_visible_to(asker).filter(uid=uid).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound(say(NO_SUCH_RECORD))
    request = (
        TraceRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("item", "unit__agency")
        .get(pk=found)
    )
    must_be_able_to(asker, act, request.state)
    if way is not None and request.direction != way:
        raise Conflict(say(gettext_noop("This cannot be done to a request of this kind.")))
    step_from(TABLES[Way(request.direction)], request.state, act)
    return request


def must_be_another(asker: Asker, request: TraceRequest) -> None:
    """NotAllowed for who drafted the request or changed its draft."""
    if has_written(asker, request):
        raise NotAllowed(
            say(gettext_noop("You wrote this request. Another person has to verify the number."))
        )
