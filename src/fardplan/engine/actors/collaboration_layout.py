"""The collaboration map as a graph for ELK, and ELK's answer as a drawing.

In: bodies, relations and the words to write. Out: boxes, arrows that go round boxes,
and one band for each level, political on top. ELK's layered method (Sugiyama, Tagawa
and Toda 1981) places and routes; here it is told which row each box stands in
(partitions), and the bands are drawn apart afterwards.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from fardplan.engine.actors.bodies import RelationKind
from fardplan.engine.actors.box_text import text_width
from fardplan.engine.actors.map_drawing import (
    BAND_GAP,
    BAND_PAD,
    BANDS,
    HEADING,
    LABEL_HEIGHT,
    LABEL_SIZE,
    Arrow,
    Band,
    Box,
    Drawing,
    MapWords,
    Point,
    Rect,
    box_text,
    levels_of,
)
from fardplan.engine.actors.map_rows import RowLimit, rows_of
from fardplan.engine.actors.matter_route import upwards


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fardplan.engine.actors.bodies import BodyFact, Relation

# A window of 1280 pixels, less the page's margins (frame.css).
WIDTH = 1216.0
_TEXT_WIDTH, _BOXES_IN_A_ROW, _BETWEEN, _LANE = 168.0, 8, 26.0, 12.0
# Under the last box of a band, at least.
_FOOT = 8.0


def to_graph(
    bodies: Sequence[BodyFact],
    relations: Sequence[Relation],
    words: MapWords,
) -> dict[str, Any]:
    """Give the graph as elkjs reads it (https://eclipse.dev/elk/reference.html).

    Edges go upwards whatever way the arrow points. Two bodies in one row that consult
    each other are joined by a node below, as wide as the label.
    """
    boxes = _boxes(bodies, relations, words)
    rows = _rows(boxes, relations)
    nodes = [
        _node(box.code, box.place.width, box.place.height, rows[box.code])
        for box in boxes
    ]
    by_code = {node["id"]: node for node in nodes}
    # A row of nothing between each two rows: the joints' place, so that no box that
    # has room to move can slip out of its own row.
    between = range(3, max(rows.values(), default=0), 2)
    nodes += [_node(f"between{row}", 0, 0, row) for row in between]
    edges: list[dict[str, Any]] = []
    for number, relation in enumerate(relations):
        label = words.labels[relation.kind]
        lower, upper = sorted((relation.source, relation.target), key=rows.__getitem__)
        if rows[lower] == rows[upper]:
            joint = f"joint{number}"
            row = rows[lower] - 1
            nodes.append(_node(joint, _label_width(label), LABEL_HEIGHT, row))
            edges.append(_edge(f"from{number}", joint, relation.source))
            edges.append(_edge(f"to{number}", joint, relation.target))
            continue
        start = _port(by_code[lower], "NORTH", relation, str(number))
        # Arrows of one kind to one body run together like branches of a tree. They
        # part at the lower end, or lines would seem to join bodies that they don't.
        alone = str(number) if relation.kind == RelationKind.CONSULTS else ""
        end = _port(by_code[upper], "SOUTH", relation, alone)
        edges.append(_edge(f"arrow{number}", start, end, label))
    return {
        "id": "map",
        "layoutOptions": _options(),
        "children": nodes,
        "edges": edges,
    }


def _boxes(
    bodies: Sequence[BodyFact], relations: Sequence[Relation], words: MapWords
) -> list[Box]:
    """Give the boxes with their sizes, wide enough for several labels side by side."""
    leaving: dict[str, list[str]] = {body.code: [] for body in bodies}
    for relation in relations:
        if way := upwards(relation):
            leaving[way[0]].append(words.labels[relation.kind])
    boxes = []
    for body in bodies:
        box = box_text(body, words.notes.get(body.code, ""), _TEXT_WIDTH)
        labels = [_label_width(label) for label in leaving[body.code]]
        # ELK spreads n arrows evenly, so that n + 1 spaces make up the box.
        needed = (len(labels) + 1) * (max(labels, default=0) + 4)
        width = max(box.place.width, needed if len(labels) > 1 else 0)
        boxes.append(replace(box, place=replace(box.place, width=width)))
    return boxes


def _rows(boxes: Sequence[Box], relations: Sequence[Relation]) -> dict[str, int]:
    """Give each body's partition: even numbers, growing upwards from the lowest row."""
    rows: dict[str, int] = {}
    start = 0
    limit = RowLimit(_BOXES_IN_A_ROW, WIDTH - 2 * BAND_PAD + _BETWEEN, _BETWEEN)
    for level in reversed(BANDS):
        widths = {b.code: b.place.width for b in boxes if b.level == level}
        found = rows_of(widths, relations, limit)
        count = max(found.values(), default=-1) + 1
        rows |= {code: 2 * (start + count - row) for code, row in found.items()}
        start += count
    return rows


def _node(code: str, width: float, height: float, partition: int) -> dict[str, Any]:
    return {
        "id": code,
        "width": round(width, 1),
        "height": round(height, 1),
        "layoutOptions": {"elk.partitioning.partition": str(partition)},
    }


def _port(node: dict[str, Any], side: str, relation: Relation, alone: str) -> str:
    """Give where an arrow meets a box; arrows share a place unless ``alone``."""
    name = f"{node['id']}:{side}:{relation.kind}:{alone}"
    ports = node.setdefault("ports", [])
    node["layoutOptions"]["elk.portConstraints"] = "FIXED_SIDE"
    if name not in [known["id"] for known in ports]:
        options = {"elk.port.side": side}
        ports.append({"id": name, "width": 0, "height": 0, "layoutOptions": options})
    return name


def _label_width(label: str) -> float:
    return round(text_width(label, LABEL_SIZE) + 8, 1)


def _options() -> dict[str, str]:
    layered = {
        "spacing.nodeNodeBetweenLayers": 24,
        "spacing.edgeNodeBetweenLayers": 14,
        "spacing.edgeEdgeBetweenLayers": _LANE,
        # Rows are ours already, so the fastest way to keep them will do.
        "layering.strategy": "NETWORK_SIMPLEX",
        "nodePlacement.strategy": "NETWORK_SIMPLEX",
        "thoroughness": 10,
    }
    common = {
        "algorithm": "layered",
        "direction": "UP",
        "edgeRouting": "ORTHOGONAL",
        "partitioning.activate": "true",
        "separateConnectedComponents": "false",
        "spacing.nodeNode": _BETWEEN,
        "spacing.edgeNode": _LANE,
        "spacing.edgeEdge": _LANE,
        "spacing.edgeLabel": 3,
        "padding": f"[top={HEADING},left={BAND_PAD},bottom={BAND_PAD},right={BAND_PAD}]",
        "randomSeed": 7,
    }
    return {f"elk.{name}": str(value) for name, value in common.items()} | {
        f"elk.layered.{name}": str(value) for name, value in layered.items()
    }


def _edge(name: str, lower: str, upper: str, label: str = "") -> dict[str, Any]:
    edge: dict[str, Any] = {"id": name, "sources": [lower], "targets": [upper]}
    if label:
        edge["labels"] = [
            {"text": label, "width": _label_width(label), "height": LABEL_HEIGHT}
        ]
        edge["labels"][0]["layoutOptions"] = {"elk.edgeLabels.placement": "TAIL"}
    return edge


def to_drawing(
    answer: Mapping[str, Any],
    bodies: Sequence[BodyFact],
    relations: Sequence[Relation],
    words: MapWords,
) -> Drawing:
    """Make ELK's answer a drawing, with the bands moved apart to have room for names."""
    nodes = {node["id"]: _place(node) for node in answer["children"]}
    edges = {edge["id"]: edge for edge in answer["edges"]}
    boxes = [
        replace(box, place=nodes[box.code]) for box in _boxes(bodies, relations, words)
    ]
    arrows = []
    for number, relation in enumerate(relations):
        label = words.labels[relation.kind]
        if f"joint{number}" in nodes:
            out, back = _bends(edges[f"from{number}"]), _bends(edges[f"to{number}"])
            points = (*reversed(out), *back)
            arrows.append(Arrow(relation, points, label, nodes[f"joint{number}"]))
            continue
        edge = edges[f"arrow{number}"]
        points = _bends(edge)
        if nodes[relation.source].y < nodes[relation.target].y:
            points = tuple(reversed(points))
        arrows.append(Arrow(relation, points, label, _place(edge["labels"][0])))
    return _moved_apart(boxes, arrows, float(answer["width"]), float(answer["height"]))


def _place(node: Mapping[str, Any]) -> Rect:
    return Rect(node["x"], node["y"], node["width"], node["height"])


def _bends(edge: Mapping[str, Any]) -> tuple[Point, ...]:
    section = edge["sections"][0]
    bends = [
        section["startPoint"],
        *section.get("bendPoints", []),
        section["endPoint"],
    ]
    return tuple((float(point["x"]), float(point["y"])) for point in bends)


def _cuts(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> list[float]:
    """Give the y between each pair of neighbouring bands that are in use."""
    level_of = {box.code: box.level for box in boxes}
    used = []
    for level in levels_of(boxes):
        places = [box.place for box in boxes if box.level == level]
        # What two bodies of a level say to each other belongs to their band.
        own = [
            arrow.label_place.bottom
            for arrow in arrows
            if level_of[arrow.relation.source] == level
            and level_of[arrow.relation.target] == level
        ]
        bottom = max([*own, *(place.bottom for place in places)])
        used.append((min(place.y for place in places), bottom))
    return [_quietest(upper[1], lower[0], arrows) for upper, lower in pairwise(used)]


def _quietest(top: float, bottom: float, arrows: Sequence[Arrow]) -> float:
    """Give the middle of the widest strip that no label or level line lies in."""
    taken = [(top, top), (bottom, bottom)]
    for arrow in arrows:
        label = arrow.label_place
        taken.append((label.y, label.bottom))
        taken += [(a[1], a[1]) for a, b in pairwise(arrow.points) if a[1] == b[1]]
    inside = sorted(span for span in taken if span[1] >= top and span[0] <= bottom)
    best, middle, reached = -1.0, (top + bottom) / 2, top
    for start, end in inside:
        if start - reached > best:
            best, middle = start - reached, (start + reached) / 2
        reached = max(reached, end)
    return middle


def _moved_apart(
    boxes: list[Box],
    arrows: list[Arrow],
    width: float,
    height: float,
) -> Drawing:
    cuts = _cuts(boxes, arrows)
    extra = _FOOT + BAND_GAP + HEADING

    def down(y: float) -> float:
        return y + extra * sum(y > cut for cut in cuts)

    def moved(place: Rect) -> Rect:
        return replace(place, y=down(place.y))

    # A band ends at its cut; the next one starts a gap below it, with its heading.
    tops = [0.0, *(down(cut) + _FOOT + BAND_GAP for cut in cuts)]
    bottoms = [*(down(cut) + _FOOT for cut in cuts), down(height)]
    bands = [
        Band(level, Rect(0, top, width, bottom - top))
        for level, top, bottom in zip(levels_of(boxes), tops, bottoms, strict=False)
    ]
    return Drawing(
        width=width,
        height=down(height),
        bands=tuple(bands),
        boxes=tuple(replace(box, place=moved(box.place)) for box in boxes),
        arrows=tuple(
            replace(
                arrow,
                points=tuple((x, down(y)) for x, y in arrow.points),
                label_place=moved(arrow.label_place),
            )
            for arrow in arrows
        ),
    )
