"""`fardplan indicators import|runs|undo`: what is printed, exit codes, wrong use."""

from __future__ import annotations

import json

import pytest
from tests.builders.figures import file_of

from fardplan.apps.indicators import queries
from fardplan.apps.indicators.actions import load_definitions
from fardplan.apps.indicators.models import ImportRun
from fardplan.cli.main import main


pytestmark = pytest.mark.django_db
KEY = "telefon-samma-dag"
TEXT = "Område;Period;Värde\nÖrebro län;2024-01;71,5\nSkåne;2024-01;65\n"


@pytest.fixture(autouse=True)
def _register(settings, tmp_path):
    settings.STORE_DIR = tmp_path / "store"
    load_definitions(definitions=queries.told_definitions())


@pytest.fixture
def say(capsys):
    """Run a command; give its exit code, what it printed and what it complained of."""

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["indicators", *words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_a_file_is_stored_listed_and_undone(say, tmp_path):
    file = file_of(tmp_path, TEXT)
    code, out, _ = say("import", str(file), "--indicator", KEY)
    run = ImportRun.objects.get()
    assert code == 0
    assert out == (
        "CSV i UTF-8 med semikolon mellan cellerna: 2 rader, 2 siffror.\n"
        "  område: kolumnen Område\n  period: kolumnen Period\n  värde: kolumnen Värde\n"
        f"  indikator: {KEY} (för hela filen)\n"
        "2 siffror går att spara, varav 0 saknar värde; 0 går det inte.\n"
        f"Inläst som {run.key}.\n"
    )
    code, out, _ = say("runs")
    assert (code, out.split()[0]) == (0, run.key[:8])
    assert out.endswith("2 av 2  siffror.csv\n")
    code, out, _ = say("undo", run.key[:6])
    assert (code, out) == (0, "Inläsningen av siffror.csv är ångrad.\n")
    code, out, _ = say("runs", "--json")
    (told,) = json.loads(out)
    assert (told["state"], told["kept"], told["authority"]) == ("undone", 2, None)
    assert queries.figures().series(KEY, 1).value.tolist() == []


def test_what_is_refused_is_told_row_by_row_and_the_rest_is_stored(say, tmp_path):
    wrong = "".join(f"Narnia {n};2024-01;1\n" for n in range(25))
    file = file_of(tmp_path, TEXT + wrong)
    code, out, _ = say("import", str(file), "--indicator", KEY)
    assert code == 1
    assert "fel: Rad 4, Område: området ”Narnia 0” är okänt. Skriv områdets" in out
    assert "… och fler" in out
    assert "25 siffror: område går inte att förstå" in out
    assert ImportRun.objects.get().kept == 2


def test_a_dry_run_and_a_strict_one_store_nothing(say, tmp_path):
    file = file_of(tmp_path, f"{TEXT}Narnia;2024;1;x\n")
    for word in ("--dry-run", "--strict"):
        code, out, _ = say("import", str(file), "--indicator", KEY, word)
        assert code == 1
        assert "fel: Rad 4: raden har fler celler" in out
        assert out.endswith("Inget är sparat.\n")
    assert not ImportRun.objects.exists()


def test_a_file_of_nothing_but_faults_stores_nothing(say, tmp_path):
    file = file_of(tmp_path, "Område;Period;Värde\nNarnia;2024;1\n")
    code, out, _ = say("import", str(file), "--indicator", KEY, "--json")
    told = json.loads(out)
    assert (code, told["run"], told["report"]["refused"]) == (1, None, 1)


def test_a_mapping_of_ones_own(say, tmp_path, few_authorities):
    file = file_of(tmp_path, "Område;2023;2024\nSkåne;1;2\n")
    mapping = file_of(
        tmp_path,
        json.dumps(
            {"columns": {"area": "Område"}, "periods": {"2023": "2023", "2024": "2024"}}
        ),
        "koppling.json",
    )
    words = ("import", str(file), "--indicator", KEY, "--mapping", str(mapping))
    code, out, _ = say(*words, "--authority", "18")
    assert code == 0
    assert "perioder i rubrikerna: 2023, 2024" in out
    assert ImportRun.objects.get().authority.code == "18"
    code, out, _ = say("undo", "", "--json")
    assert json.loads(out)["authority"] == "18"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("import", "finns-inte.csv"), "Filen finns-inte.csv finns inte"),
        (("undo", "abc"), "Ingen inläsning börjar på abc"),
    ],
)
def test_wrong_use(say, words, problem):
    code, _, err = say(*words)
    assert code == 1
    assert problem in err


def test_an_unknown_authority_and_a_mapping_that_can_not_be_read(say, tmp_path):
    file = str(file_of(tmp_path, TEXT))
    code, _, err = say("import", file, "--authority", "99")
    assert (code, "Myndigheten 99 finns inte" in err) == (1, True)
    for text, problem in (("{", "går inte att läsa som JSON"), ("[]", "objekt i JSON")):
        mapping = file_of(tmp_path, text, "koppling.json")
        code, _, err = say("import", file, "--mapping", str(mapping))
        assert (code, problem in err) == (1, True)


def test_an_empty_list(say):
    assert say("runs")[:2] == (0, "Inget är inläst.\n")
