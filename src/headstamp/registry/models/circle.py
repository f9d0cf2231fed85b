"""Need-to-know circles: who may open the restricted records that name them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Circle(models.Model):
    """People and units with a reason, until a day. `origin` says what keeps it up to date, such as case:123."""

    name = models.CharField(_("name"), max_length=200)
    reason = models.TextField(_("reason"))
    until = models.DateField(_("until"), null=True, blank=True)
    origin = models.CharField(max_length=60, blank=True, default="")
    jurisdiction = models.CharField(max_length=16)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.name


class CircleMember(models.Model):
    """A person (account number) or a unit in a circle: one of the two."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="members")
    account = models.CharField(max_length=40, blank=True, default="", db_index=True)
    unit = models.ForeignKey(
        "accounts.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(models.Q(unit__isnull=True) & ~models.Q(account=""))
                | models.Q(unit__isnull=False, account=""),
                name="circle_member_is_a_person_or_a_unit",
            ),
            models.UniqueConstraint(
                fields=["circle", "account"],
                condition=~models.Q(account=""),
                name="person_is_in_a_circle_once",
            ),
            models.UniqueConstraint(
                fields=["circle", "unit"],
                condition=models.Q(unit__isnull=False),
                name="unit_is_in_a_circle_once",
            ),
        ]
