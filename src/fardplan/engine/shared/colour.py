"""From one colour to a whole accessible palette, light and dark.

In: a colour as ``#rrggbb``. Out: the sixteen roles that Designsystemet's components
use. Each role has a fixed relative luminance (WCAG 2.2), so contrast is promised by
construction whatever colour an authority has; hue and chroma are kept in OKLCh
(B. Ottosson, "A perceptual color space for image processing", 2020).
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Mapping


# Role -> luminance. Chosen so that text-subtle reaches 4.5:1 and border-default 3:1 on
# every background and surface of the same scheme (tests/generative/test_colour.py).
_LIGHT = {
    "background-default": 1.0,
    "background-tinted": 0.91,
    "surface-default": 1.0,
    "surface-tinted": 0.84,
    "surface-hover": 0.77,
    "surface-active": 0.68,
    "border-subtle": 0.58,
    "border-default": 0.18,
    "border-strong": 0.09,
    "text-subtle": 0.09,
    "text-default": 0.022,
}
_DARK = {
    "background-default": 0.010,
    "background-tinted": 0.014,
    "surface-default": 0.018,
    "surface-tinted": 0.024,
    "surface-hover": 0.032,
    "surface-active": 0.044,
    "border-subtle": 0.055,
    "border-default": 0.25,
    "border-strong": 0.42,
    "text-subtle": 0.42,
    "text-default": 0.84,
}
# The base is a filled button. White text needs luminance <= 1.05/4.5 - 0.05 = 0.183;
# kept under 0.13 so that the subtle contrast colour passes too, and over 0.012 so that
# there is room below for a button that is pointed at or pressed, also when it is black.
_BASE_LIGHT_MIN = 0.012
_BASE_LIGHT_MAX = 0.13
_BASE_DARK_MIN = 0.26
_HEX = re.compile(r"#[0-9a-f]{6}")

Rgb = tuple[float, float, float]


def parse_hex(text: str) -> Rgb:
    """Give linear-light red, green and blue in [0, 1]; ValueError when not a colour."""
    if not _HEX.fullmatch(text.lower()):
        raise ValueError(f"”{text}” är ingen färg; skriv den som #17313e")
    red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _to_linear(red), _to_linear(green), _to_linear(blue)


def luminance(text: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    red, green, blue = parse_hex(text)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio between two colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def at_luminance(text: str, target: float) -> str:
    """Give the colour of the same hue whose luminance is ``target`` (0 to 1)."""
    if target >= 1:
        return "#ffffff"
    chroma, hue = _chroma_and_hue(parse_hex(text))
    # Pale and deep tones of a strong colour turn garish: let chroma follow how much
    # room the gamut has at that lightness.
    chroma *= min(1.0, 3 * target**0.4 * (1 - target) ** 1.1)
    low, high = 0.0, 1.0
    for _ in range(24):
        middle = (low + high) / 2
        found = luminance(_to_hex(middle, chroma, hue))
        low, high = (middle, high) if found < target else (low, middle)
    return _to_hex(low, chroma, hue)


def palette(text: str, scheme: str) -> Mapping[str, str]:
    """Give role -> colour for ``scheme`` "light" or "dark"."""
    steps = _LIGHT if scheme == "light" else _DARK
    roles = {role: at_luminance(text, target) for role, target in steps.items()}
    base = luminance(text)
    if scheme == "light":
        base = min(max(base, _BASE_LIGHT_MIN), _BASE_LIGHT_MAX)
        moves = {"default": base, "hover": base * 0.72, "active": base * 0.5}
        ink = {"subtle": at_luminance(text, 0.91), "default": "#ffffff"}
    else:
        base = min(max(base, _BASE_DARK_MIN), 0.7)
        moves = {"default": base, "hover": base * 1.15, "active": base * 1.3}
        ink = {"subtle": at_luminance(text, 0.008), "default": "#000000"}
    roles |= {f"base-{k}": at_luminance(text, min(v, 0.95)) for k, v in moves.items()}
    return roles | {f"base-contrast-{k}": v for k, v in ink.items()}


def to_css(colours: Mapping[str, str], selector: str = ":root") -> str:
    """Give the style sheet that puts each named palette's roles in place.

    ``colours`` maps Designsystemet's palette name (accent, neutral ...) to a colour.
    """
    light, dark = (
        "".join(
            f"--ds-color-{name}-{role}:{value};"
            for name, colour in colours.items()
            for role, value in palette(colour, scheme).items()
        )
        for scheme in ("light", "dark")
    )
    return (
        f"{selector}{{{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{{selector}{{{dark}}}}}\n"
    )


def _to_linear(value: float) -> float:
    # sRGB transfer function, IEC 61966-2-1.
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _from_linear(value: float) -> int:
    value = min(max(value, 0.0), 1.0)
    shown = 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
    return round(shown * 255)


def _chroma_and_hue(rgb: Rgb) -> tuple[float, float]:
    red, green, blue = rgb
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return math.hypot(a, b), math.atan2(b, a)


def _to_hex(lightness: float, chroma: float, hue: float) -> str:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    channels = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{_from_linear(channel):02x}" for channel in channels)
