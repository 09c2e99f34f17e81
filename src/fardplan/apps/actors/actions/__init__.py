"""Every write to authorities, bodies, seats and the people in them."""

from fardplan.apps.actors.actions.authority import (
    LoadReport,
    edit_authority,
    load_register,
    undo_edit,
)
from fardplan.apps.actors.actions.body import (
    create_body,
    edit_body,
    end_body,
    import_bodies,
    write_body_record,
)
from fardplan.apps.actors.actions.changes import WrongFieldsError
from fardplan.apps.actors.actions.imports import run_import
from fardplan.apps.actors.actions.person import (
    correct_my_name,
    correct_own_name,
    find_or_add_person,
    forget_unseated,
)
from fardplan.apps.actors.actions.relation import (
    add_relation,
    end_relation,
    remove_relation,
)
from fardplan.apps.actors.actions.role import (
    give_role,
    take_back_role,
    tie_invited,
    tie_person,
    undo_take_back_role,
    untie_person,
)
from fardplan.apps.actors.actions.seat import (
    add_seat,
    appoint,
    edit_seat,
    end_appointment,
    end_seat,
    remove_seat,
)
from fardplan.apps.actors.actions.told_bodies import load_bodies
from fardplan.apps.actors.actions.undo import undo_body_event


__all__ = [
    "LoadReport",
    "WrongFieldsError",
    "add_relation",
    "add_seat",
    "appoint",
    "correct_my_name",
    "correct_own_name",
    "create_body",
    "edit_authority",
    "edit_body",
    "edit_seat",
    "end_appointment",
    "end_body",
    "end_relation",
    "end_seat",
    "find_or_add_person",
    "forget_unseated",
    "give_role",
    "import_bodies",
    "load_bodies",
    "load_register",
    "remove_relation",
    "remove_seat",
    "run_import",
    "take_back_role",
    "tie_invited",
    "tie_person",
    "undo_body_event",
    "undo_edit",
    "undo_take_back_role",
    "untie_person",
    "write_body_record",
]
