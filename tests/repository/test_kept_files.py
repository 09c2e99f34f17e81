"""What must never be kept: paths of a machine, addresses of registries, others' text."""

from __future__ import annotations

import json
import re

import pytest
from tests.surroundings import REQUIRE_ALL, find_shared


# Written in parts, so that this file does not hold what it looks for.
MACHINE_PATHS = re.compile(
    r"(?<![\w.$}/-])(?:"
    + "|".join(f"/{top}/" for top in ("work", "home", "root", "Users"))
    + ")"
    r"|(?<![\w.$}/-])[A-Z]:\\\\Users"
)
REGISTRIES = re.compile(
    r"(?:registry\.|files\.|index\.|mirror)[\w.-]*\.(?:org|com|io)\b"
)
WORDS_IN_A_ROW = 8


def test_no_file_names_a_path_of_one_machine(texts):
    found = {
        f"{name}: {match[0]}"
        for name, text in texts.items()
        for match in MACHINE_PATHS.finditer(text)
    }
    assert found == set()


@pytest.mark.parametrize("planted", [f"/{'home'}/ada/x", f'"/{"work"}/a"'])
def test_a_path_of_one_machine_would_be_found(planted):
    assert MACHINE_PATHS.search(f"see {planted}") is not None


def test_lock_files_have_no_addresses(texts):
    locks = {n: t for n, t in texts.items() if n.endswith((".lock", "-lock.json"))}
    assert sorted(locks) == [
        "package-lock.json",
        "requirements-dev.lock",
        "requirements.lock",
    ]
    found = {
        f"{name}: {match[0]}"
        for name, text in locks.items()
        for match in re.finditer(r"\w+://[^\s\"]+|--(?:extra-)?index-url.*", text)
        # Where npm packages ask for gifts; not where anything is fetched from.
        if '"url": "' + match[0] not in text
    }
    assert found == set()


def test_no_registry_is_named_in_any_configuration(texts):
    found = {
        f"{name}: {match[0]}"
        for name, text in texts.items()
        if not name.endswith((".md", ".po"))
        for match in REGISTRIES.finditer(text)
    }
    assert found == set()


def test_every_pinned_package_has_a_hash(texts):
    npm = json.loads(texts["package-lock.json"])["packages"]
    assert [name for name, p in npm.items() if name and "integrity" not in p] == []
    for name in ("requirements.lock", "requirements-dev.lock"):
        pins = re.findall(
            r"^[\w.-]+(?:\[[\w,-]+\])?==\S+.*\n(.*)", texts[name], re.MULTILINE
        )
        assert len(pins) > 10
        assert [after for after in pins if "--hash=sha256:" not in after] == []


def runs_of_words(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {
        tuple(words[i : i + WORDS_IN_A_ROW])
        for i in range(len(words) - WORDS_IN_A_ROW + 1)
    }


def test_nothing_is_copied_from_the_published_documents(texts):
    shared = find_shared()
    if shared is None:
        if REQUIRE_ALL:
            pytest.fail("../shared is missing")
        pytest.skip("../shared saknas: lägg mappen ”shared” bredvid projektet")
    sources = {
        file.name: runs_of_words(file.read_text(encoding="utf-8", errors="replace"))
        for file in sorted((shared / "sources").rglob("*.txt"))
    }
    assert sources
    theirs = set().union(*sources.values())
    copied = {
        f"{name}: {' '.join(min(found))}"
        for name, text in texts.items()
        if (found := runs_of_words(text) & theirs)
    }
    assert copied == set()
