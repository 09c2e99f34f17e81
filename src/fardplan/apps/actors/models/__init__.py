"""Authorities, bodies, seats and the people in them."""

from fardplan.apps.actors.models.authority import Authority
from fardplan.apps.actors.models.body import Body, BodyRelation, CompositionRule
from fardplan.apps.actors.models.grant import Grant
from fardplan.apps.actors.models.seat import Appointment, Person, Seat


__all__ = [
    "Appointment",
    "Authority",
    "Body",
    "BodyRelation",
    "CompositionRule",
    "Grant",
    "Person",
    "Seat",
]
