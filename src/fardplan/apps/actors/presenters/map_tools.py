"""What stands beside the collaboration map: what the arrows mean, and other sizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import capfirst

from fardplan.apps.actors.presenters.collaboration_words import signs
from fardplan.apps.actors.presenters.map_lines import LinePaths, line_paths
from fardplan.apps.actors.states import RelationLabel


if TYPE_CHECKING:
    from collections.abc import Sequence

    from fardplan.engine.actors.bodies import Relation


@dataclass(frozen=True)
class LegendLine:
    """A kind of arrow: a sample of its line, its sign, and what it means."""

    kind: str
    sign: str
    text: str
    paths: LinePaths


def legend(relations: Sequence[Relation]) -> list[LegendLine]:
    """Explain the kinds of arrow that are on the map."""
    used = {str(relation.kind) for relation in relations}
    return [
        LegendLine(
            kind=kind.value,
            sign=signs()[kind],
            text=capfirst(str(kind.label)),
            paths=line_paths(kind, ((2, 9), (44, 9))),
        )
        for kind in RelationLabel
        if kind in used
    ]


@dataclass(frozen=True)
class ZoomLinks:
    """The sizes next to the one shown; None where there is no smaller or larger."""

    smaller: int | None
    larger: int | None


def zoom_links(zoom: int, steps: Sequence[int]) -> ZoomLinks:
    """Give the next smaller and larger size."""
    now = zoom or 100
    return ZoomLinks(
        smaller=max((step for step in steps if step < now), default=None),
        larger=min((step for step in steps if step > now), default=None),
    )
