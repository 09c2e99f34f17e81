"""What the entries of the policy on what is kept do to bodies and their people."""

from __future__ import annotations

from fardplan.apps.actors.actions.retention import (
    erase_names,
    remove_import_files,
    remove_layouts,
)
from fardplan.apps.common.retention import removes


removes("import_files")(remove_import_files)
removes("person_names")(erase_names)
removes("cached_files")(remove_layouts)
