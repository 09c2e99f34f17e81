"""Restoring: everything comes back alike, in either database, or nothing happens."""

from __future__ import annotations

import dataclasses
import sqlite3
from itertools import product
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test import override_settings
from tests.builders.frozen_writes import STATEMENTS, content, make_frozen
from tests.builders.installations import VENDORS, add_person
from tests.builders.samples import HARD, add_samples, all_rows

from fardplan.apps.accounts.models import AuditEvent, User
from fardplan.apps.actors.actions import load_register
from fardplan.apps.actors.queries import register_facts
from fardplan.apps.backups import actions, queries
from fardplan.apps.backups.actions.placement import Placement, only_one
from fardplan.apps.backups.actions.restoration import _clean_up
from fardplan.apps.common.problems import ProblemError
from fardplan.engine.backups.archive_reader import open_archive
from fardplan.engine.backups.archive_writer import new_archive


if TYPE_CHECKING:
    from pathlib import Path


PAIRS = list(product(VENDORS, VENDORS))
EXAMPLE = "tests.builders.backup_example"


def put(name: str, text: str) -> None:
    path = settings.DATA_DIR / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def files() -> dict[str, str]:
    """Give everything below the data folder but the database itself."""
    found = (path for path in settings.DATA_DIR.rglob("*") if path.is_file())
    return {
        path.relative_to(settings.DATA_DIR).as_posix(): path.read_text()
        for path in found
        if not path.name.startswith("fardplan.sqlite3")
    }


def manifest_of(path: Path):
    with open_archive(path) as archive:
        return archive.verify()


@pytest.fixture
def archive(places, tmp_path):
    """An archive of a small installation, made on SQLite."""
    with places("sqlite", migrate=True):
        add_person("a@exempel.example", "Ann")
        put("uploads/ab/c", "x")
        put("store/a", "y")
        actions.make_backup(target=tmp_path / "a.zip")
    return tmp_path / "a.zip"


def check_is_restored() -> None:
    assert [user.name for user in User.objects.all()] == ["Ann"]
    assert files() == {"uploads/ab/c": "x", "store/a": "y"}
    assert list(AuditEvent.objects.values_list("action", "object_key")) == [
        ("restore", "a.zip")
    ]
    assert not list(settings.DATA_DIR.glob("*restore*"))


@pytest.mark.free_writes
@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_everything_comes_back_alike(places, tmp_path, example_app, source, target):
    with places(source, migrate=True):
        from tests.builders.backup_example.models import Sample

        add_samples(HARD)
        add_person("a@exempel.example", "Ann")
        put("uploads/ab/å ä ö.txt", "hej")
        put("store/2026/x", "")
        before, files_before = all_rows(), files()
        newest = Sample.objects.latest("id").pk
        made = actions.make_backup(target=tmp_path / "a.zip")
    with places(target):
        done = actions.restore(source=tmp_path / "a.zip")
        after = all_rows()
        assert len(after.pop("accounts_auditevent")) == 1
        assert before.pop("accounts_auditevent") == []
        assert len(after.pop("accounts_audithead")) == 1
        assert before.pop("accounts_audithead") == []
        assert after == before
        assert files() == files_before
        assert (done.tables, done.rows, done.files) == (made.tables, made.rows, 2)
        assert done.steps == []
        assert Sample.objects.create(facts=1).pk == newest + 1
        nulls = Sample.objects.filter(perhaps__isnull=True).exclude(facts=1)
        assert [s.facts for s in nulls] == [None]


def test_round_trip_over_postgresql_gives_the_same_sums(places, tmp_path, example_app):
    made = []
    with places("sqlite", migrate=True):
        add_samples(HARD)
        add_person("a@exempel.example", "Ann")
        actions.make_backup(target=tmp_path / "0.zip")
    for number, vendor in enumerate(("postgresql", "sqlite")):
        with places(vendor):
            actions.restore(source=tmp_path / f"{number}.zip")
            actions.make_backup(target=tmp_path / f"{number + 1}.zip")
    made = [manifest_of(tmp_path / f"{n}.zip") for n in range(3)]
    assert [m.vendor for m in made] == ["sqlite", "postgresql", "sqlite"]
    first, second, third = (
        {
            name: (member.rows, member.digest)
            for name, member in m.tables.items()
            # each restore adds its own event
            if name not in ("accounts_auditevent", "accounts_audithead")
        }
        for m in made
    )
    assert first == second == third
    assert first["backup_example_sample"][0] == 3


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_older_archive_is_brought_forward(
    places, tmp_path, example_app, source, target
):
    with places(source):
        executor = MigrationExecutor(connection)
        leaves = [k for k in executor.loader.graph.leaf_nodes() if k[1] != "0002_note"]
        executor.migrate([*leaves, ("backup_example", "0001_initial")])
        (samples,) = (
            table.model
            for table in queries.tables_at(queries.applied_migrations("default"))
            if table.table == "backup_example_sample"
        )
        samples.objects.create(text="gammal", facts={})
        actions.make_backup(target=tmp_path / "a.zip")
    with places(target):
        done = actions.restore(source=tmp_path / "a.zip")
        from tests.builders.backup_example.models import Sample

        assert [(s.text, s.note) for s in Sample.objects.all()] == [
            ("gammal", "från förr")
        ]
    assert done.steps == ["backup_example.0002_note"]


@pytest.mark.parametrize("vendor", VENDORS)
def test_squashed_steps_are_known_by_their_old_names(
    places, tmp_path, example_app, settings, vendor
):
    later = {"backup_example": f"{EXAMPLE}.squashed_migrations"}
    with places(vendor, migrate=True):
        add_samples(HARD)
        actions.make_backup(target=tmp_path / "a.zip")
        with override_settings(MIGRATION_MODULES=later):
            actions.make_backup(target=tmp_path / "b.zip")
    assert manifest_of(tmp_path / "b.zip").migrations["backup_example"].leaves == (
        "0001_squashed",
    )
    settings.MIGRATION_MODULES = later
    for name in ("a.zip", "b.zip"):
        with places(vendor):
            assert actions.restore(source=tmp_path / name).steps == []


def test_newer_archive_is_refused(places, tmp_path, example_app, settings):
    with places("sqlite", migrate=True):
        actions.make_backup(target=tmp_path / "a.zip")
    settings.MIGRATION_MODULES = {"backup_example": f"{EXAMPLE}.older_migrations"}
    with places("sqlite") as there:
        for act in (actions.restore, actions.check_archive):
            with pytest.raises(
                ProblemError,
                match=r"är nyare än det här programmet.*\(backup_example.0002_note\)",
            ):
                act(source=tmp_path / "a.zip")
        assert list(there.folder.iterdir()) == []


def test_damaged_archive_changes_nothing(places, archive):
    damaged = bytearray(archive.read_bytes())
    damaged[100] ^= 1
    archive.write_bytes(damaged)
    with places("sqlite") as there:
        with pytest.raises(ProblemError, match="stämmer inte med kontrollsumman"):
            actions.restore(source=archive)
        assert list(there.folder.iterdir()) == []


def test_whole_archive_passes_the_check(archive):
    assert actions.check_archive(source=archive).tables["accounts_user"].rows == 1


@pytest.mark.parametrize("vendor", VENDORS)
def test_newly_made_place_counts_as_empty(places, archive, vendor):
    with places(vendor, migrate=True):
        settings.UPLOADS_DIR.mkdir()
        actions.restore(source=archive)
        check_is_restored()
        assert add_person("b@exempel.example", "B").pk == 2


@pytest.mark.parametrize("vendor", VENDORS)
def test_used_database_is_refused(places, archive, vendor):
    with places(vendor, migrate=True):
        add_person("b@exempel.example", "Bo")
        with pytest.raises(
            ProblemError, match=r"är inte tom \(accounts_user 1 rader\)"
        ):
            actions.restore(source=archive)
        assert [user.name for user in User.objects.all()] == ["Bo"]
        assert files() == {}


def test_used_folder_is_refused(places, archive):
    with places("sqlite"):
        put("uploads/min.txt", "kvar")
        with pytest.raises(ProblemError, match=r"inte tom \(1 st: min.txt\)"):
            actions.restore(source=archive)
        assert files() == {"uploads/min.txt": "kvar"}


def test_database_in_use_is_refused(places, archive):
    with places("sqlite", migrate=True) as there:
        other = sqlite3.connect(there.folder / "fardplan.sqlite3")
        other.execute("SELECT 1 FROM django_migrations").fetchone()
        with pytest.raises(ProblemError, match="används av ett annat program"):
            actions.restore(source=archive)
        other.close()
        assert files() == {}
        actions.restore(source=archive)
        check_is_restored()


def test_what_is_no_database_is_refused(places, archive):
    with places("sqlite") as there:
        (there.folder / "fardplan.sqlite3").write_text("Inte en databas." * 99)
        with pytest.raises(ProblemError, match="stannade i databasen: file is not a"):
            actions.restore(source=archive)
        assert files() == {}


def test_file_in_the_way_is_named(places, archive):
    with places("sqlite"):
        put("uploads.restore-part", "")
        with pytest.raises(ProblemError, match=r"stannade vid .*uploads.restore-part"):
            actions.restore(source=archive)


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize(
    "moment", ["Packar upp a", "Läser in tabellen django_content_type", "Jämför"]
)
def test_stop_on_the_way_leaves_the_place_empty(places, archive, vendor, moment):
    def stop(_done: int, _total: int, text: str) -> None:
        if text.startswith(moment):
            raise KeyboardInterrupt

    with places(vendor) as there:
        with pytest.raises(KeyboardInterrupt):
            actions.restore(source=archive, on_progress=stop)
        assert list(there.folder.iterdir()) == []
        actions.restore(source=archive)
        check_is_restored()


@pytest.mark.parametrize("vendor", VENDORS)
def test_files_of_a_killed_restore_are_taken_away(places, archive, vendor):
    """A kill between the files and the database leaves the files and a note."""
    with places(vendor):
        with open_archive(archive) as opened:
            opened.verify()
            Placement().unpack(opened, lambda _name: None)
        Placement().put_in_place()
        assert files().keys() == {"uploads/ab/c", "store/a", "restore.json"}
        (settings.STORE_DIR / "a").unlink()
        settings.STORE_DIR.rmdir()
        actions.restore(source=archive)
        check_is_restored()


def test_files_that_somebody_else_put_there_are_kept(places, archive):
    with places("sqlite"):
        Placement().put_in_place()
        put("uploads/min.txt", "kvar")
        (settings.DATA_DIR / "restore.json").write_text(
            f'{{"{settings.UPLOADS_DIR.resolve()}": 1}}'
        )
        with pytest.raises(ProblemError, match=r"min.txt"):
            actions.restore(source=archive)
        assert files() == {"uploads/min.txt": "kvar"}


def test_note_is_thrown_when_the_restore_was_done(places, archive):
    with places("sqlite"):
        actions.restore(source=archive)
        put("restore.json", "{}")
        with pytest.raises(ProblemError, match="är inte tom"):
            actions.restore(source=archive)
        check_is_restored()


def test_files_stay_when_the_database_may_be_in_place(places, archive):
    with places("sqlite"):
        actions.restore(source=archive)
        put("restore.json", "{}")
        _clean_up(Placement())
        assert files() == {"uploads/ab/c": "x", "store/a": "y", "restore.json": "{}"}


def test_two_restores_do_not_run_at_once(places, archive):
    with places("sqlite"), only_one():
        with pytest.raises(ProblemError, match="En annan återläsning pågår"):
            actions.restore(source=archive)
        assert files() == {}


def test_value_that_the_database_can_not_hold_is_named(places, tmp_path):
    with places("sqlite", migrate=True):
        add_person("a@exempel.example", "A\0nn")
        actions.make_backup(target=tmp_path / "a.zip")
    with places("postgresql") as there:
        with pytest.raises(ProblemError, match=r"tabellen accounts_user går inte.*NUL"):
            actions.restore(source=tmp_path / "a.zip")
        assert connection.introspection.table_names() == []
        assert list(there.folder.iterdir()) == []


def forge(source: Path, table: str, lines, **changed) -> None:
    """Write the archive anew, whole, with one table's lines and facts changed."""
    with open_archive(source) as old:
        manifest = old.verify()
        rows = {name: list(old.lines_of(m)) for name, m in manifest.tables.items()}
    rows[table] = lines(rows[table])
    with new_archive(source, created=manifest.created, may_replace=True) as new:
        for name, content in rows.items():
            if content:
                new.add_table(name, content)
        new._members = [
            dataclasses.replace(m, **changed) if table in m.name else m
            for m in new._members
        ]
        new.seal(manifest)


@pytest.mark.parametrize(
    ("lines", "changed", "reason"),
    [
        (lambda rows: rows, {"digest": "0" * 64}, "blev inte likadan .*1 rader mot 1"),
        (lambda rows: [b'["id"]', *rows[1:]], {}, "kolumner i accounts_user stämmer"),
        (lambda _rows: [], {}, "tabeller stämmer inte med dess steg"),
        (lambda rows: [rows[0], b"[1]"], {}, "accounts_user går inte att läsa in: 1"),
        (
            lambda rows: [*rows, rows[1].replace(b"Ann", b"Bo")],
            {},
            "accounts_user går inte att läsa in: UNIQUE",
        ),
    ],
)
def test_archive_that_contradicts_itself_is_refused(
    places, archive, lines, changed, reason
):
    forge(archive, "accounts_user", lines, **changed)
    with places("sqlite") as there:
        with pytest.raises(ProblemError, match=reason):
            actions.restore(source=archive)
        assert list(there.folder.iterdir()) == []


@pytest.mark.parametrize("vendor", VENDORS)
def test_row_that_refers_to_nothing_is_refused(places, archive, vendor):
    forge(
        archive,
        "django_content_type",
        lambda rows: [row for row in rows if b'"permission"' not in row],
    )
    with places(vendor) as there:
        with pytest.raises(ProblemError, match="stannade i databasen"):
            actions.restore(source=archive)
        assert list(there.folder.iterdir()) == []


def test_restored_place_can_be_migrated_again(places, archive):
    with places("sqlite"):
        actions.restore(source=archive)
        call_command("migrate", verbosity=0, check_unapplied=True)
        check_is_restored()


@pytest.mark.free_writes
@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_an_adopted_plan_comes_back_with_its_guards(places, tmp_path, source, target):
    with places(source, migrate=True):
        few = [
            fact for fact in register_facts() if fact.code in ("mellansverige", "18")
        ]
        load_register(facts=few)
        make_frozen()
        before = content()
        actions.make_backup(target=tmp_path / "a.zip")
    with places(target):
        actions.restore(source=tmp_path / "a.zip")
        assert content() == before
        with pytest.raises(IntegrityError), connection.cursor() as cursor:
            cursor.execute(STATEMENTS[0])
