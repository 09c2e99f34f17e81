"""Authority rows <-> the engine's facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.engine.shared.text import search_key, swedish_sort_key


if TYPE_CHECKING:
    from fardplan.engine.actors.authority_register import AuthorityFact


def to_fields(fact: AuthorityFact) -> dict[str, str | None]:
    """Give the plain columns of a fact; references are set apart."""
    return {
        "name": fact.name,
        "short_name": fact.short_name,
        "kind": fact.kind,
        "county": fact.county,
        "municipality_code": fact.municipality_code or None,
        "sort_key": swedish_sort_key(fact.short_name),
        "search_key": search_key(
            fact.name, fact.short_name, fact.code, fact.municipality_code, fact.county
        ),
    }
