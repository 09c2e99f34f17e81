"""Authorities: the state, care regions, regions and municipalities."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fardplan.apps.actors.states import AuthorityKind
from fardplan.apps.common.writes import GuardedModel


class Authority(GuardedModel):
    """One authority of the register (definitions/authorities/README.md).

    Gotland is one row: a region that also has a ``municipality_code``. The fields from
    ``website`` on are edited by people; the rest comes from the register.
    """

    code = models.CharField(_("kod"), max_length=20, unique=True)
    name = models.CharField(_("namn"), max_length=120)
    short_name = models.CharField(_("kortnamn"), max_length=80)
    kind = models.CharField(_("slag"), max_length=20, choices=AuthorityKind)
    county = models.CharField(_("län"), max_length=80, blank=True)
    municipality_code = models.CharField(
        _("kommunkod"), max_length=4, unique=True, null=True, blank=True
    )
    region = models.ForeignKey(
        "self",
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="municipalities",
    )
    care_regions = models.ManyToManyField(
        "self",
        verbose_name=_("sjukvårdsregion"),
        symmetrical=False,
        blank=True,
        related_name="authorities",
    )
    # When a load last wrote the row; an edit by people leaves it alone.
    loaded_at = models.DateTimeField(_("inläst"), null=True, db_index=True)
    sort_key = models.CharField(max_length=200, db_index=True)
    search_key = models.CharField(max_length=300)
    website = models.URLField(_("webbplats"), max_length=200, blank=True)
    theme_colour = models.CharField(_("profilfärg"), max_length=7, blank=True)

    class Meta:
        verbose_name = _("myndighet")
        verbose_name_plural = _("myndigheter")
        base_manager_name = "objects"
        ordering: ClassVar = ["sort_key", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="municipality_has_code_and_region",
                condition=~Q(kind=AuthorityKind.MUNICIPALITY)
                | Q(municipality_code__isnull=False, region__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def field_label(cls, name: str) -> str:
        """Give what people call a field."""
        return str(getattr(cls._meta.get_field(name), "verbose_name", name))

    @property
    def has_two_kinds(self) -> bool:
        """True for Gotland: a region with a municipality's duties too."""
        return self.kind == AuthorityKind.REGION and self.municipality_code is not None
