"""How far a long command has come, on standard error when a person watches."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress_on_stderr() -> Iterator[Callable[[int, int, str], None]]:
    """Give what a long action tells its progress to; silent when nobody watches."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task("Börjar", total=None)

        def tell(done: int, total: int, text: str) -> None:
            bar.update(task, completed=done, total=total, description=text)

        yield tell
