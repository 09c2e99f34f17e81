"""Puts restored files in place: first beside, then by renaming, with a note of it.

A kill between two renames leaves the note behind, and the next restore takes away
what the killed one had put in place. The database comes after the files, so until it
is there nothing refers to them.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings

from fardplan.apps.backups.queries import kept_folders
from fardplan.apps.common.problems import ProblemError


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fardplan.engine.backups.archive_reader import ArchiveReader

_NOTE = "restore.json"


@contextmanager
def only_one() -> Iterator[None]:
    """Keep a second restore out while this one runs."""
    descriptor = os.open(settings.DATA_DIR, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ProblemError("En annan återläsning pågår just nu.") from None
        yield
    finally:
        os.close(descriptor)


class Placement:
    """The folders of files on their way in."""

    def __init__(self) -> None:
        self._folders = {name: at.resolve() for name, at in kept_folders().items()}
        self._note = settings.DATA_DIR / _NOTE

    def clear_interrupted(self) -> None:
        """Take away what a killed restore left; the database is known to be empty."""
        for part in map(_part, self._folders.values()):
            if part.exists():
                shutil.rmtree(part)
        if self._note.exists():
            self.take_back()

    def check_empty(self) -> None:
        """Refuse when there are files already."""
        for folder in self._folders.values():
            found = sorted(folder.iterdir()) if folder.exists() else []
            if found:
                names = ", ".join(path.name for path in found[:5])
                raise ProblemError(
                    f"Mappen {folder} är inte tom ({len(found)} st: {names})."
                    " Återläsning görs bara till en tom plats. Flytta bort innehållet,"
                    " eller ge FARDPLAN_DATA_DIR en ny mapp."
                )

    def unpack(self, archive: ArchiveReader, on_file: Callable[[str], None]) -> None:
        """Write every file beside its place."""
        for name, folder in self._folders.items():
            for member in archive.manifest.within(name):
                on_file(member.path)
                target = _part(folder) / member.path
                target.parent.mkdir(parents=True, exist_ok=True)
                archive.copy_out(member, target)

    def put_in_place(self) -> None:
        """Rename the folders, after noting which they are."""
        parts = {at: _part(at) for at in self._folders.values() if _part(at).exists()}
        note = {str(at): part.stat().st_ino for at, part in parts.items()}
        _write_through(self._note, json.dumps(note))
        for folder, part in parts.items():
            part.rename(folder)
        sync_folder(self._note.parent)

    def take_back(self) -> None:
        """Undo :meth:`put_in_place`: remove the very folders that it put there."""
        for name, number in json.loads(self._note.read_text("utf-8")).items():
            folder = next(at for at in self._folders.values() if str(at) == name)
            if folder.exists() and folder.stat().st_ino == number:
                shutil.rmtree(folder)
        self._note.unlink()

    def finish(self) -> None:
        """Throw the note: everything is in place."""
        self._note.unlink(missing_ok=True)


def _part(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.restore-part")


def _write_through(path: Path, text: str) -> None:
    beside = path.with_suffix(".part")
    with beside.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """See to it that renames in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
