"""Versions of a plan; the first adoption freezes one for good (`apps/plans/guards.py`)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.writes import GuardedModel
from fardplan.apps.plans.guards import (
    LIVING_FIELDS,
    FrozenQuerySet,
    VersionQuerySet,
    check_open_versions,
)
from fardplan.apps.plans.models.programme import Programme
from fardplan.apps.plans.states import FROZEN_STATES, VersionLabel


class PlanVersion(GuardedModel):
    """One version of a programme's plan.

    ``frozen`` is the whole content as canonical JSON and ``sha256`` its hash, which is
    its permanent address too; both are empty until the first body has adopted it.
    """

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("titel"), max_length=200)
    state = models.CharField(
        _("läge"), max_length=12, choices=VersionLabel, default=VersionLabel.DRAFT
    )
    based_on = models.ForeignKey(
        "self",
        verbose_name=_("bygger på"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="followers",
    )
    created_at = models.DateTimeField(_("skapad"), auto_now_add=True)
    referral_from = models.DateField(_("på remiss från"), null=True, blank=True)
    referral_to = models.DateField(_("svar senast"), null=True, blank=True)
    frozen_at = models.DateTimeField(_("fryst"), null=True, blank=True)
    frozen = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, null=True, blank=True, unique=True)

    objects: ClassVar = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versioner")
        base_manager_name = "objects"
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="version_number_once"
            ),
            models.CheckConstraint(
                name="version_adopted_is_frozen",
                condition=Q(state__in=sorted(FROZEN_STATES), frozen_at__isnull=False)
                | (~Q(state__in=sorted(FROZEN_STATES)) & Q(frozen_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None

    def save(self, *args: Any, **kwargs: Any) -> None:
        if set(kwargs.get("update_fields") or {"title"}) - LIVING_FIELDS:
            check_open_versions({self.pk})
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        check_open_versions({self.pk})
        return super().delete(*args, **kwargs)


class VersionPart(GuardedModel):
    """A row that is frozen together with its version."""

    version = models.ForeignKey(
        PlanVersion, on_delete=models.CASCADE, related_name="%(class)ss"
    )

    objects: ClassVar = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._check_open()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._check_open()
        return super().delete(*args, **kwargs)

    def _check_open(self) -> None:
        # Where it lies in the database too: a row can't be carried out of a version.
        was = (
            type(self)
            ._base_manager.filter(pk=self.pk)
            .values_list("version", flat=True)
        )
        check_open_versions({self.version_id, *(was if self.pk else ())})
