"""Papers set in ways of their own: lists first, columns, tables, letters for numbers."""

from __future__ import annotations

import pytest
from tests.acceptance.scoring import lexicon
from tests.builders import notices

from fardplan.engine.sources.blocks import read_blocks
from fardplan.engine.sources.bodies import find_bodies
from fardplan.engine.sources.contents import is_contents_line
from fardplan.engine.sources.decided_titles import Decided, decided_title
from fardplan.engine.sources.goals import find_goals
from fardplan.engine.sources.model import Source
from fardplan.engine.sources.names import split_presenters
from fardplan.engine.sources.read_file import read_content
from fardplan.engine.sources.task_tables import find_task_rows
from fardplan.engine.sources.timetable import find_timetable


def told(text: str, kind: str, *fields: str) -> list[tuple[object, ...]]:
    found = read_content(text.encode(), lexicon())["findings"]
    return [
        tuple(one["fields"][name] for name in fields)
        for one in found
        if one["kind"] == kind
    ]


def test_a_list_of_items_first_is_not_read_twice():
    paper = notices.NOTICE_WITH_LIST_FIRST
    numbers = told(paper, "agenda_item", "number", "registry_number")
    assert numbers[3:6] == [
        (4, "HSN 2025-0341"),
        (5, "HSN 2026-0012"),
        (6, "HSN 2025-0298"),
    ]
    assert [number for number, _ in numbers] == [*range(1, 9)]
    assert told(paper, "attachment", "title") == [
        ("Missiv daterat 2026-01-20",),
        ("Årsredovisning 2025",),
        ("Missiv daterat 2026-01-22",),
    ]
    assert told(paper, "approval", "adjuster", "deadline") == [
        ("Lars-Erik Modig", "2026-02-17")
    ]


def test_members_and_substitutes_side_by_side():
    roles = told(notices.NOTICE_IN_COLUMNS, "seat", "name", "role")
    assert ("Sofia Dahl", "member") in roles
    assert ("Rose-Marie Holst", "substitute") in roles
    assert len(roles) == 8


def test_a_notice_may_name_who_signs_in_its_head():
    paper = notices.NOTICE_OF_ASSEMBLY
    assert told(paper, "approval", "adjuster", "substitute", "deadline") == [
        ("Emma Rydh", "Olga Ask", "2027-06-15"),
        ("Carl Silfver", "Olga Ask", "2027-06-15"),
    ]
    assert told(paper, "seat", "name") == []
    assert told(paper, "proposal", "number", "text")[:2] == [
        (1, "att anta målbilden för nära vård 2035"),
        (
            2,
            "att uppdra åt hälso- och sjukvårdsnämnden att ta fram en genomförandeplan",
        ),
    ]


def test_a_plan_whose_meetings_are_a_table():
    paper = notices.PLAN_WITH_TABLE
    assert told(paper, "activity_plan", "body", "year") == [("Patientnämnden", 2026)]
    assert told(paper, "planned_meeting", "date", "items")[1] == (
        "2026-04-14",
        {"theme": ["unga och psykiatri"]},
    )


def test_a_strategy_whose_lists_have_no_empty_lines_before_them():
    paper = notices.STRATEGY_WITHOUT_EMPTY_LINES
    assert told(paper, "measurement_area", "name") == [
        ("Andel som deltagit i hälsosamtal",),
        ("Självskattad hälsa",),
        ("Kontinuitetsindex",),
        ("Andel listade med fast läkarkontakt",),
    ]


def test_an_overview_that_tells_in_sentences():
    paper = notices.OVERVIEW_IN_SENTENCES
    assert told(paper, "programme", "name", "decided_by", "year") == [
        ("Närmare vård i Lindmarken 2030", "regionfullmäktige", 2021),
        ("handlingsplan för nära vård 2023–2026", "hälso- och sjukvårdsnämnden", 2022),
        ("Primärvårdsprogrammet", "regionstyrelsen", 2023),
        ("Regional utvecklingsstrategi 2040", "regionfullmäktige", 2020),
    ]
    assert ("Mobila hembesöksteam",) in told(paper, "initiative", "name")


SECTIONS = """Region Ekby



Var står ni?
Regionen har en plan på väg.

Vem håller i det?
Arbetet leds av en strateg.

Vad prövas?
Hemma bäst: läkare och sköterska i samma bil.

En rubrik som är för lång för att heta så i kartläggningen



Region Lunda



Var står ni?
Inget är beslutat.

Vem håller i det?
Ingen än.

Vad prövas?
Vårdhubben: sköterska i butik. Under hösten öppnar Hälsohuset Lunda i torget.

En rubrik som är för lång för att heta så i kartläggningen
"""


def test_headings_that_several_regions_have_are_sections():
    assert (
        told(SECTIONS, "section", "type")
        == [
            ("direction",),
            ("organisation",),
            ("development_areas",),
        ]
        * 2
    )
    assert told(SECTIONS, "initiative", "name") == [("Hemma bäst",), ("Vårdhubben",)]


TABLES = """Sammanställning av regionernas arbete

Region | Program | Beslutat av | År
Region Ekby | Vägen hem | Regionfullmäktige | 2020
Region Lunda | Närplanen | Regionstyrelsen | våren
Hela landet | – | – | –

Region | Politisk nivå | Tjänstemannanivå
Region Ekby | Ekbyrådet | Ledningsgrupp nära vård (LNV)

Region | Insats | Start
Region Ekby | Mobila team | 2019
Region Lunda | – | 2020

Region | Invånare
Region Ekby | 90 000
"""


def test_a_survey_may_be_tables():
    assert told(TABLES, "region", "name") == [("Region Ekby",), ("Region Lunda",)]
    assert told(TABLES, "programme", "name", "decided_by", "year") == [
        ("Vägen hem", "Regionfullmäktige", 2020),
        ("Närplanen", "Regionstyrelsen", None),
    ]
    assert told(TABLES, "body", "name", "abbreviation", "level") == [
        ("Ekbyrådet", None, "political"),
        ("Ledningsgrupp nära vård", "LNV", "officials"),
    ]
    assert told(TABLES, "initiative", "name") == [("Mobila team",)]


def test_one_region_alone_is_no_survey():
    rows = "Region | Insats\nRegion Ekby | Mobila team\nRegion Ekby | Hälsorum\n"
    text = f"Gemensamma satsningar\nPrioriterade utvecklingsområden\n{rows * 3}"
    assert told(text, "region", "name") == []


def test_tables_of_tasks():
    text = (
        "Vad | Vem | När\nTa fram en rutin | Ada | maj\n\n"
        "Uppdrag | Lämnat | Status\nKartlägga platser | mars | Pågår\n\n"
        "Uppdrag | Klart\nSkriva brev | maj\n\nDatum | Plats\n3 maj | Ekby\n"
    )
    found = find_task_rows(read_blocks(Source(text)).blocks)
    assert [(one.kind, one.text) for one in found] == [
        ("assignment", "Ta fram en rutin"),
        ("report_back", "Kartlägga platser"),
    ]


def test_times_in_whole_hours_are_rows_where_several_follow():
    text = "9–10 Upprop\n10–11.30 Budget, Ada Ek\n13–14 Avslut\n16–14 Fel\n"
    found = find_timetable(read_blocks(Source(text)).blocks)
    assert [(one.fields["start"], one.fields["end"]) for one in found] == [
        ("09:00", "10:00"),
        ("10:00", "11:30"),
        ("13:00", "14:00"),
    ]


def test_an_item_may_say_who_decides_without_a_heading():
    text = (
        "Kallelse\nVårdnämnden\nDatum: 2026-02-11\n\n§ 1 Upprop\n\n§ 2 Ny rutin\n"
        "Vårdnämnden beslutar\natt anta rutinen, samt\natt följa upp den.\n"
    )
    assert told(text, "proposal", "text") == [
        ("att anta rutinen",),
        ("att följa upp den.",),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "I mars 2022 antog regionstyrelsen en handlingsplan för nära vård 2023–2026.",
            Decided("handlingsplan för nära vård 2023–2026", "regionstyrelsen", 2022),
        ),
        (
            "Närvårdsprogrammet, antaget av regionstyrelsen 2023-03-14, gäller.",
            Decided("Närvårdsprogrammet", "regionstyrelsen", 2023),
        ),
        ("Handlingsplanen antogs av regionstyrelsen 2023.", None),
        ("Målbilden återfinns i regionplanen och antogs av regionstyrelsen.", None),
    ],
)
def test_titles_that_were_decided(sentence, expected):
    assert decided_title(sentence) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Budget (Ada Ek, controller)", ("Budget", ("Ada Ek",))),
        (
            "Budget, föredragande: Ada Ek och MAS Bo Lind",
            ("Budget", ("Ada Ek", "Bo Lind")),
        ),
        ("Budget (bilaga 1)", ("Budget (bilaga 1)", ())),
    ],
)
def test_presenters_in_brackets_or_after_their_label(text, expected):
    assert split_presenters(text) == expected


def test_goals_of_a_list_that_is_announced():
    text = "Målen i planen är:\n• Bättre hälsa\n• Kortare köer\n\nVåra mål\n1. Fast läkare\n\nMål 2. Färre fall\n"
    found = find_goals(read_blocks(Source(text)).blocks)
    assert [one.text for one in found] == [
        "Bättre hälsa",
        "Kortare köer",
        "Fast läkare",
        "Färre fall",
    ]


def test_a_name_that_its_abbreviation_tells_is_a_body_and_what_has_another_name_is_not():
    text = (
        "Under den finns Central tjänstemannaberedning (CTB). Ansökan om medel (AOM) görs. "
        "Den politiska styrgruppen heter Omställningsberedningen."
    )
    found = find_bodies(read_blocks(Source(text)).blocks)
    assert [one.fields["name"] for one in found] == [
        "Omställningsberedningen",
        "Central tjänstemannaberedning",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Strategi 1 ........ 4", True),
        ("Strategi 1     4", True),
        ("Strategi 1 av 4", False),
    ],
)
def test_lines_of_a_list_of_contents(text, expected):
    assert is_contents_line(text) is expected
