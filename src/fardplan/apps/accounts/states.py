"""What the engine says of a chain of events that is still empty."""

from fardplan.engine.accounts.audit_chain import FIRST_HASH


__all__ = ["FIRST_HASH"]
