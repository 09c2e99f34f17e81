"""What people ask of the register of indicators."""

from __future__ import annotations

from django import forms

from fardplan.apps.indicators.queries import SORTS, IndicatorFilter
from fardplan.apps.indicators.states import (
    DirectionLabel,
    GoalLabel,
    SourceKindLabel,
    StatusLabel,
)


class IndicatorFilterForm(forms.Form):
    """Reads the query string; what it can't use counts as not asked for."""

    q = forms.CharField(required=False, max_length=100)
    mal = forms.ChoiceField(required=False, choices=GoalLabel)
    kalla = forms.ChoiceField(required=False, choices=SourceKindLabel)
    lage = forms.ChoiceField(required=False, choices=StatusLabel)
    riktning = forms.ChoiceField(required=False, choices=DirectionLabel)
    sortera = forms.ChoiceField(
        required=False,
        choices=[(s, s) for name in SORTS for s in (name, f"-{name}")],
    )

    def to_filter(self) -> IndicatorFilter:
        """Give what was asked."""
        self.is_valid()
        asked = self.cleaned_data
        return IndicatorFilter(
            text=asked.get("q", ""),
            goal=asked.get("mal", ""),
            source=asked.get("kalla", ""),
            status=asked.get("lage", ""),
            direction=asked.get("riktning", ""),
            sort=asked.get("sortera") or "name",
        )
