"""Rows <-> the engine's facts."""

from fardplan.apps.actors.adapters.authority import to_fields


__all__ = ["to_fields"]
