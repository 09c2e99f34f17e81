"""What an editor can do with a part where it stands: change, move, add below.

Written as text and not by a template: a part has up to six addresses and labels, and
drawing them took two thirds of the time of a draft with 50 parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import mark_safe
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
    '<button type="submit" form="move-form" class="step" name="plats" value="{value}"'
    ' formaction="{at}flytta/" data-move="{way}" title="{label}"'
    ' aria-label="{label}: {title}">{symbol}</button> '
)


def part_tools(
    base: str, key: str, title: str, moves: Iterable[MoveChoice]
) -> SafeString:
    """Give the buttons and links of one part."""
    # Only the title is written by people, and it is escaped once: to let `format_html`
    # escape each address and label took a third of the time of a draft with 400 parts.
    told = {"at": f"{base}nod/{key}/", "title": escape(title)}
    steps = "".join(
        _STEP.format(
            value=one.value,
            way=one.direction,
            label=one.label,
            symbol=one.symbol,
            **told,
        )
        for one in moves
    )
    words = {"change": _("Ändra"), "below": _("Lägg till under")}
    text = _TOOLS.format(base=base, key=key, steps=steps, **words, **told)
    return mark_safe(text)  # noqa: S308 -- the title is escaped, the rest is ours
