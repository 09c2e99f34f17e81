"""The long work of Källor: reading documents, and reviewing many findings."""

from fardplan.apps.sources.jobs.reading import KIND, read_documents
from fardplan.apps.sources.jobs.review import start_review, start_take, start_undo


__all__ = ["KIND", "read_documents", "start_review", "start_take", "start_undo"]
