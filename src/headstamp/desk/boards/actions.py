"""Writes of boards, deliveries and the inbox."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from headstamp.accounts.permissions import Permission
from headstamp.audit.actions import recording
from headstamp.desk.boards.queries import open_board, own_board
from headstamp.desk.models import Board, Delivery, InboxItem, Panel, Rhythm, Sharing
from headstamp.indicators.declared import measures
from headstamp.indicators.period import Every
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotAllowed
from headstamp.kernel.text import Message, gettext_noop, say
from headstamp.registry.files import keep_bytes

MORNING = 6  # hours, local time
MOST_PANELS = 12


@dataclass(frozen=True, slots=True)
class PanelFacts:
    """A figure to show: `every` year or month, or `by` a column of the latest year."""

    measure: str
    every: str = "year"
    by: str = ""


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """What a board is: its title, who sees the composition, its figures, and the filter as in a dashboard's address."""

    title: str
    sharing: Sharing
    panels: Sequence[PanelFacts]
    asked: Mapping[str, str] = field(default_factory=dict)


def save_board(asker: Asker, *, facts: BoardFacts, uid: str = "") -> Board:
    """Make a board, or change one's own (`uid`). Needs the right to see figures and a unit. Invalid says what is wrong."""
    asker.must(Permission.SEE_FIGURES)
    if not asker.unit:
        raise NotAllowed(say(gettext_noop("You belong to no unit. Ask your administrator for a unit.")))
    _check(facts)
    with recording(asker) as log:
        board = own_board(asker, uid) if uid else Board(owner=asker.id)
        board.title, board.sharing, board.changed_at = facts.title.strip(), facts.sharing, timezone.now()
        board.asked = dict(facts.asked)
        board.unit_id, board.jurisdiction = asker.unit, asker.jurisdiction
        board.save()
        board.panels.all().delete()
        Panel.objects.bulk_create(
            Panel(board=board, position=place, measure=each.measure, every=each.every, by=each.by)
            for place, each in enumerate(facts.panels, 1)
        )
        log.administration("board", board.pk, "save_board", ("title", "sharing", "asked", "panels"))
    return board


def remove_board(asker: Asker, *, uid: str) -> None:
    """Remove one's own board; papers delivered stay."""
    with recording(asker) as log:
        board = own_board(asker, uid)
        log.administration("board", board.pk, "remove_board")
        board.delete()


def deliver(asker: Asker, *, uid: str, rhythm: Rhythm | None) -> Delivery | None:
    """Have a board come into one's own inbox in a rhythm; None stops it."""
    board = open_board(asker, uid)
    with recording(asker) as log:
        log.administration("board", board.pk, "deliver_board", ("rhythm",))
        if rhythm is None:
            Delivery.objects.filter(board=board, account=asker.id).delete()
            return None
        return Delivery.objects.update_or_create(
            board=board,
            account=asker.id,
            defaults={"rhythm": rhythm, "next_at": next_time(rhythm, timezone.localtime())},
        )[0]


def put_into_inbox(asker: Asker, *, title: str, media_type: str, content: bytes) -> InboxItem:
    """Lay a paper into the asker's inbox."""
    with recording(asker) as log:
        item = InboxItem.objects.create(
            account=asker.id,
            title=title[:200],
            made_at=timezone.now(),
            media_type=media_type,
            sha256=keep_bytes(content),
        )
        log.disclosure("inbox", item.pk, "deliver_paper", recipient=f"account:{asker.id}")
    return item


def mark_read(item: InboxItem) -> None:
    """The paper was opened; the first time counts."""
    InboxItem.objects.filter(pk=item.pk, read_at__isnull=True).update(read_at=timezone.now())


def next_time(rhythm: Rhythm, now: datetime) -> datetime:
    """The next morning of this rhythm after `now` (local time)."""
    morning = now.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if morning <= now:
        morning += timedelta(days=1)
    while not _falls_on(rhythm, morning):
        morning += timedelta(days=1)
    return morning


def _falls_on(rhythm: Rhythm, day: datetime) -> bool:
    if rhythm == Rhythm.WEEK:
        return day.weekday() == 0
    return rhythm == Rhythm.DAY or day.day == 1


def _check(facts: BoardFacts) -> None:
    problems: dict[str, list[Message]] = {}
    if not facts.title.strip() or len(facts.title) > 120:
        problems["title"] = [say(gettext_noop("Write a title of at most 120 characters."))]
    if not facts.panels:
        problems["panels"] = [say(gettext_noop("Choose at least one figure."))]
    if len(facts.panels) > MOST_PANELS:
        problems["panels"] = [say(gettext_noop("A board has at most %(most)d figures."), most=MOST_PANELS)]
    if not all(_is_known(panel) for panel in facts.panels):
        problems["panels"] = [say(gettext_noop("Choose figures, and splits that the figure has."))]
    if problems:
        raise Invalid(problems)


def _is_known(panel: PanelFacts) -> bool:
    measure = measures().get(panel.measure)
    return (
        measure is not None
        and panel.every in (Every.YEAR, Every.MONTH)
        and (not panel.by or panel.by in measure.by)
    )
