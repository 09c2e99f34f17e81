"""What an editor can do with a part where it stands: change, move, add below.

Written as text and not by a template: a part has up to six addresses and labels, and
drawing them took two thirds of the time of a draft with 50 parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _


if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from fardplan.apps.plans.presenters.tree import MoveChoice

_TOOLS = (
    '<div class="part-tools no-print"><a class="ds-link" href="{at}andra/"'
    ' hx-get="{at}andra/" hx-target="#del-{key}" aria-label="{change}: {title}">'
    '{change}</a> {steps}<a class="ds-link add" href="{base}ny/?under={key}"'
    ' aria-label="{below}: {title}">+ {below}</a></div>'
)
_STEP = (
    '<button type="submit" form="move-form" class="step" name="plats" value="{}"'
    ' formaction="{}flytta/" data-move="{}" title="{}" aria-label="{}: {}">{}</button> '
)


def part_tools(
    base: str, key: str, title: str, moves: Iterable[MoveChoice]
) -> SafeString:
    """Give the buttons and links of one part."""
    at = f"{base}nod/{key}/"
    steps = format_html_join(
        "",
        _STEP,
        ((m.value, at, m.direction, m.label, m.label, title, m.symbol) for m in moves),
    )
    return format_html(
        _TOOLS,
        at=at,
        base=base,
        key=key,
        title=title,
        steps=steps,
        change=_("Ändra"),
        below=_("Lägg till under"),
    )
