"""Refuses passwords made of common Swedish words (``AUTH_PASSWORD_VALIDATORS``)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fardplan.apps.accounts.queries import weak_words


if TYPE_CHECKING:
    from fardplan.apps.accounts.models import User


@cache
def common_words() -> frozenset[str]:
    """Give the words of the list in `definitions/passwords/`."""
    file = settings.DEFINITIONS_DIR / "passwords" / "common_words_sv.txt"
    lines = file.read_text(encoding="utf-8").split("\n")
    return frozenset(line for line in lines if line and not line.startswith("#"))


class CommonWordsValidator:
    """Refuses what is only common words with digits and signs around them."""

    def validate(self, password: str, user: User | None = None) -> None:
        found = weak_words(password, common_words())
        if found:
            raise ValidationError(
                _(
                    "Lösenordet består bara av vanliga ord (%(words)s). Ta med något"
                    " som ingen annan skulle gissa, gärna tre ord som inte hör ihop."
                ),
                code="common_words",
                params={"words": ", ".join(f"”{word}”" for word in found)},
            )

    def get_help_text(self) -> str:
        return _("Lösenordet får inte bara bestå av vanliga ord.")
