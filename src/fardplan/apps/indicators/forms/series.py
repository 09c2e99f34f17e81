"""What people ask of one indicator's series."""

from __future__ import annotations

from django import forms

from fardplan.apps.indicators.queries.series import SeriesWanted, rule_sets
from fardplan.apps.indicators.states import ChartLabel, SexLabel


class SeriesForm(forms.Form):
    """Reads the query string; what it can't use counts as not asked for."""

    omrade = forms.RegexField(r"^\d{2}(\d{2})?$", required=False)
    kon = forms.ChoiceField(required=False, choices=SexLabel)
    diagram = forms.ChoiceField(required=False, choices=ChartLabel)
    regler = forms.ChoiceField(
        required=False,
        choices=lambda: [(key, one.title) for key, one in rule_sets().items()],
    )

    def to_wanted(self) -> SeriesWanted:
        """Give what was asked."""
        self.is_valid()
        asked = self.cleaned_data
        return SeriesWanted(
            area=asked.get("omrade", ""),
            sex=asked.get("kon", ""),
            chart=asked.get("diagram", ""),
            rules=asked.get("regler", ""),
        )
