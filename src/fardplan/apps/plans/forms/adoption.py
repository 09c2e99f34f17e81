"""What people write about the adoption of a version, its referral and assessments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.forms import DesignForm
from fardplan.apps.plans.states import ASSESSMENT_LEVELS, StepLabel, StepRoleLabel


def day_field(label: Any) -> forms.DateField:
    """Give a field for a day, with the browser's own calendar."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class StepForm(DesignForm, forms.Form):
    """A body to put on the list of those that adopt."""

    body = forms.SlugField(
        label=_("Organ"),
        max_length=80,
        widget=forms.TextInput(attrs={"list": "bodies"}),
        help_text=_("Skriv eller välj organets kortadress."),
    )
    role = forms.ChoiceField(label=_("Uppgift"), choices=StepRoleLabel)
    order = forms.IntegerField(
        label=_("Ordning"),
        min_value=0,
        max_value=99,
        initial=1,
        help_text=_("Organ med samma tal beslutar oberoende av varandra."),
    )


class DecisionForm(DesignForm, forms.Form):
    """What a body decided."""

    state = forms.ChoiceField(
        label=_("Beslut"),
        choices=[(v, label) for v, label in StepLabel.choices if v != "waiting"],
    )
    day = day_field(_("Beslutsdag"))
    paragraph = forms.CharField(
        label=_("Paragraf"),
        required=False,
        max_length=40,
        help_text=_("Till exempel § 45."),
    )
    reservation = forms.CharField(
        label=_("Reservation"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Som den står i protokollet."),
    )
    reason = forms.CharField(label=_("Varför rättas det?"), max_length=300)

    def __init__(self, *args: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_correction:
            del self.fields["reason"]


class ReferralForm(DesignForm, forms.Form):
    """From which day to which a version is out for opinions."""

    start = day_field(_("Remissen börjar"))
    end = day_field(_("Svar senast"))


class AssessmentForm(DesignForm, forms.Form):
    """How well each factor is; built of the version's factors."""

    title = forms.CharField(label=_("Namn"), max_length=160)
    day = day_field(_("Dag"))

    def __init__(
        self, *args: Any, factors: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._keys = [key for key, _title in factors]
        for key, title in factors:
            self.fields[f"level_{key}"] = forms.ChoiceField(
                label=title,
                required=False,
                choices=[("", _("Inget svar")), *ASSESSMENT_LEVELS],
                widget=forms.Select(attrs={"class": "ds-input"}),
            )
            self.fields[f"comment_{key}"] = forms.CharField(
                label=_("Kommentar"),
                required=False,
                max_length=500,
                widget=forms.TextInput(attrs={"class": "ds-input"}),
            )

    @property
    def answers(self) -> dict[str, tuple[int, str]]:
        """Level and comment of the factors that were answered."""
        said = self.cleaned_data
        return {
            key: (int(said[f"level_{key}"]), said[f"comment_{key}"])
            for key in self._keys
            if said[f"level_{key}"]
        }

    def factor_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Give the two fields of each factor."""
        return [(self[f"level_{key}"], self[f"comment_{key}"]) for key in self._keys]
