"""Indicators, and every wording that their definitions have had."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.apps.actors.models import Authority
from fardplan.apps.common.writes import GuardedModel
from fardplan.apps.indicators.guards import FixedQuerySet, FixedVersionError
from fardplan.apps.indicators.states import (
    LONGEST_KEY,
    DirectionLabel,
    GoalLabel,
    SourceKindLabel,
    StatusLabel,
)


class Indicator(GuardedModel):
    """One indicator; what it is stands in the version with ``current_number``.

    ``owner`` is the authority that made it for itself; those that Färdplan ships have
    none. The other columns repeat the current version, to be sorted and searched.
    """

    key = models.CharField(_("kortnamn"), max_length=LONGEST_KEY, unique=True)
    owner = models.ForeignKey(
        Authority,
        verbose_name=_("myndighet"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="indicators",
    )
    current_number = models.PositiveSmallIntegerField(_("version"))
    name = models.CharField(_("namn"), max_length=200)
    goal = models.CharField(_("mål"), max_length=1, choices=GoalLabel)
    direction = models.CharField(_("riktning"), max_length=8, choices=DirectionLabel)
    source_kind = models.CharField(_("källa"), max_length=8, choices=SourceKindLabel)
    status = models.CharField(_("läge"), max_length=10, choices=StatusLabel)
    sort_key = models.CharField(max_length=400, db_index=True)
    search_key = models.TextField()

    class Meta:
        verbose_name = _("indikator")
        verbose_name_plural = _("indikatorer")
        base_manager_name = "objects"
        ordering: ClassVar = ["sort_key", "key"]

    def __str__(self) -> str:
        return self.name


class IndicatorVersion(GuardedModel):
    """One wording of an indicator's definition; it is added and never changes.

    ``definition`` is canonical JSON and ``sha256`` its hash. ``loaded_sha256`` is the
    hash of the shipped file that it came from, empty when a person wrote it.
    """

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("version"))
    definition = models.TextField(_("definition"))
    sha256 = models.CharField(max_length=64)
    loaded_sha256 = models.CharField(max_length=64, blank=True)
    started_at = models.DateTimeField(_("gäller från"))
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("av"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="indicator_versions",
    )
    reason = models.TextField(_("varför"), blank=True)

    objects: ClassVar = FixedQuerySet.as_manager()

    class Meta:
        verbose_name = _("version av indikator")
        verbose_name_plural = _("versioner av indikatorer")
        base_manager_name = "objects"
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator", "number"], name="indicator_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} v{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise FixedVersionError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise FixedVersionError
