"""What a StratML file says beside the content of the version."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from fardplan.engine.plans.versions import StepState


@dataclass(frozen=True, kw_only=True)
class AdoptionRecord:
    """What one deciding body has said of the version."""

    body: str
    authority: str
    state: StepState
    day: date | None = None
    paragraph: str = ""
    registry_number: str = ""
    reservation: str = ""


@dataclass(frozen=True, kw_only=True)
class InitiativeWords:
    """What is told of an initiative: lines by heading, and who does it for whom.

    ``performers`` maps a name to what it is there for ("Ansvarigt organ"). No persons:
    an exported file is public.
    """

    lines: Mapping[str, str] = field(default_factory=dict)
    performers: Mapping[str, str] = field(default_factory=dict)
    target_group: str = ""


@dataclass(frozen=True, kw_only=True)
class SubmitterRecord:
    """The person who hands in the file, if the person wants to stand in it."""

    given_name: str
    surname: str
    email: str


@dataclass(frozen=True, kw_only=True)
class PlanRecord:
    """Whose plan it is, which version, who adopted it and where it is published.

    ``initiatives`` are by their code, as :class:`NodeFact` tells it.
    """

    programme: str
    home: str
    authorities: tuple[str, ...]
    number: int
    target_year: int | None = None
    sha256: str = ""
    source: str = ""
    published: date | None = None
    adoptions: tuple[AdoptionRecord, ...] = ()
    initiatives: Mapping[str, InitiativeWords] = field(default_factory=dict)
    submitter: SubmitterRecord | None = None
