"""One word for one thing: GLOSSARY.md binds Swedish to code, and names keep to it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest


if TYPE_CHECKING:
    from collections.abc import Iterator

# Words that a class may have beside those of the glossary, each with what it says.
EXPLAINED = {
    "audit": "the record of writes",
    "box": "a rectangle with text in a drawing",
    "event": "one thing that happened, at a moment",
    "block": "lines of a document that belong together",
    "break": "where a chain does not hold",
    "digest": "a short hash of something longer",
    "draft": "what is being put together and not yet whole",
    "drawing": "where each thing of a picture goes",
    "field": "one value of a form or a row",
    "head": "the latest link of a chain",
    "hit": "that something looked for was found",
    "hint": "what a file tells of a line beside its text",
    "item": "one point of a list",
    "known": "what is in the register already",
    "limit": "the most there may be of something",
    "line": "one line of a list",
    "list": "several of a kind, in order",
    "manager": "Django's name for what gives rows",
    "migrations": "Django's steps from one form of the database to the next",
    "move": "that a thing goes from one place to another",
    "mover": "who or what moves a thing from one state to another",
    "part": "what belongs to something larger",
    "passage": "the words of a document that say one thing",
    "piece": "a run of words in a text",
    "place": "where in something one is",
    "port": "where a line leaves or enters a box",
    "problem": "what is wrong, told to a person",
    "raw": "as it was before anything was done to it",
    "reader": "what reads a file, piece by piece",
    "record": "one thing as a file tells it",
    "rect": "a rectangle: place and size",
    "relation": "how one thing stands to another",
    "row": "one row of a table",
    "rule": "what ought to hold, kept as data",
    "session": "a browser that somebody is logged in with",
    "shape": "which types of values something may hold",
    "sign": "a sign of life",
    "table": "rows under headings",
    "text": "words as they are written",
    "truth": "yes or no",
    "told": "what somebody wrote, before it is held against the register",
    "way": "how a line goes between boxes",
    "words": "texts to write, given from outside",
    "writer": "what writes a file, piece by piece",
    "map": "a drawn map",
    "shapes": "outlines to draw",
}
# "Measure" is both åtgärd and mätning; the others say nothing of what a module owns.
BANNED_WORDS = {"measure", "measures", "measured"}
BANNED_NAMES = {"services", "service", "helpers", "helper", "core", "business_logic"}
BANNED_MODULES = {"manager", "managers", "utils", "util", "misc", "common_utils"}


def split(name: str) -> list[str]:
    """Split CamelCase and snake_case into lower-case words."""
    return [w.lower() for w in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+", name)]


@pytest.fixture(scope="module")
def glossary(texts) -> list[tuple[str, str, str]]:
    """The rows of the glossary: Swedish, code word, meaning."""
    rows = re.findall(
        r"^\| (.+?) \| `(.+?)` \| (.+?) \|$", texts["GLOSSARY.md"], re.MULTILINE
    )
    assert len(rows) > 40
    return rows


def trees(texts: dict[str, str], prefix: str) -> Iterator[tuple[str, ast.Module]]:
    for name, text in texts.items():
        if name.startswith(prefix) and name.endswith(".py"):
            yield name, ast.parse(text)


def bound_classes(texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Give path and name of every model, and of every dataclass of the engine."""
    for name, tree in trees(texts, "src/fardplan/"):
        is_models = re.search(r"/models(\.py|/)", name)
        is_engine = name.startswith("src/fardplan/engine/")
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and (
                (is_models and node.bases)
                or (
                    is_engine
                    and any("dataclass" in ast.unparse(d) for d in node.decorator_list)
                )
            ):
                yield name, node.name


def defined_names(tree: ast.Module) -> Iterator[str]:
    """Give every name that the module itself makes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def test_each_code_word_is_bound_to_one_swedish_word(glossary):
    doubled = [w for w, n in Counter(code for _, code, _ in glossary).items() if n > 1]
    assert doubled == []


def test_each_swedish_word_is_bound_to_one_code_word(glossary):
    doubled = [w for w, n in Counter(sv for sv, _, _ in glossary).items() if n > 1]
    assert doubled == []


def test_each_word_has_a_meaning(glossary):
    assert [row for row in glossary if len(row[2].split()) < 3] == []


def test_class_names_are_made_of_words_in_the_glossary(texts, glossary):
    known = {word for _, code, _ in glossary for word in split(code)} | set(EXPLAINED)
    unknown = {
        f"{path}: {name}": missing
        for path, name in bound_classes(texts)
        if (
            missing := [
                w for w in split(name) if w not in known and w.rstrip("s") not in known
            ]
        )
    }
    assert unknown == {}


def test_a_word_explained_here_is_not_in_the_glossary_too(glossary):
    assert set(EXPLAINED) & {code for _, code, _ in glossary} == set()


def test_no_name_has_the_word_of_two_meanings(texts):
    bad = {
        f"{path}: {name}"
        for path, tree in trees(texts, "")
        for name in defined_names(tree)
        if BANNED_WORDS & set(split(name))
    }
    assert bad == set()


def test_no_name_is_one_that_says_nothing(texts):
    bad = {
        f"{path}: {name}"
        for path, tree in trees(texts, "src/")
        for name in defined_names(tree)
        if name.lower() in BANNED_NAMES
    }
    assert bad == set()


def test_no_module_or_folder_has_a_name_that_says_nothing(texts):
    banned = BANNED_WORDS | BANNED_NAMES | BANNED_MODULES
    bad = [
        name
        for name in texts
        if name.endswith(".py")
        and banned & {part.removesuffix(".py") for part in name.split("/")}
    ]
    assert bad == []
