"""Small tags that every template may use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from fardplan.apps.common.evidence import passages_about, passages_of_events
from fardplan.apps.common.notes import notes_about


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fardplan.apps.common.evidence import Passage

register = template.Library()


@register.simple_tag(takes_context=True)
def sort_link(context: dict[str, Any], column: str) -> str:
    """Give the query string a column's heading leads to: ascending, then descending."""
    asked = context["request"].GET.copy()
    asked.pop("sida", None)
    asked["sortera"] = f"-{column}" if context["sort"] == column else column
    return f"?{asked.urlencode()}"


@register.simple_tag(takes_context=True)
def aria_sort(context: dict[str, Any], column: str) -> str:
    """Give the column's ``aria-sort``: ascending, descending or none."""
    return {column: "ascending", f"-{column}": "descending"}.get(
        context["sort"], "none"
    )


@register.inclusion_tag("common/_evidence.html", takes_context=True)
def evidence(context: dict[str, Any], kind: str, key: str) -> dict[str, Any]:
    """Draw the passages that something rests on, for those who may see them."""
    user = context["request"].user
    return {"passages": passages_about(kind, key, reader=user)}


@register.inclusion_tag("common/_notes.html")
def notes(kind: str, key: str) -> dict[str, Any]:
    """Draw what later stations tell of a thing."""
    return {"notes": notes_about(kind, key)}


@register.simple_tag(takes_context=True)
def passages_of(context: dict[str, Any], lines: Iterable[Any]) -> dict[int, Passage]:
    """Give the passage that each event of a history came of, by its number."""
    numbers = [line.event.pk for line in lines]
    return passages_of_events(numbers, reader=context["request"].user)


@register.filter
def item(mapping: Mapping[Any, Any], key: Any) -> Any:
    """Give what a mapping has at a key; nothing when it has none."""
    return mapping.get(key)
