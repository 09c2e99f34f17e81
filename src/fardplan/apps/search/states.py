"""What the search box and its page agree on."""

from __future__ import annotations


# More is a pasted page, not a question.
LONGEST_QUESTION = 300
