"""Rows of the log. No foreign keys: an entry outlives what it speaks of.

`Entry` and `Head` are guarded by database triggers (see `triggers.py`); `Words` alone may be erased.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of act an entry tells of (the kinds of Directive (EU) 2016/680, art. 25, and the office's own)."""

    COLLECTION = "collection", _("Collection")
    ALTERATION = "alteration", _("Alteration")
    CONSULTATION = "consultation", _("Consultation")
    DISCLOSURE = "disclosure", _("Disclosure")
    COMBINATION = "combination", _("Combination")
    ERASURE = "erasure", _("Erasure")
    SIGN_IN = "sign_in", _("Sign-in")
    SIGN_IN_FAILED = "sign_in_failed", _("Failed sign-in")
    ADMINISTRATION = "administration", _("Administration")


class Entry(models.Model):
    """One act, in the order in which acts were committed; holds no personal value."""

    position = models.BigIntegerField(_("position"), primary_key=True)
    at = models.DateTimeField(_("when"))
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    verb = models.CharField(_("act"), max_length=64)
    actor = models.CharField(_("who"), max_length=64, blank=True)
    actor_unit = models.BigIntegerField(_("unit"), default=0)
    system_user = models.CharField(_("system user"), max_length=64, blank=True)
    subject_kind = models.CharField(_("kind of record"), max_length=64, blank=True)
    subject_id = models.CharField(_("record"), max_length=128, blank=True)
    fields = models.JSONField(_("fields"), default=list)
    digest = models.CharField(_("digest of the values"), max_length=64, blank=True)
    reason_digest = models.CharField(_("digest of the reason"), max_length=64, blank=True)
    recipient = models.CharField(_("to whom"), max_length=128, blank=True)
    batch = models.CharField(_("batch"), max_length=64, blank=True)
    address_digest = models.CharField(_("digest of the address"), max_length=64, blank=True)
    previous_hash = models.CharField(_("hash before"), max_length=64)
    hash = models.CharField(_("hash"), max_length=64)

    class Meta:
        default_permissions = ()
        ordering = ["position"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "position"], name="audit_entry_subject"),
            models.Index(fields=["actor", "position"], name="audit_entry_actor"),
            models.Index(fields=["kind", "position"], name="audit_entry_kind"),
            models.Index(fields=["at"], name="audit_entry_at"),
            models.Index(fields=["batch", "position"], condition=~Q(batch=""), name="audit_entry_batch"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(position__gte=1), name="audit_entry_position_from_one"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="audit_entry_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.verb}"


class Head(models.Model):
    """The last position and hash: the one row that every writer locks, so that positions are commit order."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    position = models.BigIntegerField(_("position"), default=0)
    hash = models.CharField(_("hash"), max_length=64)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(id=1), name="audit_head_only_one")]

    def __str__(self) -> str:
        return f"{self.position} {self.hash[:12]}"


class Words(models.Model):
    """What a person typed for an entry (a reason, a recipient's name); may be erased, the entry keeps a digest."""

    position = models.BigIntegerField(_("position"), primary_key=True)
    reason = models.TextField(_("reason"), blank=True)
    recipient = models.TextField(_("recipient"), blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["position"]

    def __str__(self) -> str:
        return str(self.position)
