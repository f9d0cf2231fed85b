"""Tasks and enquiries of a case."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.cases.models.case import Case
from headstamp.cases.states import ENQUIRY_STATES, TASK_STATES
from headstamp.kernel.ids import new_uid
from headstamp.registry.models.columns import code, is_partial_date, partial_date


class CaseTask(models.Model):
    """What one person is to do by a day, and what came of it."""

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    what = models.CharField(_("what is to be done"), max_length=300)
    who = models.CharField(_("by whom"), max_length=40)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=8)
    outcome = models.CharField(_("outcome"), max_length=500, blank=True, default="")
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(TASK_STATES)), name="task_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True, ended_by="")
                | (~Q(state="open") & Q(ended_at__isnull=False) & ~Q(ended_by="")),
                name="task_says_who_ended_it",
            ),
            models.CheckConstraint(condition=~Q(what="") & ~Q(who=""), name="task_says_what_and_who"),
        ]
        indexes = [
            models.Index(fields=["who", "due_on", "id"], condition=Q(state="open"), name="tasks_of_person")
        ]


class Enquiry(models.Model):
    """An investigative lead that is followed up; the ballistic lead is another thing. What was asked and what it gave."""

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="enquiries")
    source = code(_("where it comes from"), blank=False)
    reference = models.CharField(_("number of the order or report"), max_length=120, blank=True, default="")
    asked = models.TextField(_("what is asked"), max_length=2000)
    state = models.CharField(_("outcome"), max_length=10)
    finding = models.TextField(_("what was found"), max_length=2000, blank=True, default="")
    opened_on = partial_date(_("since"))
    closed_on = partial_date(_("concluded"))
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(ENQUIRY_STATES)), name="enquiry_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="open") | Q(closed_on=""), name="open_enquiry_is_not_concluded"
            ),
            models.CheckConstraint(condition=is_partial_date("opened_on"), name="enquiry_since_is_partial"),
            models.CheckConstraint(condition=is_partial_date("closed_on"), name="enquiry_end_is_partial"),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(asked=""), name="enquiry_says_what_and_whence"
            ),
        ]
