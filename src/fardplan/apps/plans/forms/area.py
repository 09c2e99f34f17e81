"""What people write about a part of a programme's portfolio."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.forms import DesignForm
from fardplan.apps.plans.actions import NewArea


class AreaForm(DesignForm, forms.Form):
    """The name of an area, its place in the list, and who steers it and answers."""

    name = forms.CharField(label=_("Namn"), max_length=160)
    order = forms.IntegerField(
        label=_("Ordning"),
        min_value=0,
        max_value=999,
        initial=0,
        help_text=_("Lägst först."),
    )
    steering_group = forms.CharField(
        label=_("Styrgrupp"),
        required=False,
        max_length=60,
        help_text=_("Organets kortadress, som står sist i adressen till dess sida."),
        widget=forms.TextInput(attrs={"list": "bodies"}),
    )
    owner_body = forms.CharField(
        label=_("Ansvarigt organ"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"list": "bodies"}),
    )

    @property
    def new(self) -> NewArea:
        """What the person wants."""
        return NewArea(**self.cleaned_data)
