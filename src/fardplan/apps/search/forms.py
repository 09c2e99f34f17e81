"""What is asked for in the search box."""

from __future__ import annotations

from django import forms

from fardplan.apps.search.queries import MOST_PAGES
from fardplan.apps.search.states import LONGEST_QUESTION


class SearchForm(forms.Form):
    """The question, the filters and the page; what can't be is left out."""

    q = forms.CharField(required=False, max_length=LONGEST_QUESTION)
    station = forms.SlugField(required=False, max_length=40)
    myndighet = forms.SlugField(required=False, max_length=20)
    ar = forms.IntegerField(required=False, min_value=1900, max_value=2200)
    sida = forms.IntegerField(required=False, min_value=1, max_value=MOST_PAGES)

    @property
    def asked(self) -> dict[str, str]:
        """What was asked for, as text, without what was wrong."""
        self.is_valid()
        return {
            name: str(self.cleaned_data.get(name) or "")
            for name in ("q", "station", "myndighet", "ar")
        }

    @property
    def page(self) -> int:
        """The number of the page."""
        self.is_valid()
        return int(self.cleaned_data.get("sida") or 1)
