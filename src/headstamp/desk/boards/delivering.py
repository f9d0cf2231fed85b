"""Brings boards into inboxes when they are due: each counted as the person who gets it, in that person's language."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from headstamp.accounts.models import User
from headstamp.accounts.queries import unit_of
from headstamp.desk.asking import asker_for
from headstamp.desk.boards.actions import next_time, put_into_inbox
from headstamp.desk.boards.drawing import ShownBoard, show_board, writing
from headstamp.desk.boards.notices import tell_that_papers_came
from headstamp.desk.models import Delivery, Rhythm
from headstamp.documents.charts import svg
from headstamp.documents.sheet import Section, Sheet, SheetTable, pdf
from headstamp.kernel.asker import Asker
from headstamp.kernel.errors import NotFound
from headstamp.vocabulary import codes


def deliver_due() -> int:
    """Lay every board that is due into its inbox; returns how many. What was missed while no worker ran comes once."""
    delivered, told = 0, dict[int, User]()
    for delivery in Delivery.objects.filter(next_at__lte=timezone.now()).select_related("board"):
        user = User.objects.filter(pk=int(delivery.account), is_active=True).first()
        if user is not None:
            with translation.override(user.language or settings.LANGUAGE_CODE):
                came = _deliver(asker_for(user), delivery)
            if came:
                told[user.pk] = user
            delivered += came
        following = next_time(Rhythm(delivery.rhythm), timezone.localtime())
        Delivery.objects.filter(pk=delivery.pk).update(next_at=following)
    tell_that_papers_came(told.values())  # last: a mail server that hangs holds no paper up
    return delivered


def _deliver(asker: Asker, delivery: Delivery) -> int:
    try:
        shown = show_board(asker, delivery.board.uid)
    except NotFound:  # no longer shared with this person
        return 0
    put_into_inbox(
        asker, title=shown.board.title, media_type="application/pdf", content=board_pdf(asker, shown)
    )
    return 1


def board_pdf(asker: Asker, shown: ShownBoard) -> bytes:
    """The board on paper: each chart with the table of its numbers."""
    sections = [
        Section(
            chart.title,
            picture="" if chart.is_empty else svg(chart.spec, writing()),
            table=SheetTable(
                (chart.at_title, chart.value_title),
                [(point.at, point.told) for point in chart.points],
                (3, 2),
            ),
            text=chart.note,
        )
        for chart in shown.charts
    ]
    state = date_format(timezone.localtime(shown.as_of), "SHORT_DATETIME_FORMAT")
    return pdf(
        Sheet(
            title=shown.board.title,
            language={"sr": "sr", "sr-latn": "sr"}.get(asker.language, asker.language),
            number=_("State of %(when)s.") % {"when": state},
            office=unit_of(asker),
            handling=_("Police use only"),
            banner=_("Demonstration: all records are invented") if settings.HEADSTAMP_DEMO else "",
            sections=sections,
            notes=tuple(label for _code, label in codes.choices("designation_footnotes", asker.language)),
            footer=_("Counted from the records that its reader may see."),
        )
    )
