"""The slow twin of where bodies are mentioned: each sentence with a cue, by patterns."""

from __future__ import annotations

import re

from fardplan.engine.sources.bodies import BEFORE_CUE, CUES_AT_AN_END, NEEDS


def mentions(text: str) -> list[tuple[int, int]]:
    """Give the spans that each pattern finds near the cues that it needs."""
    spans = []
    for pattern, cues in NEEDS:
        needs = _pattern(cues)
        for first, last in _windows(text.lower()):
            if needs.search(text.lower(), first, last):
                spans += [found.span() for found in pattern.finditer(text, first, last)]
    return spans


def _windows(lowered: str) -> list[tuple[int, int]]:
    """Give the words before each cue and the sentence after it, where they don't meet."""
    windows: list[tuple[int, int]] = []
    for cue in _pattern([cue for _, cues in NEEDS for cue in cues]).finditer(lowered):
        first = lowered.rfind(" ", 0, max(cue.start() - BEFORE_CUE, 0)) + 1
        end = lowered.find(". ", cue.end())
        last = len(lowered) if end < 0 else end + 1
        if windows and first < windows[-1][1]:
            first, before = windows.pop()
            last = max(before, last)
        windows.append((first, last))
    return windows


def _pattern(cues: list[str] | tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        "|".join(rf"{cue}\b" if cue in CUES_AT_AN_END else cue for cue in cues)
    )
