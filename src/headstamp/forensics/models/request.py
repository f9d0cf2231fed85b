"""A request to a laboratory, its exhibits, and every step of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from headstamp.forensics.states import AT_THE_LABORATORY, OPEN, REPORT_STANDS, State
from headstamp.kernel.ids import new_uid

STATES = [
    (State.DRAFT.value, _("Draft")),
    (State.ASKED.value, _("Asked")),
    (State.RECEIVED.value, _("Received")),
    (State.EXAMINING.value, _("In examination")),
    (State.WAITING.value, _("Waiting")),
    (State.REPORTED.value, _("Reported")),
    (State.VERIFIED.value, _("Verified")),
    (State.CLOSED.value, _("Closed")),
    (State.WITHDRAWN.value, _("Withdrawn")),
]
_DONE = [State.VERIFIED.value, State.CLOSED.value]
_REPORTED = [each.value for each in REPORT_STANDS]
_THERE = [*(each.value for each in AT_THE_LABORATORY), *_REPORTED]


class Priority(models.TextChoices):
    ROUTINE = "routine", _("Routine")
    URGENT = "urgent", _("Urgent")


class LabRequest(models.Model):
    """What a unit asks a laboratory, how far it is, and its report.

    Who examined may not verify: the database holds it. `turnaround_days` are days without those on which the clock stood.
    """

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_by = models.CharField(max_length=40)
    asked_for = models.CharField(_("asked for"), max_length=160, blank=True, default="")
    laboratory = models.CharField(_("laboratory"), max_length=160)
    questions = models.TextField(_("questions"))
    priority = models.CharField(_("priority"), max_length=8, choices=Priority, default=Priority.ROUTINE)
    due_on = models.DateField(_("due"))
    state = models.CharField(_("state"), max_length=10, choices=STATES, default=State.DRAFT.value)
    number = models.CharField(_("number of the laboratory"), max_length=60, blank=True, default="")
    conclusion = models.TextField(_("conclusion"), blank=True, default="")
    examiner = models.CharField(max_length=40, blank=True, default="")
    verifier = models.CharField(max_length=40, blank=True, default="")
    drafted_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(_("received"), null=True, blank=True)
    reported_at = models.DateTimeField(_("reported"), null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    turnaround_days = models.PositiveIntegerField(_("turnaround in days"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verifier="") | ~Q(verifier=F("examiner")), name="report_is_verified_by_a_second"
            ),
            models.CheckConstraint(
                condition=Q(~Q(verifier=""), state__in=_DONE, verified_at__isnull=False)
                | Q(~Q(state__in=_DONE), verifier="", verified_at__isnull=True),
                name="verified_names_its_verifier",
            ),
            models.CheckConstraint(
                condition=Q(
                    ~Q(examiner=""),
                    ~Q(conclusion=""),
                    state__in=_REPORTED,
                    reported_at__isnull=False,
                    turnaround_days__isnull=False,
                )
                | Q(
                    ~Q(state__in=_REPORTED),
                    examiner="",
                    reported_at__isnull=True,
                    turnaround_days__isnull=True,
                ),
                name="report_names_its_examiner",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_THERE, received_at__isnull=False)
                | Q(state__in=["draft", "asked"], received_at__isnull=True)
                | Q(state="withdrawn"),
                name="examined_was_received",
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction", "due_on", "id"],
                condition=Q(state__in=[each.value for each in OPEN]),
                name="lab_request_open",
            ),
            models.Index(fields=["jurisdiction", "state", "due_on", "id"], name="lab_request_by_state"),
        ]


class Exhibit(models.Model):
    """One item that a request hands over, with the seal it should have and the seal it had."""

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    request = models.ForeignKey(LabRequest, on_delete=models.PROTECT, related_name="exhibits", db_index=False)
    number = models.PositiveIntegerField(_("number"))
    item = models.ForeignKey("registry.Item", on_delete=models.PROTECT, related_name="+", db_index=False)
    parcel = models.ForeignKey(
        "custody.Parcel", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    seal_expected = models.CharField(_("seal as told"), max_length=60, blank=True, default="")
    seal_found = models.CharField(_("seal as found"), max_length=60, blank=True, default="")
    seal_difference = models.CharField(_("what differs"), max_length=300, blank=True, default="")
    condition = models.CharField(_("condition"), max_length=200, blank=True, default="")
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "item"], name="exhibit_is_sent_once"),
            models.UniqueConstraint(fields=["request", "number"], name="exhibit_is_numbered_once"),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True)
                | Q(seal_found=F("seal_expected"))
                | ~Q(seal_difference=""),
                name="seal_that_differs_is_explained",
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True, received_by="")
                | Q(~Q(received_by=""), received_at__isnull=False),
                name="exhibit_names_who_received_it",
            ),
        ]
        indexes = [models.Index(fields=["item", "request"], name="exhibit_of_item")]


class RequestStep(models.Model):
    """One step of a request: who, when, and why. Steps are only added."""

    request = models.ForeignKey(LabRequest, on_delete=models.PROTECT, related_name="steps", db_index=False)
    act = models.CharField(max_length=12)
    start = models.CharField(max_length=10, blank=True, default="")
    end = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    reason = models.CharField(_("reason"), max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(act__in=["wait", "send_back", "withdraw"]) | ~Q(reason=""),
                name="request_step_says_why",
            ),
        ]
        indexes = [models.Index(fields=["request", "id"], name="step_of_lab_request")]
