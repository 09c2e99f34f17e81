"""Reads an archive, and tells whether it is whole before anybody uses it.

In: a file. Out: its manifest and the bytes of its members, or the reason in Swedish
why it can't be trusted. Three sums must agree: the seal over every byte of the file,
zip's own CRC-32, and the SHA-256 of each member in the manifest.
"""

from __future__ import annotations

import hashlib
import os
import re
import struct
import zipfile
import zlib
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO

from fardplan.engine.backups.manifest import (
    FORMAT,
    MANIFEST_NAME,
    ArchiveError,
    DamagedArchiveError,
    Manifest,
    Member,
    NewerArchiveError,
    newer_format,
    read_manifest,
)


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


CHUNK = 1 << 20
_SEAL = re.compile(rb"fardplan-backup (\d{3}) sha256:([0-9a-f]{64})")
# What the zipfile module raises on a file that is no whole zip file.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


def seal_text(sha256: str) -> bytes:
    """Give the archive's last bytes."""
    return f"fardplan-backup {FORMAT:03d} sha256:{sha256}".encode()


SEAL_LENGTH = len(seal_text("0" * 64))


def hash_before_seal(
    file: BinaryIO, on_progress: Callable[[int], None] | None = None
) -> str:
    """Give the SHA-256 of everything before the seal."""
    left = os.fstat(file.fileno()).st_size - SEAL_LENGTH
    file.seek(0)
    sha256 = hashlib.sha256()
    while left > 0 and (chunk := file.read(min(CHUNK, left))):
        sha256.update(chunk)
        left -= len(chunk)
        if on_progress:
            on_progress(len(chunk))
    return sha256.hexdigest()


class ArchiveReader:
    """An open archive. Nothing but the manifest may be used before :meth:`verify`."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path = path
        self._file = file

    @cached_property
    def _zip(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(self._file)

    @cached_property
    def manifest(self) -> Manifest:
        """What the archive says of itself; not yet compared with anything."""
        with _told(self.path):
            _read_seal(self._file)
            return read_manifest(self._zip.read(MANIFEST_NAME))

    def verify(self, on_progress: Callable[[int], None] | None = None) -> Manifest:
        """Read everything and compare every sum; give the manifest when all agree.

        ``on_progress`` is told how many bytes of the file were read since last time.
        """
        with _told(self.path):
            # The seal comes first: nothing is parsed of a file that is not whole.
            if hash_before_seal(self._file, on_progress) != _read_seal(self._file):
                raise DamagedArchiveError("innehållet stämmer inte med kontrollsumman")
            manifest = read_manifest(self._zip.read(MANIFEST_NAME))
            expected = sorted([MANIFEST_NAME, *(m.name for m in manifest.members)])
            if sorted(self._zip.namelist()) != expected:
                raise DamagedArchiveError("filer saknas eller har lagts till")
            for member in manifest.members:
                self._compare(member)
        return manifest

    def _compare(self, member: Member) -> None:
        sha256, size = hashlib.sha256(), 0
        with self._zip.open(member.name) as inside:
            while chunk := inside.read(CHUNK):
                sha256.update(chunk)
                size += len(chunk)
        if (sha256.hexdigest(), size) != (member.sha256, member.bytes):
            raise DamagedArchiveError(
                f"”{member.name}” stämmer inte med sin kontrollsumma"
            )

    def lines_of(self, member: Member) -> Iterator[bytes]:
        """Give a table's lines, without their ends."""
        with self._zip.open(member.name) as inside:
            for line in inside:
                yield line.rstrip(b"\n")

    def copy_out(self, member: Member, target: Path) -> None:
        """Write a member as a file of its own, on disk when this returns."""
        with self._zip.open(member.name) as inside, target.open("xb") as out:
            while chunk := inside.read(CHUNK):
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())


def _read_seal(file: BinaryIO) -> str:
    size = os.fstat(file.fileno()).st_size
    file.seek(max(0, size - SEAL_LENGTH))
    found = _SEAL.fullmatch(file.read())
    if not found:
        raise DamagedArchiveError(
            "filens slut saknas, eller så är det ingen säkerhetskopia från Färdplan"
        )
    if int(found[1]) > FORMAT:
        raise NewerArchiveError(newer_format(int(found[1])))
    return found[2].decode()


@contextmanager
def open_archive(path: Path) -> Iterator[ArchiveReader]:
    """Open an archive for reading."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise ArchiveError(_unreadable(path, error)) from error
    with file:
        yield ArchiveReader(path, file)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell whatever is wrong with the archive as an :class:`ArchiveError`."""
    try:
        yield
    except NewerArchiveError as error:
        raise NewerArchiveError(
            f"Säkerhetskopian {path} går inte att använda: {error}."
        ) from error
    except (DamagedArchiveError, *_ZIP_ERRORS) as error:
        raise DamagedArchiveError(
            f"Säkerhetskopian {path} går inte att använda: {error}."
            " Hämta en annan kopia av filen, eller använd en äldre säkerhetskopia."
        ) from error
    except OSError as error:
        raise ArchiveError(_unreadable(path, error)) from error


def _unreadable(path: Path, error: OSError) -> str:
    return f"Säkerhetskopian {path} går inte att läsa: {error.strerror}."
