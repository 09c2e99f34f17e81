"""What a person asks for, out of what they wrote in the box.

In: the words as written; words within quotation marks belong together. Out: the asked
words with their stems. Function words need not be there when there are others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fardplan.engine.search.compounds import FUNCTION_WORDS
from fardplan.engine.search.stems import stem
from fardplan.engine.search.words import Word, folded, words_of


# More would be a pasted page, and each word costs time.
MOST_WORDS = 12
_QUOTED = re.compile(r"[\"”“„»«]([^\"”“„»«]+)[\"”“„»«]")


@dataclass(frozen=True)
class QuestionWord:
    """One asked word. ``is_needed`` is False when a hit may be without it."""

    word: Word
    stem: str
    is_needed: bool = True


@dataclass(frozen=True)
class Question:
    """The asked words, and those that must stand in a row."""

    text: str
    asked: tuple[QuestionWord, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.asked)

    @property
    def words(self) -> tuple[str, ...]:
        """The words in order, as they are compared."""
        return tuple(one.word.text for one in self.asked)


def read_question(text: str) -> Question:
    """Give what is asked for."""
    written = folded(" ".join(text.split()))
    words = list(words_of(written))[:MOST_WORDS]
    heavy = [word for word in words if word.text not in FUNCTION_WORDS]
    asked = tuple(
        QuestionWord(word, stem_of(word), is_needed=not heavy or word in heavy)
        for word in words
    )
    rows = (_QUOTED.findall(written)) if asked else []
    phrases = (tuple(word.text for word in words_of(row)) for row in rows)
    return Question(written, asked, tuple(row for row in phrases if len(row) > 1))


def stem_of(word: Word) -> str:
    """Give the stem that a word has in the index."""
    return word.text if word.is_code else stem("".join(word.pieces))
