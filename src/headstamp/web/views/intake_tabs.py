"""The parts of a batch's page, with how much waits in each."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from headstamp.intake.models import Batch, State
from headstamp.intake.queries import open_wordings
from headstamp.kernel.asker import Asker

_CHANGEABLE = (State.UPLOADED, State.MAPPING, State.CHECKED, State.REFUSED)


@dataclass(frozen=True, slots=True)
class Tab:
    """One part: its address and how many things wait there (None: nothing is counted)."""

    name: str
    label: str | Promise
    address: str
    waits: int | None = None


def may_change(batch: Batch) -> bool:
    """Whether layout, wordings and cells can still be changed."""
    return batch.state in _CHANGEABLE and batch.source is None


def tabs_of(asker: Asker, batch: Batch) -> list[Tab]:
    """The parts that make sense for the batch as it stands."""
    if batch.is_running or batch.state == State.CANCELLED:
        return []
    has_overview = batch.state not in (State.UPLOADED, State.MAPPING) or bool(batch.failure)
    tabs = [Tab("batch", _("Overview"), reverse("batch", args=[batch.uid]))] if has_overview else []
    if may_change(batch):
        tabs.append(Tab("batch_layout", _("Layout"), reverse("batch_layout", args=[batch.uid])))
        if batch.planned:
            waits = len(open_wordings(asker, batch.uid))
            tabs.append(Tab("batch_words", _("Wordings"), reverse("batch_words", args=[batch.uid]), waits))
    if batch.planned or batch.source:
        waits = batch.bad_rows.filter(is_refused=True).count()
        tabs.append(Tab("batch_mend", _("Rows to mend"), reverse("batch_mend", args=[batch.uid]), waits))
    if may_change(batch) and batch.layout_text and batch.planned:
        tabs.append(Tab("batch_rows", _("First rows"), reverse("batch_rows", args=[batch.uid])))
    if batch.source:
        tabs.append(Tab("batch_records", _("Records"), reverse("batch_records", args=[batch.uid])))
    return tabs
