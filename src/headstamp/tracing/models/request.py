"""A request to trace a firearm: one that the office sends about an item of its own, or one that comes in."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from headstamp.kernel.ids import new_uid
from headstamp.registry.models.columns import code, is_partial_date, partial_date


class Priority(models.TextChoices):
    ROUTINE = "routine", _("Routine")
    URGENT = "urgent", _("Urgent")


class Answer(models.TextChoices):
    """What an answer says, ours and that of others."""

    FOUND = "found", _("Found")
    NOT_FOUND = "not_found", _("Not found")
    MAY_NOT_SAY = "may_not_say", _("May not be said")


_OUT, _IN = Q(direction="out"), Q(direction="in")
_OUT_STATES = ["draft", "checked", "sent", "acknowledged", "reminded", "answered", "closed", "cancelled"]
_IN_STATES = ["received", "looked_up", "answered", "closed", "cancelled"]


class TraceRequest(models.Model):
    """`content` is what the request says of the firearm: of one that goes out kept when it is checked, of one that came in
    as it was written. `partner` is the jurisdiction asked or asking, `sent_on` the day on which an incoming one was received."""

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    direction = models.CharField(max_length=3)
    state = code(_("state"), blank=False)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    item = models.ForeignKey(
        "registry.Item", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    channel = code(_("channel"), blank=False)
    partner = code(_("jurisdiction asked or asking"))
    addressee = models.CharField(_("addressee"), max_length=160, blank=True, default="")
    asked_by = models.CharField(_("asked by"), max_length=160, blank=True, default="")
    language = models.CharField(_("language"), max_length=10, default="en")
    priority = models.CharField(_("priority"), max_length=8, choices=Priority, default=Priority.ROUTINE)
    crime_code = models.CharField(_("crime code"), max_length=40, blank=True, default="")
    importer = models.CharField(_("importer"), max_length=120, blank=True, default="")
    purpose = models.CharField(_("purpose"), max_length=300, blank=True, default="")
    our_reference = models.CharField(_("our number"), max_length=80, blank=True, default="")
    their_reference = models.CharField(_("their number"), max_length=80, blank=True, default="")
    due_on = models.DateField(_("answer due"), null=True, blank=True)
    content = models.JSONField(default=dict, blank=True)
    folded = models.CharField(max_length=120, blank=True, default="")
    drafted_by = models.CharField(max_length=40)
    drafted_at = models.DateTimeField()
    checked_by = models.CharField(max_length=40, blank=True, default="")
    checked_at = models.DateTimeField(null=True, blank=True)
    photo = models.ForeignKey(
        "registry.Attachment",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    sent_on = models.DateField(_("sent or received"), null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(_("reminders"), default=0)
    answered_on = models.DateField(_("answered"), null=True, blank=True)
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=12, choices=Answer, blank=True, default="")
    answer_text = models.TextField(_("answer in words"), blank=True, default="")
    result = code(_("result"))
    diverted_in = code(_("left legal hands in"))
    diverted_on = partial_date(_("left legal hands on"))
    authority = models.CharField(_("established by"), max_length=160, blank=True, default="")
    left_by = code(_("how it left legal hands"))
    left_evidence = code(_("what that rests on"))
    left_reference = models.CharField(_("document of that"), max_length=160, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(_OUT & Q(state__in=_OUT_STATES)) | (_IN & Q(state__in=_IN_STATES)),
                name="trace_request_state_is_of_its_direction",
            ),
            models.CheckConstraint(
                condition=(_OUT & Q(item__isnull=False)) | (_IN & ~Q(asked_by="")),
                name="trace_request_names_its_item_or_who_asks",
            ),
            models.CheckConstraint(
                condition=Q(checked_by="") | ~Q(checked_by=F("drafted_by")),
                name="trace_request_is_checked_by_another",
            ),
            models.CheckConstraint(
                condition=_IN
                | Q(state__in=["draft", "cancelled"])
                | (~Q(checked_by="") & Q(checked_at__isnull=False, photo__isnull=False)),
                name="trace_request_is_checked_before_it_goes",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "checked", "cancelled"])
                | Q(sent_on__isnull=False, due_on__isnull=False),
                name="trace_request_waits_until_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "closed"])
                | (Q(answered_on__gte=F("sent_on")) & ~Q(answer="")),
                name="trace_request_is_answered_with_something",
            ),
            models.CheckConstraint(
                condition=~Q(direction="out", state="closed") | ~Q(result=""),
                name="trace_request_closes_with_a_result",
            ),
            models.CheckConstraint(
                condition=~Q(result__in=["traced", "established"]) | ~Q(diverted_in=""),
                name="point_of_diversion_says_where",
            ),
            models.CheckConstraint(
                condition=~Q(result="established") | ~Q(authority=""),
                name="point_of_diversion_names_its_authority",
            ),
            models.CheckConstraint(
                condition=is_partial_date("diverted_on"), name="trace_diverted_on_is_partial_date"
            ),
        ]
        indexes = [
            models.Index(fields=["item", "id"], name="trace_request_of_item"),
            models.Index(
                fields=["jurisdiction", "direction", "state", "due_on", "id"], name="trace_request_desk"
            ),
            models.Index(fields=["jurisdiction", "direction", "id"], name="trace_request_by_number"),
        ]

    def __str__(self) -> str:
        return self.our_reference or self.uid
