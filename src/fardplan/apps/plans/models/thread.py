"""What lives beside a plan's versions and closes gaps in its thread."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.writes import GuardedModel
from fardplan.apps.plans.models.programme import Programme


class DoneMark(GuardedModel):
    """That an activity, a milestone or a decision point is done.

    It is tied to the part's key and not to a version, so that what is adopted can be
    done without being changed.
    """

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="done_marks"
    )
    node_key = models.UUIDField()
    day = models.DateField(_("klar"))
    text = models.TextField(_("vad det blev"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="done_marks",
    )

    class Meta:
        verbose_name = _("klarmarkering")
        verbose_name_plural = _("klarmarkeringar")
        base_manager_name = "objects"
        ordering: ClassVar = ["day", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "node_key"], name="done_mark_once_a_part"
            )
        ]

    def __str__(self) -> str:
        return f"{self.node_key} {self.day}"


class VisionCheck(GuardedModel):
    """That somebody held the target vision against an operating plan, and found what."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="vision_checks"
    )
    day = models.DateField(_("dag"))
    against = models.CharField(_("stämdes av mot"), max_length=200)
    is_kept = models.BooleanField(_("målbilden håller"))
    text = models.TextField(_("vad som framkom"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="vision_checks",
    )

    class Meta:
        verbose_name = _("avstämning av målbilden")
        verbose_name_plural = _("avstämningar av målbilden")
        base_manager_name = "objects"
        ordering: ClassVar = ["-day", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "day", "against"], name="vision_check_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.against} {self.day}"
