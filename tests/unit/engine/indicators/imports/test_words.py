"""Sexes, ages, statuses and marks for missing values."""

from __future__ import annotations

import pytest

from fardplan.engine.indicators.imports.words import (
    read_age,
    read_missing,
    read_sex,
    read_status,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [("Kvinnor", "K"), ("män ", "M"), ("1+2", "T"), ("Båda könen", "T"), ("2", "K")],
)
def test_sexes(text, code):
    assert read_sex(text).code == code


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ("|alla|Alla åldrar|totalt", ""),
        ("0-17|0–17 år|0 till 17", "0-17"),
        ("65+|65 år och äldre|65-w|65 - |65 år eller äldre", "65+"),
        ("100+ år", "100+"),
        ("85 år|85", "85-85"),
    ],
)
def test_ages(texts, code):
    for text in texts.split("|"):
        assert (text, read_age(text)) == (text, type(read_age(text))(code))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "final"),
        ("Normal", "final"),
        ("prel.", "preliminary"),
        ("b", "break"),
        ("Private", "suppressed"),
        ("saknas", "missing"),
    ],
)
def test_statuses(text, code):
    assert read_status(text).code == code


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_sex, "annat"),
        (read_sex, ""),
        (read_age, "70-60"),
        (read_age, "gammal"),
        (read_status, "kanske"),
    ],
)
def test_what_is_none_of_them_is_told(read, text):
    found = read(text)
    assert (found.is_understood, found.code) == (False, "")
    assert f"”{text}” är " in found.problem
    assert found.advice.startswith("Skriv")


@pytest.mark.parametrize(
    ("text", "status", "reason"),
    [
        ("", "missing", "tomt"),
        ("..", "missing", "osäker"),
        (".", "missing", "kan inte förekomma"),
        ("–", "missing", "inget att redovisa"),
        ("Uppgift saknas", "missing", "saknas i källan"),
        ("x", "suppressed", "”x”"),
        ("< 5", "suppressed", "”< 5”"),
        ("färre än 10", "suppressed", "skyddas"),
    ],
)
def test_marks_tell_why_there_is_no_value(text, status, reason):
    mark = read_missing(text)
    assert mark
    assert mark.status == status
    assert reason in mark.reason


def test_what_is_no_mark_is_none():
    assert read_missing("abc") is None
    assert read_missing("<500") is None
