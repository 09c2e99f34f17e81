"""Tells every page the passages that its things rest on (common/evidence.py)."""

from __future__ import annotations

from fardplan.apps.common.evidence import evidence_source
from fardplan.apps.sources.queries import (
    evidence_of,
    evidence_of_events,
    with_evidence,
)


evidence_source(evidence_of, evidence_of_events, with_evidence)
