"""The kinds of node a plan is made of, and what may lie under what.

In: kinds. Out: nothing, or :class:`RefusedPlaceError` with the reason in Swedish. Each
programme chooses its levels and names them itself, since regions do: the published
overviews have visions, target areas, strategies and goals in every order. What is no
level stands beside the tree: definitions, shifts, success factors and the like.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from fardplan.engine.shared.wording import N_


if TYPE_CHECKING:
    from collections.abc import Collection


class NodeKind(StrEnum):
    VISION = "vision"
    TARGET_VISION = "target_vision"
    PERSPECTIVE = "perspective"
    STATEMENT = "statement"
    TARGET_AREA = "target_area"
    GOAL = "goal"
    STRATEGY = "strategy"
    INITIATIVE = "initiative"
    ACTIVITY = "activity"
    MILESTONE = "milestone"
    DECISION_POINT = "decision_point"
    DEFINITION = "definition"
    SHIFT = "shift"
    KNOWLEDGE_AREA = "knowledge_area"
    DEVELOPMENT_AREA = "development_area"
    MEASUREMENT_AREA = "measurement_area"
    SUCCESS_FACTOR = "success_factor"
    OBSTACLE = "obstacle"
    STARTING_POINT = "starting_point"


class LinkKind(StrEnum):
    """How one node stands to another across the tree."""

    CONTRIBUTES_TO = "contributes_to"
    DEFINITION = "definition"
    KNOWLEDGE_AREA = "knowledge_area"
    SHIFT = "shift"
    FOLLOWED_BY = "followed_by"
    HELPED_BY = "helped_by"
    HINDERED_BY = "hindered_by"


# The levels that a programme chooses among, from the widest to the narrowest.
LEVELS = tuple(NodeKind)[: tuple(NodeKind).index(NodeKind.DEFINITION)]
BESIDE = tuple(kind for kind in NodeKind if kind not in LEVELS)
# What most plans have; the rest is chosen where it is wanted.
USUAL_LEVELS = (
    NodeKind.VISION,
    NodeKind.TARGET_VISION,
    NodeKind.PERSPECTIVE,
    NodeKind.STATEMENT,
    NodeKind.GOAL,
    NodeKind.STRATEGY,
    NodeKind.INITIATIVE,
    NodeKind.ACTIVITY,
    NodeKind.MILESTONE,
)

_K = NodeKind
_DIRECTION = (_K.TARGET_AREA, _K.GOAL, _K.STRATEGY)
_WORK = (*_DIRECTION, _K.INITIATIVE, _K.ACTIVITY)
# Under which kinds each may lie; None is the root of the plan.
PARENTS: dict[NodeKind, frozenset[NodeKind | None]] = {
    _K.VISION: frozenset({None}),
    _K.TARGET_VISION: frozenset({None, _K.VISION}),
    _K.PERSPECTIVE: frozenset({_K.VISION, _K.TARGET_VISION}),
    _K.STATEMENT: frozenset({_K.VISION, _K.TARGET_VISION, _K.PERSPECTIVE, *_DIRECTION}),
    _K.TARGET_AREA: frozenset(
        {None, _K.VISION, _K.TARGET_VISION, _K.PERSPECTIVE, _K.TARGET_AREA}
    ),
    _K.GOAL: frozenset(
        {None, _K.VISION, _K.TARGET_VISION, _K.PERSPECTIVE, *_DIRECTION}
    ),
    _K.STRATEGY: frozenset(
        {None, _K.VISION, _K.TARGET_VISION, _K.PERSPECTIVE, *_DIRECTION}
    ),
    _K.INITIATIVE: frozenset({None, *_DIRECTION, _K.DEVELOPMENT_AREA}),
    _K.ACTIVITY: frozenset({None, *_WORK}),
    _K.MILESTONE: frozenset({None, *_WORK}),
    _K.DECISION_POINT: frozenset({None, *_WORK}),
    _K.DEFINITION: frozenset({None}),
    _K.SHIFT: frozenset({None, _K.VISION, _K.TARGET_VISION, *_DIRECTION}),
    _K.KNOWLEDGE_AREA: frozenset({None, *_DIRECTION}),
    _K.DEVELOPMENT_AREA: frozenset({None, *_DIRECTION}),
    _K.MEASUREMENT_AREA: frozenset({None, *_DIRECTION}),
    _K.SUCCESS_FACTOR: frozenset({None}),
    _K.OBSTACLE: frozenset({None}),
    _K.STARTING_POINT: frozenset({None, _K.VISION, _K.TARGET_VISION}),
}
# What each link may point at; anything that is a level may contribute.
TARGETS: dict[LinkKind, frozenset[NodeKind]] = {
    LinkKind.CONTRIBUTES_TO: frozenset(LEVELS),
    LinkKind.DEFINITION: frozenset({_K.DEFINITION}),
    LinkKind.KNOWLEDGE_AREA: frozenset({_K.KNOWLEDGE_AREA}),
    LinkKind.SHIFT: frozenset({_K.SHIFT}),
    LinkKind.FOLLOWED_BY: frozenset({_K.MEASUREMENT_AREA}),
    LinkKind.HELPED_BY: frozenset({_K.SUCCESS_FACTOR}),
    LinkKind.HINDERED_BY: frozenset({_K.OBSTACLE}),
}


class RefusedPlaceError(Exception):
    """A node or a link can't be there; ``str()`` is the reason in Swedish."""


def check_kind(kind: NodeKind, chosen: Collection[NodeKind]) -> None:
    """Raise :class:`RefusedPlaceError` unless the programme has this level.

    What stands beside the tree is for every programme.
    """
    if kind in LEVELS and kind not in chosen:
        raise RefusedPlaceError(
            N_("Programmet använder inte den nivån. Lägg till den bland nivåerna.")
        )


def check_place(kind: NodeKind, parent: NodeKind | None) -> None:
    """Raise :class:`RefusedPlaceError` unless ``kind`` may lie under ``parent``."""
    if parent not in PARENTS[kind]:
        raise RefusedPlaceError(N_("En sådan del kan inte ligga där i planen."))


def check_link(source: NodeKind, kind: LinkKind, target: NodeKind) -> None:
    """Raise :class:`RefusedPlaceError` unless the two may be linked so."""
    if source not in LEVELS or target not in TARGETS[kind]:
        raise RefusedPlaceError(N_("De två delarna kan inte kopplas så."))
