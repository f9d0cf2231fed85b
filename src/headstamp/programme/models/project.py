"""A project with its money, its partners, and the goals and KPIs of the Roadmap that it says it serves."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.kernel.ids import new_uid
from headstamp.registry.models.columns import Recorded, code, is_partial_date, partial_date


class ProjectStatus(models.TextChoices):
    """'' where nobody said it: a status is never worked out from dates."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    COMPLETED = "completed", _("Completed")
    SUSPENDED = "suspended", _("Suspended")


class Scale(models.TextChoices):
    GOAL = "goal", _("Goal of the Roadmap")
    KPI = "kpi", _("Key performance indicator")


class MoneyKind(models.TextChoices):
    BUDGET = "budget", _("Budget")
    SPENT = "spent", _("Spent")


class LineKind(models.TextChoices):
    """What a sentence about a project says."""

    AIM = "aim", _("Aim")
    EXPECTED = "expected", _("Expected result")
    SERVES = "serves", _("Strategy, plan or instrument served")
    ADDRESSES = "addresses", _("Whom it addresses")
    APPROACH = "approach", _("Approach")
    RISK = "risk", _("Risk")
    LESSON = "lesson", _("Lesson")


class Mechanism(models.Model):
    """Who pays: a fund or a donor's window. `reach` has the jurisdictions that it names, 'regional' among them."""

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    name = models.CharField(_("name"), max_length=200)
    reach = models.JSONField(_("jurisdictions"), default=list)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "name"], name="mechanism_name_is_unique")
        ]

    def __str__(self) -> str:
        return self.name


class Partner(models.Model):
    """An organisation that carries a project out or that a project is for."""

    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "name"], name="partner_name_is_unique")
        ]

    def __str__(self) -> str:
        return self.name


class Project(Recorded):
    """One project as its document tells of it. What is left unsaid there stays empty: status, mechanism, months.

    `jurisdiction` is the office's that keeps it; where it works stands in ProjectJurisdiction.
    """

    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    code = models.SlugField(_("code"), max_length=60)
    title = models.CharField(_("title"), max_length=300)
    status = models.CharField(_("status"), max_length=10, choices=ProjectStatus, blank=True, default="")
    starts_on = partial_date(_("begins"))
    ends_on = partial_date(_("ends"))
    objective = models.TextField(_("objective"), blank=True, default="")
    mechanism = models.ForeignKey(
        Mechanism, null=True, blank=True, on_delete=models.PROTECT, related_name="projects"
    )
    predecessor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_by = models.CharField(_("published by"), max_length=40, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "code"],
                condition=Q(deleted_at__isnull=True),
                name="project_code_is_unique",
            ),
            models.CheckConstraint(condition=is_partial_date("starts_on"), name="project_starts_on_iso"),
            models.CheckConstraint(condition=is_partial_date("ends_on"), name="project_ends_on_iso"),
        ]
        indexes = [models.Index(fields=["jurisdiction", "-starts_on", "-id"], name="project_by_start")]

    def __str__(self) -> str:
        return self.title


class ProjectJurisdiction(models.Model):
    """Where a project works."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="places")
    code = code(_("jurisdiction"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "code"], name="project_jurisdiction_once")]


class ProjectPartner(models.Model):
    """Who carries a project out (implements), or whom it is for."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="partners")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="projects")
    implements = models.BooleanField(_("implements"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "partner", "implements"], name="project_partner_once")
        ]


class Contribution(models.Model):
    """A goal or a KPI that a project says it serves; neither is checked against the other."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="contributions")
    scale = models.CharField(_("scale"), max_length=4, choices=Scale)
    code = code(_("goal or KPI"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "scale", "code"], name="contribution_once")]
        indexes = [models.Index(fields=["scale", "code"], name="contribution_by_code")]


class Money(models.Model):
    """An amount with its currency and the form in which the document prints it; amounts of two currencies never add up."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="money")
    kind = models.CharField(_("kind"), max_length=8, choices=MoneyKind, default=MoneyKind.BUDGET)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    year = models.CharField(_("year"), max_length=4, blank=True, default="")
    printed = models.CharField(_("as printed"), max_length=60, blank=True, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="money_is_not_negative")]


class ProjectLine(models.Model):
    """One sentence about the project: an aim, an expected result, a strategy it serves, a risk, a lesson."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=10, choices=LineKind)
    text = models.TextField(_("text"))
