"""Bodies, how they stand to each other, and who ought to sit in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fardplan.apps.actors.models.authority import Authority
from fardplan.apps.actors.states import (
    BodyTypeLabel,
    LevelLabel,
    Quorum,
    RelationLabel,
    SeatRoleLabel,
)
from fardplan.apps.common.writes import GuardedModel


def in_order(name: str) -> models.CheckConstraint:
    """Give the constraint that a period doesn't end before it starts."""
    return models.CheckConstraint(
        name=name,
        condition=Q(valid_from__isnull=True)
        | Q(valid_to__isnull=True)
        | Q(valid_to__gte=F("valid_from")),
    )


class Body(GuardedModel):
    """A body of one or several authorities.

    ``home`` is the region, care region or municipality whose map it is drawn on. The
    rules of procedure are data here, since they differ between bodies (law.md, rows 6-12):
    ``notice_days`` counts calendar days before the meeting, empty when not known.
    """

    code = models.SlugField(_("kortadress"), max_length=80, unique=True)
    name = models.CharField(_("namn"), max_length=160)
    abbreviation = models.CharField(_("förkortning"), max_length=20, blank=True)
    body_type = models.CharField(_("typ"), max_length=30, choices=BodyTypeLabel)
    level = models.CharField(_("nivå"), max_length=12, choices=LevelLabel)
    home = models.ForeignKey(
        Authority,
        verbose_name=_("hör hemma i"),
        on_delete=models.PROTECT,
        related_name="home_bodies",
    )
    authorities = models.ManyToManyField(
        Authority, verbose_name=_("myndigheter"), related_name="bodies"
    )
    financed_by = models.ManyToManyField(
        Authority,
        verbose_name=_("samfinansieras av"),
        blank=True,
        related_name="financed_bodies",
    )
    mandate = models.TextField(_("uppdrag"), blank=True)
    valid_from = models.DateField(_("finns från"), null=True, blank=True)
    valid_to = models.DateField(_("finns till"), null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(
        _("kallelse, dagar före"), null=True, blank=True
    )
    quorum = models.CharField(
        _("beslutförhet"),
        max_length=20,
        choices=Quorum,
        default=Quorum.MORE_THAN_HALF,
    )
    approval_manner = models.CharField(_("justering"), max_length=200, blank=True)
    remote_allowed = models.BooleanField(_("deltagande på distans"), null=True)
    source = models.CharField(_("källa"), max_length=200, blank=True)
    sort_key = models.CharField(max_length=400, db_index=True)
    search_key = models.CharField(max_length=400)

    class Meta:
        verbose_name = _("organ")
        verbose_name_plural = _("organ")
        base_manager_name = "objects"
        ordering: ClassVar = ["sort_key", "code"]
        constraints: ClassVar = [in_order("body_period_in_order")]

    def __str__(self) -> str:
        return self.name


class BodyRelation(GuardedModel):
    """An arrow from one body to another, for a time."""

    source = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="arrows")
    kind = models.CharField(_("relation"), max_length=20, choices=RelationLabel)
    target = models.ForeignKey(
        Body,
        verbose_name=_("till organ"),
        on_delete=models.CASCADE,
        related_name="arrows_in",
    )
    valid_from = models.DateField(_("gäller från"), null=True, blank=True)
    valid_to = models.DateField(_("gäller till"), null=True, blank=True)

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relationer")
        base_manager_name = "objects"
        constraints: ClassVar = [
            in_order("relation_period_in_order"),
            models.UniqueConstraint(
                fields=["source", "kind", "target"], name="relation_once"
            ),
            models.CheckConstraint(
                name="relation_between_two", condition=~Q(source=F("target"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"


class CompositionRule(GuardedModel):
    """How many of a role or function a body ought to have; see engine/actors."""

    body = models.ForeignKey(
        Body, on_delete=models.CASCADE, related_name="composition_rules"
    )
    role = models.CharField(_("roll"), max_length=20, choices=SeatRoleLabel, blank=True)
    function = models.CharField(_("funktion"), max_length=80, blank=True)
    minimum = models.PositiveSmallIntegerField(_("minst"))
    maximum = models.PositiveSmallIntegerField(_("högst"), null=True, blank=True)
    each_authority = models.BooleanField(_("från varje myndighet"), default=False)

    class Meta:
        verbose_name = _("sammansättningsregel")
        verbose_name_plural = _("sammansättningsregler")
        base_manager_name = "objects"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="composition_numbers_in_order",
                condition=Q(maximum__isnull=True) | Q(maximum__gte=F("minimum")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minimum}–{self.maximum or ''} {self.function or self.role}"
