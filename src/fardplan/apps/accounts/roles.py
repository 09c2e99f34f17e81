"""The roles that exist: what each may do, in the words people read.

A role comes from what a person is. Until bodies and plans give roles of their own, a
person is an administrator of the installation or a reader.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """A role and its name."""

    READER = "reader", _("Läsare")
    ADMINISTRATOR = "administrator", _("Administratör")


DESCRIPTIONS = {
    Role.READER: _("Ser det som är delat med inloggade. Ändrar bara sitt eget konto."),
    Role.ADMINISTRATOR: _(
        "Sköter installationen: ändrar myndigheter och bjuder in personer."
    ),
}
