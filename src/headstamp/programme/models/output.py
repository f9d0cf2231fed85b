"""What a project delivered, its numbers as told, and what assessments recommended."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.programme.models.project import Project
from headstamp.registry.models.columns import Recorded, code, is_partial_date, partial_date


class OutputKind(models.TextChoices):
    GROUP = "group", _("Group of results")
    TRAINING = "training", _("Training")
    MEETING = "meeting", _("Meeting or workshop")
    EQUIPMENT = "equipment", _("Equipment handed over")
    LICENCE = "licence", _("Licence")
    PROCUREMENT = "procurement", _("Procurement")
    ASSESSMENT = "assessment", _("Assessment or gap analysis")
    MANUAL = "manual", _("Manual or procedure")
    STRATEGY = "strategy", _("Strategy, plan or legal instrument")
    CAMPAIGN = "campaign", _("Campaign")
    OPERATION = "operation", _("Operation supported")
    REPORTED = "reported", _("Figure reported by the beneficiary")


class Dimension(models.TextChoices):
    PEOPLE = "people", _("People")
    PROCESS = "process", _("Process")
    TECHNOLOGY = "technology", _("Technology")


class Tallied(models.TextChoices):
    """What a number counts. Attendances may repeat a person: they are never called people."""

    ATTENDANCES = "attendances", _("attendances")
    SESSIONS = "sessions", _("sessions")
    WORKSHOPS = "workshops", _("workshops")
    DAYS = "days", _("days each")
    PIECES = "pieces", _("pieces")
    DOCUMENTS = "documents", _("documents")
    CAMPAIGNS = "campaigns", _("campaigns")
    VIEWS = "views", _("views")
    IMPRESSIONS = "impressions", _("impressions")
    OPERATIONS = "operations", _("operations")
    ENTITIES = "entities", _("directorates")
    FIREARMS = "firearms", _("firearms")


class Level(models.TextChoices):
    BASIC = "basic", _("Basic")
    ADVANCED = "advanced", _("Advanced")
    EXPERT = "expert", _("Expert")
    TRAINERS = "trainers", _("Training of trainers")


class Qualifier(models.TextChoices):
    MORE_THAN = "more_than", _("more than")
    ABOUT = "about", _("about")
    AT_MOST = "at_most", _("at most")


class Output(Recorded):
    """One thing delivered, or a group of them (`parent`). Added after its project was published, it waits to be."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="outputs", db_index=False)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    position = models.PositiveIntegerField(default=0)
    code = models.SlugField(_("code"), max_length=60)
    kind = models.CharField(_("kind"), max_length=12, choices=OutputKind)
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), blank=True, default="")
    dimension = models.CharField(_("dimension"), max_length=10, choices=Dimension, blank=True, default="")
    starts_on = partial_date(_("begins"))
    ends_on = partial_date(_("ends"))
    recipient = models.CharField(_("recipient"), max_length=200, blank=True, default="")
    languages = models.CharField(_("languages"), max_length=120, blank=True, default="")
    expires_on = partial_date(_("expires"))
    place = models.CharField(_("place"), max_length=120, blank=True, default="")
    level = models.CharField(_("level"), max_length=10, choices=Level, blank=True, default="")
    channel = models.CharField(_("channel"), max_length=120, blank=True, default="")
    reference = models.CharField(_("hand-over record or contract"), max_length=120, blank=True, default="")
    whereabouts = models.TextField(_("where it is now"), blank=True, default="")
    findings = models.TextField(_("findings"), blank=True, default="")
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "code"], condition=Q(deleted_at__isnull=True), name="output_code_is_unique"
            ),
            models.CheckConstraint(condition=is_partial_date("starts_on"), name="output_starts_on_iso"),
            models.CheckConstraint(condition=is_partial_date("ends_on"), name="output_ends_on_iso"),
            models.CheckConstraint(condition=is_partial_date("expires_on"), name="output_expires_on_iso"),
        ]
        indexes = [models.Index(fields=["project", "position"], name="output_of_project")]

    def __str__(self) -> str:
        return self.title


class OutputNumber(models.Model):
    """A number of an output as told: '' for sex, jurisdiction or audience means the whole. None is worked out from others."""

    output = models.ForeignKey(Output, on_delete=models.CASCADE, related_name="numbers", db_index=False)
    position = models.PositiveIntegerField()
    unit = models.CharField(_("what is counted"), max_length=12, choices=Tallied)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2)
    qualifier = models.CharField(_("qualifier"), max_length=10, choices=Qualifier, blank=True, default="")
    sex = code(_("sex"), max_length=16)
    jurisdiction = code(_("jurisdiction"), max_length=16)
    audience = models.CharField(_("audience"), max_length=120, blank=True, default="")
    period = partial_date(_("period"))
    printed = models.CharField(_("as printed"), max_length=60, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(value__gte=0), name="output_number_is_not_negative")
        ]
        indexes = [models.Index(fields=["output", "position"], name="number_of_output")]


class Recommendation(Recorded):
    """What an assessment asks somebody to do by when, and what came of it. It is for the office, never published."""

    output = models.ForeignKey(Output, on_delete=models.PROTECT, related_name="recommendations")
    text = models.TextField(_("recommendation"))
    owner = models.CharField(_("who does it"), max_length=200, blank=True, default="")
    due_on = models.DateField(_("due"), null=True, blank=True)
    done_on = models.DateField(_("done"), null=True, blank=True)
    outcome = models.TextField(_("what came of it"), blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(outcome=""), name="done_says_what_came_of_it"
            )
        ]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(done_on__isnull=True), name="recommendation_open_by_due"
            )
        ]
