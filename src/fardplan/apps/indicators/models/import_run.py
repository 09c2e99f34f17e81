"""What was read into the store of statistics, by whom, and how columns were told apart."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.apps.actors.models import Authority
from fardplan.apps.common.writes import GuardedModel
from fardplan.apps.indicators.states import RunState, SourceKindLabel


class ImportRun(GuardedModel):
    """One delivery of figures; the figures themselves lie in the store, under ``key``.

    ``asked`` is how many figures the source told, ``kept`` how many were stored.
    """

    key = models.CharField(max_length=32, unique=True)
    authority = models.ForeignKey(
        Authority,
        verbose_name=_("myndighet"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="import_runs",
    )
    state = models.CharField(_("läge"), max_length=8, choices=RunState)
    source_kind = models.CharField(_("källa"), max_length=8, choices=SourceKindLabel)
    file_name = models.CharField(_("fil"), max_length=200)
    sha256 = models.CharField(max_length=64)
    asked = models.PositiveBigIntegerField(_("siffror i källan"))
    kept = models.PositiveBigIntegerField(_("sparade siffror"))
    report = models.JSONField(_("rapport"))
    mapping = models.JSONField(_("kolumnkoppling"))
    stored_at = models.DateTimeField(_("inläst"))
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("av"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="import_runs",
    )

    class Meta:
        verbose_name = _("inläsning av siffror")
        verbose_name_plural = _("inläsningar av siffror")
        base_manager_name = "objects"
        ordering: ClassVar = ["-stored_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} {self.stored_at:%Y-%m-%d}"


class RememberedMapping(GuardedModel):
    """How an authority's files with the same headings were read the last time.

    ``authority`` is its code, empty for what is read in for nobody in particular.
    """

    authority = models.CharField(_("myndighet"), max_length=20, blank=True)
    headings_key = models.CharField(max_length=64)
    mapping = models.JSONField(_("kolumnkoppling"))

    class Meta:
        verbose_name = _("kolumnkoppling")
        verbose_name_plural = _("kolumnkopplingar")
        base_manager_name = "objects"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "headings_key"], name="remembered_mapping_once"
            )
        ]

    def __str__(self) -> str:
        return self.headings_key[:8]
