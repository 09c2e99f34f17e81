"""Files of other programs, of older editions, damaged and hostile."""

from __future__ import annotations

import time

import pytest
from tests.builders.stratml import file_of, read

from fardplan.engine.plans.content import ROOT, VersionFact
from fardplan.engine.plans.levels import NodeKind
from fardplan.engine.plans.stratml.read import read_stratml
from fardplan.engine.plans.stratml.read_xml import LARGEST_MB, StratmlError
from fardplan.engine.plans.stratml.vocabulary import Part


# As the earliest form of part 2 has it: other order, bare identifiers that are there twice,
# empty elements, IndicatorType, Relationship with Identifier.
OLDER = """<?xml version="1.0" encoding="UTF-8"?>
<s:PerformancePlanOrReport xmlns:s="http://www.stratml.net/PerformancePlanOrReport">
<s:Name>Årsrapport</s:Name><s:Description>Vad vi gjorde.</s:Description>
<s:StrategicPlanCore>
<s:Organization><s:Name>Föreningen</s:Name></s:Organization>
<s:Vision><s:Description>Ett nät av avsikter.</s:Description><s:Identifier/></s:Vision>
<s:Mission><s:Description>Att ta fram en standard.</s:Description></s:Mission>
<s:Mission><s:Description/></s:Mission>
<s:Value><s:Name>Öppenhet</s:Name><s:Description/></s:Value>
<s:Value><s:Description>Öppet och fritt.</s:Description></s:Value>
<s:Value/>
<s:Goal><s:Name>Planer</s:Name><s:Description>Om planer.</s:Description>
<s:Identifier>3f84a6e2-0000-4000-8000-000000000001</s:Identifier>
<s:SequenceIndicator>Del 1</s:SequenceIndicator>
<s:OtherInformation>Mer om planer.</s:OtherInformation>
<s:Stakeholder><s:Name/><s:Role><s:Name/></s:Role></s:Stakeholder>
<s:Objective><s:Name>Publicera</s:Name><s:Description/><s:Identifier>3f84a6e2-0000-4000-8000-000000000001</s:Identifier>
<s:OtherInformation/>
<s:Stakeholder><s:Name>ANSI</s:Name><s:Role><s:Name>Utgivare</s:Name><s:Description>Ger ut.</s:Description>
<s:RoleType>Performer</s:RoleType><s:RoleType>Beneficiary</s:RoleType></s:Role></s:Stakeholder>
<s:Stakeholder><s:Name>Anna</s:Name></s:Stakeholder>
<s:Stakeholder><s:Name/><s:Description>Alla</s:Description></s:Stakeholder>
<s:PerformanceIndicator ValueChainStage="Outcome" IndicatorType="Quantitative">
<s:Identifier>i1</s:Identifier><s:MeasurementDimension>Antal planer</s:MeasurementDimension>
<s:UnitOfMeasurement>Styck</s:UnitOfMeasurement><s:OtherInformation>Räknas.</s:OtherInformation>
<s:Relationship><s:Identifier>okand</s:Identifier></s:Relationship>
<s:Relationship><s:Identifier/></s:Relationship>
<s:MeasurementInstance><s:TargetResult><s:Description/></s:TargetResult>
<s:ActualResult><s:Description>Över 800.</s:Description><s:NumberOfUnits>829</s:NumberOfUnits>
<s:StartDate>2011-01-01</s:StartDate><s:EndDate>2012-01-26</s:EndDate>
<s:Descriptor><s:DescriptorName>Betyg</s:DescriptorName><s:DescriptorValue>Gott</s:DescriptorValue></s:Descriptor>
</s:ActualResult></s:MeasurementInstance></s:PerformanceIndicator>
<s:PerformanceIndicator><s:MeasurementDimension/><s:UnitOfMeasurement/>
<s:MeasurementInstance><s:TargetResult><s:Description>Utgiven.</s:Description></s:TargetResult></s:MeasurementInstance>
</s:PerformanceIndicator>
<s:PerformanceIndicator><s:MeasurementDimension/><s:UnitOfMeasurement/></s:PerformanceIndicator>
</s:Objective></s:Goal>
</s:StrategicPlanCore></s:PerformancePlanOrReport>
""".encode()


def tree(version: VersionFact) -> list[tuple[str, str, str]]:
    """Give kind, title and the title of the part above, for each part."""
    titles = {ROOT: ""} | {node.key: node.title for node in version.nodes}
    return [(n.kind, n.title, titles[n.parent]) for n in version.nodes]


def noted(found) -> set[tuple[str, str]]:
    return {(note.element, note.text) for note in found.notes}


def test_a_file_of_the_older_form_becomes_goals_strategies_and_areas_to_follow():
    found = read(OLDER)
    assert (found.part, found.faults) == (Part.TWO, ())
    assert found.version.title == "Årsrapport"
    assert tree(found.version) == [
        ("vision", "Ett nät av avsikter.", ""),
        ("starting_point", "Att ta fram en standard.", ""),
        ("starting_point", "Öppenhet", ""),
        ("starting_point", "Öppet och fritt.", ""),
        ("goal", "Planer", ""),
        ("strategy", "Publicera", "Planer"),
        ("measurement_area", "Antal planer", "Publicera"),
        ("measurement_area", "Utgiven.", "Publicera"),
    ]
    goal, strategy, area, other = found.version.nodes[4:]
    assert (goal.key, goal.number) == ("3f84a6e2-0000-4000-8000-000000000001", "Del 1")
    assert goal.text == "Om planer.\n\nMer om planer."
    assert strategy.text == (
        "Intressenter: ANSI (Utgivare, Ger ut., utförare, mottagare); Anna; Alla."
    )
    assert area.text == (
        "Enhet: Styck\nUtfall: 829, 2011-01-01–2012-01-26, Betyg, Gott, Över 800.\nRäknas."
    )
    ends = {(link.source, link.kind, link.target) for link in found.version.links}
    assert ends == {(strategy.key, "followed_by", one.key) for one in (area, other)}


def test_what_is_not_as_the_standard_says_is_told_with_its_lines():
    assert noted(read(OLDER)) == {
        ("Description", "om hela planen följer inte med till utkastet"),
        ("Mission", "har ingen motsvarighet i programmet och blir utgångspunkt"),
        ("Mission", "är tom och tas inte med"),
        ("Value", "är tom och tas inte med"),
        ("Goal", "har en Identifier som inte är ett giltigt xsd:ID"),
        ("Goal", "innehåller sina delar i en annan ordning än standarden säger"),
        ("Objective", "har en Identifier som inte är ett giltigt xsd:ID"),
        ("Objective", "har samma Identifier som en tidigare del"),
        ("Objective", "innehåller sina delar i en annan ordning än standarden säger"),
        ("PerformanceIndicator", "har en koppling som inte går att följa"),
        (
            "PerformanceIndicator",
            "innehåller sina delar i en annan ordning än standarden säger",
        ),
        ("PerformanceIndicator", "säger inte vad som mäts och tas inte med"),
    }
    lines = {note.text: note.lines for note in read(OLDER).notes}
    assert lines["säger inte vad som mäts och tas inte med"] == (36,)


def test_the_same_file_gives_the_same_keys_each_time():
    assert read(OLDER).version == read(OLDER).version


def test_xhtml_loses_its_form_but_no_words():
    core = (
        "<Goal><Name>\n  Ett\n  mål </Name><Description><p>Först.</p><ul><li>En <b>sak</b>"
        " till</li><li>Sist</li></ul></Description>"
        "<Extra/></Goal><Goal><Description>\n   Utan namn.\n\n\n   Mer.\n  </Description></Goal>"
        "<Goal><Objective><PerformanceIndicator/></Objective></Goal>"
    )
    found = read(file_of(core))
    first, second = found.version.nodes
    assert (first.title, first.text) == ("Ett mål", "Först.\n\nEn sak till\n\nSist")
    assert (second.title, second.text) == ("Utan namn.", "Mer.")
    assert noted(found) == {
        ("Description", "har formaterad text; orden är med men inte formen"),
        ("Extra", "läses inte: standarden har det inte i <Goal>"),
        ("Goal", "saknar Name: början av Description blir rubrik"),
        ("Goal", "har varken Name eller Description och tas inte med"),
        ("Objective", "har varken Name eller Description och tas inte med"),
    }


def test_what_is_too_long_is_cut_and_kept_whole_in_the_text():
    long = "ord " * 80 + "slut"
    core = (
        f"<Vision><Description>{long}</Description></Vision><Goal><Name>{long}</Name>"
        f"<Description>Text.</Description><SequenceIndicator>{'1.' * 11}</SequenceIndicator>"
        "</Goal>"
    )
    found = read(file_of(core, before=f"<Name>{long}</Name>"))
    vision, goal = found.version.nodes
    assert len(found.version.title) <= 200
    assert (vision.title[-4:], vision.text) == ("ord…", long)
    assert (goal.title[-4:], goal.number) == ("ord…", "1." * 9 + "1…")
    assert goal.text == f"{'1.' * 11}\n\n{long}\n\nText."
    assert {text for _name, text in noted(found)} == {
        "har en titel på över 200 tecken: den kortas",
        "har mer än 300 tecken där det inte får plats: det kortas, och står helt i texten",
        "har mer än 20 tecken där det inte får plats: det kortas, och står helt i texten",
    }


def test_a_plan_without_name_or_core_is_read_all_the_same():
    found = read(
        b"<StrategicPlan><Description/><OtherInformation>Prata</OtherInformation>"
        b"<Goal><Name>M</Name></Goal></StrategicPlan>"
    )
    assert (found.version.title, tree(found.version)) == ("", [("goal", "M", "")])
    assert noted(found) == {
        ("StrategicPlan", "saknar Name, som blir planens titel"),
        ("StrategicPlan", "saknar StrategicPlanCore, där målen ska ligga"),
        ("Goal", "läses inte: standarden har det inte i <StrategicPlan>"),
        ("OtherInformation", "om hela planen följer inte med till utkastet"),
    }


@pytest.mark.parametrize(
    ("levels", "kinds"),
    [
        ("vision goal strategy", ["vision", "goal", "strategy"]),
        ("target_vision strategy", ["target_vision", "strategy", "strategy"]),
        ("target_vision", ["target_vision", "target_vision", "starting_point"]),
        ("target_area", ["starting_point", "target_area", "target_area"]),
        ("activity", ["starting_point", "development_area", "development_area"]),
    ],
)
def test_elements_become_what_the_programme_uses(levels, kinds):
    core = (
        "<Vision><Description>V</Description></Vision><Goal><Name>G</Name><Objective>"
        "<Name>O</Name></Objective></Goal>"
    )
    found = read(file_of(core), [NodeKind(one) for one in levels.split()])
    assert ([node.kind for node in found.version.nodes], found.faults) == (kinds, ())


def ours(*lines: tuple[str, str, str]) -> bytes:
    """Give a file with goals of ours: name, identifier and lines."""
    goals = (
        f"<Goal><Name>{name}</Name><Identifier>{key}</Identifier><OtherInformation>"
        f"{text}</OtherInformation></Goal>"
        for name, key, text in lines
    )
    return file_of("".join(goals))


def test_lines_that_were_changed_by_hand_are_followed_as_far_as_they_go():
    found = read(
        ours(
            (
                "A",
                "_a",
                "Slag: Strategi\nLigger under: B (_b)\nDatum: 2027-02-30x\nEget.",
            ),
            ("B", "_b", "Slag: Mål\nLigger under: A (_a)\nBidrar till: Ingen (_x)"),
            (
                "C",
                "_c",
                "Slag: Insats\nLigger under: X (_x)\nBidrar till: C (_c)\nFas: Idé",
            ),
            ("D", "_d", "Slag: Vision\nLigger under: B (_b)\nBidrar till: C"),
            ("E", "_e", "Slag: Mål\nGynnas av: B (_b)"),
        )
    )
    assert tree(found.version) == [
        ("goal", "B", ""),
        ("strategy", "A", "B"),
        ("initiative", "C", ""),
        ("vision", "D", ""),
        ("goal", "E", ""),
    ]
    texts = {node.title: (node.text, node.day) for node in found.version.nodes}
    assert texts["A"] == ("Eget.", "")
    assert texts["C"] == ("", "")
    assert texts["D"] == ("Bidrar till: C", "")
    assert found.version.links == frozenset()
    assert noted(found) - {("Goal", "x")} == {
        ("Goal", "har ett datum som inte är skrivet som 2026-11-22"),
        ("Goal", "säger att den ligger under en del som inte går att följa"),
        ("Goal", "har en koppling som inte går att följa"),
        ("Goal", "får inte ligga där i planen och läggs högre upp"),
    }


def test_what_can_not_become_a_draft_is_told():
    text = "Slag: Sats i jag-form"
    found = read(ours(("Jag", "_a", text)), [NodeKind.GOAL])
    assert found.faults == (
        (
            "Filen har 1 delar på nivån Sats i jag-form, som programmet inte använder."
            " Lägg till nivån i programmet och välj filen igen."
        ),
        (
            "Rad 2, <Goal> ”Jag”: Sats i jag-form kan inte ligga där, och inte överst i"
            " planen heller."
        ),
    )
    assert read(file_of("")).faults == (
        "Filen har inget mål, ingen vision och inga värden, så det blir ingen plan.",
    )
    many = "<Value><Name>V</Name></Value>" * 5001
    assert read(file_of(many)).faults == (
        "Filen har 5001 delar. Högst 5000 kan läsas in: dela den.",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b" \n", "plan.xml: filen är tom."),
        (b"<a>\n<b>\n</a>", "plan.xml, rad 3: filen är ingen hel XML-fil"),
        (
            b"\n<html/>",
            "plan.xml, rad 2: elementet <html> är inte början på en StratML-fil",
        ),
        (b"PK\x03\x04", "plan.xml, rad 1: filen är ingen hel XML-fil"),
        (
            b"<!DOCTYPE StrategicPlan><StrategicPlan/>",
            "plan.xml: filen har en dokumenttyp",
        ),
        (
            b" " * (LARGEST_MB * 1_000_000) + b"<a/>",
            "plan.xml: filen är 5 MB. Högst 5 MB",
        ),
        (b"<a>" * 400 + b"</a>" * 400, "plan.xml, rad 1: filen är ingen hel XML-fil"),
    ],
)
def test_a_file_that_is_none_is_refused_with_the_place(content, said):
    with pytest.raises(StratmlError) as refusal:
        read_stratml("plan.xml", content, [])
    assert str(refusal.value).startswith(said)


def test_entities_are_neither_fetched_nor_blown_up(tmp_path):
    secret = tmp_path / "hemlig.txt"
    secret.write_text("HEMLIGT", encoding="utf-8")
    outside = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{secret.as_uri()}">]><StrategicPlan><Name>&e;</Name></StrategicPlan>'
    doubled = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE a [<!ENTITY e0 "x">{doubled}]><StrategicPlan><Name a="&e11;">&e11;</Name></StrategicPlan>'
    start = time.monotonic()
    for content in (outside, bomb):
        with pytest.raises(StratmlError) as refusal:
            read_stratml("plan.xml", content.encode("utf-16"), [])
        assert "HEMLIGT" not in str(refusal.value)
    assert time.monotonic() - start < 5
