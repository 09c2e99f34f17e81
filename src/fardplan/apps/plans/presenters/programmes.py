"""Programmes, versions and adoption in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from fardplan.apps.plans.states import (
    STEP_SYMBOLS,
    VERSION_SYMBOLS,
    YES_STATES,
    StepRoleLabel,
    VersionLabel,
)


if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from fardplan.apps.plans.models import AdoptionStep, PlanVersion, Programme


@dataclass(frozen=True)
class StateWords:
    """A version's state: symbol and word, and the colour that goes with them."""

    symbol: str
    label: str
    colour: str


_COLOURS = {
    VersionLabel.DRAFT: "info",
    VersionLabel.REFERRAL: "warning",
    VersionLabel.ADOPTED: "success",
    VersionLabel.SUPERSEDED: "neutral",
}


def state_words(version: PlanVersion) -> StateWords:
    """Tell a version's state."""
    state = VersionLabel(version.state)
    return StateWords(VERSION_SYMBOLS[state], str(state.label), _COLOURS[state])


def adopted_by(steps: Iterable[AdoptionStep]) -> str:
    """Tell how many of the deciding bodies have adopted."""
    deciding = [step for step in steps if step.role == StepRoleLabel.DECIDES]
    if not deciding:
        return _("Inget organ är satt att anta den.")
    done = sum(1 for step in deciding if step.state in YES_STATES)
    return _("Antagen av %(done)d av %(all)d") % {"done": done, "all": len(deciding)}


@dataclass(frozen=True)
class VersionLine:
    """One version in a list."""

    version: PlanVersion
    url: str
    state: StateWords
    adopted: str


def version_line(version: PlanVersion, steps: Iterable[AdoptionStep]) -> VersionLine:
    """Tell a version and how far its adoption has come."""
    return VersionLine(
        version=version,
        url=reverse("plans:version", args=[version.programme.code, version.number]),
        state=state_words(version),
        adopted=adopted_by(steps),
    )


@dataclass(frozen=True)
class ProgrammeLine:
    """One programme in the list: its newest adopted version, and what is under way."""

    programme: Programme
    parties: int
    versions: list[VersionLine]


def programme_lines(
    programmes: Iterable[Programme], sees_drafts: set[int]
) -> list[ProgrammeLine]:
    """Tell each programme with the versions that this person may see."""
    lines = []
    for one in programmes:
        rows = [
            version
            for version in one.versions.all()
            if version.is_frozen or one.pk in sees_drafts
        ]
        for row in rows:
            row.programme = one
        lines.append(
            ProgrammeLine(
                programme=one,
                parties=len(one.authorities.all()),
                versions=[version_line(row, row.steps.all()) for row in rows[:2]],
            )
        )
    return lines


@dataclass(frozen=True)
class StepLine:
    """One body's part in the adoption, in words."""

    step: AdoptionStep
    symbol: str
    label: str
    law: str
    can_register: bool

    @property
    def is_waiting(self) -> bool:
        """True while the body has not decided."""
        return self.step.day is None


def step_lines(
    steps: Iterable[AdoptionStep], may_register: set[int], for_own_area: set[int]
) -> list[StepLine]:
    """Tell each body in order; ``for_own_area`` are those that decide for themselves."""
    return [
        StepLine(
            step=step,
            symbol=STEP_SYMBOLS[step.state],
            label=step.get_state_display(),
            law=_("för sitt ansvarsområde") if step.pk in for_own_area else "",
            can_register=step.pk in may_register,
        )
        for step in steps
    ]


def adopted_codes(steps: Iterable[AdoptionStep]) -> set[str]:
    """Give the codes of the authorities whose bodies have said yes, for the map."""
    return {
        step.body.home.code
        for step in steps
        if step.role == StepRoleLabel.DECIDES and step.state in YES_STATES
    }


def due_words(day: date | None, today: date) -> str:
    """Tell when the plan is to be looked over."""
    if day is None:
        return ""
    words = {"day": day.isoformat()}
    if day < today:
        return _("Skulle ha setts över senast %(day)s.") % words
    return _("Ses över senast %(day)s.") % words
