"""/sakerhetskopior/: administrators list, make, take home, check and delete archives."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from tests.builders.installations import add_person

from fardplan.apps.accounts.models import AuditEvent
from fardplan.apps.backups.actions import check_archive
from fardplan.apps.backups.models import Backup
from fardplan.apps.jobs.models import Job
from fardplan.apps.jobs.runner import run_attempt


PAGE = "/sakerhetskopior/"


@pytest.fixture
def browser(places, client):
    """A browser with an administrator, in an installation of its own."""
    with places("sqlite", migrate=True):
        person = add_person("a@exempel.example", "Astrid", is_administrator=True)
        client.force_login(person)
        yield client


def finished_job() -> Job:
    """Give the job that the button started, run as a worker runs it."""
    job = Job.objects.get()
    run_attempt(job_id=job.pk, task_id=str(job.task_id), worker="w1")
    job.refresh_from_db()
    return job


@pytest.fixture
def backup(browser) -> str:
    browser.post(f"{PAGE}ny/")
    finished_job()
    (path,) = settings.BACKUPS_DIR.iterdir()
    return path.name


def told(response) -> list[str]:
    """Give the messages, as they are read."""
    found = re.findall(
        r'class="ds-alert message".*?<p>(.*?)</p>', response.text, re.DOTALL
    )
    return [text.strip() for text in found]


def states(response) -> list[str]:
    return re.findall(r'class="ds-tag"[^>]*>([^<]+)<', response.text)


def test_empty_list_says_what_to_do(browser):
    response = browser.get(PAGE)
    assert "Det finns inga säkerhetskopior ännu" in response.text
    assert states(response) == []


def test_new_backup_is_made_and_listed_as_whole(browser):
    response = browser.post(f"{PAGE}ny/")
    job = finished_job()
    assert response["Location"] == f"/jobb/{job.pk}/"
    (path,) = settings.BACKUPS_DIR.iterdir()
    assert re.fullmatch(r"fardplan-\d{4}-\d\d-\d\d-\d{6}Z\.zip", path.name)
    assert job.result == {
        "text": f"Säkerhetskopian {path.name} är klar och kontrollerad.",
        "link": PAGE,
        "facts": {"name": path.name, "bytes": path.stat().st_size},
    }
    assert states(browser.get(PAGE)) == ["Hel"]
    assert check_archive(source=path).tables["accounts_user"].rows == 1


def test_backup_that_can_not_be_made_says_why(browser):
    settings.BACKUPS_DIR.write_text("i vägen")
    browser.post(f"{PAGE}ny/")
    job = finished_job()
    assert (job.state, job.reason) == (
        "failed",
        f"Mappen {settings.BACKUPS_DIR} går inte att skapa: File exists.",
    )


def test_download_gives_the_very_file_and_leaves_a_trace(browser, backup):
    browser.head(f"{PAGE}{backup}/hamta/").close()
    response = browser.get(f"{PAGE}{backup}/hamta/")
    assert (
        b"".join(response.streaming_content)
        == (settings.BACKUPS_DIR / backup).read_bytes()
    )
    assert response.headers["Content-Type"] == "application/zip"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{backup}"'
    events = AuditEvent.objects.filter(action="download_backup")
    assert [(e.object_key, e.made_by.name) for e in events] == [(backup, "Astrid")]


def test_check_tells_what_is_wrong(browser, backup):
    response = browser.post(f"{PAGE}{backup}/kontrollera/", follow=True)
    assert (told(response), states(response)) == ([f"{backup} är hel."], ["Hel"])
    path = settings.BACKUPS_DIR / backup
    damaged = bytearray(path.read_bytes())
    damaged[40] ^= 1
    path.write_bytes(damaged)
    assert states(browser.get(PAGE)) == ["Inte kontrollerad"]
    response = browser.post(f"{PAGE}{backup}/kontrollera/", follow=True)
    assert "innehållet stämmer inte med kontrollsumman" in told(response)[0]
    assert states(response) == ["Går inte att använda"]


def test_delete_asks_first(browser, backup):
    asked = browser.get(f"{PAGE}{backup}/radera/")
    assert "raderas från servern. Det går inte att ångra." in asked.text
    assert (settings.BACKUPS_DIR / backup).exists()
    response = browser.post(f"{PAGE}{backup}/radera/", follow=True)
    assert told(response) == [f"{backup} är raderad."]
    assert list(settings.BACKUPS_DIR.iterdir()) == []
    assert Backup.objects.count() == 0


def test_delete_that_fails_says_so_and_keeps_the_record(browser, backup, monkeypatch):
    def refuse(_path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.unlink", refuse)
    response = browser.post(f"{PAGE}{backup}/radera/", follow=True)
    assert told(response) == [
        f"{settings.BACKUPS_DIR / backup} går inte att ta bort: Permission denied."
    ]
    assert Backup.objects.count() == 1


@pytest.mark.parametrize(
    "name",
    ["finns-inte.zip", "..", "..%2Ffardplan.sqlite3", "%2Fetc%2Fpasswd", "lank.zip"],
)
def test_only_archives_of_the_folder_are_reached(browser, backup, name):
    (settings.BACKUPS_DIR / "lank.zip").symlink_to("/etc/passwd")
    for what in ("hamta", "radera"):
        assert browser.get(f"{PAGE}{name}/{what}/").status_code == 404
    assert browser.post(f"{PAGE}{name}/kontrollera/").status_code == 404


def test_others_meet_nothing(browser, backup, client):
    reader = add_person("r@exempel.example", "Rut")
    client.force_login(reader)
    for address in (PAGE, f"{PAGE}{backup}/hamta/", f"{PAGE}{backup}/radera/"):
        assert client.get(address).status_code == 404
    for what in ("ny", f"{backup}/kontrollera", f"{backup}/radera"):
        assert client.post(f"{PAGE}{what}/").status_code == 404
    assert "Säkerhetskopior" not in client.get("/om/").text
    client.logout()
    response = client.get(PAGE)
    assert response.headers["Location"] == f"/konto/logga-in/?next={PAGE}"
    assert (settings.BACKUPS_DIR / backup).exists()


def test_administrators_find_the_page(browser):
    assert f'href="{PAGE}">Säkerhetskopior</a>' in browser.get("/om/").text
