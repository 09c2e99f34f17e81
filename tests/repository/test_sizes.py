"""Size limits: what is longer has a second subject that wants a module of its own."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest


if TYPE_CHECKING:
    from collections.abc import Iterator

MODULE, FUNCTION, TEST_FUNCTION, TEMPLATE, PARAMETERS, MAKEFILE = (
    500,
    50,
    60,
    250,
    6,
    150,
)
NORMAL_FUNCTION, SHARE_ABOVE_NORMAL = 30, 0.10


@pytest.fixture(scope="module")
def python(texts: dict[str, str]) -> dict[str, str]:
    return {
        name: text
        for name, text in texts.items()
        if name.endswith(".py") and "/migrations/" not in name
    }


def functions(python: dict[str, str]) -> Iterator[tuple[str, int, int]]:
    """Give path and name, lines and parameters of each function."""
    for name, text in python.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                given = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
                own = [a for a in given if a.arg not in {"self", "cls"}]
                yield f"{name}:{node.name}", lines, len(own)


def test_modules_stop_at_500_lines(python):
    long = {name: n for name, t in python.items() if (n := t.count("\n")) > MODULE}
    assert long == {}


def test_functions_stop_at_50_lines_and_those_of_tests_at_60(python):
    long = {
        name: lines
        for name, lines, _ in functions(python)
        if lines > (TEST_FUNCTION if name.startswith("tests/") else FUNCTION)
    }
    assert long == {}


def test_few_functions_are_longer_than_the_normal_30(python):
    lengths = [n for name, n, _ in functions(python) if name.startswith("src/")]
    long = [n for n in lengths if n > NORMAL_FUNCTION]
    assert len(long) <= SHARE_ABOVE_NORMAL * len(lengths), long


def test_functions_take_at_most_six_parameters(python):
    wide = {
        name: count
        for name, _, count in functions(python)
        if count > PARAMETERS and not name.startswith("tests/")
    }
    assert wide == {}


def test_templates_stop_at_250_lines(texts):
    long = {
        name: n
        for name, text in texts.items()
        if name.endswith(".html") and (n := text.count("\n")) > TEMPLATE
    }
    assert long == {}


def test_makefile_stays_short(texts):
    assert texts["Makefile"].count("\n") < MAKEFILE
