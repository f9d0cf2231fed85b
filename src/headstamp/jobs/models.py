"""Workers that are alive, and what is due when."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Lease(models.Model):
    """A worker process says that it lives; once `until` is past, its tasks are given to others."""

    worker = models.CharField(_("worker"), max_length=64, primary_key=True)
    until = models.DateTimeField(_("until"))
    started_at = models.DateTimeField(_("started"))

    def __str__(self) -> str:
        return self.worker


class Schedule(models.Model):
    """A task that recurs: when it is due next, and when it was last put into the queue."""

    name = models.CharField(_("name"), max_length=60, primary_key=True)
    next_at = models.DateTimeField(_("next"))
    last_at = models.DateTimeField(_("last"), null=True, blank=True)

    def __str__(self) -> str:
        return self.name
