"""`fardplan bodies`: list, export and import from the command line."""

from __future__ import annotations

import json

import pytest
from tests.factories.bodies import appoint, make_body, make_seat

from fardplan.apps.actors import queries
from fardplan.apps.actors.adapters import to_relation
from fardplan.apps.actors.models import Body, BodyRelation, Person, Seat
from fardplan.cli.main import main


pytestmark = pytest.mark.usefixtures("few_authorities")

ROW = "pn;Påhittsnämnden;Nämnd;Politisk nivå;18;18\n"
FILE = f"Kortadress;Namn;Typ;Nivå;Hör hemma i;Myndigheter\n{ROW}"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "organ.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_import_shows_first_and_writes_with_yes(file, capsys):
    assert main(["bodies", "import", str(file)]) == 0
    shown = capsys.readouterr()
    assert shown.out == (
        "organ.csv, rad 2: Påhittsnämnden: ny\n"
        "ny: 1, ändras: 0, oförändrad: 0, fel: 0\n"
    )
    assert "--yes" in shown.err
    assert Body.objects.count() == 0
    assert main(["bodies", "import", str(file), "--yes"]) == 0
    assert Body.objects.get().code == "pn"
    capsys.readouterr()
    assert main(["bodies", "import", str(file), "--yes", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"] == {
        "new": 0,
        "changed": 0,
        "unchanged": 1,
        "wrong": 0,
    }
    file.write_text(FILE.replace("Påhitts", "Nya "), encoding="utf-8")
    main(["bodies", "import", str(file), "--yes"])
    assert "Namn: ”Påhittsnämnden” blir ”Nya nämnden”" in capsys.readouterr().out


def test_wrong_rows_and_files_give_code_1(file, capsys):
    file.write_text(FILE + ROW, encoding="utf-8")
    assert main(["bodies", "import", str(file), "--yes"]) == 1
    assert "Kortadress: ”pn” finns redan på rad 2" in capsys.readouterr().out
    assert main(["bodies", "import", str(file.parent / "saknas.csv")]) == 1
    assert "går inte att läsa" in capsys.readouterr().err
    file.write_bytes(b"x" * 6_000_000)
    assert main(["bodies", "import", str(file)]) == 1
    assert "Högst 5 MB" in capsys.readouterr().err


def test_export_and_read_back_in_an_empty_register(
    administrator, tmp_path, capsys, django_assert_max_num_queries
):
    body = make_body(administrator)
    make_body(administrator, code="b", name="B", prepares_for=body.code)
    appoint(administrator, make_seat(administrator, body), "Anna Påhitt")
    organ, platser = tmp_path / "organ.xlsx", tmp_path / "platser.csv"
    popolo = tmp_path / "popolo.json"
    main(["bodies", "export", "--format", "xlsx", "--output", str(organ)])
    main(["bodies", "export", "--seats", "--output", str(platser)])
    main(["bodies", "export", "--format", "popolo", "--output", str(popolo)])
    assert [p["name"] for p in json.loads(popolo.read_bytes())["persons"]] == [
        "Anna Påhitt"
    ]
    before = queries.seat_table(Body.objects.all(), lambda *_: True)
    empty()
    assert main(["bodies", "import", str(organ), "--yes"]) == 0
    assert main(["bodies", "import", str(platser), "--yes"]) == 0
    assert queries.seat_table(Body.objects.all(), lambda *_: True) == before
    arrow = to_relation(BodyRelation.objects.get())
    assert (arrow.source, arrow.target) == ("b", body.code)


def empty() -> None:
    from fardplan.apps.common.writes import writes

    @writes
    def remove_all() -> None:
        Seat.objects.all().delete()
        Person.objects.all().delete()
        Body.objects.all().delete()

    remove_all()


def test_list(administrator, capsys):
    make_body(administrator)
    assert main(["bodies", "list"]) == 0
    assert "Påhittsnämnden (Nämnd, Region Örebro län)" in capsys.readouterr().out
    assert main(["bodies", "list", "--json", "--text", "finns inte"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_the_home_of_bodies_can_be_asked_for(administrator):
    make_body(administrator)
    find = queries.find_bodies
    assert find(queries.BodyFilter(home="18")).count() == 1
    assert find(queries.BodyFilter(home="1880")).count() == 0


def test_the_words_of_pages_and_files_are_the_same():
    from django.utils.translation import override

    from fardplan.apps.actors import states
    from fardplan.engine.actors import words
    from fardplan.engine.actors.body_records import BODY_COLUMNS
    from fardplan.engine.actors.seat_records import SEAT_COLUMNS

    with override("sv"):
        for labels, spoken in (
            (states.BodyTypeLabel, words.TYPES),
            (states.LevelLabel, words.LEVELS),
            (states.RelationLabel, words.RELATIONS),
            (states.SeatRoleLabel, words.ROLES),
        ):
            assert {one.value: str(one.label) for one in labels} == dict(spoken)
        assert {k: str(v) for k, v in states.BODY_FIELDS.items()} == BODY_COLUMNS
        assert {k: str(v) for k, v in states.SEAT_FIELDS.items()} == SEAT_COLUMNS
