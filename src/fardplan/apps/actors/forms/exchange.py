"""The file that people read in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fardplan.apps.actors.queries import BODIES, SEATS
from fardplan.apps.common.forms import DesignForm


class ImportForm(DesignForm, forms.Form):
    """A file of bodies or of seats."""

    kind = forms.ChoiceField(
        label=_("Filen innehåller"),
        choices=[(BODIES, _("organ")), (SEATS, _("platser och förordnanden"))],
    )
    file = forms.FileField(
        label=_("Fil"),
        help_text=_("CSV i UTF-8 eller Excel (xlsx), högst 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        allow_empty_file=True,
    )
