"""The test command itself: what it counts, and that it fails when it should."""

from __future__ import annotations

import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import psycopg
import pytest
import slipcover
from tests.covered import covered_files, unreached
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


HALF_TRIED = """def sign(number):
    if number < 0:
        return -1
    for _ in range(number):
        return 1
    return 0
"""


@pytest.mark.parametrize(
    ("tried", "missed"),
    [
        ((-1, 0, 1), []),
        ((0, 1), ["2->3", "3"]),
        ((-1, 1), ["4->6", "6"]),
        ((-1, 0), ["4->5", "5"]),
    ],
)
def test_a_branch_that_no_test_reaches_is_told(tmp_path, tried, missed):
    file, told = tmp_path / "half_tried.py", tmp_path / "told.json"
    file.write_text(HALF_TRIED)
    watch = slipcover.Slipcover(branch=True)
    spec = spec_from_file_location("half_tried", file)
    spec.loader = slipcover.importer.SlipcoverLoader(watch, spec.loader, str(file))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    for number in tried:
        module.sign(number)
    told.write_text(json.dumps(watch.get_coverage()["files"]))
    assert unreached([told], [file]) == [f"{file}: {step}" for step in missed]


def test_what_one_process_misses_another_may_reach(tmp_path):
    file, one, other = Path("a.py"), tmp_path / "1.json", tmp_path / "2.json"
    half = {"executed_branches": [], "missing_branches": [[1, 2]]}
    whole = {"executed_branches": [[1, 2]], "missing_branches": []}
    one.write_text(json.dumps({"a.py": lines((1,), (2,)) | half}))
    other.write_text(json.dumps({"a.py": lines((1, 2), ()) | whole}))
    assert unreached([one], [file]) == ["a.py: 1->2", "a.py: 2"]
    assert unreached([one, other], [file]) == []
    assert unreached([one], [Path("b.py")]) == ["b.py: never loaded"]


def lines(executed: tuple[int, ...], missing: tuple[int, ...]) -> dict[str, object]:
    return {"executed_lines": list(executed), "missing_lines": list(missing)}


def test_the_covered_files_are_those_of_the_promise():
    covered = {file.as_posix() for file in covered_files()}
    assert "src/fardplan/engine/shared/read_table.py" in covered
    assert "src/fardplan/apps/accounts/queries.py" in covered
    assert "src/fardplan/apps/plans/actions/node.py" in covered
    assert {file for file in covered if "/views" in file or "/cli/" in file} == set()


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
