"""The slow twin of the way of a matter: try every path, one after the other."""

from __future__ import annotations

from fardplan.engine.actors.bodies import Relation


def reachable_by_paths(start: str, relations: list[Relation]) -> set[str]:
    """Give all bodies that some chain of arrows leads to, found by brute force."""

    def moves(here: str) -> list[str]:
        up = {"prepares_for", "committee_of", "reports_to", "acts_for"}
        forward = [r.target for r in relations if r.source == here and r.kind in up]
        back = [r.source for r in relations if r.target == here and r.kind == "steers"]
        return forward + back

    found = {start}
    for _ in relations:
        found |= {there for here in found for there in moves(here)}
    return found
