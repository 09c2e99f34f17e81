"""The log-in form."""

from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.forms import DesignForm


class LogInForm(DesignForm, AuthenticationForm):
    """E-mail and password; one answer for every way of being wrong."""

    username = forms.EmailField(
        label=_("E-postadress"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    error_messages = {
        "invalid_login": _(
            "E-postadressen eller lösenordet stämmer inte. Kontrollera båda och"
            " försök igen."
        ),
        "inactive": _("Kontot är avstängt. Kontakta den som är administratör."),
    }

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).casefold()
