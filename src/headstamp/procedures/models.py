"""That a step was done, or does not apply, to an item. The last note of a step counts; earlier ones stay."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.kernel.ids import new_uid
from headstamp.registry.models.columns import code


class StepNote(models.Model):
    """What somebody noted of a step; `step` names procedure and version by its code."""

    class Word(models.TextChoices):
        DONE = "done", _("Done")
        NOT_APPLICABLE = "na", _("Does not apply")
        OPEN = "open", _("Open again")

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    item = models.ForeignKey("registry.Item", on_delete=models.PROTECT, related_name="+", db_index=False)
    step = code(_("step"), blank=False)
    word = models.CharField(_("what is said"), max_length=4, choices=Word)
    evidence = models.CharField(_("evidence or reason"), max_length=300)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(word__in=["done", "na", "open"]), name="step_word_is_known"),
            models.CheckConstraint(condition=~Q(evidence="") & ~Q(by=""), name="step_note_says_why_and_who"),
            models.CheckConstraint(
                condition=Q(word="done", done_on__isnull=False) | (~Q(word="done") & Q(done_on__isnull=True)),
                name="step_done_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["item", "step", "-id"], name="step_note_of_item")]

    def __str__(self) -> str:
        return self.step
