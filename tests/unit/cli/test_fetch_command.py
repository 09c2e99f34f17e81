"""`fardplan indicators fetch`: what is printed, exit codes, and the how-to's example."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.builders.kolada_figures import PHONE, fill, make_kolada_indicators
from tests.builders.kolada_server import KoladaServer
from tests.surroundings import ROOT

from fardplan.apps.indicators import queries
from fardplan.apps.indicators.models import ImportRun
from fardplan.cli.main import main


if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
PAGE = (ROOT / "docs" / "how-to" / "fetch-figures.md").read_text(encoding="utf-8")


@pytest.fixture
def kolada(settings, tmp_path, administrator) -> Iterator[KoladaServer]:
    server = KoladaServer()
    fill(server)
    settings.STORE_DIR = tmp_path / "store"
    settings.KOLADA_URL = server.address
    make_kolada_indicators(administrator)
    yield server
    server.stop()


def test_the_how_to_shows_what_is_printed(kolada, capsys):
    ((command, shown),) = re.findall(
        r"^```console\n\$ fardplan (.*?)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL
    )
    assert main(command.split()) == 0
    key = ImportRun.objects.get().key
    assert capsys.readouterr().out == shown.replace("4f1c…", f"{key}.")
    assert queries.figures().coverage(PHONE, 1).figures == 198


def test_json_tells_the_same(kolada, capsys):
    words = ("--indicator", PHONE, "--years", "2024", "--json")
    assert main(["indicators", "fetch", *words]) == 0
    told = json.loads(capsys.readouterr().out)
    run = ImportRun.objects.get()
    assert told == {
        "run": run.key,
        "kept": 66,
        "asked": 22,
        "received": 22,
        "missing": 0,
        "receipt": run.report["receipt"],
    }


def test_what_did_not_come_is_a_problem_and_nothing_is_stored(kolada, capsys):
    kolada.refused = {"0018"}
    words = ("--indicator", PHONE, "--years", "2024")
    assert main(["indicators", "fetch", *words]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        "Fel: Kolada: 22 uppgifter efterfrågade, 21 mottagna, 0 saknas hos källan,"
        " 1 förlorade.\nFörlorat: N00001, 1 uppgifter i 1 områden, perioder 2024:"
        " Kolada svarade 404.\nInget har sparats. Hämta igen om en stund.\n"
    )
    assert not ImportRun.objects.exists()


def test_an_unknown_indicator_is_a_problem(kolada, capsys):
    assert main(["indicators", "fetch", "--indicator", "borta"]) == 1
    assert "kortnamnet borta" in capsys.readouterr().err


@pytest.mark.parametrize(
    "years", ["24", "2024-", "2025-2024", "２０２４", "2024-2025x"]
)
def test_years_that_are_none_are_wrong_use(kolada, capsys, years):
    with pytest.raises(SystemExit) as ended:
        main(["indicators", "fetch", "--years", years])
    assert ended.value.code == 2
    assert f"”{years}” är inga år" in capsys.readouterr().err
    assert kolada.asked == []
