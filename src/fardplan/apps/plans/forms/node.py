"""What people write about a part of a plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fardplan.apps.common.forms import DesignForm
from fardplan.apps.plans.states import DATED_KINDS, NODE_FIELDS, SHIFT_KIND, LinkLabel


class NodeForm(DesignForm, forms.Form):
    """The words of a part; which are asked for depends on its kind."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    number = forms.CharField(
        label=NODE_FIELDS["number"],
        required=False,
        max_length=20,
        help_text=_("Till exempel 1 eller 2.1."),
    )
    title = forms.CharField(label=NODE_FIELDS["title"], max_length=300)
    less_of = forms.CharField(
        label=NODE_FIELDS["less_of"], required=False, max_length=300
    )
    more_of = forms.CharField(
        label=NODE_FIELDS["more_of"], required=False, max_length=300
    )
    text = forms.CharField(
        label=NODE_FIELDS["text"],
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    day = forms.CharField(
        label=NODE_FIELDS["day"],
        required=False,
        max_length=10,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == SHIFT_KIND:
            del self.fields["title"], self.fields["number"]
        else:
            del self.fields["less_of"], self.fields["more_of"]
        if kind not in DATED_KINDS:
            del self.fields["day"]

    @property
    def new(self) -> dict[str, str]:
        """What the person wants the part to say."""
        return {n: self.cleaned_data[n] for n in NODE_FIELDS if n in self.cleaned_data}


class CommentForm(DesignForm, forms.Form):
    """One comment."""

    text = forms.CharField(
        label=_("Skriv en kommentar"), widget=forms.Textarea(attrs={"rows": 2})
    )


class LinkForm(DesignForm, forms.Form):
    """A link from a part to another; the choices are those that can be."""

    kind = forms.ChoiceField(label=_("Koppling"), choices=LinkLabel)
    target = forms.ChoiceField(label=_("Till"))

    def __init__(
        self, *args: Any, targets: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = targets  # type: ignore[attr-defined]  # a ChoiceField


class MoveForm(DesignForm, forms.Form):
    """Where a part is to lie, for those who neither drag nor step."""

    place = forms.ChoiceField(label=_("Lägg den sist under"), required=False)

    def __init__(
        self, *args: Any, places: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places  # type: ignore[attr-defined]  # a ChoiceField
