"""What the engine says of a chain of events that is still empty, and of roles."""

from fardplan.engine.accounts.audit_chain import FIRST_HASH
from fardplan.engine.accounts.roles import (
    AUTHORITY,
    BODY,
    RoleFact,
    RoleName,
    Standing,
    standing_on,
)


__all__ = [
    "AUTHORITY",
    "BODY",
    "FIRST_HASH",
    "RoleFact",
    "RoleName",
    "Standing",
    "standing_on",
]
