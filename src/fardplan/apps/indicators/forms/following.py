"""Which indicator is to follow a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.forms import DesignForm


if TYPE_CHECKING:
    from collections.abc import Sequence


class FollowForm(DesignForm, forms.Form):
    indicator = forms.ChoiceField(
        label=_("Indikator"),
        help_text=_(
            "Välj den som visar om delen gör skillnad, inte hur mycket som görs."
        ),
    )

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer those that do not follow the part yet."""
        field = self.fields["indicator"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- the one above
        field.choices = [("", _("Välj en")), *choices]
