"""How a programme judges itself against its success factors and obstacles, repeatedly."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.writes import GuardedModel
from fardplan.apps.plans.models.programme import Programme


class SelfAssessment(GuardedModel):
    """One occasion when the programme judged itself."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="assessments"
    )
    day = models.DateField(_("dag"))
    title = models.CharField(_("titel"), max_length=160)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="self_assessments",
    )

    class Meta:
        verbose_name = _("självskattning")
        verbose_name_plural = _("självskattningar")
        base_manager_name = "objects"
        ordering: ClassVar = ["day", "id"]

    def __str__(self) -> str:
        return f"{self.title} {self.day}"


class AssessmentAnswer(GuardedModel):
    """What the programme said of one success factor or obstacle, from 1 to 5.

    The factor is told by its key, which is the same in every version of the plan;
    ``title`` is what it was called when it was judged.
    """

    assessment = models.ForeignKey(
        SelfAssessment, on_delete=models.CASCADE, related_name="answers"
    )
    node_key = models.UUIDField()
    title = models.CharField(max_length=300)
    level = models.PositiveSmallIntegerField(
        _("nivå"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    comment = models.TextField(_("kommentar"), blank=True)

    class Meta:
        verbose_name = _("svar i självskattning")
        verbose_name_plural = _("svar i självskattning")
        base_manager_name = "objects"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assessment", "node_key"], name="answer_once_a_factor"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.level}"
