"""What people write about a seat and who holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fardplan.apps.actors.forms.body import ReasonedForm, day_field, reason_field
from fardplan.apps.actors.states import ROLE_WORDS, SEAT_FIELDS
from fardplan.apps.common.forms import DesignForm


if TYPE_CHECKING:
    from collections.abc import Sequence


class SeatForm(ReasonedForm):
    """A place in a body."""

    role = forms.ChoiceField(label=SEAT_FIELDS["role"], choices=ROLE_WORDS)
    order = forms.CharField(
        label=SEAT_FIELDS["order"],
        required=False,
        max_length=4,
        help_text=_("För ersättare: i vilken ordning de träder in, 1, 2, 3 …"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    authority = forms.ChoiceField(label=SEAT_FIELDS["authority"], required=False)
    function = forms.CharField(
        label=SEAT_FIELDS["function"],
        required=False,
        max_length=80,
        help_text=_("Tjänsten som platsen följer, till exempel socialchef."),
    )
    party = forms.CharField(label=SEAT_FIELDS["party"], required=False, max_length=40)
    seat_from = day_field(SEAT_FIELDS["seat_from"])
    seat_to = day_field(SEAT_FIELDS["seat_to"])

    def __init__(self, *args: Any, authorities: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = sorted({*authorities, self.initial.get("authority", "")} - {""})
        choices = [("", _("Ingen särskild")), *((name, name) for name in names)]
        field = self.fields["authority"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
        field.choices = choices


class AppointmentForm(DesignForm, forms.Form):
    """Who holds a seat, from when to when."""

    person = forms.CharField(
        label=_("Namn"),
        max_length=120,
        help_text=_(
            "Bara namnet. Finns personen redan används den. Skriv #ny efter namnet om"
            " det är en annan person som heter likadant."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    start = day_field(SEAT_FIELDS["start"], required=True)
    end = day_field(SEAT_FIELDS["end"])
    reason = reason_field()

    @property
    def new(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("person", "start", "end")}
