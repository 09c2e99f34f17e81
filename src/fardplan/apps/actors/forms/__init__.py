"""What people write about authorities, bodies and seats."""

from fardplan.apps.actors.forms.authority import AuthorityForm, RegisterFilterForm
from fardplan.apps.actors.forms.body import (
    BodyFilterForm,
    BodyForm,
    CompositionForm,
    DateForm,
    LastDayForm,
    NewBodyForm,
    RelationForm,
)
from fardplan.apps.actors.forms.exchange import ImportForm
from fardplan.apps.actors.forms.seat import AppointmentForm, SeatForm


__all__ = [
    "AppointmentForm",
    "AuthorityForm",
    "BodyFilterForm",
    "BodyForm",
    "CompositionForm",
    "DateForm",
    "ImportForm",
    "LastDayForm",
    "NewBodyForm",
    "RegisterFilterForm",
    "RelationForm",
    "SeatForm",
]
