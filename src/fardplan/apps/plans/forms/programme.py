"""What people write about a programme."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.forms import DesignForm
from fardplan.apps.plans.states import LEVEL_LABELS, Revision


class ProgrammeForm(DesignForm, forms.Form):
    """A programme's name, who runs it and who takes part. ``known`` is name -> code."""

    name = forms.CharField(label=_("Namn"), max_length=160)
    description = forms.CharField(
        label=_("Beskrivning"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vad ska ni åstadkomma tillsammans?"),
    )
    home = forms.CharField(
        label=_("Drivs av"),
        widget=forms.TextInput(attrs={"list": "authorities"}),
        help_text=_("En myndighet, till exempel Region Örebro län."),
    )
    all_municipalities = forms.BooleanField(
        label=_("Alla kommuner i länet är parter"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "ds-input"}),
    )
    authorities = forms.CharField(
        label=_("Parter"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Myndigheter med komma mellan. Den som driver programmet är med."),
    )
    target_year = forms.IntegerField(
        label=_("Målår"), required=False, min_value=2000, max_value=2100
    )
    revise_every = forms.ChoiceField(
        label=_("Ses över"), choices=Revision, initial=Revision.TERM
    )

    def __init__(self, *args: Any, known: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known = known | {code: code for code in known.values()}

    def clean_home(self) -> str:
        return self._code(self.cleaned_data["home"])

    def clean_authorities(self) -> list[str]:
        told = re.split(r"[,\n]", self.cleaned_data["authorities"])
        return [self._code(one) for one in told if one.strip()]

    def _code(self, text: str) -> str:
        try:
            return self._known[text.strip()]
        except KeyError:
            raise forms.ValidationError(
                _now("”%(name)s” är ingen myndighet i registret.")
                % {"name": text.strip()}
            ) from None

    @property
    def new(self) -> dict[str, Any]:
        """The programme's own columns."""
        names = ("name", "description", "target_year", "revise_every")
        return {name: self.cleaned_data[name] for name in names}


class LevelsForm(ProgrammeForm):
    """Also which levels the plan uses, each with a name of its own if wanted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["home"], self.fields["all_municipalities"]
        for kind, label in LEVEL_LABELS:
            self.fields[f"use_{kind}"] = forms.BooleanField(
                label=label,
                required=False,
                widget=forms.CheckboxInput(attrs={"class": "ds-input"}),
            )
            self.fields[f"name_{kind}"] = forms.CharField(
                label=_("Eget namn"),
                required=False,
                max_length=40,
                widget=forms.TextInput(attrs={"class": "ds-input"}),
            )

    @property
    def levels(self) -> list[dict[str, str]]:
        """The chosen levels with their own names."""
        said = self.cleaned_data
        return [
            {"kind": kind, "name": said[f"name_{kind}"]}
            for kind, _label in LEVEL_LABELS
            if said[f"use_{kind}"]
        ]

    def plain_fields(self) -> list[forms.BoundField]:
        """Give the fields that are not about levels."""
        return [f for f in self if not f.name.startswith(("use_", "name_"))]

    def level_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Give the two fields of each level."""
        return [(self[f"use_{k}"], self[f"name_{k}"]) for k, _label in LEVEL_LABELS]
