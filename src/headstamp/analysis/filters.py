"""What the work list of signals can be asked for. Values are text as in the URL."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from headstamp.analysis.models import Signal
from headstamp.registry.asking import Filter, Shape, asked


class Judged(TextChoices):
    """Verdicts, and none."""

    NOT_YET = "open", _("No verdict yet")
    REAL = "real", _("Real")
    NOISE = "noise", _("Noise")
    KNOWN = "known", _("Known already")
    FOLLOW_UP = "follow_up", _("Follow up")


@dataclass(frozen=True, slots=True)
class SignalFilter(Filter):
    """What the list shows; signals whose count is back in its range only when asked for."""

    sort: str = asked("what", _("What"), choices=Signal.Sort)
    verdict: str = asked("verdict", _("Verdict"), choices=Judged)
    kind: str = asked("kind", _("Kind"), list_name="item_kinds")
    directorate: str = asked("directorate", _("Directorate"), list_name="directorates")
    municipality: str = asked("municipality", _("Municipality"), list_name="municipalities")
    context: str = asked("context", _("Search context"), list_name="search_contexts")
    date_from: str = asked("from", _("From"), Shape.DATE)
    date_to: str = asked("to", _("To"), Shape.DATE)
    is_gone: str = asked("gone", _("Back within the range"), Shape.FLAG)
