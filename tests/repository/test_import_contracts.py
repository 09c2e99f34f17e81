"""Every import contract is proved: plant what it forbids, and it alone breaks."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.surroundings import ROOT


CONFIG = configparser.ConfigParser()
CONFIG.read(ROOT / ".importlinter", encoding="utf-8")
CONTRACTS = [CONFIG[name] for name in CONFIG.sections() if ":contract:" in name]


def words(contract: configparser.SectionProxy, key: str) -> list[str]:
    return contract.get(key, "").split()


def folder_of(source: Path, module: str) -> Path:
    return source.joinpath(*module.split("."))


def existing_layers(contract: configparser.SectionProxy, container: str) -> list[str]:
    """Give the container's layers that there are, highest first."""
    asked = re.findall(r"\w+", contract["layers"])
    folder = folder_of(ROOT / "src", container)
    return [
        layer
        for layer in asked
        if (folder / layer).is_dir() or (folder / f"{layer}.py").is_file()
    ]


LAYERED = [
    (contract, container)
    for contract in CONTRACTS
    if contract["type"] == "layers"
    for container in words(contract, "containers")
    if len(existing_layers(contract, container)) > 1
]
EXHAUSTIVE = [
    (contract, container)
    for contract, container in LAYERED
    if contract.getboolean("exhaustive", fallback=False)
]
FORBIDDEN = [
    (contract, source, forbidden)
    for contract in CONTRACTS
    if contract["type"] == "forbidden"
    for source in words(contract, "source_modules")
    for forbidden in words(contract, "forbidden_modules")
]
PROTECTED = [
    (contract, protected)
    for contract in CONTRACTS
    if contract["type"] == "protected"
    for protected in words(contract, "protected_modules")
]


def name_of(value: object) -> str:
    return value if isinstance(value, str) else value.name.rpartition(":")[2]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of the source, to plant in."""
    ignored = shutil.ignore_patterns("__pycache__", "templates", "static", "locale")
    shutil.copytree(ROOT / "src" / "fardplan", tmp_path / "fardplan", ignore=ignored)
    return tmp_path


def broken(source: Path) -> list[str]:
    """Give the names of the contracts that break."""
    done = subprocess.run(
        [
            str(Path(sys.executable).parent / "lint-imports"),
            f"--config={ROOT / '.importlinter'}",
            "--no-cache",
        ],
        check=False,
        cwd=source,
        env={**os.environ, "PYTHONPATH": str(source), "COLUMNS": "250"},
        capture_output=True,
        text=True,
    )
    told = re.findall(r"^(.+?) (KEPT|BROKEN)\b", done.stdout, re.MULTILINE)
    assert sorted(name for name, _ in told) == sorted(c["name"] for c in CONTRACTS), (
        done.stdout + done.stderr
    )
    assert (done.returncode == 0) == all(state == "KEPT" for _, state in told)
    return [name for name, state in told if state == "BROKEN"]


def plant(source: Path, module: str, statement: str) -> str:
    """Put a statement in a folder's new module, or last in a module; give its name.

    In a folder where every part must be placed, the first part takes it.
    """
    if module in {container for _, container in EXHAUSTIVE}:
        parts = sorted(folder_of(source, module).glob("*/__init__.py"))
        module = f"{module}.{parts[0].parent.name}"
    folder = folder_of(source, module)
    if folder.is_dir():
        (folder / "planted.py").write_text(statement, encoding="utf-8")
        return f"{module}.planted"
    with folder.with_suffix(".py").open("a", encoding="utf-8") as file:
        file.write(f"\n{statement}\n")
    return module


def test_there_are_contracts_of_every_kind():
    assert {contract["type"] for contract in CONTRACTS} == {
        "layers",
        "forbidden",
        "protected",
    }


def test_the_source_keeps_every_contract(source):
    assert broken(source) == []


@pytest.mark.parametrize(("contract", "container"), LAYERED, ids=name_of)
def test_a_layer_may_not_import_one_above(source, contract, container):
    above, *_, below = existing_layers(contract, container)
    if container == "fardplan":
        above = "cli"  # what starts the program imports everything
    target = plant(source, f"{container}.{above}", "")
    plant(source, f"{container}.{below}", f"import {target}")
    assert broken(source) == [contract["name"]]


@pytest.mark.parametrize(("contract", "container"), EXHAUSTIVE, ids=name_of)
def test_a_new_folder_must_be_placed_in_the_flow(source, contract, container):
    folder = folder_of(source, container) / "unplaced"
    folder.mkdir()
    (folder / "__init__.py").touch()
    assert broken(source) == [contract["name"]]


@pytest.mark.parametrize(("contract", "part", "forbidden"), FORBIDDEN, ids=name_of)
def test_a_forbidden_package_may_not_be_imported(source, contract, part, forbidden):
    plant(source, part, f"import {forbidden}")
    assert broken(source) == [contract["name"]]


@pytest.mark.parametrize(("contract", "protected"), PROTECTED, ids=name_of)
def test_a_protected_part_has_few_doors(source, contract, protected):
    target = plant(source, protected, "")
    plant(source, "fardplan.apps.common", f"import {target}")
    assert broken(source) == [contract["name"]]


def test_every_app_and_every_part_of_the_engine_is_placed():
    """An app that the contract about the inside of apps does not name goes free."""
    inside = next(c for c in CONTRACTS if c.name.endswith(":inside-app"))
    apps = sorted((ROOT / "src" / "fardplan" / "apps").glob("*/__init__.py"))
    layered = [
        f"fardplan.apps.{file.parent.name}"
        for file in apps
        if any((file.parent / f"{layer}.py").exists() for layer in ("models", "urls"))
    ]
    assert set(layered) - set(words(inside, "containers")) == set()
