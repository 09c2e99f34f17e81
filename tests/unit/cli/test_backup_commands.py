"""`fardplan backup` and `fardplan restore`, as a person or a script meets them."""

from __future__ import annotations

import json

import pytest
from tests.builders.installations import (
    add_person,
    places,  # noqa: F401 -- a fixture
)

from fardplan.cli.main import main


@pytest.fixture
def here(places):  # noqa: F811 -- the fixture
    with places("sqlite", migrate=True) as there:
        add_person("a@exempel.example", "Ann")
        yield there


def test_backup_and_restore_tell_what_they_did(here, places, tmp_path, capsys):  # noqa: F811
    file = str(tmp_path / "a.zip")
    assert main(["backup", file]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"Säkerhetskopian {file} är klar och kontrollerad (tabeller:")
    assert err == ""
    assert main(["backup", file]) == 1
    assert "finns redan och skrivs inte över" in capsys.readouterr().err
    assert main(["backup", file, "--force", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["path"], made["files"]) == (file, 0)
    assert main(["restore", file, "--check"]) == 0
    assert f"Säkerhetskopian {file} är hel." in capsys.readouterr().out
    assert main(["restore", file, "--check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["vendor"] == "sqlite"
    assert main(["restore", file]) == 1
    assert "är inte tom" in capsys.readouterr().err
    with places("sqlite"):
        assert main(["restore", file, "--json"]) == 0
        done = json.loads(capsys.readouterr().out)
        assert (done["rows"], done["steps"]) == (made["rows"], [])
    with places("sqlite"):
        assert main(["restore", file]) == 0
        assert "allt är likadant som i säkerhetskopian" in capsys.readouterr().out


def test_damaged_archive_gives_the_reason_and_code_1(here, tmp_path, capsys):
    file = tmp_path / "a.zip"
    main(["backup", str(file)])
    file.write_bytes(file.read_bytes()[:-1])
    capsys.readouterr()
    assert main(["restore", str(file)]) == 1
    assert capsys.readouterr().err == (
        f"Fel: Säkerhetskopian {file} går inte att använda: filens slut saknas, eller"
        " så är det ingen säkerhetskopia från Färdplan. Hämta en annan kopia av filen,"
        " eller använd en äldre säkerhetskopia.\n"
    )
