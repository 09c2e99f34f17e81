"""The test command itself: what it counts, and that it fails when it should."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from tests.postgres import PostgresMissingError, find_binaries, throwaway_postgres
from tests.run import Part, Run, read_report, tell
from tests.surroundings import REQUIRE_ALL


REPORT = """<testsuites>
<testsuite tests="9" failures="2" errors="1" skipped="1"/>
</testsuites>"""


@pytest.fixture
def binaries() -> Path:
    try:
        return find_binaries()
    except PostgresMissingError as reason:
        if REQUIRE_ALL:
            raise
        pytest.skip(str(reason))


def test_a_report_is_counted(tmp_path):
    (tmp_path / "a.xml").write_text(REPORT)
    part = read_report("sqlite", tmp_path / "a.xml", 1, 2.0)
    assert part == Part("sqlite", passed=5, failed=3, skipped=1, seconds=2.0)


@pytest.mark.parametrize(("code", "failed"), [(0, 0), (5, 0), (1, 1), (-9, 1)])
def test_a_run_that_broke_without_a_report_has_failed(tmp_path, code, failed):
    part = read_report("sqlite", tmp_path / "none.xml", code, 0.0)
    assert part == Part("sqlite", failed=failed)


@pytest.mark.parametrize(
    ("parts", "missing", "require_all", "last", "code"),
    [
        ([Part("a", passed=2)], [], True, "2 passed, 0 failed", 0),
        ([Part("a", passed=2, failed=1)], [], False, "2 passed, 1 failed", 1),
        ([Part("a", passed=2)], ["X saknas"], False, "2 passed, 0 failed", 0),
        ([Part("a", passed=2)], ["X saknas"], True, "2 passed, 1 failed", 1),
        (
            [Part("a", passed=2, skipped=1)],
            [],
            False,
            "2 passed, 0 failed, 1 skipped",
            0,
        ),
        (
            [Part("a", passed=2, skipped=1)],
            [],
            True,
            "2 passed, 1 failed, 1 skipped",
            1,
        ),
        ([], [], False, "0 passed, 0 failed", 1),
    ],
)
def test_the_sum_and_the_exit_code(
    tmp_path, capsys, parts, missing, require_all, last, code
):
    run = Run(tmp_path, [], parts=parts, missing=missing)
    assert tell(run, require_all=require_all) == code
    told = capsys.readouterr().out.splitlines()
    assert told[-1] == last
    assert [line for line in told if "saknas" in line] == [
        f"Inte kört. {line}" for line in missing
    ]


def interrupted(told: dict[str, str]) -> None:
    """Press Ctrl+C while the server runs; leave its address and folder behind."""
    with throwaway_postgres() as address:
        told["address"] = address
        with psycopg.connect(address) as connection:
            assert connection.info.server_version >= 15_00_00
            folder = connection.execute("show data_directory").fetchone()
        told["folder"] = folder[0]
        raise KeyboardInterrupt


@pytest.mark.usefixtures("binaries")
def test_the_throwaway_server_is_removed_even_when_interrupted():
    told: dict[str, str] = {}
    with pytest.raises(KeyboardInterrupt):
        interrupted(told)
    assert not Path(told["folder"]).parent.exists()
    with pytest.raises(psycopg.OperationalError, match="Connection refused"):
        psycopg.connect(told["address"])
