"""What people may write about an authority, and ask of the register."""

from __future__ import annotations

from django import forms
from django.core.validators import RegexValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from fardplan.apps.actors.queries import SORTS, AuthorityFilter
from fardplan.apps.actors.states import AuthorityKind
from fardplan.apps.common.forms import SeenValuesForm


class AuthorityForm(SeenValuesForm):
    """Website and colour; remembers what the person saw, to notice conflicts."""

    website = forms.CharField(
        label=_("Webbplats"),
        required=False,
        max_length=200,
        help_text=_("Hela adressen, till exempel https://www.exempel.se"),
        validators=[
            URLValidator(
                schemes=["https", "http"],
                message=_(
                    "Skriv hela adressen med https:// först, till exempel"
                    " https://www.exempel.se"
                ),
            )
        ],
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
    )
    theme_colour = forms.CharField(
        label=_("Profilfärg"),
        required=False,
        help_text=_(
            "Färgen på knappar och länkar när någon arbetar för myndigheten. Skriv"
            " den som #1f5566, eller lämna tomt. Nyansen anpassas så att all text"
            " går att läsa."
        ),
        validators=[
            RegexValidator(
                r"^#[0-9a-fA-F]{6}$",
                _("Skriv färgen som # och sex tecken 0–9 eller a–f, som #1f5566."),
            )
        ],
    )

    def clean_theme_colour(self) -> str:
        return str(self.cleaned_data["theme_colour"]).lower()


class RegisterFilterForm(forms.Form):
    """Reads the query string; what it can't use counts as not asked for."""

    q = forms.CharField(required=False, max_length=100)
    slag = forms.ChoiceField(required=False, choices=AuthorityKind)
    sjukvardsregion = forms.SlugField(required=False)
    region = forms.RegexField(r"^\d{2}$", required=False)
    sortera = forms.ChoiceField(
        required=False,
        choices=[(s, s) for name in SORTS for s in (name, f"-{name}")],
    )

    def to_filter(self) -> AuthorityFilter:
        self.is_valid()
        asked = self.cleaned_data
        return AuthorityFilter(
            text=asked.get("q", ""),
            kind=asked.get("slag", ""),
            care_region=asked.get("sjukvardsregion", ""),
            region=asked.get("region", ""),
            sort=asked.get("sortera") or "name",
        )
