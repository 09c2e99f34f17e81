"""`fardplan upload`: documents into Källor, read at once, with exit codes."""

from __future__ import annotations

import json

import pytest
from tests.builders import documents
from tests.factories.people import granted

from fardplan.apps.sources.models import SourceDocument
from fardplan.cli.main import main


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_authorities")]


@pytest.fixture(autouse=True)
def _own_uploads(settings, tmp_path):
    storages = settings.STORAGES
    default = storages["default"] | {"OPTIONS": {"location": tmp_path / "uploads"}}
    settings.STORAGES = storages | {"default": default}


@pytest.fixture
def lead(administrator):
    return granted(administrator, "18", "Lena", "programme_lead")


def upload(by, *files, authority="18", more=()) -> int:
    asked = [str(file) for file in files]
    return main(["upload", *asked, "--authority", authority, "--by", by.email, *more])


def test_documents_are_kept_and_read(lead, tmp_path, capsys):
    notice = tmp_path / "kallelse.txt"
    notice.write_text(documents.NOTICE, encoding="utf-8")
    assert upload(lead, notice) == 0
    document = SourceDocument.objects.get()
    found = document.findings.count()
    assert (document.state, document.uploaded_by) == ("ready", lead)
    assert capsys.readouterr().out == (
        f"{notice}: {document.title}, 1 sida, {found} fynd (/kallor/{document.pk}/)\n"
    )
    assert upload(lead, notice, more=["--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "file": str(notice),
        "document": document.pk,
        "title": document.title,
        "kind": "meeting_notice",
        "pages": 1,
        "findings": found,
    }
    assert SourceDocument.objects.count() == 1


def test_what_can_not_be_read_is_told_and_the_rest_is_read(lead, tmp_path, capsys):
    old, gone = tmp_path / "gammal.rtf", tmp_path / "borta.pdf"
    old.write_text("{\\rtf1 hej}", encoding="utf-8")
    notice = tmp_path / "kallelse.txt"
    notice.write_text(documents.NOTICE, encoding="utf-8")
    assert upload(lead, old, gone, notice, more=["--json"]) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [sorted(one)[:2] for one in told] == [
        ["error", "file"],
        ["error", "file"],
        ["document", "file"],
    ]
    assert "Filen är i formatet" in told[0]["error"]
    assert "Filen går inte att läsa" in told[1]["error"]


def test_nobody_and_nowhere_are_told(lead, tmp_path, capsys):
    assert main(["upload", "a.pdf", "--authority", "18", "--by", "x@y.example"]) == 1
    assert "Ingen har ett konto" in capsys.readouterr().err
    assert upload(lead, "a.pdf", authority="9999") == 1
    assert "Ingen myndighet har koden 9999." in capsys.readouterr().err


def test_only_who_leads_there_may(lead, tmp_path, capsys):
    notice = tmp_path / "kallelse.txt"
    notice.write_text(documents.NOTICE, encoding="utf-8")
    assert upload(lead, notice, authority="1880") == 1
    assert "Bara myndighetens programledare" in capsys.readouterr().err
