"""The form for a StratML file."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.forms import DesignForm


class StratmlFileForm(DesignForm, forms.Form):
    """A plan from another program."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_("StratML, del 1 eller del 2 (xml), högst 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".xml,application/xml,text/xml"}),
        allow_empty_file=True,
    )
