"""Minutes of invented bodies: the cases that whole papers don't have."""

from __future__ import annotations

import pytest

from fardplan.engine.sources.announcement import find_announcement
from fardplan.engine.sources.blocks import read_blocks
from fardplan.engine.sources.minutes import read_minutes
from fardplan.engine.sources.minutes_people import find_people, find_signers
from fardplan.engine.sources.model import Finding, Source


def minutes(text: str) -> list[Finding]:
    return read_minutes(read_blocks(Source(text)))


def decisions(text: str) -> list[tuple[int, object]]:
    return [
        (int(str(item.fields["number"])), child.fields["text"])
        for item in minutes(text)
        for child in item.children
        if child.kind == "decision"
    ]


def people(text: str) -> list[tuple[object, ...]]:
    return [
        (
            seat.fields["name"],
            seat.fields["role"],
            *(c.fields["replaces"] for c in seat.children),
        )
        for seat in find_people(read_blocks(Source(text)).lines)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ada Ek (S) för Bo Lind (M)", ("Ada Ek", "substitute", "Bo Lind")),
        ("Ada Ek (S) tjg ers för Bo Lind", ("Ada Ek", "substitute", "Bo Lind")),
        ("Ada Ek (S) (ersätter Bo Lind)", ("Ada Ek", "substitute", "Bo Lind")),
        ("Ada Ek (S) istället för Bo Lind", ("Ada Ek", "substitute", "Bo Lind")),
        ("Ada Ek (S), ej tjänstgörande ersättare", ("Ada Ek", "member")),
        ("2:e vice ordförande Ada Ek (S)", ("Ada Ek", "vice_chair")),
        ("Förste vice ordförande: Ada Ek (S)", ("Ada Ek", "vice_chair")),
        ("Ada Ek (S), ordförande, för Bo Lind", ("Ada Ek", "chair", "Bo Lind")),
    ],
)
def test_who_served_and_for_whom(line, expected):
    assert people(f"Beslutande\n{line}") == [expected]


def test_a_chair_who_serves_for_another_on_the_next_line_stays_chair():
    text = "Beslutande\nAda Ek (S), ordförande\nErsätter Bo Lind (M)"
    assert people(text) == [("Ada Ek", "chair", "Bo Lind")]


def test_one_among_those_who_serve_who_did_not_is_still_a_substitute():
    text = "Tjänstgörande ersättare\nAda Ek (S), ej tjänstgörande"
    assert people(text) == [("Ada Ek", "substitute")]


def test_columns_set_side_by_side_are_read_as_in_a_notice():
    text = "Ledamöter Ersättare\nAda Ek (S), ordförande Cia Dal (M)\n"
    assert people(text) == [("Ada Ek", "chair"), ("Cia Dal", "substitute")]


def test_those_who_were_absent_or_took_part_otherwise_have_no_seat():
    text = (
        "Närvarande\nAda Ek (S)\nFrånvarande\nBo Lind (M)\n"
        "Övriga närvarande\nCia Dal (L)"
    )
    assert people(text) == [("Ada Ek", "member")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Utses att justera Ada Ek och Bo Lind", [("Ada Ek", None), ("Bo Lind", None)]),
        (
            "Utsedda att justera: Ada Ek (S) med Bo Lind (M) som ersättare",
            [("Ada Ek", "Bo Lind")],
        ),
        ("Justerare\nAda Ek\nBo Lind\nParagrafer 1–4", [("Ada Ek", None), ("Bo Lind", None)]),
        ("Justerare väljs i nästa möte", []),
        ("Justerare ................\nAda Ek", [("Ada Ek", None)]),
    ],
)  # fmt: skip
def test_who_signs(text, expected):
    found = find_signers(read_blocks(Source(text)).lines)
    assert [(f.fields["adjuster"], f.fields["substitute"]) for f in found] == expected


def test_signing_has_its_day_and_may_be_at_once():
    text = (
        "Justerare Ada Ek\nJusteringens plats och tid\nOmedelbar justering 2030-05-03"
    )
    (found,) = find_signers(read_blocks(Source(text)).lines)
    assert (found.fields["deadline"], found.fields["immediate"]) == ("2030-05-03", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("§ 1 A\nBeslut\nÄrendet bordläggs\n\nBakgrund till ärendet\nText.",
         [(1, "Ärendet bordläggs")]),
        ("§ 1 A\nBeslut\nNämnden beslutar\natt vänta, samt\natt fråga\nRådet i Ekö.",
         [(1, "att vänta"), (1, "att fråga Rådet i Ekö.")]),
        ("§ 1 A\nBeslut\nPlanen antas. Den gäller i tre år.\n\nDen ska följas upp.\nNämnden tackar för arbetet.",
         [(1, "Planen antas. Den gäller i tre år."), (1, "Nämnden tackar för arbetet.")]),
        ("§ 1 A\nBeslut\nNämnden föreslår fullmäktige besluta\na) anta planen\nb) vänta",
         [(1, "anta planen"), (1, "vänta")]),
        ("§ 1 A\nFörslag till beslut\nNämnden beslutar att vänta.", []),
        ("§ 4 A\nNämnden beslutar att vänta enligt\n§ 5 kommunallagen.\n§ 4 (forts.)\n\n§ 9 B\nNämnden beslutar att gå.",
         [(4, "att vänta enligt § 5 kommunallagen."), (9, "att gå.")]),
        ("§ 4 A\nBeslut\nVi följer\n§ 9 Kommunallagen.", [(4, "Vi följer § 9 Kommunallagen.")]),
        ("§ 1 A\nBeslut\nNämnden beslutar att\n1. vänta\n\nDeltar inte i beslutet\nAda Ek",
         [(1, "vänta")]),
        ("§ 1 A\nBeslut\nNämnden beslutar att vänta.\nJäv\nAda Ek (S) deltar inte.",
         [(1, "att vänta.")]),
    ],
)  # fmt: skip
def test_what_is_decided(text, expected):
    assert decisions(text) == expected


def test_minutes_without_paragraphs_still_tell_who_was_there():
    (seat,) = minutes("Protokoll\nBeslutande\nAda Ek (S)")
    assert seat.fields["name"] == "Ada Ek"


def test_the_body_that_decides_is_no_common_noun():
    text = "Datum: 3 maj 2030\n§ 1 A\nNämnden beslutar att vänta."
    assert [one.kind for one in minutes(text)] == ["agenda_item"]
    (meeting,) = minutes(text.replace("Nämnden", "Vårdnämnden"))
    assert meeting.fields["body"] == "Vårdnämnden"


def test_an_adjuster_who_was_told_on_the_first_page_is_told_once():
    text = (
        "Justerare: Ada Ek\n§ 1 Justering\nBeslut\n"
        "Nämnden beslutar att utse Ada Ek (S) att justera protokollet."
    )
    first, item = minutes(text)
    assert first.kind == "approval"
    assert [child.kind for child in item.children] == ["decision"]
    _, item = minutes(text.replace("Justerare: Ada Ek", "Justerare: Bo Lind"))
    assert [child.kind for child in item.children] == ["decision", "approval"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BEVIS", None),
        ("Ingen anslagstavla", None),
        ("Anslag\nOrgan\nFörvaringsplats\nKansliet", (None, None, None, "Kansliet")),
        ("Anslag\nAnslås 3 maj 2030 till 25 maj 2030\n3 juni 2030",
         (None, "2030-05-03", "2030-05-25", None)),
        ("BEVIS\nOrgan: Vårdnämnden\nFörvaringsplats för protokollet",
         ("Vårdnämnden", None, None, None)),
    ],
)  # fmt: skip
def test_the_announcement(text, expected):
    found = find_announcement(read_blocks(Source(text)).lines)
    fields = ("body", "posted", "removed", "place")
    assert [tuple(one.fields[name] for name in fields) for one in found] == (
        [expected] if expected else []
    )
