"""The reader of definitions/bodies: what it gives, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from fardplan.engine.actors.authority_register import AuthorityFact, read_register
from fardplan.engine.actors.bodies import Level, Relation, RelationKind
from fardplan.engine.actors.body_register import BodyRegisterError, read_bodies


DEFINITIONS = Path(__file__).parents[4] / "definitions"
AUTHORITIES = [
    AuthorityFact(code="norra", name="N", short_name="N", kind="care_region"),
    AuthorityFact(
        code="18", name="R", short_name="R", kind="region", care_regions=("norra",)
    ),
    AuthorityFact(
        code="1880", name="Ö", short_name="Ö", kind="municipality", region="18"
    ),
]
BODIES = (
    "code,home,name,abbreviation,type,level,authorities,financed_by,mandate,source\n"
    "a,18,Nämnden,N,board,political,norra:regioner,18:kommuner 18,Uppdrag,Dok\n"
    "b,18,Gruppen,,working_group,officials,18 1880,,,Dok\n"
)
RELATIONS = "source,kind,target,told_in\nb,prepares_for,a,Dok\n"
COMPOSITION = (
    "body,role,function,minimum,maximum,each_authority,seats,told_in\n"
    "a,member,,9,9,no,9,Dok\na,member,chef,1,,yes,,Dok\n"
)


def read(folder: Path, **changed: str | bytes):
    files = {"bodies": BODIES, "relations": RELATIONS, "composition": COMPOSITION}
    for name, text in (files | changed).items():
        raw = text if isinstance(text, bytes) else text.encode()
        (folder / f"{name}.csv").write_bytes(raw)
    return read_bodies(folder, AUTHORITIES)


def test_what_the_files_tell(tmp_path):
    register = read(tmp_path)
    first = register.bodies[0]
    assert first.fact.authorities == ("18",)
    assert first.fact.financed_by == ("1880", "18")
    assert (first.home, first.mandate, first.source) == ("18", "Uppdrag", "Dok")
    assert register.relations[0].relation == Relation(
        "b", RelationKind.PREPARES_FOR, "a"
    )
    assert [
        (c.minimum, c.maximum, c.each_authority, c.seats) for c in register.composition
    ] == [
        (9, 9, False, 9),
        (1, None, True, 0),
    ]


ROW = "c,18,Namn,,board,political,18,,,Dok"
ARROW = "b,steers,a,Dok"
PART = "a,chair,,1,1,no,1,Dok"


@pytest.mark.parametrize(
    ("file", "row", "fault"),
    [
        ("bodies", ROW.replace("c,", ",", 1), "rad 4, code: värdet saknas"),
        ("bodies", ROW.replace("c,", "C Ä,", 1), "rad 4, code: ”C Ä” får bara ha a–z, 0–9 och bindestreck"),
        ("bodies", ROW.replace("c,", "a,", 1), "rad 4, code: ”a” finns redan"),
        ("bodies", ROW.replace("Namn", "N" * 161), "rad 4, name: högst 160 tecken får plats"),
        ("bodies", ROW.replace("c,18", "c,99"), "rad 4, home: myndigheten ”99” finns inte"),
        ("bodies", ROW.replace(",18,,,", ",77,,,"), "rad 4, authorities: myndigheten ”77” finns inte"),
        ("bodies", ROW.replace("political", "hög"), "rad 4, level: ”hög” är inget av political, officials, mixed"),
        ("bodies", ROW + ",mer", "rad 4: för många fält"),
        ("relations", ARROW.replace("b,", "x,", 1), "rad 3, source: organet ”x” finns inte"),
        ("relations", ARROW.replace("a,Dok", "b,Dok"), "rad 3, target: ett organ kan inte ha en pil till sig själv"),
        ("relations", ARROW.replace("Dok", ""), "rad 3, told_in: värdet saknas"),
        ("relations", "b,prepares_for,a,Dok", "rad 3, kind: pilen finns redan"),
        ("composition", PART.replace("1,1", "2,1"), "rad 4, maximum: värdet är lägre än minimum"),
        ("composition", PART.replace("no", "kanske"), "rad 4, each_authority: svaret ska vara yes eller no"),
        ("composition", PART.replace("1,1", "-1,1"), "rad 4, minimum: ”-1” är inget heltal från 0 till 999"),
        ("composition", PART.replace("1,Dok", "1000,Dok"), "rad 4, seats: ”1000” är inget heltal från 0 till 999"),
    ],
)  # fmt: skip
def test_a_row_that_can_not_be_used_is_named(tmp_path, file, row, fault):
    files = {"bodies": BODIES, "relations": RELATIONS, "composition": COMPOSITION}
    with pytest.raises(BodyRegisterError) as caught:
        read(tmp_path, **{file: files[file] + row + "\n"})
    assert str(caught.value) == f"{file}.csv, {fault}"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("source,kind,target\n", "relations.csv: kolumnen told_in saknas"),
        ("å".encode("latin-1"), "relations.csv är inte sparad som UTF-8"),
        (
            RELATIONS + "x" * 140_000,
            "relations.csv, rad 2: field larger than field limit (131072)",
        ),
    ],
)
def test_a_file_that_can_not_be_used_is_named(tmp_path, text, fault):
    with pytest.raises(BodyRegisterError) as caught:
        read(tmp_path, relations=text)
    assert str(caught.value) == fault


def test_a_missing_folder_tells_of_each_file(tmp_path):
    with pytest.raises(BodyRegisterError) as caught:
        read_bodies(tmp_path / "ingenstans", AUTHORITIES)
    assert [line.split()[0] for line in str(caught.value).splitlines()] == [
        "bodies.csv",
        "relations.csv",
        "composition.csv",
    ]


def test_our_own_files_hold_five_maps():
    register = read_bodies(
        DEFINITIONS / "bodies", read_register(DEFINITIONS / "authorities")
    )
    homes = [told.home for told in register.bodies]
    assert {home: homes.count(home) for home in homes} == {
        "18": 17, "05": 6, "23": 10, "06": 9, "mellansverige": 9,
    }  # fmt: skip
    seats = {c.body: 0 for c in register.composition}
    for part in register.composition:
        seats[part.body] += part.seats
    assert seats["orebro-beredning-somatisk"] == 9 + 5
    assert seats["mellansverige-samverkansnamnden"] == 21
    assert seats["mellansverige-arbetsutskottet"] == 7
    levels = {told.fact.code: told.fact.level for told in register.bodies}
    for told in register.relations:
        source, target = told.relation.source, told.relation.target
        # No committee of politicians works for a group of officials in these files.
        assert not (
            levels[source] == Level.POLITICAL and levels[target] == Level.OFFICIALS
        )
