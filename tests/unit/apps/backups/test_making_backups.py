"""Making an archive: everything, of one moment, and nobody has to wait."""

from __future__ import annotations

import gc
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connections, models
from tests.builders.installations import VENDORS, add_person
from tests.builders.samples import HARD, add_samples

from fardplan.apps.accounts.actions import record_event
from fardplan.apps.accounts.models import AuditEvent, User
from fardplan.apps.backups import actions, queries
from fardplan.apps.backups.adapters import TableCodec
from fardplan.apps.backups.models import Backup
from fardplan.apps.common.problems import NotAllowedError, ProblemError
from fardplan.apps.common.writes import free_writes
from fardplan.engine.backups.archive_reader import open_archive


def add_people(number: int) -> None:
    with free_writes():
        User.objects.bulk_create(
            User(email=f"p{n}@exempel.example", name=f"Påhittad {n}")
            for n in range(number)
        )


def put_files(**files: str) -> None:
    for name, text in files.items():
        path = settings.DATA_DIR / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def members(path) -> list[str]:
    with open_archive(path) as archive:
        return [m.name for m in archive.verify().members]


@pytest.mark.parametrize("vendor", VENDORS)
def test_archive_holds_every_table_and_file(places, tmp_path, vendor):
    told = []
    with places(vendor, migrate=True):
        add_people(1500)
        put_files(uploads__ab__c="x", store__2026__a="y", store__b__part="z")
        (settings.STORE_DIR / "ny.part").write_text("halv")
        made = actions.make_backup(
            target=tmp_path / "a.zip", on_progress=lambda *now: told.append(now)
        )
        migrations = queries.applied_migrations("default")
    tables = [n for n in members(made.path) if n.startswith("database/")]
    assert [n for n in members(made.path) if n not in tables] == [
        "store/2026/a",
        "store/b/part",
        "uploads/ab/c",
    ]
    every = apps.get_models(include_auto_created=True)
    assert {n.split("/")[1].removesuffix(".jsonl") for n in tables} == {
        model._meta.db_table for model in every
    } - {"accounts_personsession", "django_session"}
    with open_archive(made.path) as archive:
        manifest = archive.manifest
    assert manifest.tables["accounts_user"].rows == 1500
    assert (manifest.vendor, manifest.migrations) == (vendor, migrations)
    (last,) = migrations["accounts"].leaves
    folder = Path(apps.get_app_config("accounts").path) / "migrations"
    assert last == max(file.stem for file in folder.glob("0*.py"))
    assert (made.tables, made.files, made.size) == (
        len(tables),
        3,
        made.path.stat().st_size,
    )
    assert told[-1][0] == told[-1][1] == made.rows + 3
    assert (1000 + told[1][0], "Läser databasen") in [(d, t) for d, _n, t in told]


@pytest.mark.free_writes
@pytest.mark.parametrize("vendor", VENDORS)
def test_writer_goes_on_and_is_not_half_in_the_archive(places, tmp_path, vendor):
    """While the backup stands still in the middle, others write to every table."""
    started, go_on = threading.Event(), threading.Event()
    with places(vendor, migrate=True) as there:
        add_people(20)
        own = connections["default"]

        def write() -> None:
            connections["default"] = own.copy()
            try:
                assert started.wait(20)
                with free_writes():
                    for person in User.objects.all():
                        person.name = "Någon annan"
                        person.save()
                new = add_person("ny@exempel.example", "Ny")
                record_event(action="x", about=new, key="ny", by=None)
            finally:
                go_on.set()
                connections["default"].close()

        def stand_still(_done: int, _total: int, text: str) -> None:
            # The tables are read by name: accounts_auditevent comes first.
            if text == "Läser tabellen accounts_user":
                started.set()
                assert go_on.wait(20)

        with ThreadPoolExecutor(1) as pool:
            writing = pool.submit(write)
            actions.make_backup(target=tmp_path / "a.zip", on_progress=stand_still)
            writing.result(timeout=20)
        assert User.objects.filter(name="Någon annan").count() == 20
        assert there.folder.exists()
    with open_archive(tmp_path / "a.zip") as archive:
        tables = archive.verify().tables
        people = list(archive.lines_of(tables["accounts_user"]))
    assert (tables["accounts_auditevent"].rows, tables["accounts_user"].rows) == (0, 20)
    assert not any("Någon".encode() in line or b"ny@" in line for line in people)


@pytest.mark.parametrize("vendor", VENDORS)
def test_backup_that_is_given_up_leaves_nothing(places, tmp_path, vendor):
    def stop(_done: int, _total: int, text: str) -> None:
        if text == "Läser databasen":
            raise KeyboardInterrupt

    with places(vendor, migrate=True):
        add_people(2500)
        with pytest.raises(KeyboardInterrupt):
            actions.make_backup(target=tmp_path / "a.zip", on_progress=stop)
        gc.collect()
        assert not list(tmp_path.glob("a.zip*"))
        assert actions.make_backup(target=tmp_path / "a.zip").rows > 2500


@pytest.mark.parametrize("vendor", VENDORS)
def test_snapshot_does_not_see_later_writes(places, vendor):
    with places(vendor, migrate=True), queries.snapshot() as using:
        assert Backup.objects.using(using).count() == 0
        add_people(1)
        assert User.objects.using(using).count() == 0
    assert queries.SNAPSHOT not in vars(connections._connections)


def test_empty_database_is_not_worth_a_backup(places, tmp_path):
    with places("sqlite"), pytest.raises(ProblemError, match="Databasen är tom"):
        actions.make_backup(target=tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


def test_newer_database_is_refused(places, tmp_path, example_app, settings):
    with places("sqlite", migrate=True):
        settings.MIGRATION_MODULES = {
            "backup_example": "tests.builders.backup_example.older_migrations"
        }
        with pytest.raises(
            ProblemError, match=r"nyare än programmet.*backup_example.0002_note"
        ):
            actions.make_backup(target=tmp_path / "a.zip")


def test_backup_inside_the_folders_is_refused(places):
    with (
        places("sqlite", migrate=True) as there,
        pytest.raises(ProblemError, match="Lägg inte säkerhetskopian i"),
    ):
        actions.make_backup(target=there.folder / "uploads" / "ny" / "a.zip")


def test_existing_archive_is_told_as_a_problem(places, tmp_path):
    (tmp_path / "a.zip").touch()
    with places("sqlite", migrate=True):
        with pytest.raises(ProblemError, match="finns redan"):
            actions.make_backup(target=tmp_path / "a.zip")
        made = actions.make_backup(target=tmp_path / "a.zip", may_replace=True)
    assert made.size == (tmp_path / "a.zip").stat().st_size


@pytest.mark.parametrize("kind", ["link", "linked folder", "pipe"])
def test_what_is_no_file_is_named(places, tmp_path, kind):
    with places("sqlite", migrate=True):
        put_files(uploads__a="x")
        odd = settings.UPLOADS_DIR / "udda"
        if kind == "pipe":
            os.mkfifo(odd)
        else:
            odd.symlink_to(tmp_path if "folder" in kind else settings.UPLOADS_DIR / "a")
        with pytest.raises(ProblemError, match="udda är ingen vanlig fil"):
            actions.make_backup(target=tmp_path / "a.zip")


def test_folder_that_can_not_be_listed_is_named(places, tmp_path):
    with places("sqlite", migrate=True):
        put_files(uploads="ingen mapp")
        with pytest.raises(ProblemError, match=r"Mappen .*uploads går inte att läsa"):
            actions.make_backup(target=tmp_path / "a.zip")


def test_uploaded_file_that_is_missing_is_named(places, tmp_path, example_app):
    with places("sqlite", migrate=True):
        from tests.builders.backup_example.models import Sample

        add_samples([*HARD, {"facts": 1, "file": "ab/protokoll.pdf"}])
        with pytest.raises(ProblemError, match=r"1 uppladdade filer.*protokoll.pdf"):
            actions.make_backup(target=tmp_path / "a.zip")
        put_files(uploads__ab__x="")
        (settings.UPLOADS_DIR / "ab" / "protokoll.pdf").write_text("här")
        assert actions.make_backup(target=tmp_path / "a.zip").files == 2
        assert Sample.objects.count() == 4


def test_unknown_kind_of_column_is_named():
    class Odd(models.Field):
        def get_internal_type(self) -> str:
            return "Odd"

    field = Odd()
    field.set_attributes_from_name("udda")

    class Meta:
        db_table = "t"
        concrete_fields = (field,)

    class Model:
        _meta = Meta

    with pytest.raises(ProblemError, match=r"t.udda har typen Odd"):
        TableCodec(Model)


def test_numbers_that_json_has_no_word_for_are_written_as_text(places, example_app):
    from tests.builders.backup_example.models import Sample

    codec = TableCodec(Sample)
    row = [float("inf") if name == "real" else None for name in codec.columns]
    line = codec.encode(row, [True, True])
    assert b'"inf"' in line
    assert codec.decode(line) == row


def test_line_with_too_few_values_is_refused(places):
    with places("sqlite", migrate=True), pytest.raises(ValueError, match="1 värden"):
        TableCodec(Backup).decode(b"[1]")


def person(*, is_administrator: bool) -> User:
    email = f"{is_administrator}@exempel.example"
    return add_person(email, "Påhittad", is_administrator=is_administrator)


def test_only_administrators_handle_backups(places):
    with places("sqlite", migrate=True):
        for by in (AnonymousUser(), person(is_administrator=False)):
            with pytest.raises(NotAllowedError):
                actions.create_backup(by=by)
        assert not settings.BACKUPS_DIR.exists()


@pytest.mark.free_writes
@pytest.mark.parametrize("vendor", VENDORS)
def test_life_of_an_archive_in_the_folder(places, vendor):
    with places(vendor, migrate=True):
        assert queries.backup_files() == []
        by = person(is_administrator=True)
        backup = actions.create_backup(by=by)
        (file,) = queries.backup_files()
        assert (file.name, file.size, file.problem) == (backup.name, backup.size, "")
        assert file.check == backup
        assert file == queries.backup_file(backup.name)
        assert queries.backup_file("../fardplan.sqlite3") is None
        actions.record_download(file=file, by=by)

        damaged = bytearray(file.path.read_bytes())
        damaged[50] ^= 1
        file.path.write_bytes(damaged)
        (file,) = queries.backup_files()
        assert file.check is None
        assert "stämmer inte" in actions.check_backup(file=file, by=by).problem
        (file,) = queries.backup_files()
        assert "stämmer inte" in file.check.problem

        file.path.write_bytes(b"")
        (file,) = queries.backup_files()
        assert (file.manifest, "filens slut saknas" in file.problem) == (None, True)
        actions.delete_backup(file=file, by=by)
        assert (queries.backup_files(), Backup.objects.count()) == ([], 0)
        with pytest.raises(ProblemError, match="går inte att ta bort"):
            actions.delete_backup(file=file, by=by)
        assert list(
            AuditEvent.objects.order_by("number").values_list("action", "object_key")
        ) == [
            ("create_backup", backup.name),
            ("download_backup", backup.name),
            ("check_backup", backup.name),
            ("delete_backup", backup.name),
        ]


def test_folder_for_backups_that_can_not_be_made_is_named(places):
    with places("sqlite", migrate=True):
        settings.BACKUPS_DIR.write_text("en fil")
        with pytest.raises(ProblemError, match="backups går inte att skapa"):
            actions.create_backup(by=person(is_administrator=True))
