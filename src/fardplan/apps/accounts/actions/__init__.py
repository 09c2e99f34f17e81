"""Every write to people and to the record of events."""

from fardplan.apps.accounts.actions.events import record_event
from fardplan.apps.accounts.actions.follow import follow, mark_seen, unfollow
from fardplan.apps.accounts.actions.identity import (
    come_in_by_identity,
    link_identity,
    unlink_identity,
)
from fardplan.apps.accounts.actions.invitation import (
    INVITATION_LIFE,
    Place,
    accept_invitation,
    invite,
    when_accepted,
    withdraw_invitation,
)
from fardplan.apps.accounts.actions.person import (
    change_name,
    change_password,
    close_account,
    create_person,
    end_sessions,
    note_second_factor,
    open_account,
    set_administrator,
    set_demo_user,
    use_log_in_link,
)


__all__ = [
    "INVITATION_LIFE",
    "Place",
    "accept_invitation",
    "change_name",
    "change_password",
    "close_account",
    "come_in_by_identity",
    "create_person",
    "end_sessions",
    "follow",
    "invite",
    "link_identity",
    "mark_seen",
    "note_second_factor",
    "open_account",
    "record_event",
    "set_administrator",
    "set_demo_user",
    "unfollow",
    "unlink_identity",
    "use_log_in_link",
    "when_accepted",
    "withdraw_invitation",
]
