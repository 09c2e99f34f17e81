"""Small tags that every template may use."""

from __future__ import annotations

from typing import Any

from django import template


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
