"""The promise of the palette: readable whatever colour an authority has (WCAG 2.2)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fardplan.engine.shared.colour import contrast, palette


colours = st.builds("#{:06x}".format, st.integers(0, 0xFFFFFF))
schemes = st.sampled_from(["light", "dark"])
GROUNDS = (
    "background-default",
    "background-tinted",
    "surface-default",
    "surface-tinted",
    "surface-hover",
    "surface-active",
)
# Role -> the least contrast on every ground: 7 is level AAA for text (1.4.6), 4.5 level
# AA (1.4.3), 3 for borders that carry meaning (1.4.11).
LEAST = {
    "text-default": 7,
    "text-subtle": 4.5,
    "border-strong": 4.5,
    "border-default": 3,
}


@given(colours, schemes)
def test_text_and_borders_stand_out_on_every_ground(colour, scheme):
    roles = palette(colour, scheme)

    assert [
        (ink, ground)
        for ink, least in LEAST.items()
        for ground in GROUNDS
        if contrast(roles[ink], roles[ground]) < least
    ] == []


@given(colours, schemes)
def test_the_text_of_a_button_stands_out_in_every_state(colour, scheme):
    roles = palette(colour, scheme)

    assert [
        (ink, state)
        for ink in ("base-contrast-default", "base-contrast-subtle")
        for state in ("base-default", "base-hover", "base-active")
        if contrast(roles[ink], roles[state]) < 4.5
    ] == []


@given(colours, schemes)
def test_a_button_looks_different_when_pointed_at_and_pressed(colour, scheme):
    roles = palette(colour, scheme)
    states = {roles[f"base-{state}"] for state in ("default", "hover", "active")}

    assert len(states) == 3
