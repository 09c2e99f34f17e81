"""Which indicators follow which parts of a programme's plan."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.writes import GuardedModel
from fardplan.apps.indicators.models.indicator import Indicator
from fardplan.apps.plans.models import Programme


class Following(GuardedModel):
    """That an indicator follows a part.

    It is tied to the part's key and not to a version, so that what is adopted can get
    an indicator without being changed, and keeps it in the next version.
    """

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="followings"
    )
    node_key = models.UUIDField()
    indicator = models.ForeignKey(
        Indicator,
        verbose_name=_("indikator"),
        on_delete=models.PROTECT,
        related_name="followings",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="followings",
    )

    class Meta:
        verbose_name = _("uppföljning av en del")
        verbose_name_plural = _("uppföljningar av delar")
        base_manager_name = "objects"
        ordering: ClassVar = ["indicator__sort_key", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "node_key", "indicator"],
                name="indicator_follows_a_part_once",
            )
        ]
