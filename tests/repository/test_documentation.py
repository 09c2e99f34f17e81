"""The documentation tells all there is, and nothing that is not there."""

from __future__ import annotations

import argparse
import ast
import re
from typing import TYPE_CHECKING

import pytest
from tests.surroundings import ROOT
from tools import make_docs, messages

from fardplan.cli.main import build_parser
from fardplan.config.environment import SETTINGS, to_dotenv


if TYPE_CHECKING:
    from collections.abc import Iterator


def commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for sub in action.choices.values():
                yield sub
                yield from commands(sub)


def headings(text: str) -> list[str]:
    return re.findall(r"^## `(.+)`$", text, re.MULTILINE)


@pytest.mark.parametrize("page", make_docs.PAGES.items(), ids=lambda v: v[0].name)
def test_generated_pages_are_up_to_date(page):
    file, make = page
    assert file.read_text(encoding="utf-8") == make(), "run `make docs`"


def test_every_setting_is_documented(texts):
    documented = headings(texts["docs/reference/settings.md"])
    assert documented == [setting.name for setting in SETTINGS]


def test_nothing_but_the_list_of_settings_reads_the_environment(texts):
    """A variable that is read elsewhere would be a setting that nobody can find."""
    known = {setting.name for setting in SETTINGS} | {"DJANGO_SETTINGS_MODULE", "PATH"}
    read = {
        f"{name}: {found}"
        for name, text in texts.items()
        if name.startswith("src/") and name.endswith(".py")
        for found in re.findall(
            r"(?:environ(?:\.\w+)?[\[(]|getenv\()\s*\"(\w+)\"", text
        )
        if found not in known
    }
    assert read == set()


def test_the_settings_sample_holds_every_setting(texts):
    assert texts["dotenv-sample"] == to_dotenv()


def test_every_command_is_documented_with_an_example(texts):
    page = texts["docs/reference/commands.md"]
    every = list(commands(build_parser()))
    assert headings(page) == [command.prog for command in every]
    for command in every:
        if not any(isinstance(a, argparse._SubParsersAction) for a in command._actions):
            assert re.match(r"Exempel: fardplan \w", command.epilog or ""), command.prog


def test_every_argument_of_a_command_is_explained():
    bare = [
        f"{command.prog} {action.dest}"
        for command in commands(build_parser())
        for action in command._actions
        if not action.help and not isinstance(action, argparse._SubParsersAction)
    ]
    assert bare == []


def test_every_permission_rule_is_documented(texts):
    rules = [
        r.name for file in make_docs.rule_files() for r in make_docs.rules_in(file)
    ]
    page = texts["docs/reference/permissions.md"]
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == rules


@pytest.mark.parametrize("file", make_docs.rule_files(), ids=lambda f: f.parent.name)
def test_every_rule_says_what_it_asks(file):
    rules = make_docs.rules_in(file)
    assert [rule.name for rule in rules if not ast.get_docstring(rule)] == []
    assert [r.name for r in rules if not r.name.startswith(("check_", "can_"))] == []


def test_decisions_are_numbered_without_a_gap():
    numbers = [int(file.name[:4]) for file in make_docs.decision_files()]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("file", make_docs.decision_files(), ids=lambda f: f.name)
def test_a_decision_has_title_status_and_sections(file):
    title, status = make_docs.read_decision(file)
    assert title
    if found := re.fullmatch(r"replaced by (\d{4})", status):
        assert [f for f in make_docs.decision_files() if f.name.startswith(found[1])]
    else:
        assert status in make_docs.STATUSES[:2]


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_message_catalogues_are_complete(language):
    problems = list(messages.problems_of(language, messages.extract_all()))
    assert problems == [], "run `make messages`"


def links(texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Give file and target of each link and picture in a page of documentation."""
    for name, text in texts.items():
        if name.endswith(".md"):
            prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
            for target in re.findall(r"\]\(([^)#\s]+)", prose):
                if "://" not in target:
                    yield name, target
            for target in re.findall(r'src="([^"]+)"', prose):
                yield name, target


def test_links_in_the_documentation_lead_somewhere(texts):
    broken = [
        f"{name}: {target}"
        for name, target in links(texts)
        if not ((ROOT / name).parent / target).exists()
    ]
    assert broken == []


def test_every_screenshot_is_used(texts):
    used = {((ROOT / name).parent / target).resolve() for name, target in links(texts)}
    kept = set((ROOT / "docs" / "screenshots").glob("*"))
    assert kept - used == set()


def test_the_readme_shows_five_screenshots(texts):
    shown = re.findall(r"docs/screenshots/[\w-]+\.png", texts["README.md"])
    assert len(set(shown)) == 5


def test_make_commands_in_the_documentation_exist(texts):
    targets = set(re.findall(r"^([a-z-]+):", texts["Makefile"], re.MULTILINE))
    used = {
        found
        for name, text in texts.items()
        if name.endswith(".md")
        for found in re.findall(r"`make ([a-z-]+)", text)
    }
    assert used - targets == set()
    assert {"run", "test", "check", "fix", "bench", "docs"} <= targets


def test_paths_in_the_documentation_exist(texts):
    """What is written as `src/…` must be there, unless it is said not to be yet."""
    missing = [
        f"{name}: {path}"
        for name, text in texts.items()
        if name.endswith(".md")
        for line in text.splitlines()
        if "not there yet" not in line
        for path in re.findall(
            r"`((?:src|tests|docs|tools|definitions|bench)/[\w./-]*)`", line
        )
        if not (ROOT / path).exists()
    ]
    assert missing == []
