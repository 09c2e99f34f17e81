"""Which bodies are to decide on a version, and what each has said."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.apps.actors.models import Body
from fardplan.apps.common.writes import GuardedModel
from fardplan.apps.plans.models.version import PlanVersion
from fardplan.apps.plans.states import StepLabel, StepRoleLabel


class AdoptionStep(GuardedModel):
    """One body's decision on a version, with its day and paragraph, or that it waits."""

    version = models.ForeignKey(
        PlanVersion, on_delete=models.CASCADE, related_name="steps"
    )
    order = models.PositiveSmallIntegerField(_("ordning"))
    body = models.ForeignKey(
        Body,
        verbose_name=_("organ"),
        on_delete=models.PROTECT,
        related_name="adoption_steps",
    )
    role = models.CharField(
        _("uppgift"),
        max_length=12,
        choices=StepRoleLabel,
        default=StepRoleLabel.DECIDES,
    )
    state = models.CharField(
        _("läge"), max_length=30, choices=StepLabel, default=StepLabel.WAITING
    )
    day = models.DateField(_("beslutsdag"), null=True, blank=True)
    paragraph = models.CharField(_("paragraf"), max_length=40, blank=True)
    reservation = models.TextField(_("reservation"), blank=True)

    class Meta:
        verbose_name = _("steg i antagandet")
        verbose_name_plural = _("steg i antagandet")
        base_manager_name = "objects"
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "body"], name="adoption_step_once_a_body"
            )
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.get_state_display()}"
