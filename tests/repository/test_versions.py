"""The same version, licence and oldest Python wherever they are told."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import django_htmx

import fardplan


def project(texts) -> dict:
    return tomllib.loads(texts["pyproject.toml"])["project"]


def test_the_version_is_one(texts):
    latest = re.search(r"^## \[?(\d+\.\d+\.\d+)", texts["CHANGELOG.md"], re.MULTILINE)
    assert latest is not None
    assert {project(texts)["version"], latest[1]} == {fardplan.__version__}


def test_the_oldest_python_is_one(texts):
    config = tomllib.loads(texts["pyproject.toml"])
    ruff = tomllib.loads(texts["ruff.toml"])
    locks = {
        found[1]
        for name in ("Makefile",)
        for found in re.finditer(r"--python-version (\S+)", texts[name])
    }
    assert config["project"]["requires-python"] == ">=3.11"
    assert config["tool"]["mypy"]["python_version"] == "3.11"
    assert ruff["target-version"] == "py311"
    assert locks == {"3.11"}


def test_the_licence_is_apache_everywhere(texts):
    assert project(texts)["license"] == "Apache-2.0"
    assert json.loads(texts["package.json"])["license"] == "Apache-2.0"
    assert texts["LICENSE"].strip().splitlines()[0].strip() == "Apache License"


def test_locked_npm_versions_are_those_asked_for(texts):
    asked = json.loads(texts["package.json"])
    locked = json.loads(texts["package-lock.json"])["packages"]
    wanted = {**asked["dependencies"], **asked.get("devDependencies", {})}
    assert wanted == {
        name: locked[f"node_modules/{name}"]["version"] for name in wanted
    }


def test_every_dependency_is_locked(texts):
    def names(lines):
        return {re.split(r"[^\w-]", line)[0].lower() for line in lines}

    locked = names(re.findall(r"^[\w.-]+==", texts["requirements.lock"], re.MULTILINE))
    assert names(project(texts)["dependencies"]) - locked == set()
    dev = names(re.findall(r"^[\w.-]+==", texts["requirements-dev.lock"], re.MULTILINE))
    assert names(project(texts)["optional-dependencies"]["dev"]) - dev == set()


def test_both_locks_pin_the_same_versions(texts):
    def pins(name):
        return dict(
            re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==(\S+)", texts[name], re.MULTILINE)
        )

    run, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {n: (v, dev[n]) for n, v in run.items() if dev.get(n, v) != v} == {}


def test_the_pages_ask_for_one_major_version_of_htmx(texts):
    carried = Path(django_htmx.__file__).parent / "static" / "django_htmx"
    asked = {
        found
        for name, text in texts.items()
        if name.endswith(".html")
        for found in re.findall(r"django_htmx/(htmx-\d+\.min\.js)", text)
    }
    assert len(asked) == 1
    assert (carried / asked.pop()).is_file()
