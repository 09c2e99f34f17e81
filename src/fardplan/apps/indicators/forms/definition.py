"""What people write in a definition.

The rules for each field are the engine's (engine/indicators/definition.py), the same as
for files: the forms turn what was written into a definition's data, and show what the
engine says of it at the field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.forms import DesignForm
from fardplan.apps.indicators.queries import goals
from fardplan.apps.indicators.states import (
    FIELD_LABELS,
    LONGEST_KEY,
    AreaLevelLabel,
    ChartLabel,
    DirectionLabel,
    GoalLabel,
    RuleSetLabel,
    SourceKindLabel,
    StatusLabel,
    TargetKindLabel,
    UnitLabel,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from django.forms import BoundField
    from django.http import QueryDict

    from fardplan.engine.indicators.definition import DefinitionError

_PERIOD_HINT = _("2024, 2024-Q3, 2024-05 eller 2024-W07")


def _line(label: Any, *, needed: bool = True, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, required=needed, **options)


def _prose(label: Any, rows: int = 2, **options: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, **options)


class DefinitionForm(DesignForm, forms.Form):
    """The fields of a definition that are told once."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = _line(FIELD_LABELS["name"])
    name_en = _line(FIELD_LABELS["name_en"])
    goal = forms.ChoiceField(label=FIELD_LABELS["goal"], choices=GoalLabel)
    why = _prose(
        FIELD_LABELS["why"], help_text=_("Vad det betyder för människor, kort.")
    )
    numerator = _prose(
        FIELD_LABELS["numerator"], help_text=_("Vad som räknas, över strecket.")
    )
    denominator = _prose(
        FIELD_LABELS["denominator"], help_text=_("Vad det delas med, under strecket.")
    )
    unit = forms.ChoiceField(label=FIELD_LABELS["unit"], choices=UnitLabel)
    decimals = forms.IntegerField(
        label=FIELD_LABELS["decimals"],
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    direction = forms.ChoiceField(
        label=FIELD_LABELS["direction"], choices=DirectionLabel
    )
    source_kind = forms.ChoiceField(label=_("Källa"), choices=SourceKindLabel)
    source_id = _line(
        _("Nummer eller tabell hos källan"),
        needed=False,
        help_text=_("Nyckeltalet i Kolada, som N79173, eller tabellen hos SCB."),
    )
    source_note = _prose(_("Att veta om källan"), required=False)
    area_levels = forms.MultipleChoiceField(
        label=FIELD_LABELS["area_levels"],
        choices=AreaLevelLabel,
        widget=forms.SelectMultiple(attrs={"size": 3}),
        help_text=_("Vilka områden källan har värden för."),
    )
    by_sex = forms.ChoiceField(
        label=FIELD_LABELS["by_sex"],
        choices=[("", _("Bara totalt")), ("yes", _("Också var för sig"))],
        required=False,
    )
    breakdowns = _line(
        FIELD_LABELS["breakdowns"],
        needed=False,
        help_text=_("Med komma emellan, till exempel ålder, vårdcentral."),
    )
    least_count = forms.IntegerField(
        label=FIELD_LABELS["least_count"],
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Mindre antal döljs, så att ingen kan pekas ut."),
    )
    chart = forms.ChoiceField(label=FIELD_LABELS["chart"], choices=ChartLabel)
    rules = forms.ChoiceField(label=FIELD_LABELS["rules"], choices=RuleSetLabel)
    twin = forms.ChoiceField(
        label=FIELD_LABELS["twin"],
        required=False,
        help_text=_("Samma sak sedd från andra hållet: register mot enkät."),
    )
    owner = _line(FIELD_LABELS["owner"])
    status = forms.ChoiceField(label=FIELD_LABELS["status"], choices=StatusLabel)
    not_verified = _prose(
        FIELD_LABELS["not_verified"],
        required=False,
        help_text=_("En sak på varje rad."),
    )
    ended = _line(FIELD_LABELS["ended"], needed=False, help_text=_PERIOD_HINT)


class NewIndicatorForm(DefinitionForm):
    """A definition that is about to get its key, and an authority that it is for."""

    key = _line(
        FIELD_LABELS["key"],
        max_length=LONGEST_KEY,
        help_text=_("Står i adressen: små bokstäver a–z, siffror och bindestreck."),
    )
    authority = forms.ChoiceField(label=_("Myndighet"), required=False)
    field_order = ("key", "authority")


class EditDefinitionForm(DefinitionForm):
    """A definition that there is, with why it becomes something else."""

    reason = _prose(
        _("Varför ändras definitionen?"),
        help_text=_("Skälet visas för alla bland versionerna."),
    )


class BreakForm(DesignForm, forms.Form):
    """From when values don't compare."""

    period = _line(_("Från och med"), help_text=_PERIOD_HINT)
    what = _line(_("Vad som skiljer"))
    why = _line(_("Varför"))


class TargetForm(DesignForm, forms.Form):
    """What a value should become."""

    kind = forms.ChoiceField(
        label=_("Slag"), choices=TargetKindLabel, initial=TargetKindLabel.LEVEL
    )
    value = forms.CharField(label=_("Värde"), required=False)
    by = _line(_("Senast"), needed=False, help_text=_PERIOD_HINT)
    agreement = _line(_("Vem som har bestämt det"))
    agreement_goal = forms.ChoiceField(
        label=_("Mål i överenskommelserna"), required=False
    )
    source = _line(_("Var det står"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreed = goals().agreement_goals.values()
        told = [(str(one.number), f"{one.number}. {one.name}") for one in agreed]
        field = self.fields["agreement_goal"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
        field.choices = [("", _now("Inget av dem")), *told]


class BaselineForm(DesignForm, forms.Form):
    """A value for the whole country that has been published."""

    period = _line(_("Period"), help_text=_PERIOD_HINT)
    value = forms.CharField(label=_("Värde"))
    source = _line(_("Var det står"))
    note = _line(_("Att veta"), needed=False)


_LISTS: dict[str, type[forms.Form]] = {
    "targets": TargetForm,
    "baseline": BaselineForm,
    "breaks": BreakForm,
}
_SOURCE = {"kind": "source_kind", "id": "source_id", "note": "source_note"}
_NUMBERS = frozenset({"value", "agreement_goal"})


class DefinitionForms:
    """A definition's form with the rows of its lists, kept together."""

    def __init__(
        self,
        form: type[DefinitionForm],
        sent: QueryDict | None,
        initial: Mapping[str, Any],
    ) -> None:
        self.form = form(sent, initial=_flat(initial))
        self.lists: dict[str, BaseFormSet[Any]] = {
            name: formset_factory(
                row, extra=1, can_delete=True, can_delete_extra=False
            )(sent, prefix=name, initial=[_row(one) for one in initial.get(name, ())])
            for name, row in _LISTS.items()
        }

    def offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        """Set what a field offers to choose from."""
        field = self.form.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- only such offer
        field.choices = list(choices)

    def is_valid(self) -> bool:
        """Whether each field by itself can be read."""
        return all([self.form.is_valid(), *(r.is_valid() for r in self.lists.values())])

    @property
    def data(self) -> dict[str, Any]:
        """What was written, as a definition's data."""
        told = self.form.cleaned_data
        plain = ("name", "name_en", "goal", "why", "numerator", "denominator", "unit")
        found = {name: told[name] for name in plain}
        found |= {n: told[n] for n in ("decimals", "direction", "least_count")}
        found |= {n: told[n] for n in ("chart", "rules", "owner", "status")}
        found["area_levels"] = list(told["area_levels"])
        found["by_sex"] = bool(told["by_sex"])
        found["source"] = _kept({n: told[field] for n, field in _SOURCE.items()})
        found["breakdowns"] = _parts(told["breakdowns"], ",")
        found |= {name: [row for _at, row in self._rows(name)] for name in _LISTS}
        optional = {
            "twin": told["twin"],
            "ended": told["ended"],
            "not_verified": _parts(told["not_verified"], "\n"),
        }
        return _unified(found | _kept(optional))

    def _rows(self, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Give the rows of a list that are filled in, each with its place in the form."""
        for at, row in enumerate(self.lists[name].forms):
            told = dict(row.cleaned_data)
            is_gone = told.pop("DELETE", False)
            if is_gone or not (row.initial or row.has_changed()):
                continue
            kept = _kept(told)
            yield at, {n: _number(v) if n in _NUMBERS else v for n, v in kept.items()}

    def tell(self, error: DefinitionError) -> None:
        """Show what the engine says, each problem at its field."""
        for problem in error.problems:
            name, *rest = problem.path
            if name in _LISTS and len(rest) > 1:
                places = [at for at, _row in self._rows(str(name))]
                row = self.lists[str(name)].forms[places[int(rest[0])]]
                row.add_error(str(rest[1]), problem.reason)
                continue
            field = _SOURCE.get(str(rest[0]), "") if name == "source" else str(name)
            known = field if field in self.form.fields else None
            self.form.add_error(known, problem.reason)

    @property
    def problems(self) -> list[tuple[BoundField | None, str]]:
        """Everything that is wrong, in the order of the page."""
        bound: Sequence[forms.Form] = [
            self.form,
            *(row for rows in self.lists.values() for row in rows.forms),
        ]
        found: list[tuple[BoundField | None, str]] = []
        for form in bound:
            found += [(None, str(error)) for error in form.non_field_errors()]
            found += [(f, str(e)) for f in form.visible_fields() for e in f.errors]
        for rows in self.lists.values():
            found += [(None, str(error)) for error in rows.non_form_errors()]
        return found

    @property
    def sections(self) -> list[tuple[str, BaseFormSet[Any]]]:
        """The lists under their headings."""
        return [(str(FIELD_LABELS[name]), rows) for name, rows in self.lists.items()]


def _flat(definition: Mapping[str, Any]) -> dict[str, Any]:
    """Give a definition's data as the form's own fields."""
    source = definition.get("source", {})
    told = {n: v for n, v in definition.items() if n not in {"source", *_LISTS}}
    told |= {field: source.get(name, "") for name, field in _SOURCE.items()}
    told["by_sex"] = "yes" if definition.get("by_sex") else ""
    told["breakdowns"] = ", ".join(definition.get("breakdowns", ()))
    told["not_verified"] = "\n".join(definition.get("not_verified", ()))
    return told


def _row(told: Mapping[str, Any]) -> dict[str, Any]:
    """Give a row of a list with its numbers as people write them."""
    return {
        n: str(v).replace(".", ",") if n in _NUMBERS else v for n, v in told.items()
    }


def _kept(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value not in ("", [], None)}


def _parts(text: str, mark: str) -> list[str]:
    return [part.strip() for part in text.split(mark) if part.strip()]


def _number(text: Any) -> Any:
    """Give a number as people write it; what is none stays text, for the engine."""
    plain = "".join(str(text).split()).replace(",", ".").replace("−", "-")
    try:
        value = float(plain)
    except ValueError:
        return text
    return int(value) if value.is_integer() else value


def _unified(told: dict[str, Any]) -> dict[str, Any]:
    """Browsers send line ends as two characters; a definition has one."""
    return {
        name: value.replace("\r\n", "\n") if isinstance(value, str) else value
        for name, value in told.items()
    }


def empty_definition() -> dict[str, Any]:
    """Give what a new definition's form begins with."""
    return {
        "decimals": 1,
        "least_count": 5,
        "owner": "",
        "status": StatusLabel.UNVERIFIED.value,
        "not_verified": [_now("Ingen har hållit definitionen mot källan ännu.")],
    }
