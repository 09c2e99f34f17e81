"""What the entries of the policy on what is kept do to log-ins and invitations."""

from __future__ import annotations

from fardplan.apps.accounts.actions.retention import (
    remove_attempts,
    remove_invitations,
    remove_sessions,
)
from fardplan.apps.common.retention import removes


removes("sessions")(remove_sessions)
removes("log_in_attempts")(remove_attempts)
removes("invitations")(remove_invitations)
