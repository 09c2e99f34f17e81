"""What closes gaps beside the versions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.forms import DesignForm
from fardplan.apps.plans.forms.adoption import day_field


class DoneForm(DesignForm, forms.Form):
    """When a part was done, and what came of it."""

    day = day_field(_("Klar"))
    text = forms.CharField(
        label=_("Vad blev det?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "ds-input", "rows": 2}),
    )


class VisionCheckForm(DesignForm, forms.Form):
    """Which plan the vision was held against, and what came of it."""

    against = forms.CharField(
        label=_("Stämdes av mot"),
        max_length=200,
        help_text=_("Till exempel Verksamhetsplan 2027"),
    )
    day = day_field(_("Dag"))
    is_kept = forms.ChoiceField(
        label=_("Vad ni kom fram till"),
        choices=[("ja", _("Målbilden håller")), ("nej", _("Målbilden behöver ändras"))],
        widget=forms.Select(attrs={"class": "ds-input"}),
    )
    text = forms.CharField(
        label=_("Vad framkom?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"class": "ds-input", "rows": 3}),
    )
