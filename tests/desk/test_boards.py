"""A shared board is a composition: each sees his own figures in it, on the page, on paper and in his inbox."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from smtplib import SMTPRecipientsRefused
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext, override

from headstamp.accounts.actions import set_preferences
from headstamp.accounts.models import User
from headstamp.desk.asking import asker_for
from headstamp.desk.boards.actions import (
    BoardFacts,
    PanelFacts,
    deliver,
    next_time,
    remove_board,
    save_board,
)
from headstamp.desk.boards.delivering import deliver_due
from headstamp.desk.boards.drawing import show_board
from headstamp.desk.boards.queries import boards_visible_to, inbox_of, open_paper
from headstamp.desk.models import Board, Delivery, InboxItem, Rhythm, Sharing
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import Invalid, NotAllowed, NotFound
from headstamp.registry.actions import record_occurrence
from headstamp.registry.facts import ItemFacts, OccurrenceFacts
from headstamp.registry.files import open_file
from headstamp.snapshot.actions import refresh
from tests.cast import Cast

PANELS = (PanelFacts("firearms-seized"), PanelFacts("firearms-seized", by="kind"))
FACTS = BoardFacts("Our year", Sharing.UNIT, PANELS)


@pytest.fixture(autouse=True)
def _home(settings, tmp_path: Path) -> None:
    settings.HEADSTAMP_HOME = tmp_path
    settings.HEADSTAMP_FILES = tmp_path / "files"


def _seize(cast: Cast, **facts: object) -> None:
    said = {"kind": "seizure", "occurred_on": "2022-03-04", "items": (ItemFacts(kind="pistol"),)}
    record_occurrence(cast.registrar, facts=OccurrenceFacts(**(said | facts)))  # type: ignore[arg-type]
    refresh()


def _shown(asker: Asker, board: Board) -> list[list[float | None]]:
    return [[point.value for point in chart.points] for chart in show_board(asker, board.uid).charts]


def test_what_is_shared_is_the_composition_and_not_the_figures(cast: Cast) -> None:
    _seize(cast, visibility="unit")
    board = save_board(cast.analyst, facts=replace(FACTS, sharing=Sharing.JURISDICTION))
    assert _shown(cast.analyst, board) == [[1], [1]]
    assert _shown(cast.officer, board) == [[]]


def test_a_board_is_seen_by_whom_it_is_shared_with(cast: Cast) -> None:
    def seers() -> set[str]:
        return {name for name, asker in cast.everybody() if boards_visible_to(asker).exists()}

    board = save_board(cast.analyst, facts=replace(FACTS, sharing=Sharing.OWN))
    assert seers() == {"analyst"}
    save_board(cast.analyst, facts=FACTS, uid=board.uid)
    assert seers() == {"analyst", "registrar", "head", "reader"}
    save_board(cast.analyst, facts=replace(FACTS, sharing=Sharing.JURISDICTION), uid=board.uid)
    assert seers() == {"analyst", "registrar", "head", "reader", "officer"}


def test_only_its_owner_changes_or_removes_it(cast: Cast) -> None:
    board = save_board(cast.analyst, facts=FACTS)
    for other in (cast.registrar, cast.head, cast.partner):
        with pytest.raises(NotFound):
            save_board(other, facts=FACTS, uid=board.uid)
        with pytest.raises(NotFound):
            remove_board(other, uid=board.uid)
    remove_board(cast.analyst, uid=board.uid)
    assert not Board.objects.exists()


def test_who_may_not_see_figures_composes_none(cast: Cast) -> None:
    for asker in (cast.donor, cast.administrator, cast.auditor, cast.nobody):
        with pytest.raises(NotAllowed):
            save_board(asker, facts=FACTS)


@pytest.mark.parametrize(
    "facts",
    [
        replace(FACTS, title=" "),
        replace(FACTS, panels=()),
        replace(FACTS, panels=(PanelFacts("none-such"),)),
        replace(FACTS, panels=(PanelFacts("firearms-seized", by="name"),)),
        replace(FACTS, panels=PANELS * 7),
    ],
)
def test_a_board_of_nothing_or_of_what_does_not_exist_is_refused(cast: Cast, facts: BoardFacts) -> None:
    with pytest.raises(Invalid):
        save_board(cast.analyst, facts=facts)


def test_the_filter_of_a_board_narrows_its_figures(cast: Cast) -> None:
    _seize(cast, items=(ItemFacts(kind="pistol"), ItemFacts(kind="rifle")))
    board = save_board(cast.analyst, facts=replace(FACTS, asked={"kind": "rifle"}))
    assert _shown(cast.analyst, board) == [[1], [1]]


def test_it_comes_as_pdf_counted_for_the_one_who_gets_it(cast: Cast) -> None:
    _seize(cast, visibility="unit")
    board = save_board(cast.analyst, facts=replace(FACTS, sharing=Sharing.JURISDICTION))
    for asker in (cast.analyst, cast.officer):
        deliver(asker, uid=board.uid, rhythm=Rhythm.DAY)
    assert deliver_due() == 0
    Delivery.objects.update(next_at=timezone.now())
    assert deliver_due() == 2
    assert deliver_due() == 0
    own, other = (inbox_of(asker).get() for asker in (cast.analyst, cast.officer))
    with open_file(own.sha256) as file:
        assert file.read().startswith(b"%PDF")
    assert own.sha256 != other.sha256


def test_a_paper_is_for_one_person_only(cast: Cast) -> None:
    _seize(cast)
    board = save_board(cast.analyst, facts=FACTS)
    deliver(cast.analyst, uid=board.uid, rhythm=Rhythm.WEEK)
    Delivery.objects.update(next_at=timezone.now())
    deliver_due()
    item = InboxItem.objects.get()
    assert open_paper(cast.analyst, item.uid) == item
    for name, asker in cast.everybody():
        if name != "analyst":
            with pytest.raises(NotFound):
                open_paper(asker, item.uid)


def _due(cast: Cast, asker: Asker, boards: int = 1) -> None:
    for _number in range(boards):
        board = save_board(cast.analyst, facts=FACTS)
        deliver(asker, uid=board.uid, rhythm=Rhythm.DAY)
    Delivery.objects.update(next_at=timezone.now())


def test_one_notice_by_mail_says_that_papers_came_and_nothing_of_them(cast: Cast, settings) -> None:  # type: ignore[no-untyped-def]
    settings.EMAIL_HOST = "mail.example.org"
    _seize(cast)
    set_preferences(cast.analyst, email=" somebody@example.org ", language="sq")
    _due(cast, cast.analyst, boards=2)
    _due(cast, cast.reader)
    assert deliver_due() == 3
    (notice,) = mail.outbox
    assert notice.to == ["somebody@example.org"]
    told = notice.subject + notice.body
    assert FACTS.title not in told
    assert not any(letter.isdigit() for letter in told)
    with override("sq"):
        assert notice.subject == gettext("A paper lies in your inbox")


def test_an_address_that_is_refused_stops_no_other_notice(cast: Cast, settings, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    settings.EMAIL_HOST = "mail.example.org"
    _seize(cast)
    for asker in (cast.analyst, cast.reader):
        set_preferences(asker, email=f"{asker.id}@example.org")
    _due(cast, cast.analyst)
    _due(cast, cast.reader)
    sent = EmailMessage.send

    def refuse_one(message: EmailMessage) -> int:
        if message.to == [f"{cast.analyst.id}@example.org"]:
            raise SMTPRecipientsRefused({})
        return sent(message)

    monkeypatch.setattr(EmailMessage, "send", refuse_one)
    assert deliver_due() == 2
    assert [notice.to for notice in mail.outbox] == [[f"{cast.reader.id}@example.org"]]


def test_no_mail_goes_where_no_server_is_set_up(cast: Cast, settings) -> None:  # type: ignore[no-untyped-def]
    settings.EMAIL_HOST = ""
    set_preferences(cast.analyst, email="somebody@example.org")
    _seize(cast)
    _due(cast, cast.analyst)
    assert deliver_due() == 1
    assert mail.outbox == []


def test_a_mail_server_that_fails_loses_no_paper(cast: Cast, settings) -> None:  # type: ignore[no-untyped-def]
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 9, False
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    set_preferences(cast.analyst, email="somebody@example.org")
    _seize(cast)
    _due(cast, cast.analyst)
    assert deliver_due() == 1
    assert inbox_of(cast.analyst).count() == 1


def test_it_no_longer_comes_once_it_is_not_shared_or_the_account_is_closed(cast: Cast) -> None:
    _seize(cast)
    board = save_board(cast.analyst, facts=FACTS)
    deliver(cast.reader, uid=board.uid, rhythm=Rhythm.DAY)
    save_board(cast.analyst, facts=replace(FACTS, sharing=Sharing.OWN), uid=board.uid)
    Delivery.objects.update(next_at=timezone.now())
    assert deliver_due() == 0
    deliver(cast.analyst, uid=board.uid, rhythm=Rhythm.DAY)
    User.objects.filter(pk=int(cast.analyst.id)).update(is_active=False)
    Delivery.objects.update(next_at=timezone.now())
    assert deliver_due() == 0
    assert asker_for(User.objects.get(pk=int(cast.analyst.id))).permissions == frozenset()


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        (Rhythm.DAY, date(2026, 11, 26)),
        (Rhythm.WEEK, date(2026, 11, 30)),
        (Rhythm.MONTH, date(2026, 12, 1)),
    ],
)
def test_the_next_time_is_the_next_morning_of_its_rhythm(rhythm: Rhythm, expected: date) -> None:
    zone = ZoneInfo("Europe/Belgrade")
    found = next_time(rhythm, datetime(2026, 11, 25, 14, 30, tzinfo=zone))
    assert found == datetime(expected.year, expected.month, expected.day, 6, tzinfo=zone)
