"""What an administrator writes to give somebody a role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fardplan.apps.actors.states import GivenRole
from fardplan.apps.common.forms import DesignForm


if TYPE_CHECKING:
    from collections.abc import Iterable

    from fardplan.apps.actors.models import Authority


def _day(label: Any, *, required: bool) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class RoleForm(DesignForm, forms.Form):
    """Which role, where, from when to when, and why."""

    role = forms.ChoiceField(label=_("Roll"), choices=GivenRole)
    authority = forms.ChoiceField(label=_("Myndighet"))
    start = _day(_("Från"), required=True)
    end = _day(_("Till"), required=False)
    reason = forms.CharField(
        label=_("Varför?"),
        max_length=200,
        help_text=_("Står i historiken, till exempel ett beslut och diarienummer."),
    )

    def __init__(
        self, *args: Any, authorities: Iterable[Authority], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["authority"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
        field.choices = [("", "–"), *((one.code, one.name) for one in authorities)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("start"), data.get("end")
        if start and end and end < start:
            self.add_error("end", _("Slutdatum är före startdatum."))
        return data


class InviteHolderForm(DesignForm, forms.Form):
    """Where to send the invitation of somebody who has a seat."""

    email = forms.EmailField(label=_("E-postadress"))


class PersonSearchForm(forms.Form):
    """Whom an account may belong to; what can't be used counts as not asked for."""

    q = forms.CharField(required=False, max_length=100)

    def text(self, otherwise: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("q") or otherwise)
