"""Every write to documents and to what people say of their findings."""

from fardplan.apps.sources.actions.batches import (
    review_batch,
    undo_batch,
)
from fardplan.apps.sources.actions.documents import (
    Added,
    add_document,
    remove_document,
    store_reading,
)
from fardplan.apps.sources.actions.editions import set_edition
from fardplan.apps.sources.actions.review import (
    BulkReport,
    Decision,
    review_finding,
    review_many,
    take_waiting,
)
from fardplan.apps.sources.actions.undo import is_plain, undo_step


__all__ = [
    "Added",
    "BulkReport",
    "Decision",
    "add_document",
    "is_plain",
    "remove_document",
    "review_batch",
    "review_finding",
    "review_many",
    "set_edition",
    "store_reading",
    "take_waiting",
    "undo_batch",
    "undo_step",
]
