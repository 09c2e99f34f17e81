"""What the entries of the policy on what is kept do to documents."""

from __future__ import annotations

from fardplan.apps.common.retention import removes
from fardplan.apps.sources.actions.retention import (
    remove_failed_documents,
    remove_steps,
    remove_unused_documents,
)


removes("source_documents")(remove_unused_documents)
removes("failed_documents")(remove_failed_documents)
removes("review_steps")(remove_steps)
