"""Entries in ballistic systems, and leads between two ends: an item, or an occurrence whose cartridge case or bullet was compared."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from headstamp.forensics.states import LeadState
from headstamp.kernel.ids import new_uid
from headstamp.registry.models.columns import code, where_said

STATES = [
    (LeadState.LEAD.value, _("Ballistic lead")),
    (LeadState.COMPARED.value, _("Compared, not verified")),
    (LeadState.CONFIRMED.value, _("Hit")),
    (LeadState.EXCLUDED.value, _("Excluded")),
]


class BallisticEntry(models.Model):
    """Bullets and cases of an item or an occurrence as they were entered into a system."""

    item = models.ForeignKey(
        "registry.Item", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    occurrence = models.ForeignKey(
        "registry.Occurrence",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    system = code(_("system"), blank=False)
    reference = models.CharField(_("number in the system"), max_length=80, blank=True, default="")
    calibre_code = code(_("calibre"))
    bullets = models.PositiveIntegerField(_("bullets"), default=0)
    cases = models.PositiveIntegerField(_("cartridge cases"), default=0)
    entered_on = models.DateField(_("entered on"))
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, occurrence__isnull=True)
                | Q(item__isnull=True, occurrence__isnull=False),
                name="ballistic_entry_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(bullets__gt=0) | Q(cases__gt=0), name="ballistic_entry_holds_something"
            ),
        ]
        indexes = [where_said("item", "ballistic_entry"), where_said("occurrence", "ballistic_entry")]


class Lead(models.Model):
    """Two ends that may come of one gun. A hit is a lead in the state CONFIRMED, and only that.

    Ends stand in one order (items before occurrences, the smaller number first), so that a pair is noted once.
    """

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    one_item = models.ForeignKey(
        "registry.Item", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    one_occurrence = models.ForeignKey(
        "registry.Occurrence",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    other_item = models.ForeignKey(
        "registry.Item", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    other_occurrence = models.ForeignKey(
        "registry.Occurrence",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    state = models.CharField(_("state"), max_length=10, choices=STATES, default=LeadState.LEAD.value)
    system = code(_("system"))
    found_on = models.DateField(_("found on"))
    laboratory = models.CharField(_("laboratory"), max_length=160)
    basis = models.CharField(_("what it rests on"), max_length=300)
    noted_by = models.CharField(max_length=40)
    noted_at = models.DateTimeField()
    examiner = models.CharField(max_length=40, blank=True, default="")
    verifier = models.CharField(max_length=40, blank=True, default="")
    decided_on = models.DateField(_("decided on"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(one_item__isnull=False, one_occurrence__isnull=True)
                    | Q(one_item__isnull=True, one_occurrence__isnull=False, other_occurrence__isnull=False)
                )
                & (
                    Q(other_item__isnull=False, other_occurrence__isnull=True)
                    | Q(other_item__isnull=True, other_occurrence__isnull=False)
                ),
                name="lead_has_two_ends",
            ),
            models.CheckConstraint(
                condition=Q(one_item__isnull=True)
                | Q(other_item__isnull=True)
                | Q(one_item__lt=F("other_item")),
                name="lead_is_between_two_items",
            ),
            models.CheckConstraint(
                condition=Q(one_occurrence__isnull=True) | Q(one_occurrence__lt=F("other_occurrence")),
                name="lead_is_between_two_occurrences",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | (~Q(examiner="") & ~Q(verifier="") & ~Q(examiner=F("verifier"))),
                name="hit_is_verified_by_a_second",
            ),
            models.CheckConstraint(
                condition=Q(state="lead", examiner="", verifier="", decided_on__isnull=True)
                | Q(~Q(state="lead"), ~Q(examiner=""), decided_on__isnull=False),
                name="decided_lead_names_its_examiner",
            ),
            models.UniqueConstraint(
                fields=["one_item", "other_item"],
                condition=Q(one_item__isnull=False, other_item__isnull=False),
                name="two_items_have_one_lead",
            ),
            models.UniqueConstraint(
                fields=["one_item", "other_occurrence"],
                condition=Q(one_item__isnull=False, other_occurrence__isnull=False),
                name="item_and_occurrence_have_one_lead",
            ),
            models.UniqueConstraint(
                fields=["one_occurrence", "other_occurrence"],
                condition=Q(one_occurrence__isnull=False, other_occurrence__isnull=False),
                name="two_occurrences_have_one_lead",
            ),
        ]
        indexes = [
            *(
                where_said(end, "lead")
                for end in ("one_item", "other_item", "one_occurrence", "other_occurrence")
            ),
            models.Index(fields=["jurisdiction", "state", "-id"], name="lead_by_state"),
            models.Index(fields=["jurisdiction", "-id"], name="lead_newest"),
        ]

    @property
    def is_hit(self) -> bool:
        return self.state == LeadState.CONFIRMED


class LeadStep(models.Model):
    """What was said of a lead: examiner, laboratory, day and what it rests on. Steps are only added."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="steps", db_index=False)
    act = models.CharField(max_length=12)
    start = models.CharField(max_length=10, blank=True, default="")
    end = models.CharField(max_length=10)
    on = models.DateField(_("day"))
    laboratory = models.CharField(_("laboratory"), max_length=160)
    basis = models.CharField(_("what it rests on"), max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(laboratory="") & ~Q(basis=""), name="lead_step_names_laboratory_and_basis"
            ),
        ]
        indexes = [models.Index(fields=["lead", "id"], name="step_of_lead")]
