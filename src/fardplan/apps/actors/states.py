"""What the kinds of authority are called."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuthorityKind(models.TextChoices):
    STATE = "state", _("Stat")
    CARE_REGION = "care_region", _("Sjukvårdsregion")
    REGION = "region", _("Region")
    MUNICIPALITY = "municipality", _("Kommun")
