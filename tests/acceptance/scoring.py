"""Precision and recall of findings against what people read in the documents.

The expectations hold no text of the documents: a name is kept as a short hash, an exact
kind as its count and the hash of its values in order.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from fardplan.engine.sources.read_file import read_content
from fardplan.engine.sources.themes import Lexicon, lexicon_from
from tests.surroundings import REQUIRE_ALL, ROOT, find_shared


EXPECTED = json.loads(
    (Path(__file__).parent / "expected.json").read_text(encoding="utf-8")
)


@cache
def lexicon() -> Lexicon:
    """Give the lexicon that the program uses."""
    file = ROOT / "definitions" / "themes.yaml"
    return lexicon_from(yaml.safe_load(file.read_text(encoding="utf-8")))


@cache
def answer_of(number: str) -> dict[str, Any]:
    """Read one of the published documents, given the number its name begins with."""
    shared = find_shared()
    if shared is None:
        if REQUIRE_ALL:
            pytest.fail("../shared is missing")
        pytest.skip("../shared saknas: lägg mappen ”shared” bredvid projektet")
    file = next((shared / "sources").glob(f"{number}*.txt"))
    return read_content(file.read_bytes(), lexicon())


def key(*parts: object) -> str:
    """Give a short hash of what two spellings of one thing have in common."""
    text = "|".join(re.sub(r"[^\wåäö]", "", str(part).casefold()) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def region_of(finding: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> str:
    """Give the region that a finding belongs to."""
    while finding["kind"] != "region":
        finding = by_id[finding["parent"]]
    return str(finding["fields"]["name"])


def keys_by_region(answer: dict[str, Any], kind: str) -> Counter[str]:
    """Give the keys of what is named, each with its region."""
    by_id = {one["id"]: one for one in answer["findings"]}
    return Counter(
        key(region_of(one, by_id), one["fields"]["name"])
        for one in answer["findings"]
        if one["kind"] == kind
    )


def exact(answer: dict[str, Any], kind: str, *fields: str) -> list[Any]:
    """Give the count of a kind and the hash of its fields in the order of the text."""
    rows = [
        [one["fields"][name] for name in fields]
        for one in answer["findings"]
        if one["kind"] == kind
    ]
    whole = json.dumps(rows, ensure_ascii=False).encode()
    return [len(rows), hashlib.sha256(whole).hexdigest()[:16]]


def precision_and_recall(
    found: Counter[str], expected: Counter[str]
) -> tuple[float, float]:
    """Give the share of what was found that is right, and of what is right that was."""
    right = (found & expected).total()
    return right / max(found.total(), 1), right / max(expected.total(), 1)
