"""Colours: the arithmetic of WCAG, and the palette made from one colour."""

from __future__ import annotations

import pytest

from fardplan.engine.shared.colour import (
    at_luminance,
    contrast,
    luminance,
    palette,
    parse_hex,
    to_css,
)


# Counted with WebAIM's contrast checker, two decimals, cut off.
@pytest.mark.parametrize(
    ("one", "other", "known"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.47),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 3.99),
        ("#0000ff", "#ffffff", 8.59),
        ("#008000", "#ffffff", 5.13),
    ],
)
def test_contrast_is_that_of_wcag(one, other, known):
    assert contrast(one, other) == pytest.approx(known, abs=0.01)
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize(
    ("text", "known"),
    [("#000000", 0), ("#ffffff", 1), ("#FF0000", 0.2126), ("#00ff00", 0.7152)],
)
def test_luminance_is_that_of_wcag(text, known):
    assert luminance(text) == pytest.approx(known)


def test_a_dark_shade_uses_the_straight_part_of_the_curve():
    assert parse_hex("#0a0000") == (pytest.approx(10 / 255 / 12.92), 0, 0)


@pytest.mark.parametrize(
    "text", ["", "red", "#fff", "17313e", "#17313", "#17313g", "#17313e0", "#17313e\n"]
)
def test_what_is_no_colour_is_told(text):
    with pytest.raises(ValueError, match=f"^”{text}” är ingen färg; skriv den som #"):
        parse_hex(text)


@pytest.mark.parametrize("target", [0.0, 0.02, 0.18, 0.5, 0.91])
def test_a_colour_is_moved_to_the_luminance_asked_for(target):
    assert luminance(at_luminance("#1f5566", target)) == pytest.approx(target, abs=0.01)


def test_the_brightest_is_white():
    assert at_luminance("#1f5566", 1.0) == "#ffffff"


def test_grey_stays_grey():
    text = at_luminance("#808080", 0.3)
    channels = [int(text[i : i + 2], 16) for i in (1, 3, 5)]

    assert max(channels) - min(channels) <= 1  # one step of 255 is lost in rounding


def test_hue_is_kept():
    red, green, blue = parse_hex(at_luminance("#b3261e", 0.3))

    assert red > 2 * green
    assert red > 2 * blue


ROLES = {
    "background-default",
    "background-tinted",
    "surface-default",
    "surface-tinted",
    "surface-hover",
    "surface-active",
    "border-subtle",
    "border-default",
    "border-strong",
    "text-subtle",
    "text-default",
    "base-default",
    "base-hover",
    "base-active",
    "base-contrast-subtle",
    "base-contrast-default",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_palette_has_the_sixteen_roles_of_designsystemet(scheme):
    assert set(palette("#1f5566", scheme)) == ROLES


def test_the_style_sheet_sets_every_role_in_both_schemes():
    css = to_css({"accent": "#1f5566"}, ".mine")
    light, dark = css.splitlines()

    assert light == (
        ".mine{"
        + "".join(
            f"--ds-color-accent-{role}:{value};"
            for role, value in palette("#1f5566", "light").items()
        )
        + "}"
    )
    assert dark == (
        "@media screen and (prefers-color-scheme:dark){.mine{"
        + "".join(
            f"--ds-color-accent-{role}:{value};"
            for role, value in palette("#1f5566", "dark").items()
        )
        + "}}"
    )
