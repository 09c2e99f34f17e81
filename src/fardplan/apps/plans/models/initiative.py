"""Initiatives: the living record beside the node of a plan, and its history."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fardplan.apps.actors.models import Authority, Body, Person
from fardplan.apps.common.writes import GuardedModel
from fardplan.apps.plans.models.programme import Programme, ProgrammeArea
from fardplan.apps.plans.states import EvaluationLabel, PhaseLabel, StatusLabel


class Initiative(GuardedModel):
    """What is being done, in every version of the plan that has it.

    An adopted version is frozen, the work goes on: so what changes from week to week is
    here, tied to its nodes by ``key``. ``themes`` are codes of definitions/themes.yaml.
    ``agreement`` and ``predictability`` go from 1 to 5 and tell how complex it is.
    """

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="initiatives"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(_("kortadress"), max_length=80)
    name = models.CharField(_("namn"), max_length=300)
    purpose = models.TextField(_("syfte"), blank=True)
    themes = models.JSONField(_("teman"), default=list, blank=True)
    phase = models.CharField(
        _("fas"), max_length=20, choices=PhaseLabel, default=PhaseLabel.IDEA
    )
    target_group = models.CharField(_("målgrupp"), max_length=200, blank=True)
    municipalities = models.ManyToManyField(
        Authority,
        verbose_name=_("kommuner"),
        blank=True,
        related_name="local_initiatives",
    )
    area = models.ForeignKey(
        ProgrammeArea,
        verbose_name=_("programområde"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="initiatives",
    )
    owner_body = models.ForeignKey(
        Body,
        verbose_name=_("ansvarigt organ"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="owned_initiatives",
    )
    owner = models.ForeignKey(
        Person,
        verbose_name=_("ansvarig person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="owned_initiatives",
    )
    partner_authorities = models.ManyToManyField(
        Authority,
        verbose_name=_("medverkande myndigheter"),
        blank=True,
        related_name="partner_initiatives",
    )
    partner_bodies = models.ManyToManyField(
        Body,
        verbose_name=_("medverkande organ"),
        blank=True,
        related_name="partner_initiatives",
    )
    financed_by = models.ManyToManyField(
        Authority,
        verbose_name=_("finansieras av"),
        blank=True,
        related_name="financed_initiatives",
    )
    cofinancing_percent = models.PositiveSmallIntegerField(
        _("samfinansierad andel, procent"), null=True, blank=True
    )
    budget = models.DecimalField(
        _("budget, kronor"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    moves_from = models.CharField(_("flyttar från"), max_length=120, blank=True)
    moves_to = models.CharField(_("flyttar till"), max_length=120, blank=True)
    moved_amount = models.DecimalField(
        _("flyttade kronor"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    start = models.DateField(_("börjar"), null=True, blank=True)
    end = models.DateField(_("slutar"), null=True, blank=True)
    agreement = models.PositiveSmallIntegerField(
        _("samsyn"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    predictability = models.PositiveSmallIntegerField(
        _("förutsägbarhet"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    evaluation = models.CharField(
        _("utvärdering"),
        max_length=12,
        choices=EvaluationLabel,
        default=EvaluationLabel.NONE,
    )
    evaluation_due = models.DateField(_("utvärderas senast"), null=True, blank=True)
    evaluation_result = models.TextField(_("utvärderingens resultat"), blank=True)
    status = models.CharField(
        _("läge"), max_length=12, choices=StatusLabel, default=StatusLabel.NONE
    )
    status_text = models.TextField(_("om läget"), blank=True)
    status_day = models.DateField(_("läge per"), null=True, blank=True)
    next_step = models.CharField(_("nästa steg"), max_length=300, blank=True)
    next_day = models.DateField(_("nästa steg senast"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    sort_key = models.CharField(max_length=700, db_index=True)
    search_key = models.CharField(max_length=700)

    class Meta:
        verbose_name = _("insats")
        verbose_name_plural = _("insatser")
        base_manager_name = "objects"
        ordering: ClassVar = ["sort_key", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "code"], name="initiative_code_once"
            ),
            models.CheckConstraint(
                name="initiative_period_in_order",
                condition=Q(start__isnull=True)
                | Q(end__isnull=True)
                | Q(end__gte=F("start")),
            ),
            models.CheckConstraint(
                name="initiative_share_is_percent",
                condition=Q(cofinancing_percent__isnull=True)
                | Q(cofinancing_percent__lte=100),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["programme", "phase"], name="initiative_phase"),
            models.Index(fields=["programme", "sort_key"], name="initiative_order"),
        ]

    def __str__(self) -> str:
        return self.name


class StatusUpdate(GuardedModel):
    """What somebody told of an initiative on a day; never changed, only followed."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="updates"
    )
    day = models.DateField(_("dag"))
    status = models.CharField(_("läge"), max_length=12, choices=StatusLabel)
    phase = models.CharField(_("fas"), max_length=20, choices=PhaseLabel)
    text = models.TextField(_("om läget"), blank=True)
    next_step = models.CharField(_("nästa steg"), max_length=300, blank=True)
    next_day = models.DateField(_("nästa steg senast"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="status_updates",
    )
    through_link = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("lägesuppdatering")
        verbose_name_plural = _("lägesuppdateringar")
        base_manager_name = "objects"
        ordering: ClassVar = ["-day", "-id"]

    def __str__(self) -> str:
        return f"{self.initiative} {self.day}"
