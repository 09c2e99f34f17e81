"""What each recogniser does with the cases that whole papers don't have."""

from __future__ import annotations

import re

import pytest
from tests.acceptance.scoring import lexicon

from fardplan.engine.sources import (
    activity_plan,
    agenda,
    bodies,
    bullet_levels,
    change_factors,
    conference,
    dates,
    inconsistencies,
    initiatives,
    language,
    meeting,
    names,
    overview_sections,
    plan_process,
    population,
    programmes,
    strategy_plan,
    themes,
)
from fardplan.engine.sources.blocks import read_blocks
from fardplan.engine.sources.model import (
    Block,
    BlockKind,
    Document,
    Finding,
    Line,
    Source,
)
from fardplan.engine.sources.overview_sections import Section
from fardplan.engine.sources.reading import read


def document(text: str) -> Document:
    return read_blocks(Source(text))


def values(found: list[Finding], *fields: str) -> list[tuple[object, ...]]:
    return [tuple(one.fields[name] for name in fields) for one in found]


def row(text: str) -> Block:
    return Block(BlockKind.ROW, text, (Line(text, 0, len(text), 1, 0),))


def section(kind: str, text: str) -> Section:
    blocks = document(text).blocks
    return Section("Rubrik", kind, blocks[0], blocks)


def test_a_plan_may_leave_its_body_out():
    text = "Fokusområden 2030\n• Barn\n\nPlanerade möten 2030\n\nFredag 4 januari Start"
    (plan,) = activity_plan.find_activity_plans(document(text).blocks)
    assert dict(plan.fields) == {"body": None, "year": 2030}


def test_words_of_approval_without_a_name_are_no_approval():
    text = "§ 1 Justering\nFörslag till beslut\natt justera taxan"
    (item,) = agenda.find_agenda(document(text).lines)
    assert [child.kind for child in item.children] == ["proposal"]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        (
            "• Mål för vården\n• Alla ska få vård i tid.\n\n• Planen gäller länge.",
            [1, 2, 1],
        ),
        (
            "• Följande delar:\n• Vård\n• Omsorg\n• Skola.\n• Planen gäller.",
            [1, 2, 2, 2, 1],
        ),
        ("• Följande:\n• Vård\n• Omsorg\n\n• Tandvård", [1, 2, 2, 1]),
        ("• Vi ska\n• ge vård\n• Planen gäller.", [1, 2, 1]),
        ("Rubrik\n\n• Ett\n\nMellan\n\n• två", [1, 1]),
        ("• Start\n• Vi vill a\n• Vi vill b\n• Vi vill c", [1, 1, 1, 1]),
    ],
)
def test_levels_of_items(text, levels):
    blocks = document(text).blocks
    assert list(bullet_levels.item_levels(blocks).values()) == levels


def test_shifts_stand_in_rows_under_their_heads():
    rows = [
        row(t)
        for t in ("A | B", "Mindre av | Mer av", "Reaktiv | Proaktiv", "a | b | c")
    ]
    found = change_factors.find_shifts([*rows, row("Ensam | Rad")])
    assert values(found, "less_of", "more_of") == [("Reaktiv", "Proaktiv")]


def test_bullets_that_nobody_announced_are_no_themes():
    blocks = document("Vi bjuder in.\n\n• Kaffe\n\nHej.").blocks
    assert conference.find_themes(blocks) == []


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("den 31 februari 2030", None, None),
        ("2030-13-01", None, None),
        ("3 maj", None, None),
        ("3 maj", 2030, "2030-05-03"),
        ("26/4", 2019, "2019-04-26"),
        ("Feb 2024", None, "2024-02"),
        ("inget", None, None),
    ],
)
def test_dates(text, year, expected):
    assert dates.find_date(text, year) == expected


def test_a_text_without_times_and_a_day_that_fits():
    assert dates.time_span("hela dagen") is None
    assert dates.find_year("inget år") is None
    fits = dates.WEEKDAY_DATE.search("torsdag 25 november 2021")
    assert fits is not None
    assert dates.weekday_problem(fits) is None


def test_numbers_in_order_need_no_note():
    text = "Vi vill: 1. Börja 2. Fortsätta 3. Sluta"
    assert inconsistencies.find_notes(document(text), []) == []


def test_one_initiative_is_told_once():
    found = initiatives.find_initiatives(
        section(
            "development_areas", "• Hälsobuss – en\n• Hälsobuss – två\n• I år körs den."
        ),
        lexicon(),
    )
    assert values(found, "name", "status") == [("Hälsobuss", None)]


def test_each_in_a_list_has_its_own_status():
    found = initiatives.find_initiatives(
        section("development_areas", "• Digitalt – förstudie triage, pilot kallelser."),
        lexicon(),
    )
    assert values(found, "name", "status") == [
        ("Digitalt", None),
        ("triage", "förstudie"),
        ("kallelser", "pilot"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Åtgärder", "sv"),
        ("Plan", None),
        ("xyz " * 40, None),
        ("vi ska och det är " * 10, "sv"),
        ("vi skal og det er ikke " * 10, "nb"),
    ],
)
def test_languages(text, expected):
    assert language.language_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Det finns en styrgrupp som leder arbetet.", ["Styrgrupp"]),
        ("Vi har tre strategigrupper: barn, unga, äldre.", ["Strategigrupper"]),
        ("I länet finns lokala nätverk med sjuksköterskor.", ["Lokala nätverk"]),
        ("Hem- och vårdledningsforum möts.", ["Hem- och vårdledningsforum"]),
        ("Ett programkontor bereder.", ["Programkontor"]),
        ("En styrgrupp för äldres hälsa har tillsatts.", ["Styrgrupp för äldres hälsa"]),
        ("Ledningsgruppen för samordning av länets hemsjukvård och rehab sitter i Ekö.",
         ["Ledningsgruppen för samordning av länets hemsjukvård och rehab"]),
        ("Den togs fram i Nämnd för hälsa och omsorg där partierna möts.",
         ["Nämnd för hälsa och omsorg"]),
        ("Nämnd för hälsa och omsorg arbetar så.", ["Nämnd för hälsa och omsorg"]),
        ("I styrgruppen sitter chefer.", []),
    ],
)  # fmt: skip
def test_bodies_told_by_common_nouns(text, expected):
    found = bodies.find_bodies(document(f"{text}\n").blocks)
    assert [one.fields["name"] for one in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Under året har ett hemteam har inrättats i Ekö.", ["hemteam"]),
        ("I norr har det införts en hälsobuss (HB).", ["hälsobuss"]),
        ("Arbetet är kallat Fyren i Ekö.", ["Fyren"]),
        ("Vi har mobila team i form av hembuss och strandbuss.", ["hembuss", "strandbuss"]),
        ("Stöd – framtagande av webbkurs via nätet för alla.", ["Stöd", "webbkurs via nätet"]),
        ("Det är bra.", []),
    ],
)  # fmt: skip
def test_initiatives_told_in_running_text(text, expected):
    found = initiatives.find_initiatives(
        section("development_areas", f"• {text}"), lexicon()
    )
    assert [one.fields["name"] for one in found] == expected


def test_form_feeds_are_pages():
    found = document("Sida ett\n\fSida två\n\fSida tre")
    assert (found.pages, [line.page for line in found.lines]) == (3, [1, 2, 3])


@pytest.mark.parametrize(
    "text",
    [
        "Kallelse\nOrgan: Omsorgsnämnden",
        "Kallelse\nDatum: 3 maj 2030\nIngen som möts",
        "Kallelse\nOrgan: Omsorgsnämnden\nDatum: i vår",
        "Kallelse\nDatum:",
    ],
)
def test_a_meeting_needs_a_body_and_a_date(text):
    assert meeting.find_meeting(document(text).lines) is None


def test_a_body_may_stand_without_a_label():
    text = "Kallelse\nKommunfullmäktige\nDatum: 3 maj 2030"
    found = meeting.find_meeting(document(text).lines)
    assert found is not None
    assert (found.fields["body"], found.fields["start"]) == ("Kommunfullmäktige", None)


def test_names_with_parties_are_seats_only_under_a_heading():
    assert meeting.find_seats(document("Ada Ek (S)").lines) == []


@pytest.mark.parametrize(
    ("text", "people"),
    [("Ada Ek/Bo Lind", ("Ada Ek", "Bo Lind")), ("hela gruppen", ())],
)
def test_people(text, people):
    assert names.split_people(text) == people


def test_a_section_of_many_paragraphs_is_filled():
    text = "Region Ekö\n\n\n\nSamverkan mellan region och kommuner\n\n" + (
        "Vi samverkar i vardagen med alla kommuner som vill det.\n\n" * 3
    )
    (region,) = overview_sections.find_regions(document(text + "\n\n\n\nSlut").blocks)
    assert region.sections[0].state == "filled"


def test_a_date_with_a_sentence_after_it_is_no_step():
    blocks = document(
        "3 maj 2030 beslutade nämnden att vänta med planen för vården."
    ).blocks
    assert plan_process.find_steps(blocks, []) == []


def test_ticked_days_without_a_year_stay_without():
    lines = document("ü26/4 Socialchefer\nü6/5 Nämnden\nü18/6 Fullmäktige").lines
    found = plan_process.find_steps([], lines)
    assert values(found, "date") == [("--04-26",), ("--05-06",), ("--06-18",)]


@pytest.mark.parametrize(
    "text",
    [
        "Befolkningsförändring 80 år 2017–2030\n\nEk län\n+10%",
        "Befolkningsförändring 80 år 2017–2030\n\nEk län\n\n100 invånare 2017\n200 invånare 2030",
        "Befolkningsförändring 80 år 2017–2030\n\nEk län\n10%\n\n100 invånare 2017\n200 invånare 2030",
        "Befolkningsförändring 80 år 2017–2030\n\nEk\n\nLind\n10%\n20%",
    ],
)
def test_numbers_that_may_belong_to_another_name_are_left_out(text):
    assert population.find_population_changes(document(text).lines) == []


def test_a_total_that_agrees_with_its_numbers_is_certain():
    text = (
        "Befolkningsförändring 80 år 2017–2030\n\nEk län\n+ 50%\n\n"
        "1 000 invånare 2017\n1 500 invånare 2030"
    )
    found = population.find_population_changes(document(text).lines)
    assert values(found, "area", "from", "to", "percent") == [
        ("Ek län", 1000, 1500, 50.0)
    ]


def test_names_that_are_no_plans_are_no_programmes():
    blocks = section("direction", "• Det sker inom sitt arbete med Region Ekö.")
    assert programmes.find_programmes([blocks]) == []


def test_a_notice_without_a_date_still_has_its_agenda():
    text = "Kallelse till möte\nLedamöter kallas\n§ 1 Öppnande\nFörslag till beslut\natt öppna"
    reading = read(Source(text), lexicon())
    assert [one.kind for one in reading.findings] == ["agenda_item"]


def test_a_long_title_ends_before_the_text():
    text = "Strategi 1\n" + "\n".join(f"Rad {n}" for n in range(8))
    (found,) = strategy_plan.find_strategies(document(text).blocks)
    assert found.fields["title"] == "Rad 0 Rad 1 Rad 2 Rad 3 Rad 4"


def test_text_before_the_heading_on_its_page_belongs_to_the_strategy():
    text = "Kunskapsområdena tillit och data.\nSTRATEGI 1\n\nRubrik\n\nSTRATEGI 2"
    first, second = strategy_plan.find_strategies(document(text).blocks)
    assert values(list(first.children), "name") == [("tillit",), ("data",)]
    assert second.fields["title"] == ""


@pytest.mark.parametrize("entry", [{}, {"name": "x"}, {"name": "x", "stems": []}])
def test_a_theme_needs_a_name_and_stems(entry):
    with pytest.raises(ValueError, match=re.escape("Temat a behöver ett namn")):
        themes.lexicon_from({"a": entry})


def test_each_theme_of_the_lexicon_is_found_by_its_own_stems():
    for theme in lexicon().themes:
        for stem in theme.stems:
            assert theme.theme in [
                hit.theme for hit in lexicon().find(stem.lstrip("*"))
            ]


COLUMNS = """MINDRE AV MER AV

Sent Tidigt & nära
• en punkt

Fokus på hus
• en punkt

Delat ansvar
• en punkt

Fokus på människor

Ensamt ansvar

{}Bilden visar hur vi vill arbeta i framtiden.
"""


def test_shifts_in_two_columns_are_paired_when_it_is_certain():
    found = change_factors.find_shifts(document(COLUMNS.format("")).blocks)
    assert values(found, "less_of", "more_of") == [
        ("Sent", "Tidigt & nära"),
        ("Fokus på människor", "Fokus på hus"),
        ("Ensamt ansvar", "Delat ansvar"),
    ]
    found = change_factors.find_shifts(document(COLUMNS.format("Till\n\n")).blocks)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Region Ekö följer Vårdplan 2018–2022 som antogs av regionfullmäktige 2018.",
            ("Vårdplan 2018–2022", "regionfullmäktige", 2018, "2018–2022"),
        ),
        (
            "I november 2019 beslutade regionstyrelsen om Färdplan för Ekö.",
            ("Färdplan för Ekö", "regionstyrelsen", 2019, None),
        ),
        (
            "Strategi för omställning i Ekö beslutades av regionfullmäktige.",
            ("Strategi för omställning i Ekö", "regionfullmäktige", None, None),
        ),
    ],
)
def test_a_programme_is_told_by_its_decision(sentence, expected):
    found = programmes.find_programmes([section("direction", f"• {sentence}")])
    assert values(found, "name", "decided_by", "year", "period") == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Planen antogs av regionfullmäktige 2019.",
        "Den del som rör barn beslutades av regionstyrelsen 2019.",
        "Vårdplan Ekö antogs 2019.",
        "Nämnden beslutade att vänta.",
        "Regionen beslutade 2019.",
    ],
)
def test_a_decision_without_a_title_or_a_body_is_no_programme(sentence):
    assert programmes.find_programmes([section("direction", f"• {sentence}")]) == []


def test_a_decision_belongs_to_the_programme_that_was_named_before():
    text = "• Arbetet med Vägval Ekö 2030 som pågår.\n• Vägval Ekö 2030 antogs av regionstyrelsen 2021."
    found = programmes.find_programmes([section("direction", text)])
    assert values(found, "name", "decided_by", "year") == [
        ("Vägval Ekö 2030", "regionstyrelsen", 2021)
    ]


def test_columns_may_stand_last_in_a_text():
    text = "MINDRE AV MER AV\n\nFokus på vård\n\nFokus på hälsa\n• en punkt"
    found = change_factors.find_shifts(document(text).blocks)
    assert values(found, "less_of", "more_of") == [("Fokus på vård", "Fokus på hälsa")]


@pytest.mark.parametrize(("pages", "told"), [(3, "2, 3."), (30, "20, 21 med flera.")])
def test_pages_without_text_are_told(pages, told):
    breaks = tuple(range(4, 4 + pages - 1))
    source = Source("Text" + "\f" * (pages - 1), breaks, is_exact=True)
    (note,) = inconsistencies.find_notes(read_blocks(source), [])
    assert told in note.text
    assert note.page == 2


def test_seats_set_side_by_side_are_told_apart():
    text = (
        "Ledamöter kallas Ersättare underrättas\n"
        "Ada Ek (S), ordförande Cia Dal (M)\n"
        "Bo Lind (C) Vakant (V)\n"
        "Eva Ny (L)\n"
        "Välkomna"
    )
    lines = document(text).lines
    found = meeting.find_seats(lines)
    assert values(found, "name", "role") == [
        ("Ada Ek", "chair"),
        ("Bo Lind", "member"),
        ("Eva Ny", "member"),
        ("Cia Dal", "substitute"),
        (None, "substitute"),
    ]
    assert [text[one.start : one.end] for one in found][3:] == [
        "Cia Dal (M)",
        "Vakant (V)",
    ]
