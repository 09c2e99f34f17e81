"""Composition: which rules a body's seats break, and what the sentence says."""

from __future__ import annotations

import pytest

from fardplan.engine.actors.bodies import BodyFact, BodyType, Level, SeatFact, SeatRole
from fardplan.engine.actors.composition import (
    CompositionRule,
    chairs_allowed,
    check_composition,
    read_rule,
    write_rule,
)


CHAIR, VICE, MEMBER, SUBSTITUTE, ADJUNCT, _SECRETARY = SeatRole
NAMES = {"18": "Region Örebro län", "1880": "Örebro kommun"}


def seat(role=MEMBER, *, person="A", authority="", function=""):
    return SeatFact(role=role, person=person, authority=authority, function=function)


def body(*seats):
    return BodyFact(
        code="b",
        name="B",
        type=BodyType.BOARD,
        level=Level.POLITICAL,
        authorities=("18", "1880"),
        seats=seats,
    )


CASES = [
    ("9 ledamöter", [seat()] * 9, []),
    (
        "9 ledamöter",
        [seat()] * 8 + [seat(person="")],
        ["det saknas 1 ledamot: 9 ska finnas, 8 finns och 1 plats är vakant."],
    ),
    (
        "9 ledamöter",
        [seat()] * 6 + [seat(person="")] * 2,
        ["det saknas 3 ledamöter: 9 ska finnas, 6 finns och 2 platser är vakanta."],
    ),
    ("3 ledamöter", [seat(CHAIR), seat(VICE), seat()], []),
    (
        "1-2 socialchef per myndighet",
        [seat(function="Socialchef", authority="18")],
        [
            "Örebro kommun: det saknas 1 socialchef: minst 1 ska finnas, 0 finns.",
        ],
    ),
    (
        "0-1 adjungerad jurist",
        [seat(ADJUNCT, function="jurist")] * 2,
        ["2 adjungerade (jurist) är för många: högst 1 får finnas."],
    ),
    ("2-", [seat()] * 9, []),
    ("2-", [seat()], ["det saknas 1 person: minst 2 ska finnas, 1 finns."]),
    ("3-", [], ["det saknas 3 personer: minst 3 ska finnas, 0 finns."]),
    (
        "1 ledamot",
        [seat(CHAIR), seat(CHAIR)],
        [
            "Organet har 2 ordförande samma dag, men får ha 1.",
            "2 ledamöter är för många: högst 1 får finnas.",
        ],
    ),
    ("2 ordförande", [seat(CHAIR), seat(CHAIR)], []),
    ("0-1 ordförande", [seat(CHAIR), seat(CHAIR, person="")], []),
]


@pytest.mark.parametrize(("rule", "seats", "told"), CASES)
def test_what_is_told(rule, seats, told):
    found = check_composition(body(*seats), [read_rule(rule)], NAMES)
    assert [problem.text for problem in found] == told


def test_an_authority_without_a_known_name_is_told_by_its_code():
    found = check_composition(body(), [read_rule("1 ledamot per myndighet")])
    assert [problem.authority for problem in found] == ["18", "1880"]
    assert found[0].text.startswith("18: det saknas 1 ledamot")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("9 ledamöter", CompositionRule(role=MEMBER, minimum=9, maximum=9)),
        ("5 Ersättare", CompositionRule(role=SUBSTITUTE, minimum=5, maximum=5)),
        ("1–2 vice ordförande", CompositionRule(role=VICE, minimum=1, maximum=2)),
        ("3 socialchef", CompositionRule(function="socialchef", minimum=3, maximum=3)),
        (
            "1- ledamot från FoU per myndighet",
            CompositionRule(
                role=MEMBER, function="från FoU", minimum=1, each_authority=True
            ),
        ),
        ("1 ordförande", CompositionRule(role=CHAIR, minimum=1, maximum=1)),
        ("0", CompositionRule(minimum=0, maximum=0)),
    ],
)
def test_rules_are_read_and_written_back(text, rule):
    assert read_rule(text) == rule
    assert read_rule(write_rule(rule)) == rule


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "en regel är tom"),
        ("nio ledamöter", "”nio ledamöter” börjar inte med ett antal, som 9 eller 1-2"),
        ("1-x ledamot", "”1-x ledamot” börjar inte med ett antal, som 9 eller 1-2"),
        ("1000 ledamöter", "”1000 ledamöter” har ett större antal än 999"),
        ("3-1 ledamot", "högst 1 är mindre än minst 3"),
    ],
)
def test_rules_that_make_no_sense_are_refused(text, reason):
    with pytest.raises(ValueError, match=r"\w") as problem:
        read_rule(text)
    assert str(problem.value) == reason


def test_one_chair_unless_a_rule_says_more():
    assert chairs_allowed([]) == 1
    assert chairs_allowed([read_rule("2- ordförande"), read_rule("9 ledamöter")]) == 1
    assert chairs_allowed([read_rule("2 ordförande")]) == 2
