"""What people write about an initiative, and ask of the table of them.

The rules for each field are the engine's (engine/plans/initiative_records.py), the same
as for files; the action tells what is wrong and the form shows it at the field.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.forms import DesignForm
from fardplan.apps.plans.actions import NewStatus
from fardplan.apps.plans.queries import INITIATIVE_SORTS, InitiativeFilter
from fardplan.apps.plans.states import (
    EVALUATION_WORDS,
    INITIATIVE_FIELDS,
    PHASE_WORDS,
    STATUS_WORDS,
    PhaseLabel,
    StatusLabel,
)


NOT_SAID = ("", _("Vet inte än"))
LEVELS = [NOT_SAID, *((str(n), str(n)) for n in range(1, 6))]


def _text(name: str, rows: int = 0, **options: Any) -> forms.CharField:
    attributes = options.pop("attributes", {})
    widget = (
        forms.Textarea(attrs={"rows": rows, **attributes})
        if rows
        else forms.TextInput(attrs=attributes)
    )
    return forms.CharField(
        label=INITIATIVE_FIELDS[name], required=False, widget=widget, **options
    )


def _day(name: str) -> forms.CharField:
    return forms.CharField(
        label=INITIATIVE_FIELDS[name],
        required=False,
        max_length=10,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


def gate_field() -> forms.CharField:
    """Give the field for why an initiative is rolled out without an evaluation."""
    return forms.CharField(
        label=_("Skäl att införa brett utan utvärdering"),
        required=False,
        max_length=300,
        help_text=_("Behövs bara då. Skälet visas i historiken."),
    )


class InitiativeForm(DesignForm, forms.Form):
    """The facts of an initiative; its name is the plan's, its status has its own form."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    purpose = _text("purpose", 4)
    target_group = _text("target_group", max_length=200)
    themes = forms.MultipleChoiceField(
        label=INITIATIVE_FIELDS["themes"],
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    phase = forms.ChoiceField(label=INITIATIVE_FIELDS["phase"], choices=PHASE_WORDS)
    municipalities = _text(
        "municipalities", 2, help_text=_("Namn eller kod, med komma emellan.")
    )
    area = forms.ChoiceField(label=INITIATIVE_FIELDS["area"], required=False)
    owner_body = _text(
        "owner_body",
        help_text=_("Organets kortadress, som står sist i adressen till dess sida."),
        attributes={"list": "bodies"},
    )
    owner = _text(
        "owner",
        help_text=_("Namnet på någon som har en plats i ett organ."),
        attributes={"autocomplete": "off"},
    )
    partner_authorities = _text("partner_authorities", 2)
    partner_bodies = _text(
        "partner_bodies", 2, help_text=_("Kortadresser, med komma emellan.")
    )
    financed_by = _text("financed_by", 2)
    cofinancing_percent = _text(
        "cofinancing_percent", attributes={"inputmode": "numeric"}
    )
    budget = _text("budget", attributes={"inputmode": "decimal"})
    moves_from = _text(
        "moves_from",
        max_length=120,
        help_text=_("Den vårdnivå som resurserna flyttar från, till exempel sjukhus."),
    )
    moves_to = _text("moves_to", max_length=120)
    moved_amount = _text("moved_amount", attributes={"inputmode": "decimal"})
    start = _day("start")
    end = _day("end")
    agreement = forms.ChoiceField(
        label=_("Samsyn"),
        required=False,
        choices=LEVELS,
        help_text=_("Hur överens de som berörs är om vad som ska göras. 5 är helt."),
    )
    predictability = forms.ChoiceField(
        label=_("Förutsägbarhet"),
        required=False,
        choices=LEVELS,
        help_text=_("Hur säkert det är vad insatsen leder till. 5 är helt säkert."),
    )
    evaluation = forms.ChoiceField(
        label=INITIATIVE_FIELDS["evaluation"], choices=EVALUATION_WORDS
    )
    evaluation_due = _day("evaluation_due")
    evaluation_result = _text("evaluation_result", 4)
    gate_reason = gate_field()

    def __init__(
        self, *args: Any, themes: dict[str, str], areas: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choose("themes", [(name, name) for name in themes.values()])
        none = ("", _("Inget"))
        self._choose("area", [none, *((name, name) for name in areas.values())])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    @property
    def new(self) -> dict[str, str]:
        """What the person wants, by column."""
        return {
            name: ", ".join(value) if isinstance(value, list) else value
            for name, value in self.cleaned_data.items()
            if name not in ("revision", "gate_reason")
        }

    def remember(self, revision: int) -> None:
        """Take what is there now as seen; what the person wrote stays."""
        given: Any = self.data
        data = given.copy()
        data["revision"] = str(revision)
        self.data = data


class NewInitiativeForm(DesignForm, forms.Form):
    """The name of a new initiative, and where in the plan it stands."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Namn"), max_length=300)
    parent = forms.ChoiceField(
        label=_("Bidrar till"),
        required=False,
        help_text=_("Det mål eller den strategi i utkastet som insatsen står under."),
    )

    def __init__(
        self, *args: Any, parents: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parent"]
        field.choices = [("", _("Inget ännu")), *parents]


class StatusForm(DesignForm, forms.Form):
    """How it goes and what comes next; made to be filled in under a minute."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    status = forms.ChoiceField(
        label=_("Hur går det?"),
        choices=[c for c in StatusLabel.choices if c[0] != StatusLabel.NONE],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj hur det går.")},
    )
    text = forms.CharField(
        label=_("Vad har hänt?"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    next_step = forms.CharField(label=_("Nästa steg"), required=False, max_length=300)
    next_day = forms.DateField(
        label=_("Senast"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    phase = forms.ChoiceField(
        label=_("Fas"), required=False, choices=PhaseLabel.choices
    )
    gate_reason = gate_field()

    @property
    def new(self) -> NewStatus:
        """What the person tells."""
        said = dict(self.cleaned_data)
        del said["revision"]
        said["text"] = said["text"].replace("\r\n", "\n")
        return NewStatus(**said)

    def remember(self, revision: int) -> None:
        """Take what is there now as seen; what the person wrote stays."""
        given: Any = self.data
        data = given.copy()
        data["revision"] = str(revision)
        self.data = data


class InitiativeFilterForm(forms.Form):
    """Reads the query string; what it can't use counts as not asked for."""

    q = forms.CharField(required=False, max_length=100)
    tema = forms.CharField(required=False, max_length=60)
    fas = forms.ChoiceField(required=False, choices=PhaseLabel)
    lage = forms.ChoiceField(required=False, choices=StatusLabel)
    kommun = forms.SlugField(required=False)
    omrade = forms.SlugField(required=False)
    agare = forms.SlugField(required=False)
    fran = forms.DateField(required=False)
    till = forms.DateField(required=False)
    sortera = forms.ChoiceField(
        required=False,
        choices=[(s, s) for name in INITIATIVE_SORTS for s in (name, f"-{name}")],
    )

    def to_filter(self) -> InitiativeFilter:
        self.is_valid()
        asked = self.cleaned_data
        return InitiativeFilter(
            text=asked.get("q", ""),
            theme=asked.get("tema", ""),
            phase=asked.get("fas", ""),
            status=asked.get("lage", ""),
            municipality=asked.get("kommun", ""),
            area=asked.get("omrade", ""),
            owner=asked.get("agare", ""),
            first=asked.get("fran"),
            last=asked.get("till"),
            sort=asked.get("sortera") or "name",
        )


UNCHANGED = ("", _("Ändra inte"))


class BulkForm(DesignForm, forms.Form):
    """The same new values for many; empty changes nothing."""

    phase = forms.ChoiceField(
        label=_("Fas"), required=False, choices=[UNCHANGED, *PHASE_WORDS]
    )
    status = forms.ChoiceField(
        label=_("Läge"), required=False, choices=[UNCHANGED, *STATUS_WORDS]
    )
    area = forms.ChoiceField(label=_("Programområde"), required=False)
    owner_body = forms.CharField(
        label=_("Ansvarigt organ"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"list": "bodies"}),
    )
    gate_reason = gate_field()

    def __init__(self, *args: Any, areas: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["area"]
        field.choices = [UNCHANGED, *((name, name) for name in areas.values())]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not any(v for n, v in said.items() if n != "gate_reason"):
            raise forms.ValidationError(_now("Välj något att ändra."))
        return said

    @property
    def new(self) -> dict[str, str]:
        """What is to be changed, by column."""
        return {n: v for n, v in self.cleaned_data.items() if v and n != "gate_reason"}


class InitiativeFileForm(DesignForm, forms.Form):
    """A file of initiatives."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_("CSV i UTF-8 eller Excel (xlsx), högst 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        allow_empty_file=True,
    )
