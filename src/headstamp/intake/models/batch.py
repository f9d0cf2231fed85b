"""One file on its way into the register."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from headstamp.kernel.ids import new_uid


class State(models.TextChoices):
    """Where a batch stands. Uploaded, mapping and checked wait for a person; those ending in -ing for a worker."""

    UPLOADED = "uploaded", _("Received")
    MAPPING = "mapping", _("Columns to be mapped")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked")
    APPLYING = "applying", _("Being taken in")
    STOPPED = "stopped", _("Stopped")
    APPLIED = "applied", _("Taken in")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Failed")
    REFUSED = "refused", _("Refused")


class Batch(models.Model):
    """A file, the layout as used, how far it is, and what came of its rows.

    `next_row` is the number of rows of the file that are done; it moves in the transaction that writes their
    records. `created`, `updated`, `unchanged`, `other_objects` and `refused` count rows and add up to `rows`;
    rows that say nothing or that the layout passes over are `ignored` and stand outside. `planned` is what the
    check foresaw, in the same words. `headings` are those of the first table, `sheets` those of each that the
    layout reads. `reasons` lists why rows were refused, passed over or flagged, with counts.
    """

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UPLOADED, db_index=True)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    file_sha256 = models.CharField(max_length=64, db_index=True)
    file_name = models.CharField(_("file"), max_length=255)
    file_size = models.PositiveBigIntegerField(_("size"))
    file_format = models.CharField(_("format"), max_length=8)
    encoding = models.CharField(_("encoding"), max_length=16, blank=True, default="")
    has_macros = models.BooleanField(_("holds macros"), default=False)
    headings = models.JSONField(_("headings"), default=list, blank=True)
    sheets = models.JSONField(default=dict, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    layout_name = models.CharField(_("layout"), max_length=60, blank=True, default="")
    layout_text = models.TextField(blank=True, default="")
    target = models.CharField(max_length=40, blank=True, default="")
    source = models.BigIntegerField(null=True, blank=True)

    rows = models.PositiveIntegerField(_("rows"), default=0)
    created = models.PositiveIntegerField(_("created"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    other_objects = models.PositiveIntegerField(_("other objects"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    ignored = models.PositiveIntegerField(_("passed over"), default=0)
    reasons = models.JSONField(default=list, blank=True)
    planned = models.JSONField(default=dict, blank=True)
    kept = models.JSONField(default=list, blank=True)
    failure = models.JSONField(default=list, blank=True)

    next_row = models.PositiveIntegerField(default=0)
    last_row = models.PositiveIntegerField(default=0)
    stop_asked = models.BooleanField(default=False)
    worker = models.CharField(max_length=120, blank=True, default="")
    lease_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(_("received"))
    made_by = models.CharField(max_length=40)
    system_user = models.CharField(max_length=64, blank=True, default="")
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="batch_state_is_known"),
            models.CheckConstraint(
                condition=Q(
                    rows=F("created") + F("updated") + F("unchanged") + F("other_objects") + F("refused")
                ),
                name="batch_counts_add_up",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["uploaded", "mapping", "cancelled", "refused", "failed"])
                | ~Q(layout_text=""),
                name="batch_has_its_layout",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-made_at"], name="batch_by_unit")]

    def __str__(self) -> str:
        return self.uid

    def headings_of(self, sheet: str) -> list[str]:
        """The headings of one sheet."""
        return list(self.sheets.get(sheet, self.headings))

    @property
    def is_running(self) -> bool:
        return self.state in (State.CHECKING, State.APPLYING, State.UNDOING)

    @property
    def may_apply(self) -> bool:
        return self.state == State.CHECKED

    @property
    def may_resume(self) -> bool:
        return self.state in (State.STOPPED, State.FAILED) and bool(self.source)

    @property
    def may_undo(self) -> bool:
        return self.state in (State.APPLIED, State.STOPPED, State.FAILED) and bool(self.source)

    @property
    def may_mend(self) -> bool:
        return self.state == State.CHECKED
