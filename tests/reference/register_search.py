"""The slow twin of the register's search: plain loops over the facts."""

from __future__ import annotations

from fardplan.apps.actors.queries import AuthorityFilter
from fardplan.engine.actors.authority_register import AuthorityFact
from fardplan.engine.shared.text import swedish_sort_key


KINDS = ["state", "care_region", "region", "municipality"]


def search(facts: list[AuthorityFact], wanted: AuthorityFilter) -> list[str]:
    """Give the codes of what fits, in the order asked for."""
    found = [fact for fact in facts if _fits(fact, wanted)]
    county = {fact.code: fact.short_name for fact in facts if fact.kind == "region"}

    def place(fact: AuthorityFact) -> tuple[object, ...]:
        name = swedish_sort_key(fact.short_name)
        region = county.get(fact.region or fact.code, "")
        return {
            "name": (name, fact.code),
            "code": (fact.code,),
            "kind": (KINDS.index(fact.kind), name, fact.code),
            "county": (swedish_sort_key(region), name, fact.code),
        }[wanted.sort.strip("-")]

    found.sort(key=place, reverse=wanted.sort.startswith("-"))
    return [fact.code for fact in found]


def _fits(fact: AuthorityFact, wanted: AuthorityFilter) -> bool:
    said = [fact.name, fact.short_name, fact.code, fact.municipality_code, fact.county]
    words = wanted.text.casefold().split()
    if any(word not in " ".join(filter(None, said)).casefold() for word in words):
        return False
    kinds = {fact.kind} | ({"municipality"} if fact.municipality_code else set())
    if wanted.kind and wanted.kind not in kinds:
        return False
    if wanted.care_region and wanted.care_region not in (
        fact.code,
        *fact.care_regions,
    ):
        return False
    return not wanted.region or wanted.region in (fact.code, fact.region)
