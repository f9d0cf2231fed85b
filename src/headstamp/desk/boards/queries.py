"""Reads of boards and of the inbox."""

from django.db.models import Q, QuerySet

from headstamp.accounts.permissions import Permission
from headstamp.desk.models import Board, Delivery, InboxItem, Sharing
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.kernel.text import gettext_noop, say


def boards_visible_to(asker: Asker) -> QuerySet[Board]:
    """Own boards, and those shared with the asker's unit or jurisdiction; none without the right to see figures."""
    if not asker.may(Permission.SEE_FIGURES):
        return Board.objects.none()
    shared = Q(owner=asker.id)
    if asker.unit:
        shared |= Q(sharing=Sharing.UNIT, unit=asker.unit)
    if asker.jurisdiction:
        shared |= Q(sharing=Sharing.JURISDICTION, jurisdiction=asker.jurisdiction)
    return Board.objects.filter(shared).prefetch_related("panels").order_by("title", "pk")


def open_board(asker: Asker, uid: str) -> Board:
    """One board; NotFound for one that is not shared with the asker."""
    found = boards_visible_to(asker).filter(uid=uid).first()
    if found is None:
        raise NotFound(say(gettext_noop("There is no such board, or it is not shared with you.")))
    return found


def own_board(asker: Asker, uid: str) -> Board:
    """A board that the asker may change; NotFound for another's."""
    found = boards_visible_to(asker).filter(uid=uid, owner=asker.id).first()
    if found is None:
        raise NotFound(say(gettext_noop("There is no such board, or it is not yours to change.")))
    return found


def delivery_of(asker: Asker, board: Board) -> Delivery | None:
    """How the board comes to the asker."""
    return Delivery.objects.filter(board=board, account=asker.id).first()


def inbox_of(asker: Asker) -> QuerySet[InboxItem]:
    """The asker's papers, the newest first; nobody else's."""
    if asker.id == "0":
        return InboxItem.objects.none()
    return InboxItem.objects.filter(account=asker.id).order_by("-made_at", "-pk")


def open_paper(asker: Asker, uid: str) -> InboxItem:
    """One paper of the asker's own inbox; NotFound for another's."""
    found = inbox_of(asker).filter(uid=uid).first()
    if found is None:
        raise NotFound(say(gettext_noop("There is no such paper in your inbox.")))
    return found
