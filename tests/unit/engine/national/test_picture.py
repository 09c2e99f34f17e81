"""Regions side by side: counted, missing or untold, never zero by mistake."""

from __future__ import annotations

import pytest

from fardplan.engine.national.picture import (
    Cell,
    Mention,
    RegionTold,
    SectionTold,
    ThemeTold,
    themes_in_order,
)


WORDS = ("mobila team",)


def initiative(key: int, *themes: str, status: str = "") -> Mention:
    return Mention(
        key, "initiative", f"Insats {key}", dict.fromkeys(themes, WORDS), status
    )


def section(state: str = "filled", kind: str = "development_areas") -> SectionTold:
    return SectionTold(kind, state, "Rubrik", 1)


@pytest.mark.parametrize(
    ("mentions", "sections", "cell"),
    [
        ((), (), ThemeTold(Cell.UNTOLD)),
        ((initiative(1, "mobile"),), (section(),), ThemeTold(Cell.TOLD, 1)),
        # What is told stands, also where a part was lost.
        (
            (initiative(1, "mobile"),),
            (section("heading_only"),),
            ThemeTold(Cell.TOLD, 1),
        ),
        ((initiative(1, "other"),), (section(),), ThemeTold(Cell.NONE)),
        ((initiative(1),), (section("heading_only"),), ThemeTold(Cell.MISSING)),
        # One of two sections was a picture: nobody knows what stood there.
        (
            (initiative(1),),
            (section(), section("intro_only", "joint_initiatives")),
            ThemeTold(Cell.MISSING),
        ),
        # Without a section for initiatives nothing is known of them.
        ((), (section(kind="direction"),), ThemeTold(Cell.MISSING)),
        # That another section was a picture says nothing of initiatives.
        ((), (section(), section("heading_only", "direction")), ThemeTold(Cell.NONE)),
        # A body is no initiative.
        (
            (Mention(1, "body", "Råd", {"mobile": WORDS}),),
            (section(),),
            ThemeTold(Cell.NONE),
        ),
    ],
)
def test_a_cell_tells_what_is_known(mentions, sections, cell):
    assert RegionTold("18", mentions, sections).cell("mobile") == cell


def test_those_that_have_come_furthest_come_first():
    told = RegionTold(
        "18",
        (
            initiative(1, "mobile"),
            initiative(2, "mobile", status="pilot"),
            initiative(3, "mobile", status="infört"),
            initiative(4, "mobile", status="okänt ord"),
            initiative(5, "other", status="infört"),
        ),
    )
    assert [one.key for one in told.of_theme("mobile")] == [3, 2, 1, 4]
    assert told.of_theme("nothing") == []


def test_the_themes_of_most_regions_come_first():
    regions = [
        RegionTold("1", (initiative(1, "a", "b"), initiative(2, "b"))),
        RegionTold("2", (initiative(3, "b"),)),
        RegionTold("3"),
    ]
    assert themes_in_order(regions, ["c", "a", "b", "d"]) == ["b", "a", "c", "d"]
