"""A file of figures, and which of its columns is what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.forms import DesignForm
from fardplan.apps.indicators.queries import indicator_names
from fardplan.apps.indicators.states import COLUMN_LABELS, FIXABLE, SexLabel


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.forms import BoundField

    from fardplan.apps.indicators.queries import SentLook

_COLUMN, _FIXED = "kolumn_", "fast_"
_FIXED_HINTS = {
    "area": _("Kod eller namn, till exempel 18 eller Region Örebro län."),
    "period": _("Till exempel 2024, 2024-05 eller 2024-Q3."),
    "age": _("Till exempel 65+ eller 0–17."),
    "status": _("Till exempel preliminär."),
}
_AREA_KINDS = (
    ("", _("Framgår av filen")),
    ("region", _("Regioner")),
    ("municipality", _("Kommuner")),
)


class FigureFileForm(DesignForm, forms.Form):
    """A file of figures, and whom they are read in for."""

    authority = forms.ChoiceField(label=_("Myndighet"), required=False)
    file = forms.FileField(
        label=_("Fil"),
        help_text=_("CSV, Excel (xlsx), Parquet eller JSON-stat, högst 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.parquet,.json"}),
        allow_empty_file=True,
    )

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer the authorities; the one without a code is nobody in particular."""
        field = self.fields["authority"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- the one above
        nobody = gettext("Ingen särskild")
        field.choices = [(code, name or nobody) for code, name in choices]
        field.required = "" not in dict(field.choices)


class MappingForm(DesignForm, forms.Form):
    """Which column is what, and what is said once for the whole file.

    ``chosen`` is what a person sent; without it the form is filled in by the mapping
    to begin from, so that what is missing in a guess is told as what is missing in a
    choice.
    """

    def __init__(
        self, chosen: Mapping[str, Any] | None, sent: SentLook, **kwargs: Any
    ) -> None:
        super().__init__(_flat(sent.mapping) if chosen is None else chosen, **kwargs)
        self._periods = sent.periods
        if sent.periods:
            self.fields["perioder"] = forms.BooleanField(
                label=_("Perioderna står som rubriker"),
                required=False,
                help_text=", ".join(sent.periods.values()),
                widget=forms.CheckboxInput(attrs={"class": ""}),
            )
        headings = [
            ("", gettext("Ingen kolumn")),
            *((h, h) for h in sent.look.headings),
        ]
        for name, label in COLUMN_LABELS.items():
            self.fields[_COLUMN + name] = _select(
                gettext("%(field)s: kolumn") % {"field": label}, headings
            )
            if name in FIXABLE:
                told = sent.mapping["fixed"].get(name, "")
                self.fields[_FIXED + name] = _fixed(name, told)
        self.fields["omradesslag"] = _select(gettext("Slags områden"), _AREA_KINDS)

    def clean(self) -> dict[str, Any]:
        """Refuse what is both a column and one text for all."""
        told: dict[str, Any] = super().clean() or {}
        for name in FIXABLE:
            if told.get(_COLUMN + name) and told.get(_FIXED + name):
                self.add_error(
                    _FIXED + name,
                    gettext("Välj antingen en kolumn eller något för hela filen."),
                )
        return told

    @property
    def told(self) -> dict[str, Any]:
        """What was chosen, as a mapping is remembered."""
        chosen = self.cleaned_data
        return {
            "columns": _named(chosen, _COLUMN),
            "fixed": _named(chosen, _FIXED),
            "periods": self._periods if chosen.get("perioder") else {},
            "area_kind": chosen["omradesslag"],
        }

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the fields hold, to be sent once more."""
        return [
            (name, str(told)) for name in self.fields if (told := self.data.get(name))
        ]

    @property
    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """The fields that belong together, under what they tell."""
        found = []
        for name, label in COLUMN_LABELS.items():
            names = [_COLUMN + name, _FIXED + name]
            names += ["omradesslag"] if name == "area" else []
            names += ["perioder"] if name == "period" else []
            found.append(
                (str(label), [self[one] for one in names if one in self.fields])
            )
        return found


def _fixed(name: str, told: str) -> forms.Field:
    label = gettext("%(field)s för hela filen") % {"field": COLUMN_LABELS[name]}
    if name not in {"indicator", "sex"}:
        return forms.CharField(
            label=label,
            required=False,
            max_length=200,
            help_text=_FIXED_HINTS[name],
            widget=forms.TextInput(attrs={"class": "ds-input"}),
        )
    known = SexLabel.choices if name == "sex" else indicator_names()
    # What the command line fixed may be another word for one of them.
    other = [(told, told)] if told and told not in dict(known) else []
    return _select(label, [("", gettext("Inget valt")), *other, *known])


def _select(label: str, choices: Iterable[tuple[Any, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=list(choices),
        widget=forms.Select(attrs={"class": "ds-input"}),
    )


def _named(chosen: Mapping[str, Any], start: str) -> dict[str, str]:
    return {
        name.removeprefix(start): text
        for name, text in chosen.items()
        if name.startswith(start) and text
    }


def _flat(mapping: Mapping[str, Any]) -> dict[str, Any]:
    told = {_COLUMN + name: text for name, text in mapping["columns"].items()}
    told |= {_FIXED + name: text for name, text in mapping["fixed"].items()}
    return told | {
        "perioder": bool(mapping["periods"]),
        "omradesslag": mapping["area_kind"],
    }
