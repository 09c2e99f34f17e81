"""Every write to programmes, versions and what they hold."""

from fardplan.apps.plans.actions.adoption import (
    Decision,
    add_step,
    correct_decision,
    register_decision,
    remove_step,
)
from fardplan.apps.plans.actions.area import (
    NewArea,
    add_area,
    edit_area,
    remove_area,
)
from fardplan.apps.plans.actions.assessment import assess
from fardplan.apps.plans.actions.comment import add_comment, resolve_comment
from fardplan.apps.plans.actions.initiative import (
    create_initiative,
    edit_initiative,
    undo_initiative_event,
)
from fardplan.apps.plans.actions.initiative_bulk import (
    BatchReport,
    change_many,
    import_initiatives,
)
from fardplan.apps.plans.actions.link import add_link, remove_link
from fardplan.apps.plans.actions.node import (
    EditConflictError,
    Place,
    add_node,
    delete_node,
    edit_node,
    move_node,
)
from fardplan.apps.plans.actions.programme import create_programme, edit_programme
from fardplan.apps.plans.actions.status import (
    NewStatus,
    move_phase,
    note_link_opened,
    note_link_sent,
    tell_status,
)
from fardplan.apps.plans.actions.stratml_import import import_stratml
from fardplan.apps.plans.actions.thread import (
    check_vision,
    mark_done,
    remove_vision_check,
    unmark_done,
)
from fardplan.apps.plans.actions.told_plans import load_plan
from fardplan.apps.plans.actions.undo import undo_event
from fardplan.apps.plans.actions.version import (
    send_on_referral,
    start_version,
    take_back_referral,
)


__all__ = [
    "BatchReport",
    "Decision",
    "EditConflictError",
    "NewArea",
    "NewStatus",
    "Place",
    "add_area",
    "add_comment",
    "add_link",
    "add_node",
    "add_step",
    "assess",
    "change_many",
    "check_vision",
    "correct_decision",
    "create_initiative",
    "create_programme",
    "delete_node",
    "edit_area",
    "edit_initiative",
    "edit_node",
    "edit_programme",
    "import_initiatives",
    "import_stratml",
    "load_plan",
    "mark_done",
    "move_node",
    "move_phase",
    "note_link_opened",
    "note_link_sent",
    "register_decision",
    "remove_area",
    "remove_link",
    "remove_step",
    "remove_vision_check",
    "resolve_comment",
    "send_on_referral",
    "start_version",
    "take_back_referral",
    "tell_status",
    "undo_event",
    "undo_initiative_event",
    "unmark_done",
]
