"""An archive is whole or refused: every byte, every length, every member."""

from __future__ import annotations

import dataclasses
import fcntl
import hashlib
import json
import resource
import signal
import zipfile
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from fardplan.engine.backups.archive_reader import SEAL_LENGTH, open_archive
from fardplan.engine.backups.archive_writer import (
    ArchiveWriter,
    _chunks_of,
    new_archive,
)
from fardplan.engine.backups.manifest import (
    FORMAT,
    ArchiveError,
    DamagedArchiveError,
    Manifest,
    Member,
    Migrations,
    NewerArchiveError,
    read_manifest,
)


CREATED = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
ABOUT = Manifest(
    program_version="1.2",
    created=CREATED,
    vendor="sqlite",
    migrations={"accounts": Migrations(("0002_b",), ("0001_a", "0002_b"))},
    members=(),
)


def fill(archive: ArchiveWriter, folder) -> Manifest:
    source = folder / "källa.bin"
    source.write_bytes(bytes(range(256)) * 3)
    archive.add_table("plans_goal", [b'["id"]', b"[1]", b"[2]"])
    archive.add_table("plans_empty", [b'["id"]'])
    archive.add_file("uploads/ab/mål.bin", source)
    return archive.seal(ABOUT)


@pytest.fixture
def made(tmp_path):
    target = tmp_path / "a.zip"
    with new_archive(target, created=CREATED) as archive:
        fill(archive, tmp_path)
    return target


def test_what_went_in_comes_out(made, tmp_path):
    with open_archive(made) as archive:
        manifest = archive.verify()
        assert manifest == archive.manifest
        goals = manifest.tables["plans_goal"]
        assert list(archive.lines_of(goals)) == [b'["id"]', b"[1]", b"[2]"]
        (upload,) = manifest.within("uploads")
        archive.copy_out(upload, tmp_path / "ut.bin")
    assert (tmp_path / "ut.bin").read_bytes() == bytes(range(256)) * 3
    assert (goals.rows, goals.bytes, upload.bytes) == (2, 15, 768)
    assert (manifest.program_version, manifest.created) == ("1.2", CREATED)
    assert manifest.migrations == ABOUT.migrations
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a.zip",
        "källa.bin",
        "ut.bin",
    ]


def test_any_zip_program_can_read_it(made):
    with zipfile.ZipFile(made) as file:
        assert file.testzip() is None
        assert file.namelist() == [
            "database/plans_goal.jsonl",
            "database/plans_empty.jsonl",
            "uploads/ab/mål.bin",
            "manifest.json",
        ]


def test_digest_does_not_depend_on_the_order_of_rows(tmp_path):
    digests = []
    for number, rows in enumerate(([b"[1]", b"[2]"], [b"[2]", b"[1]"], [b"[1]"])):
        with new_archive(tmp_path / f"{number}.zip", created=CREATED) as archive:
            digests.append(archive.add_table("t", [b"[]", *rows]).digest)
            archive.seal(ABOUT)
    assert digests[0] == digests[1] != digests[2]


def test_every_flipped_byte_is_found(made):
    whole = made.read_bytes()
    for position in range(len(whole)):
        damaged = bytearray(whole)
        damaged[position] ^= 1 + position % 255
        made.write_bytes(damaged)
        with pytest.raises(ArchiveError), open_archive(made) as archive:
            archive.verify()


def test_every_truncation_and_any_addition_is_found(made):
    whole = made.read_bytes()
    for changed in (*(whole[:n] for n in range(len(whole))), whole + b"x"):
        made.write_bytes(changed)
        with pytest.raises(DamagedArchiveError), open_archive(made) as archive:
            archive.verify()


def reseal(target, members: dict[str, bytes]) -> None:
    """Write an archive whose seal agrees, whatever the members are."""
    with zipfile.ZipFile(target, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
        file.comment = b" " * SEAL_LENGTH
    before = target.read_bytes()[:-SEAL_LENGTH]
    seal = f"fardplan-backup 001 sha256:{hashlib.sha256(before).hexdigest()}"
    target.write_bytes(before + seal.encode())


def members_of(archive) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda m: m.pop("database/plans_goal.jsonl"), "filer saknas"),
        (lambda m: m.update({"uploads/ny": b""}), "har lagts till"),
        (
            lambda m: m.update({"uploads/x": m.pop("uploads/ab/mål.bin")}),
            "filer saknas",
        ),
        (
            lambda m: m.update({"uploads/ab/mål.bin": b"annat"}),
            "”uploads/ab/mål.bin” stämmer inte med sin kontrollsumma",
        ),
        (lambda m: m.pop("manifest.json"), "skadad|manifest.json"),
        (lambda m: m.update({"manifest.json": b"{"}), "innehållsförteckningen"),
        (lambda m: m.update({"manifest.json": b"[]"}), "innehållsförteckningen"),
    ],
)
def test_changed_members_are_found_even_under_a_right_seal(made, change, reason):
    members = members_of(made)
    change(members)
    reseal(made, members)
    with (
        pytest.raises(DamagedArchiveError, match=reason),
        open_archive(made) as archive,
    ):
        archive.verify()


def test_untouched_members_under_a_new_seal_are_whole(made):
    reseal(made, members_of(made))
    with open_archive(made) as archive:
        assert archive.verify().tables.keys() == {"plans_goal", "plans_empty"}


def test_newer_formats_are_refused_as_newer(made):
    members = members_of(made)
    facts = json.loads(members["manifest.json"]) | {"format": FORMAT + 1}
    reseal(made, members | {"manifest.json": json.dumps(facts).encode()})
    with (
        pytest.raises(NewerArchiveError, match=r"har format 2.*nyare version"),
        open_archive(made) as archive,
    ):
        archive.verify()
    made.write_bytes(made.read_bytes().replace(b"backup 001", b"backup 007"))
    with (
        pytest.raises(NewerArchiveError, match="har format 7"),
        open_archive(made) as archive,
    ):
        archive.verify()


def test_progress_tells_every_byte(made):
    told: list[int] = []
    with open_archive(made) as archive:
        archive.verify(told.append)
    assert sum(told) == made.stat().st_size - SEAL_LENGTH


def test_missing_file_and_folder_say_so(tmp_path):
    with pytest.raises(ArchiveError, match=r"a.zip går inte att läsa: No such"):
        open_archive(tmp_path / "a.zip").__enter__()


def test_file_that_can_not_be_read_on_says_so(made):
    with open_archive(made) as archive:
        archive._file.close()
        archive._file = open("/proc/self/mem", "rb")  # noqa: SIM115, PTH123
        with archive._file, pytest.raises(ArchiveError, match="går inte att"):
            archive.verify()


@pytest.mark.parametrize(
    "name",
    [
        "uploads/../x",
        "/uploads/x",
        "uploads",
        "uploads//x",
        "uploads/./x",
        "annat/x",
        "uploads/a\\b",
        "uploads/a\0b",
    ],
)
def test_names_that_lead_elsewhere_are_refused(name):
    with pytest.raises(DamagedArchiveError, match="är inte tillåtet"):
        Member(name, "", 0)


def test_tables_have_sums_and_files_have_none():
    for name, rows, digest in (
        ("database/t.jsonl", None, None),
        ("database/t.jsonl", 1, None),
        ("uploads/x", 1, "d"),
    ):
        with pytest.raises(DamagedArchiveError, match="saknar antal rader"):
            Member(name, "", 0, rows, digest)


def test_manifest_survives_the_trip():
    member = Member("database/t.jsonl", "aa", 3, 1, "bb")
    whole = dataclasses.replace(ABOUT, members=(member,))
    assert read_manifest(whole.to_bytes()) == whole


def test_manifest_with_two_of_a_name_or_no_zone_is_refused():
    member = Member("uploads/x", "", 0)
    with pytest.raises(DamagedArchiveError, match="två gånger"):
        dataclasses.replace(ABOUT, members=(member, member))
    with pytest.raises(DamagedArchiveError, match="tidszon"):
        dataclasses.replace(ABOUT, created=datetime(2026, 1, 1))  # noqa: DTZ001


def test_existing_file_is_not_overwritten_unless_asked(made, tmp_path):
    before = made.read_bytes()
    with (
        pytest.raises(ArchiveError, match=r"finns redan.*--force"),
        new_archive(made, created=CREATED) as archive,
    ):
        fill(archive, tmp_path)
    assert made.read_bytes() == before
    with new_archive(made, created=CREATED, may_replace=True) as archive:
        archive.seal(ABOUT)
    assert made.stat().st_size < len(before)


def test_file_that_appears_meanwhile_is_kept(tmp_path):
    target = tmp_path / "a.zip"

    def write() -> None:
        with new_archive(target, created=CREATED) as archive:
            fill(archive, tmp_path)
            target.write_text("någon annans")

    with pytest.raises(ArchiveError, match="finns redan"):
        write()
    assert target.read_text() == "någon annans"
    assert not (tmp_path / "a.zip.part").exists()


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("finns/inte/a.zip", "Mappen finns inte"),
        ("fil/a.zip", "Systemet svarade ”Not a directory”"),
        (".", "är en mapp"),
        ("/proc/a.zip", "gick inte att skriva"),
    ],
)
def test_place_that_can_not_be_written_is_named(tmp_path, place, reason):
    (tmp_path / "fil").touch()
    with (
        pytest.raises(ArchiveError, match=reason),
        new_archive(tmp_path / place, created=CREATED) as archive,
    ):
        archive.seal(ABOUT)
    assert [path.name for path in tmp_path.iterdir()] == ["fil"]


@contextmanager
def files_of_at_most(size: int):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)


@pytest.mark.parametrize("room", [10, 400, 1500])
def test_no_room_gives_a_reason_and_leaves_nothing(tmp_path, room):
    big = tmp_path / "stor"
    big.write_bytes(hashlib.shake_256(b"brus").digest(9000))

    def write() -> None:
        with new_archive(tmp_path / "a.zip", created=CREATED) as archive:
            archive.add_table("t", [b"[]"])
            archive.add_file("uploads/stor", big)
            archive.seal(ABOUT)

    with (
        files_of_at_most(room),
        pytest.raises(ArchiveError, match=r"a.zip gick inte att skriva. Filen blir"),
    ):
        write()
    assert [path.name for path in tmp_path.iterdir()] == ["stor"]


def test_source_file_that_is_gone_is_named(tmp_path):
    with (
        pytest.raises(ArchiveError, match="borta går inte att läsa: No such file"),
        new_archive(tmp_path / "a.zip", created=CREATED) as archive,
    ):
        archive.add_file("uploads/borta", tmp_path / "borta")
    assert list(tmp_path.iterdir()) == []


def test_source_file_that_changes_is_named(tmp_path):
    source = tmp_path / "fil"
    source.write_bytes(b"ett")
    chunks = _chunks_of(source)
    assert next(chunks) == b"ett"
    source.write_bytes(b"mycket mer")
    with pytest.raises(ArchiveError, match="fil ändrades medan den lästes"):
        list(chunks)


def test_archive_that_was_never_sealed_is_not_kept(tmp_path):
    with (
        pytest.raises(DamagedArchiveError),
        new_archive(tmp_path / "a.zip", created=CREATED) as archive,
    ):
        archive.add_table("t", [b"[]"])
    assert list(tmp_path.iterdir()) == []


def test_rest_of_a_killed_run_is_reused(tmp_path):
    (tmp_path / "a.zip.part").write_bytes(b"x" * 100_000)
    with new_archive(tmp_path / "a.zip", created=CREATED) as archive:
        archive.seal(ABOUT)
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_two_do_not_write_the_same_archive(tmp_path):
    part = tmp_path / "a.zip.part"
    with part.open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with (
            pytest.raises(ArchiveError, match="En annan säkerhetskopia skrivs"),
            new_archive(tmp_path / "a.zip", created=CREATED) as archive,
        ):
            archive.seal(ABOUT)
    assert part.exists()
