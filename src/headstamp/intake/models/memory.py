"""What a unit answered once and need not answer again."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HeaderMemory(models.Model):
    """The layout that a unit used for a file with these headings."""

    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    layout_name = models.CharField(_("layout"), max_length=60)
    layout_text = models.TextField()
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "fingerprint"], name="header_is_remembered_once")
        ]


class LookupMemory(models.Model):
    """The code that a unit chose for a wording, in one lookup of one register ('' : the wording says nothing)."""

    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    register = models.CharField(max_length=80)
    lookup = models.CharField(max_length=60)
    folded = models.CharField(max_length=200)
    wording = models.CharField(_("wording"), max_length=200)
    code = models.CharField(_("code"), max_length=48, blank=True, default="")
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "register", "lookup", "folded"], name="wording_is_remembered_once"
            )
        ]
