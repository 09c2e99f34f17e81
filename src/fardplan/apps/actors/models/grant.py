"""Roles that an administrator has given somebody in an authority."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.apps.actors.models.authority import Authority
from fardplan.apps.actors.models.body import in_order
from fardplan.apps.actors.states import GivenRole
from fardplan.apps.common.writes import GuardedModel


class Grant(GuardedModel):
    """That a person leads the programme of an authority, or is its analyst, for a time.

    Taken back it ends; the row stays, so that it can be seen who was what when.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants"
    )
    role = models.CharField(_("roll"), max_length=20, choices=GivenRole)
    authority = models.ForeignKey(
        Authority,
        verbose_name=_("myndighet"),
        on_delete=models.PROTECT,
        related_name="grants",
    )
    valid_from = models.DateField(_("från"))
    valid_to = models.DateField(_("till"), null=True, blank=True)
    taken_back = models.BooleanField(_("återtagen"), default=False)

    class Meta:
        verbose_name = _("tilldelad roll")
        verbose_name_plural = _("tilldelade roller")
        base_manager_name = "objects"
        ordering: ClassVar = ["-valid_from", "-id"]
        constraints: ClassVar = [in_order("grant_period_in_order")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.authority}"
