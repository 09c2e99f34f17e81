"""Whatever bodies, arrows and files there are: nothing crashes, every map is right."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.bodies import body, words
from tests.builders.map_geometry import faults
from tests.reference.matter_route import reachable_by_paths

from fardplan.engine.actors.authority_register import AuthorityFact
from fardplan.engine.actors.bodies import Level, Relation, RelationKind
from fardplan.engine.actors.body_register import BodyRegisterError, read_bodies
from fardplan.engine.actors.box_text import text_width, wrap
from fardplan.engine.actors.column_layout import to_column
from fardplan.engine.actors.lane_layout import NARROW, WIDE, Group, to_lanes
from fardplan.engine.actors.map_rows import RowLimit, rows_of
from fardplan.engine.actors.matter_route import route_from, upwards


CODES = [f"b{number}" for number in range(9)]
RELATIONS = st.lists(
    st.builds(
        Relation,
        st.sampled_from(CODES),
        st.sampled_from(RelationKind),
        st.sampled_from(CODES),
    ).filter(lambda relation: relation.source != relation.target),
    unique=True,
    max_size=14,
)
REGION = AuthorityFact(code="18", name="R", short_name="R", kind="region")
HEADS = {
    "bodies.csv": "code,home,name,abbreviation,type,level,authorities,financed_by,mandate,source",
    "relations.csv": "source,kind,target,told_in",
    "composition.csv": "body,role,function,minimum,maximum,each_authority,seats,told_in",
}


@given(RELATIONS, st.sampled_from(CODES))
def test_the_route_is_what_every_path_finds(relations, start):
    route = route_from(start, relations)
    assert route.bodies == reachable_by_paths(start, relations)
    assert len(set(route.steps)) == len(route.steps)


@given(RELATIONS, st.lists(st.sampled_from(Level), min_size=9, max_size=9))
def test_every_upright_map_is_right(relations, levels):
    bodies = [body(code, level) for code, level in zip(CODES, levels, strict=True)]
    drawing = to_column(bodies, relations, words({"b1": "HSN · 9 ledamöter"}))
    assert faults(drawing) == {}
    assert len(drawing.arrows) == len(relations)


@given(RELATIONS, st.lists(st.sampled_from(Level), min_size=9, max_size=9))
def test_every_map_in_lanes_is_right(relations, levels):
    bodies = [body(code, level) for code, level in zip(CODES, levels, strict=True)]
    groups = [Group("Ett", frozenset(CODES[:2])), Group("Två", frozenset(CODES[2:]))]
    for size in (WIDE, NARROW):
        drawing = to_lanes(bodies, relations, words(), groups, size)
        assert faults(drawing) == {}
        assert len(drawing.arrows) == len(relations)


@given(RELATIONS, st.integers(1, 4))
def test_rows_hold_what_they_may_and_only_consultations_stay_in_one_row(
    relations, most
):
    rows = rows_of(dict.fromkeys(CODES, 100.0), relations, RowLimit(most, 320, 10))
    counts = [list(rows.values()).count(row) for row in set(rows.values())]
    assert rows.keys() == set(CODES)
    assert max(counts) <= min(most, 2)
    for relation in relations:
        if upwards(relation):
            assert rows[relation.source] != rows[relation.target]


@given(st.text("abcdefghåäö -", max_size=60), st.integers(40, 200))
def test_wrapped_text_fits_and_loses_nothing(text, width):
    lines = wrap(text, width, 14)
    assert all(text_width(line, 14) <= width for line in lines)
    kept = "".join(lines).replace("-", "").replace(" ", "")
    assert kept == text.replace("-", "").replace(" ", "")


CELL = st.one_of(
    st.sampled_from(
        ["18", "a", "b", "board", "political", "steers", "chair", "1", "no"]
    ),
    st.text(max_size=8),
)


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(list(HEADS)), st.lists(st.lists(CELL, max_size=11), max_size=4)
    )
)
def test_any_file_is_read_or_refused_by_name(tables):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, head in HEADS.items():
            lines = [",".join(cells) for cells in tables.get(file, [])]
            text = "\n".join([head, *lines])
            (folder / file).write_text(text, encoding="utf-8", errors="replace")
        try:
            read_bodies(folder, [REGION])
        except BodyRegisterError as error:
            for line in str(error).splitlines():
                assert line.split(",")[0] in HEADS
