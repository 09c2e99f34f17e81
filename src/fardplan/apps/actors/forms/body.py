"""What people write about a body, and ask of the register of bodies.

The rules for each field are the engine's (engine/actors/body_records.py), the same as
for files; the action tells what is wrong and the form shows it at the field.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fardplan.apps.actors.queries import BODY_SORTS, BodyFilter
from fardplan.apps.actors.states import (
    BODY_FIELDS,
    LEVEL_WORDS,
    LONGEST_CODE,
    QUORUM_WORDS,
    TYPE_WORDS,
    YES_NO_WORDS,
    BodyTypeLabel,
    LevelLabel,
    RelationLabel,
)
from fardplan.apps.common.forms import DesignForm, SeenValuesForm


def reason_field() -> forms.CharField:
    """Give the field that every change has: why it was made."""
    return forms.CharField(
        label=_("Varför?"),
        required=False,
        max_length=300,
        help_text=_("Visas i historiken, till exempel beslut och diarienummer."),
        widget=forms.TextInput(attrs={"class": "ds-input"}),
    )


def day_field(label: Any, *, required: bool = False) -> forms.CharField:
    """Give a field for a day; text, so that what is wrong can be told and kept."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=10,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ReasonedForm(SeenValuesForm):
    """A form of values with memory, and a reason that has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = reason_field()

    @property
    def new(self) -> dict[str, str]:
        tidy = {n: v.replace("\r\n", "\n") for n, v in super().new.items()}
        return {name: value for name, value in tidy.items() if name != "reason"}

    @property
    def seen(self) -> dict[str, str]:
        return {
            name: self.cleaned_data[f"seen_{name}"].replace("\r\n", "\n")
            for name in self.new
        }


def _composition_field() -> forms.CharField:
    return forms.CharField(
        label=BODY_FIELDS["composition"],
        required=False,
        help_text=_(
            "En regel per rad: antal, roll eller funktion, och om det gäller varje"
            " myndighet. Till exempel: 9 ledamöter, 1-2 socialchef per myndighet."
        ),
        widget=_lines(3),
    )


class CompositionForm(ReasonedForm):
    """What a body's secretary may change of it."""

    composition = _composition_field()


class BodyForm(ReasonedForm):
    """All that is told of a body but its relations and seats."""

    name = forms.CharField(label=BODY_FIELDS["name"], max_length=160)
    abbreviation = forms.CharField(
        label=BODY_FIELDS["abbreviation"], required=False, max_length=20
    )
    body_type = forms.ChoiceField(label=BODY_FIELDS["body_type"], choices=TYPE_WORDS)
    level = forms.ChoiceField(label=BODY_FIELDS["level"], choices=LEVEL_WORDS)
    home = forms.CharField(
        label=BODY_FIELDS["home"],
        help_text=_(
            "Regionen, sjukvårdsregionen eller kommunen vars karta det ritas på."
        ),
        widget=forms.TextInput(attrs={"list": "authorities"}),
    )
    authorities = forms.CharField(
        label=BODY_FIELDS["authorities"],
        help_text=_("De som organet tillhör, med komma emellan: namn eller kod."),
        widget=_lines(2),
    )
    financed_by = forms.CharField(
        label=BODY_FIELDS["financed_by"],
        required=False,
        help_text=_("Namn eller kod, med komma emellan."),
        widget=_lines(2),
    )
    mandate = forms.CharField(
        label=BODY_FIELDS["mandate"], required=False, widget=_lines(5)
    )
    composition = _composition_field()
    notice_days = forms.CharField(
        label=BODY_FIELDS["notice_days"],
        required=False,
        max_length=3,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    quorum = forms.ChoiceField(label=BODY_FIELDS["quorum"], choices=QUORUM_WORDS)
    approval_manner = forms.CharField(
        label=BODY_FIELDS["approval_manner"], required=False, max_length=200
    )
    remote_allowed = forms.ChoiceField(
        label=BODY_FIELDS["remote_allowed"], required=False, choices=YES_NO_WORDS
    )
    valid_from = day_field(BODY_FIELDS["valid_from"])
    valid_to = day_field(BODY_FIELDS["valid_to"])
    source = forms.CharField(
        label=BODY_FIELDS["source"], required=False, max_length=200
    )


class NewBodyForm(BodyForm):
    """The same, and the address that the body's page will have."""

    code = forms.CharField(
        label=BODY_FIELDS["code"],
        max_length=LONGEST_CODE,
        help_text=_("Den sista delen av sidans adress, till exempel hsn-orebro."),
    )
    field_order = ["name", "code"]


class RelationForm(DesignForm, forms.Form):
    """An arrow from the body to another."""

    kind = forms.ChoiceField(label=_("Relation"), choices=RelationLabel)
    target = forms.CharField(
        label=_("Till organ"),
        max_length=LONGEST_CODE,
        help_text=_("Organets kortadress, som står sist i adressen till dess sida."),
        widget=forms.TextInput(attrs={"list": "bodies"}),
    )
    start = forms.DateField(
        label=_("Gäller från"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    end = forms.DateField(
        label=_("Gäller till"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    reason = reason_field()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("start"), data.get("end")
        if start and end and end < start:
            self.add_error("end", _("Slutdatum är före startdatum."))
        return data


class LastDayForm(DesignForm, forms.Form):
    """The last day of something."""

    day = forms.DateField(
        label=_("Sista dag"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = reason_field()

    @property
    def last_day(self) -> dict[str, Any]:
        """What the actions that end something are told."""
        return {"day": self.cleaned_data["day"], "reason": self.cleaned_data["reason"]}


class DateForm(DesignForm, forms.Form):
    """The day that a body is shown on."""

    datum = forms.DateField(
        label=_("Visa platserna den"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class BodyFilterForm(forms.Form):
    """Reads the query string; what it can't use counts as not asked for."""

    q = forms.CharField(required=False, max_length=100)
    typ = forms.ChoiceField(required=False, choices=BodyTypeLabel)
    niva = forms.ChoiceField(required=False, choices=LevelLabel)
    myndighet = forms.SlugField(required=False)
    sortera = forms.ChoiceField(
        required=False,
        choices=[(s, s) for name in BODY_SORTS for s in (name, f"-{name}")],
    )

    def to_filter(self) -> BodyFilter:
        self.is_valid()
        asked = self.cleaned_data
        return BodyFilter(
            text=asked.get("q", ""),
            body_type=asked.get("typ", ""),
            level=asked.get("niva", ""),
            authority=asked.get("myndighet", ""),
            sort=asked.get("sortera") or "name",
        )
