"""Every write to authorities, bodies, seats and the people in them."""

from fardplan.apps.actors.actions.authority import (
    LoadReport,
    edit_authority,
    load_register,
    undo_edit,
)
from fardplan.apps.actors.actions.told_bodies import load_bodies


__all__ = ["LoadReport", "edit_authority", "load_bodies", "load_register", "undo_edit"]
