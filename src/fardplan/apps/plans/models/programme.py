"""What several authorities have undertaken together."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fardplan.apps.actors.models import Authority, Body, Person
from fardplan.apps.common.writes import GuardedModel
from fardplan.apps.plans.states import Revision


class Programme(GuardedModel):
    """A common undertaking, with a plan in versions. ``home`` is who runs it.

    ``levels`` are the kinds of node that the plan uses and what the programme calls them:
    ``[{"kind": "goal", "name": "Mål"}, ...]`` from the widest to the narrowest. Of what
    stands beside the tree only the names that differ are there.
    """

    code = models.SlugField(_("kortadress"), max_length=50, unique=True)
    name = models.CharField(_("namn"), max_length=160)
    description = models.TextField(_("beskrivning"), blank=True)
    home = models.ForeignKey(
        Authority,
        verbose_name=_("drivs av"),
        on_delete=models.PROTECT,
        related_name="run_programmes",
    )
    authorities = models.ManyToManyField(
        Authority, verbose_name=_("parter"), related_name="programmes"
    )
    target_year = models.PositiveSmallIntegerField(_("målår"), null=True, blank=True)
    revise_every = models.CharField(
        _("ses över"), max_length=12, choices=Revision, default=Revision.TERM
    )
    levels = models.JSONField(_("nivåer"), default=list)
    source = models.CharField(_("källa"), max_length=300, blank=True)
    sort_key = models.CharField(max_length=400, db_index=True)

    class Meta:
        verbose_name = _("program")
        verbose_name_plural = _("program")
        base_manager_name = "objects"
        ordering: ClassVar = ["sort_key", "code"]

    def __str__(self) -> str:
        return self.name


class ProgrammeArea(GuardedModel):
    """A part of a programme's portfolio, with who steers it and who answers for it."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="areas"
    )
    code = models.SlugField(_("kortadress"), max_length=80)
    name = models.CharField(_("namn"), max_length=160)
    order = models.PositiveSmallIntegerField(_("ordning"), default=0)
    steering_group = models.ForeignKey(
        Body,
        verbose_name=_("styrgrupp"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="steered_areas",
    )
    owner_body = models.ForeignKey(
        Body,
        verbose_name=_("ansvarigt organ"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="owned_areas",
    )
    owner = models.ForeignKey(
        Person,
        verbose_name=_("ansvarig person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="owned_areas",
    )

    class Meta:
        verbose_name = _("programområde")
        verbose_name_plural = _("programområden")
        base_manager_name = "objects"
        ordering: ClassVar = ["order", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "code"], name="area_code_once_a_programme"
            )
        ]

    def __str__(self) -> str:
        return self.name
