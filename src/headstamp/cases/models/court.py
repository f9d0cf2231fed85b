"""Persons of a case, and the proceedings against them or of the case alone, step by step."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.cases.models.case import Case
from headstamp.cases.states import PROCEEDING_STATES
from headstamp.kernel.ids import new_uid
from headstamp.registry.models.columns import code, is_partial_date, partial_date


class CasePerson(models.Model):
    """A person of the register in a case. The name stays in the register."""

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="persons")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    category = code(_("category of person"), blank=False)
    role = code(_("role"))
    is_assessment = models.BooleanField(_("assessment, not fact"), default=False)
    age = models.PositiveSmallIntegerField(_("age at the time"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True, default="")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="person_stands_in_a_case_once"),
            models.CheckConstraint(
                condition=Q(age__isnull=True) | Q(age__lte=130), name="case_age_is_possible"
            ),
        ]


class Proceeding(models.Model):
    """One offence of one person, or of the case alone where nobody is named. `stage` is what its last step led to."""

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proceedings")
    person = models.ForeignKey(
        CasePerson, null=True, blank=True, on_delete=models.PROTECT, related_name="proceedings"
    )
    offence = code(_("offence"))
    offence_note = models.CharField(_("offence in words"), max_length=200, blank=True, default="")
    stage = models.CharField(_("stage"), max_length=12)
    outcome = code(_("outcome"))
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=list(PROCEEDING_STATES)), name="proceeding_stage_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(offence="") | ~Q(offence_note=""), name="proceeding_names_its_offence"
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["judged", "appealed", "final"]) | ~Q(outcome=""),
                name="judged_proceeding_has_an_outcome",
            ),
        ]


class ProceedingStep(models.Model):
    """What the prosecution or a court did. A step noted by mistake stays, taken back."""

    proceeding = models.ForeignKey(Proceeding, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=16)
    stage = models.CharField(_("stage"), max_length=12)
    on = partial_date(_("on"), blank=False)
    authority = models.CharField(_("court or authority"), max_length=160, blank=True, default="")
    reference = models.CharField(_("number"), max_length=120, blank=True, default="")
    outcome = code(_("outcome"))
    note = models.CharField(_("note"), max_length=300, blank=True, default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.CharField(max_length=40, blank=True, default="")
    taken_back_why = models.CharField(_("why it was taken back"), max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=is_partial_date("on") & ~Q(on=""), name="proceeding_step_has_a_partial_date"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by="")
                | (Q(taken_back_at__isnull=False) & ~Q(taken_back_by="")),
                name="proceeding_step_says_who_took_it_back",
            ),
        ]
        indexes = [models.Index(fields=["proceeding", "id"], name="steps_of_proceeding")]


class Sentence(models.Model):
    """A part of the sentence of a judgement."""

    step = models.ForeignKey(ProceedingStep, on_delete=models.PROTECT, related_name="sentences")
    kind = code(_("kind"), blank=False)
    amount = models.DecimalField(_("how much"), max_digits=12, decimal_places=2, null=True, blank=True)
    unit = code(_("unit"))
    is_suspended = models.BooleanField(_("suspended"), default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True, unit="") | (Q(amount__gt=0) & ~Q(unit="")),
                name="sentence_has_an_amount_with_its_unit",
            )
        ]


class ItemDecision(models.Model):
    """Which decision on an item a judgement holds. What was decided stands in the store's decision and in the item's dated
    legal status, and nowhere else."""

    step = models.ForeignKey(ProceedingStep, on_delete=models.PROTECT, related_name="item_decisions")
    item = models.ForeignKey("registry.Item", on_delete=models.PROTECT, related_name="+")
    decision = models.OneToOneField(
        "custody.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    legal_status = models.OneToOneField(
        "registry.LegalStatus", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__isnull=False) | Q(legal_status__isnull=False),
                name="item_decision_leads_to_what_was_decided",
            )
        ]
