"""What the name of a body tells of it."""

from __future__ import annotations

import pytest

from fardplan.engine.actors.bodies import BodyType, Level
from fardplan.engine.actors.body_names import (
    body_code,
    level_told_by,
    same_body_name,
    type_told_by,
)


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("Regionfullmäktige", BodyType.ASSEMBLY, Level.POLITICAL),
        ("Gemensamma nämnden för hjälpmedel", BodyType.JOINT_BOARD, Level.POLITICAL),
        ("Omsorgsnämnden", BodyType.BOARD, Level.POLITICAL),
        ("Styrgruppen för nära vård", BodyType.STEERING_GROUP, Level.OFFICIALS),
        ("Länspensionärsrådet", BodyType.COUNCIL, Level.MIXED),
        ("Centrala samverkansgruppen", BodyType.COLLABORATION_BODY, Level.MIXED),
        ("Programgruppen", BodyType.WORKING_GROUP, Level.OFFICIALS),
    ],
)
def test_type_and_level(name, kind, level):
    assert type_told_by(name) == kind
    assert level_told_by(kind) == level


def test_addresses_are_plain_unique_and_never_a_page_of_ours():
    assert body_code("Nämnden för äldre", set()) == "namnden-for-aldre"
    taken = {"namnden-for-aldre", "namnden-for-aldre-2"}
    assert body_code("Nämnden för äldre", taken) == "namnden-for-aldre-3"
    assert body_code("Nytt", set()) == "nytt-2"
    assert body_code("§§", set()) == "organ"
    assert len(body_code("Ö" * 200, {"o" * 56})) <= 60


def test_one_body_by_two_names():
    assert same_body_name("Nämnden för folkhälsa", "nämnd för  folkhälsa")
    assert same_body_name("Länspensionärsrådet", "Länspensionärsråd")
    assert not same_body_name("Nämnden för folkhälsa", "Nämnden för äldre")
