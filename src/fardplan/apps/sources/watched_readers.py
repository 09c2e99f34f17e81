"""Files read in processes that are watched: one that takes too long is stopped alone.

A pattern or a library that hangs can't be stopped from inside its own process, and one
that takes all memory takes the others with it. Used by the command line and by the job
that reads uploads; knows nothing of Django, since the processes start without it.
"""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import connection, get_all_start_methods, get_context
from typing import TYPE_CHECKING, Any

from fardplan.engine.sources.page_count import pages_of
from fardplan.engine.sources.read_error import ReadError


if sys.platform != "win32":
    import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from fardplan.engine.sources.themes import Lexicon


SECONDS, SECONDS_A_PAGE = 60.0, 1.0
# 3,000 pages take 0.4 GB; the program itself maps about 1 GB.
MOST_MEMORY_GB = 4
READERS = ("fardplan.engine.sources.read_file", "pypdfium2")
ADVICE = "Dela dokumentet."
STOPPED = "Läsningen avbröts: processen som läste filen stoppades."
NO_MEMORY = (
    f"Läsningen avbröts: filen behövde mer än {MOST_MEMORY_GB} GB minne. Dela den."
)
Answer = dict[str, Any] | str


def read_or_reason(path: Path, lexicon: Lexicon) -> Answer:
    """Give the answer, or in Swedish why the file can't be read."""
    from fardplan.engine.sources.read_file import read_file

    try:
        return read_file(path, lexicon)
    except ReadError as problem:
        return str(problem)
    except MemoryError:
        return NO_MEMORY


def read_whole_or_reason(path: Path, lexicon: Lexicon) -> Answer:
    """Give the answer with the text itself, or in Swedish why it can't be read."""
    from fardplan.engine.sources.read_file import read_file_whole

    try:
        return read_file_whole(path, lexicon)
    except ReadError as problem:
        return str(problem)
    except MemoryError:
        return NO_MEMORY


@dataclass
class _Reader:
    """One process, the end of its pipe that is ours, and what it reads now."""

    process: BaseProcess
    pipe: connection.Connection
    number: int
    began: float
    allowed: float
    answer: Answer = STOPPED

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def read_all(
    files: Sequence[Path],
    lexicon: Lexicon,
    *,
    jobs: int,
    seconds: float = SECONDS,
    read: Callable[[Path, Lexicon], Answer] = read_or_reason,
    advice: str = ADVICE,
) -> Iterator[Answer]:
    """Give each file's answer in order; at most so many are read at a time.

    ``advice`` is what a person can do about a document that takes too long.
    """
    _load_readers()
    answers: dict[int, Answer] = {}
    readers: list[_Reader] = []
    next_file = shown = 0
    try:
        while shown < len(files):
            while len(readers) < jobs and next_file < len(files):
                job = (read, files[next_file], lexicon)
                readers.append(_start(job, next_file, seconds))
                next_file += 1
            for one in [one for one in readers if _is_done(one, seconds, advice)]:
                answers[one.number] = one.answer
                readers.remove(one)
            while shown in answers:
                yield answers.pop(shown)
                shown += 1
            if readers:
                _wait(readers)
    finally:
        for one in readers:
            one.stop()


def _load_readers() -> None:
    """Load what reads before forking, so that no process does it anew for each file.

    Not at the top: every other command would wait 0.4 s for it.
    """
    for name in READERS:
        import_module(name)


def _context() -> BaseContext:
    """Fork is quickest, and safe where nothing else runs in the process.

    Where the progress is shown another thread runs: then a server that has none forks.
    """
    methods = get_all_start_methods()
    if "fork" in methods and sys.platform == "linux" and threading.active_count() == 1:
        return get_context("fork")
    if "forkserver" not in methods:
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__, *READERS])
    return context


def _start(
    job: tuple[Callable[[Path, Lexicon], Answer], Path, Lexicon],
    number: int,
    seconds: float,
) -> _Reader:
    context = _context()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, *job), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    return _Reader(process, ours, number, time.monotonic(), seconds)


def _work(
    pipe: connection.Connection,
    read: Callable[[Path, Lexicon], Answer],
    path: Path,
    lexicon: Lexicon,
) -> None:
    _limit_memory()
    pipe.send(pages_of(path))
    pipe.send(read(path, lexicon))
    pipe.close()


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    most = MOST_MEMORY_GB * 1024**3
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard > most:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _wait(readers: Sequence[_Reader]) -> None:
    """Wait until a process answers or the first of them has had its time."""
    now = time.monotonic()
    left = min(one.began + one.allowed - now for one in readers)
    connection.wait([one.pipe for one in readers], max(left, 0))


def _is_done(reader: _Reader, seconds: float, advice: str) -> bool:
    """Whether a process has answered, died or had its time; then it is ended."""
    answer = _answer(reader, seconds)
    if answer is None and time.monotonic() - reader.began < reader.allowed:
        return False
    reader.answer = _too_long(reader.allowed, advice) if answer is None else answer
    reader.stop()
    return True


def _answer(reader: _Reader, seconds: float) -> Answer | None:
    try:
        while reader.pipe.poll():
            told = reader.pipe.recv()
            if not isinstance(told, int):
                return told  # type: ignore[no-any-return]
            # A long document may take longer.
            reader.allowed = seconds + told * SECONDS_A_PAGE
    except EOFError:
        return STOPPED
    return None


def _too_long(seconds: float, advice: str) -> str:
    shown = f"{seconds:g}".replace(".", ",")
    return f"Läsningen avbröts efter {shown} sekunder. {advice}"
