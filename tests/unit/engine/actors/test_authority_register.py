"""The register on the real files, and every way in which a file can be wrong."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from fardplan.engine.actors.authority_register import (
    STATE,
    AuthorityFact,
    RegisterError,
    read_register,
)


REAL = Path(__file__).parents[4] / "definitions" / "authorities"

CARE_REGIONS = "code,name,short_name\nvastra,Västra sjukvårdsregionen,Västra\n"
REGIONS = (
    "code,name,county\n09,Region Gotland,Gotlands län\n14,VGR,Västra Götalands län\n"
)
MUNICIPALITIES = (
    "code,name,short_name,care_region,same_as_region\n"
    "0980,Region Gotland,Gotland,vastra,09\n"
    "1480,Göteborgs kommun,Göteborg,vastra,\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A whole and right register of one care region, two regions, two municipalities."""
    for name, text in (
        ("care_regions.csv", CARE_REGIONS),
        ("regions.csv", REGIONS),
        ("municipalities.csv", MUNICIPALITIES),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def facts() -> dict[str, AuthorityFact]:
    return {fact.code: fact for fact in read_register(REAL)}


def test_there_are_317_authorities(facts):
    assert Counter(fact.kind for fact in facts.values()) == {
        "state": 1,
        "care_region": 6,
        "region": 21,
        "municipality": 289,
    }


def test_gotland_is_one_authority_of_two_kinds(facts):
    assert facts["09"] == AuthorityFact(
        code="09",
        name="Region Gotland",
        short_name="Gotland",
        kind="region",
        county="Gotlands län",
        municipality_code="0980",
        care_regions=("stockholm-gotland",),
    )
    assert "0980" not in facts
    assert [f.code for f in facts.values() if f.kind == "region"] == sorted(
        f.code for f in facts.values() if f.kind == "region"
    )


def test_halland_is_in_two_care_regions(facts):
    inside = {f.short_name: f.care_regions for f in facts.values() if f.region == "13"}

    assert facts["13"].care_regions == ("sodra", "vastra")
    assert inside == {
        "Hylte": ("sodra",),
        "Halmstad": ("sodra",),
        "Laholm": ("sodra",),
        "Falkenberg": ("vastra",),
        "Varberg": ("vastra",),
        "Kungsbacka": ("vastra",),
    }


def test_every_municipality_has_one_care_region(facts):
    counted = Counter(
        fact.care_regions for fact in facts.values() if fact.municipality_code
    )

    # 3 kap. hälso- och sjukvårdsförordningen (2017:80), counted county by county.
    assert counted == {
        ("norra",): 7 + 8 + 15 + 14,
        ("mellansverige",): 8 + 9 + 16 + 12 + 10 + 15 + 10,
        ("stockholm-gotland",): 26 + 1,
        ("sydostra",): 13 + 13 + 12,
        ("vastra",): 49 + 3,
        ("sodra",): 5 + 33 + 8 + 3,
    }


def test_each_comes_after_those_it_refers_to(facts):
    order = {code: place for place, code in enumerate(facts)}

    assert [
        fact.code
        for fact in facts.values()
        for other in (fact.region, *fact.care_regions)
        if other and order[other] > order[fact.code]
    ] == []


def test_a_small_register_gives_all_of_it(folder):
    assert read_register(folder) == [
        STATE,
        AuthorityFact(
            code="vastra",
            name="Västra sjukvårdsregionen",
            short_name="Västra",
            kind="care_region",
        ),
        AuthorityFact(
            code="09",
            name="Region Gotland",
            short_name="Gotland",
            kind="region",
            county="Gotlands län",
            municipality_code="0980",
            care_regions=("vastra",),
        ),
        AuthorityFact(
            code="14",
            name="VGR",
            short_name="VGR",
            kind="region",
            county="Västra Götalands län",
            care_regions=("vastra",),
        ),
        AuthorityFact(
            code="1480",
            name="Göteborgs kommun",
            short_name="Göteborg",
            kind="municipality",
            county="Västra Götalands län",
            region="14",
            municipality_code="1480",
            care_regions=("vastra",),
        ),
    ]


def test_a_file_from_a_spreadsheet_is_read_too(folder):
    """Byte order mark, Windows line ends, blank lines and stray spaces do no harm."""
    before = read_register(folder)
    text = MUNICIPALITIES.replace("\n", "\r\n").replace("Göteborg,", " Göteborg ,")
    (folder / "municipalities.csv").write_text(
        text + "\r\n\r\n", encoding="utf-8-sig", newline=""
    )

    assert read_register(folder) == before


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        # the code
        ("care_regions.csv", "vastra,V", ",V", "rad 2, code: värdet saknas"),
        (
            "care_regions.csv",
            "vastra,V",
            "Västra,V",
            "rad 2, code: ”Västra” har fel form",
        ),
        (
            "care_regions.csv",
            "vastra,V",
            "staten,V",
            "rad 2, code: ”staten” finns redan",
        ),
        ("regions.csv", "14,", "014,", "rad 3, code: ”014” har fel form"),
        (
            "regions.csv",
            "14,",
            "\u0661\u0664,",
            "rad 3, code: ”\u0661\u0664” har fel form",
        ),
        ("regions.csv", "14,", "09,", "rad 3, code: ”09” finns redan"),
        ("municipalities.csv", "1480", "148", "rad 3, code: ”148” har fel form"),
        ("municipalities.csv", "1480", "0980", "rad 3, code: ”0980” finns redan"),
        (
            "municipalities.csv",
            "1480",
            "2580",
            "rad 3, code: ”25” finns inte i registret",
        ),
        # what every row needs
        ("care_regions.csv", ",Västra\n", ",\n", "rad 2, short_name: värdet saknas"),
        ("regions.csv", "VGR", "  ", "rad 3, name: värdet saknas"),
        ("regions.csv", "Västra Götalands län", "", "rad 3, county: värdet saknas"),
        ("municipalities.csv", ",Göteborg,", ",,", "rad 3, short_name: värdet saknas"),
        ("municipalities.csv", "g,vastra", "g,", "rad 3, care_region: värdet saknas"),
        (
            "municipalities.csv",
            "Göteborgs",
            "G" * 75,
            "rad 3, name: längre än 80 tecken",
        ),
        # what it refers to
        (
            "municipalities.csv",
            "Göteborg,vastra",
            "Göteborg,ostra",
            "rad 3, care_region: ”ostra” finns inte i registret",
        ),
        (
            "municipalities.csv",
            "Gotland,vastra,09",
            "Gotland,vastra,14",
            "rad 2, same_as_region: ”14” finns inte i registret",
        ),
        (
            "municipalities.csv",
            "1480,",
            "0981,Visby,Visby,vastra,09\n1480,",
            "rad 3, same_as_region: ”09” finns redan",
        ),
        # the row as a row
        ("municipalities.csv", ",vastra,\n", "\n", "rad 3, care_region: värdet saknas"),
        (
            "municipalities.csv",
            "vastra,\n",
            "vastra,,Mölndal,x\n",
            "rad 3, ”Mölndal”: raden har fler värden än kolumner",
        ),
        ("municipalities.csv", "1480,", "\n\n148,", "rad 5, code: ”148” har fel form"),
    ],
)
def test_a_wrong_value_is_told_with_file_row_and_field(folder, file, old, new, told):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(RegisterError) as problem:
        read_register(folder)

    assert str(problem.value) == f"{file}, {told}"


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("care_regions.csv", b"", "care_regions.csv: kolumnen code saknas"),
        ("regions.csv", b"code,name\n", "regions.csv: kolumnen county saknas"),
        (
            "municipalities.csv",
            b"code;name;short_name;care_region\n",
            "municipalities.csv: kolumnen care_region saknas",
        ),
        (
            "municipalities.csv",
            b"code,name,short_name,care_region\n",
            "municipalities.csv, code: ingen kommun hör till Region Gotland",
        ),
        (
            "regions.csv",
            "code,name,county\n24,Västerbotten,län\n".encode("latin-1"),
            "regions.csv är inte sparad som UTF-8",
        ),
        (
            "regions.csv",
            b'code,name,county\n09,"Region Gotland,Gotlands\n',
            "regions.csv, rad 1: går inte att läsa som CSV (unexpected end of data)",
        ),
    ],
)
def test_a_wrong_file_is_told(folder, file, content, told):
    (folder / file).write_bytes(content)

    with pytest.raises(RegisterError) as problem:
        read_register(folder)

    assert str(problem.value) == told


@pytest.mark.parametrize(
    "file", ["care_regions.csv", "regions.csv", "municipalities.csv"]
)
def test_a_missing_file_is_told(folder, file):
    (folder / file).unlink()

    with pytest.raises(RegisterError) as problem:
        read_register(folder)

    assert str(problem.value) == f"{file} går inte att läsa: No such file or directory"
