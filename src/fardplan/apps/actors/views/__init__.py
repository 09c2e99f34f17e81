"""The pages of authorities and bodies."""

from fardplan.apps.actors.views.authority import (
    authority,
    edit,
    export,
    register,
    theme,
    undo,
)
from fardplan.apps.actors.views.collaboration import collaboration


__all__ = [
    "authority",
    "collaboration",
    "edit",
    "export",
    "register",
    "theme",
    "undo",
]
