"""Writes one archive: beside its place, sealed, read back, and only then renamed.

In: lines and files, member by member. Out: a zip file that any zip program opens. Its
comment, the very last bytes, holds the SHA-256 of everything before it, so that no
byte of the file can change unseen.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import zipfile
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from fardplan.engine.backups.archive_reader import (
    CHUNK,
    SEAL_LENGTH,
    hash_before_seal,
    open_archive,
    seal_text,
)
from fardplan.engine.backups.manifest import (
    MANIFEST_NAME,
    ArchiveError,
    Manifest,
    Member,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path


class ArchiveWriter:
    """Takes the members; :meth:`seal` ends the archive with its manifest."""

    def __init__(self, file: BinaryIO, created: datetime) -> None:
        self._file = file
        self._date = created.timetuple()[:6]
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._members: list[Member] = []

    def add_table(self, name: str, lines: Iterable[bytes]) -> Member:
        """Add a table; the first line holds its columns, each other line one row."""
        digest = RowDigest()

        def counted() -> Iterator[bytes]:
            for number, line in enumerate(lines):
                if number:
                    digest.add(line)
                yield line + b"\n"

        member_name = f"database/{name}.jsonl"
        sha256, size = self._write(member_name, counted())
        return self._keep(
            Member(member_name, sha256, size, digest.rows, digest.hexdigest())
        )

    def add_file(self, name: str, path: Path) -> Member:
        """Add a file as it is; one that changes meanwhile is an error."""
        sha256, size = self._write(name, _chunks_of(path))
        return self._keep(Member(name, sha256, size))

    def seal(self, manifest: Manifest) -> Manifest:
        """End the archive; give ``manifest`` with the members that were added."""
        whole = replace(manifest, members=tuple(self._members))
        self._write(MANIFEST_NAME, [whole.to_bytes()])
        self._zip.comment = b" " * SEAL_LENGTH
        self._zip.close()
        sha256 = hash_before_seal(self._file)
        self._file.seek(-SEAL_LENGTH, os.SEEK_END)
        self._file.write(seal_text(sha256))
        self._file.flush()
        os.fsync(self._file.fileno())
        return whole

    def abandon(self) -> None:
        """Let go of a half archive."""
        # It is removed next; what the end of it can't be written for has been told.
        with suppress(OSError, ValueError):
            self._zip.close()

    def _keep(self, member: Member) -> Member:
        self._members.append(member)
        return member

    def _write(self, name: str, chunks: Iterable[bytes]) -> tuple[str, int]:
        entry = zipfile.ZipInfo(name, self._date)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        sha256, size = hashlib.sha256(), 0
        # Any member may grow past 4 GB, and its size is not known beforehand.
        with self._zip.open(entry, "w", force_zip64=True) as out:
            for chunk in chunks:
                out.write(chunk)
                sha256.update(chunk)
                size += len(chunk)
        return sha256.hexdigest(), size


class RowDigest:
    """A sum of rows that does not depend on their order.

    The SHA-256 of the rows are added modulo 2**256: databases sort text differently,
    so two that hold the same rows may give them in different order.
    """

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, row: bytes) -> None:
        """Count one row in."""
        self.rows += 1
        self._sum += int.from_bytes(hashlib.sha256(row).digest(), "big")

    def hexdigest(self) -> str:
        """Give the sum so far."""
        return f"{self._sum % 2**256:064x}"


def _chunks_of(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as source:
            before = os.fstat(source.fileno())
            while chunk := source.read(CHUNK):
                yield chunk
            after = os.fstat(source.fileno())
    except OSError as error:
        raise ArchiveError(
            f"Filen {path} går inte att läsa: {error.strerror}."
        ) from None
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise ArchiveError(f"Filen {path} ändrades medan den lästes. Försök igen.")


@contextmanager
def new_archive(
    target: Path, *, created: datetime, may_replace: bool = False
) -> Iterator[ArchiveWriter]:
    """Give a writer to fill and seal; the archive is at ``target`` when all went well.

    When anything fails, ``target`` is as it was and nothing is left beside it.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        _check_free(target, may_replace=may_replace)
        with _own_part(part) as file:
            writer = ArchiveWriter(file, created)
            try:
                yield writer
                with open_archive(part) as written:
                    written.verify()
                _check_free(target, may_replace=may_replace)
                part.replace(target)
            except BaseException:
                writer.abandon()
                part.unlink()
                raise
        _fsync_folder(target.parent)
    except OSError as error:
        raise ArchiveError(_explain(target, error)) from error


def _check_free(target: Path, *, may_replace: bool) -> None:
    if target.is_dir():
        raise ArchiveError(f"{target} är en mapp. Ange ett filnamn.")
    if not may_replace and target.exists():
        raise ArchiveError(
            f"{target} finns redan och skrivs inte över. Välj ett annat namn, eller"
            " lägg till --force."
        )


@contextmanager
def _own_part(part: Path) -> Iterator[BinaryIO]:
    """Open the unfinished file for us alone; one left by a killed run is reused."""
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # The one who had it may have renamed it in place since we opened it.
            is_ours = part.exists() and os.path.samestat(
                part.stat(), os.fstat(file.fileno())
            )
        except BlockingIOError:
            is_ours = False
        if not is_ours:
            raise ArchiveError(f"En annan säkerhetskopia skrivs just nu till {part}.")
        file.truncate()
        yield file


def _fsync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _explain(target: Path, error: OSError) -> str:
    advice = {
        errno.ENOSPC: "Disken är full. Frigör plats, eller välj en annan mapp.",
        errno.EDQUOT: "Ditt diskutrymme är slut. Välj en annan mapp.",
        errno.EFBIG: "Filen blir större än vad som är tillåtet här.",
        errno.ENOENT: "Mappen finns inte. Skapa den först.",
        errno.EROFS: "Disken är skrivskyddad. Välj en annan mapp.",
        errno.EACCES: "Du får inte skriva i mappen. Välj en annan, eller ändra"
        " rättigheterna.",
    }
    reason = advice.get(error.errno or 0, f"Systemet svarade ”{error.strerror}”.")
    return f"Säkerhetskopian {target} gick inte att skriva. {reason}"
