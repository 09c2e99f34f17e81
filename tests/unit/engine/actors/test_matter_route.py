"""Which way a matter goes, by hand."""

from __future__ import annotations

from fardplan.engine.actors.bodies import Relation, RelationKind
from fardplan.engine.actors.matter_route import route_from


PREPARES = RelationKind.PREPARES_FOR


def test_every_way_up_is_followed_to_who_decides():
    up = [
        Relation("grupp", RelationKind.ACTS_FOR, "chefer"),
        Relation("chefer", PREPARES, "nämnd"),
        Relation("grupp", RelationKind.COMMITTEE_OF, "råd"),
        Relation("nämnd", RelationKind.REPORTS_TO, "fullmäktige"),
        Relation("annan", PREPARES, "nämnd"),
    ]
    route = route_from("grupp", up)
    assert route.steps == (up[0], up[2], up[1], up[3])
    assert route.ends == ("råd", "fullmäktige")
    assert route.bodies == {"grupp", "chefer", "nämnd", "råd", "fullmäktige"}


def test_a_matter_goes_against_who_steers_and_not_along_consultations():
    steers = Relation("ledning", RelationKind.STEERS, "grupp")
    consults = Relation("grupp", RelationKind.CONSULTS, "råd")
    route = route_from("grupp", [steers, consults])
    assert route.steps == (steers,)
    assert route.ends == ("ledning",)


def test_a_circle_ends_where_it_began():
    circle = [Relation("a", PREPARES, "b"), Relation("b", PREPARES, "a")]
    route = route_from("a", circle)
    assert route.steps == tuple(circle)
    assert route.ends == ()


def test_a_body_without_arrows_ends_with_itself():
    route = route_from("a", [])
    assert (route.steps, route.ends, route.bodies) == ((), ("a",), {"a"})
