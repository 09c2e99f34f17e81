"""Regions side by side: counted, missing or untold, never zero by mistake."""

from __future__ import annotations

import pytest

from fardplan.engine.national.picture import (
    Cell,
    Mention,
    RegionTold,
    SectionTold,
    ThemeTold,
    count_municipalities,
    count_themes,
)


WORDS = ("mobila team",)


def initiative(key: int, *themes: str, status: str = "") -> Mention:
    return Mention(
        key, "initiative", f"Insats {key}", dict.fromkeys(themes, WORDS), status
    )


def planned(key: int, *themes: str, places: str = "") -> Mention:
    codes = frozenset(places.split())
    told = dict.fromkeys(themes, ())
    return Mention(key, "initiative", f"Insats {key}", told, "pilot", "Planen", codes)


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
        # Of a plan all is known, and nothing of it was a picture.
        ((planned(1, "other"),), (), ThemeTold(Cell.NONE)),
        (
            (planned(1, "mobile"), initiative(2, "mobile")),
            (section(),),
            ThemeTold(Cell.TOLD, 2),
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


def test_themes_are_counted_once_a_region():
    regions = [
        RegionTold("1", (initiative(1, "a", "b"), initiative(2, "b"))),
        RegionTold("2", (initiative(3, "b"),)),
        RegionTold("3"),
    ]
    assert count_themes(regions) == {"a": 1, "b": 2}


def test_what_crosses_a_county_border_is_counted_once_in_each_municipality():
    both = planned(1, "mobile", places="1880 0580")
    regions = [
        RegionTold("18", (both, planned(2, "mobile", "other", places="1880"))),
        RegionTold("05", (both, planned(3, "other", places="0581"))),
        RegionTold("09", (initiative(1, "mobile"),)),
    ]
    assert count_municipalities(regions) == {
        "1880": {"mobile": 2, "other": 1},
        "0580": {"mobile": 1},
        "0581": {"other": 1},
    }
