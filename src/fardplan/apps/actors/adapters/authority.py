"""Authority rows <-> the engine's facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fardplan.engine.shared.text import search_key, swedish_sort_key


if TYPE_CHECKING:
    from collections.abc import Iterable

    from fardplan.apps.actors.models import Authority
    from fardplan.engine.actors.authority_register import AuthorityFact


_PLAIN = (
    "name",
    "short_name",
    "kind",
    "county",
    "municipality_code",
    "sort_key",
    "search_key",
)


def to_fields(fact: AuthorityFact) -> dict[str, str | None]:
    """Give the plain columns of a fact; references are set apart."""
    return {
        "name": fact.name,
        "short_name": fact.short_name,
        "kind": fact.kind,
        "county": fact.county,
        "municipality_code": fact.municipality_code or None,
        # Two digits a letter; only foreign alphabets could fill the column's 200.
        "sort_key": swedish_sort_key(fact.short_name)[:200],
        "search_key": search_key(
            fact.name, fact.short_name, fact.code, fact.municipality_code, fact.county
        ),
    }


def to_references(fact: AuthorityFact) -> dict[str, str]:
    """Give what a fact refers to, as codes that people can read in the history."""
    return {"region": fact.region, "care_regions": _listed(fact.care_regions)}


def to_loaded(row: Authority) -> dict[str, str | None]:
    """Give what an earlier load put in a row, in the form of the two functions above."""
    return {name: getattr(row, name) for name in _PLAIN} | {
        "region": row.region.code if row.region else "",
        "care_regions": _listed(care.code for care in row.care_regions.all()),
    }


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes))
