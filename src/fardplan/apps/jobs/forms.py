"""What people ask of the list of jobs."""

from __future__ import annotations

from django import forms

from fardplan.apps.jobs.states import JobState


class JobFilterForm(forms.Form):
    """Reads the query string; what it can't use counts as not asked for."""

    lage = forms.ChoiceField(required=False, choices=JobState)

    def wanted_state(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("lage", ""))


class StartForm(forms.Form):
    """Which kind of job to start."""

    kind = forms.SlugField(max_length=60)
