"""Every write to programmes, versions and what they hold."""

from fardplan.apps.plans.actions.adoption import (
    Decision,
    add_step,
    correct_decision,
    register_decision,
    remove_step,
)
from fardplan.apps.plans.actions.assessment import assess
from fardplan.apps.plans.actions.comment import add_comment, resolve_comment
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
from fardplan.apps.plans.actions.told_plans import load_plan
from fardplan.apps.plans.actions.undo import undo_event
from fardplan.apps.plans.actions.version import (
    send_on_referral,
    start_version,
    take_back_referral,
)


__all__ = [
    "Decision",
    "EditConflictError",
    "Place",
    "add_comment",
    "add_link",
    "add_node",
    "add_step",
    "assess",
    "correct_decision",
    "create_programme",
    "delete_node",
    "edit_node",
    "edit_programme",
    "load_plan",
    "move_node",
    "register_decision",
    "remove_link",
    "remove_step",
    "resolve_comment",
    "send_on_referral",
    "start_version",
    "take_back_referral",
    "undo_event",
]
