"""A case, who may know of it, what became of it, and the records of the register that belong to it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.cases.states import CASE_STATES
from headstamp.kernel.ids import new_uid
from headstamp.registry.models.columns import is_partial_date, partial_date


class Case(models.Model):
    """An investigation. Who is a member may know of it, nobody else; its circle has the same people.

    The office's number is not unique: a refusal would tell a stranger that there is such a case.
    """

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    number = models.CharField(_("number"), max_length=60, blank=True, default="")
    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("summary"), max_length=4000, blank=True, default="")
    opened_on = partial_date(_("opened"))
    state = models.CharField(_("state"), max_length=10)
    lead = models.CharField(_("lead"), max_length=40)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    circle = models.OneToOneField("registry.Circle", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=40)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(CASE_STATES)), name="case_state_is_known"),
            models.CheckConstraint(condition=~Q(lead=""), name="case_has_a_lead"),
            models.CheckConstraint(condition=~Q(title=""), name="case_has_a_title"),
            models.CheckConstraint(condition=is_partial_date("opened_on"), name="case_date_is_partial_date"),
        ]

    def __str__(self) -> str:
        return self.title


class CaseMember(models.Model):
    """A person (account's number) who may know of the case, until he is taken out."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="members")
    account = models.CharField(max_length=40)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=40)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "account"],
                condition=Q(removed_at__isnull=True),
                name="person_is_in_a_case_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["account", "case"], condition=Q(removed_at__isnull=True), name="cases_of_person"
            )
        ]


class CaseChange(models.Model):
    """One step of the case: what was done, to which state it led, on which day, with what note."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="changes")
    act = models.CharField(max_length=16)
    state = models.CharField(max_length=10)
    on = partial_date(_("on"))
    note = models.CharField(_("note"), max_length=300, blank=True, default="")
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=is_partial_date("on"), name="case_change_date_is_partial_date")
        ]


class CaseLink(models.Model):
    """A record of the register that belongs to the case: an occurrence, a search or control carried out, an operation."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="links")
    occurrence = models.ForeignKey(
        "registry.Occurrence", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    check_made = models.ForeignKey(
        "registry.Check", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    operation = models.ForeignKey(
        "registry.Operation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(occurrence__isnull=False, check_made__isnull=True, operation__isnull=True)
                | Q(occurrence__isnull=True, check_made__isnull=False, operation__isnull=True)
                | Q(occurrence__isnull=True, check_made__isnull=True, operation__isnull=False),
                name="case_link_names_one_record",
            ),
            models.UniqueConstraint(
                fields=["case", "occurrence"],
                condition=Q(occurrence__isnull=False),
                name="occurrence_is_in_a_case_once",
            ),
            models.UniqueConstraint(
                fields=["case", "check_made"],
                condition=Q(check_made__isnull=False),
                name="check_is_in_a_case_once",
            ),
            models.UniqueConstraint(
                fields=["case", "operation"],
                condition=Q(operation__isnull=False),
                name="operation_is_in_a_case_once",
            ),
        ]
