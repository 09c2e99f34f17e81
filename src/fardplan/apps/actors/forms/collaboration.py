"""What people ask of the collaboration map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from fardplan.apps.actors.queries.collaboration import MapFilter
from fardplan.apps.actors.states import BodyTypeLabel, LevelLabel, RelationLabel


if TYPE_CHECKING:
    from datetime import date

# In percent of the size that the text was made for.
ZOOMS = (50, 75, 100, 125, 150, 200)
# How the lanes of a big map are made: by whose the bodies are, or by what they are.
BY_TYPE = "typ"


class CollaborationForm(forms.Form):
    """Reads the query string; what it can't use counts as not asked for."""

    relation = forms.ChoiceField(required=False, choices=RelationLabel)
    niva = forms.ChoiceField(required=False, choices=LevelLabel)
    typ = forms.ChoiceField(required=False, choices=BodyTypeLabel)
    myndighet = forms.SlugField(required=False)
    grupp = forms.ChoiceField(required=False, choices=[(BY_TYPE, BY_TYPE)])
    vag = forms.SlugField(required=False)
    datum = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    zoom = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(zoom, zoom) for zoom in ZOOMS],
    )

    def to_filter(self, today: date) -> MapFilter:
        """Give the filter; the day is today unless another was asked for."""
        self.is_valid()
        asked = self.cleaned_data
        return MapFilter(
            day=asked.get("datum") or today,
            kind=asked.get("relation", ""),
            level=asked.get("niva", ""),
            authority=asked.get("myndighet", ""),
            body_type=asked.get("typ", ""),
        )

    @property
    def is_by_type(self) -> bool:
        """True when the lanes of a big map are to hold bodies of one type."""
        return self.cleaned_data.get("grupp") == BY_TYPE

    @property
    def start(self) -> str:
        """The body whose matter's way is asked for; empty for none."""
        return str(self.cleaned_data.get("vag", ""))

    @property
    def percent(self) -> int:
        """The size in percent; 0 fits the window."""
        return int(self.cleaned_data.get("zoom") or 0)
