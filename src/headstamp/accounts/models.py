"""Agencies, their units, and the people of a unit. A person's roles are codes from roles.py."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Agency(models.Model):
    """A police, customs, forensic or prosecution body of one jurisdiction."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=16)
    kind = models.CharField(_("kind"), max_length=40, blank=True)

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A unit of an agency: the owner of records. Its policy says whether others may learn that a record exists."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    tells_that_a_record_exists = models.BooleanField(_("tells others that a record exists"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="unit_code_is_unique_in_its_agency")
        ]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person with an account. No e-mail is needed; the user name is given by an administrator."""

    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    roles = models.JSONField(_("roles"), default=list, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    theme = models.CharField(_("theme"), max_length=10, blank=True)
    must_change_password = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class OneTimeLink(models.Model):
    """A link from an administrator with which a person sets a password once; only its digest is stored."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.CharField(max_length=40)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class FactorReset(models.Model):
    """A request to remove a person's second factors: asked by one person, approved by another."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="factor_resets")
    asked_by = models.CharField(max_length=40)
    asked_at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField()
    approved_by = models.CharField(max_length=40, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by="") | ~models.Q(approved_by=models.F("asked_by")),
                name="factor_reset_needs_two_people",
            )
        ]
