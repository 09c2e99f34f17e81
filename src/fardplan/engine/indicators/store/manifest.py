"""The manifest: which files the store is made of, and the one swap that changes it.

In: a folder. Out: the manifest in place, held for reading, or a new one put in place.

    current             the name of the manifest in place; the only file ever replaced
    manifests/12.json   which runs and series there are, with the hash of each file
    runs/….parquet      one import run with all its rows, as it came
    series/….parquet    one indicator's figures in force, worked out of the runs

Every file but ``current`` is named by its content or number and never changed. Whoever
reads holds a shared lock on the manifest it reads: what a lock is held on is not swept
away, and the system lets go of it when a process dies (:func:`hold`, :func:`sweep`).
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import IO, TYPE_CHECKING, Any


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# Goes up when the files get another form.
FORM = 1
_CURRENT, _LOCK = "current", "lock"
MANIFESTS, RUNS, SERIES, WORK = "manifests", "runs", "series", "work"


class StoreError(Exception):
    """The store can't be used; ``str()`` says what is wrong and what to do, in Swedish."""


class StoreBusyError(StoreError):
    """Somebody else is changing the store."""


@dataclass(frozen=True, kw_only=True)
class RunFile:
    """One import run. ``key`` is what the giver calls it, ``number`` its place in order."""

    number: int
    key: str
    file: str
    sha256: str
    rows: int
    indicators: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class SeriesFile:
    """The figures in force of one indicator."""

    file: str
    sha256: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """All there is in the store. ``number`` goes up by one at each change."""

    number: int = 0
    next_run: int = 1
    runs: tuple[RunFile, ...] = ()
    series: Mapping[str, SeriesFile] = field(default_factory=dict)

    def run(self, key: str) -> RunFile | None:
        """Give the run with a key."""
        return next((run for run in self.runs if run.key == key), None)

    def hashes(self) -> dict[str, str]:
        """Give the hash of each file by its name."""
        runs = {run.file: run.sha256 for run in self.runs}
        return runs | {one.file: one.sha256 for one in self.series.values()}


@contextmanager
def hold(folder: Path) -> Iterator[Manifest]:
    """Give the manifest in place; its files stay for as long as it is held."""
    held = _held(folder)
    if held is None:
        yield Manifest()
        return
    with held:
        yield _manifest(folder, held)


def mark(folder: Path) -> str:
    """Give a text that is another as soon as another manifest is in place."""
    try:
        return (folder / _CURRENT).read_text("ascii").strip()
    except FileNotFoundError:
        return ""
    except (OSError, ValueError):
        raise damaged(folder / _CURRENT) from None


def read_current(folder: Path) -> Manifest:
    """Give the manifest in place, to whoever only wants to know what it says."""
    with hold(folder) as manifest:
        return manifest


@contextmanager
def only_writer(folder: Path, *, wait: bool) -> Iterator[None]:
    """Be the one who changes the store; wait for another, or refuse."""
    for part in (MANIFESTS, RUNS, SERIES, WORK):
        (folder / part).mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise StoreBusyError(
                "Någon annan läser in eller ångrar siffror just nu. Vänta tills det är"
                " klart och försök igen."
            ) from None
        yield


def swap(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in place; its files are there already. Before or after, never half."""
    content = _content(manifest)
    text = json.dumps(
        {"form": FORM, "sha256": _digest(content), "content": content},
        ensure_ascii=False,
        indent=1,
    )
    name = f"{manifest.number}.json"
    write_whole(folder / MANIFESTS / name, text)
    write_whole(folder / _CURRENT, name)


def sweep(folder: Path) -> None:
    """Remove what is in no manifest that is in place or read; by the only writer.

    A manifest that nobody holds is removed first, under a lock of our own, so that a
    reader who opened it meanwhile finds it gone and takes the one in place.
    """
    current = mark(folder)
    kept: set[str] = set()
    for file in sorted((folder / MANIFESTS).iterdir()):
        with file.open("rb") as held:
            if file.name == current or not _let_go(file, held):
                kept |= set(_manifest(folder, held).hashes())
    for part in (RUNS, SERIES, WORK):
        for old in (folder / part).iterdir():
            if f"{part}/{old.name}" not in kept:
                old.unlink()


def write_whole(file: Path, text: str) -> None:
    """Write a file so that a reader meets the old or the new, also after a power cut."""
    beside = file.with_name(f"{file.name}.new")
    with beside.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(file)
    settle(file.parent)


def settle(path: Path) -> None:
    """See to that a file, or what is in a folder, is on the disk and not on its way."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest_of(file: Path) -> str:
    """Give the hash of a file."""
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        raise damaged(file) from None


def damaged(file: Path) -> StoreError:
    """Give the error for a file that is not what it was."""
    return StoreError(
        f"Statistikfilen {file.parent.name}/{file.name} saknas eller är skadad, så"
        " siffrorna i den kan inte visas. Återställ från en säkerhetskopia (fardplan"
        " restore), eller ångra inläsningen och läs in den igen."
    )


def _held(folder: Path) -> IO[bytes] | None:
    while name := mark(folder):
        file = folder / MANIFESTS / name
        try:
            held = file.open("rb")
        except OSError:
            if mark(folder) == name:
                raise damaged(file) from None
            continue
        fcntl.flock(held, fcntl.LOCK_SH)
        # It may have been swept away between being opened and being locked.
        if os.fstat(held.fileno()).st_nlink:
            return held
        held.close()
    return None


def _let_go(file: Path, held: IO[bytes]) -> bool:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    file.unlink()
    return True


def _manifest(folder: Path, held: IO[bytes]) -> Manifest:
    try:
        told = json.loads(held.read())
        content = told["content"]
        if told["form"] != FORM or told["sha256"] != _digest(content):
            raise ValueError("another form, or changed")
        return Manifest(
            number=content["number"],
            next_run=content["next_run"],
            runs=tuple(RunFile(**run) for run in content["runs"]),
            series={k: SeriesFile(**one) for k, one in content["series"].items()},
        )
    except (ValueError, LookupError, TypeError):
        name = os.path.basename(held.name)  # noqa: PTH119 -- the open file's own name
        raise damaged(folder / MANIFESTS / str(name)) from None


def _content(manifest: Manifest) -> dict[str, Any]:
    # As JSON gives it back, so that the hash is of what will be read.
    return json.loads(json.dumps(asdict(manifest)))  # type: ignore[no-any-return]


def _digest(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
