"""What stands at each station in the picture of one part's thread."""

from __future__ import annotations

from tests.builders.small_plans import told_plan

from fardplan.engine.plans.thread import Thread
from fardplan.engine.plans.thread_picture import Neighbour, Relation, neighbours
from fardplan.engine.plans.thread_rules import Place


PLAN = """\
vision Hela vägen hem
goal Trygg hemma | measured=Väntan
goal Stark vardag
initiative Mobilt team | to=Trygg hemma
  activity Utbildning
initiative Hälsocafé | to=Stark vardag
measurement_area Väntan
measurement_area Nöjdhet
"""


def around(key: str) -> list[Neighbour]:
    return neighbours(Thread(told_plan({"plan": PLAN})), key)


def test_a_part_has_what_it_leads_to_what_leads_to_it_and_what_follows_it():
    assert around("Mobilt team") == [
        Neighbour("Mobilt team", "initiative", Place.INITIATIVES, Relation.HERE),
        Neighbour("Trygg hemma", "goal", Place.GOALS, Relation.ABOVE),
        Neighbour("Utbildning", "activity", Place.INITIATIVES, Relation.BELOW),
        Neighbour("Väntan", "measurement_area", Place.INDICATORS, Relation.FOLLOWS),
    ]


def test_what_nothing_leads_to_stands_alone_at_its_station():
    [alone] = around("Hela vägen hem")
    assert (alone.place, alone.relation) == (Place.GOALS, Relation.HERE)
