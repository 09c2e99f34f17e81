"""What is remembered of the archives in the backup folder."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Backup(models.Model):
    """One archive as it was when last read through; the file itself is the truth.

    ``size`` and ``modified_ns`` tell whether the file is still the one that was read.
    """

    name = models.CharField(_("namn"), max_length=200, unique=True)
    size = models.BigIntegerField(_("storlek"))
    modified_ns = models.BigIntegerField(_("filens tid"))
    checked_at = models.DateTimeField(_("kontrollerad"))
    problem = models.TextField(_("fel"), blank=True)

    class Meta:
        verbose_name = _("säkerhetskopia")
        verbose_name_plural = _("säkerhetskopior")
        ordering: ClassVar = ["-name"]

    def __str__(self) -> str:
        return self.name
