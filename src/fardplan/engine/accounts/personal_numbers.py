"""Does a text look like a Swedish personal identity number?

In: any text. Out: yes or no. Ten or twelve digits with or without a sign, a date that
can be one (coordination numbers have the day plus 60) and a right check digit
(Skatteverket SKV 704, the 10-1 method).
"""

from __future__ import annotations

import re


_FORM = re.compile(r"(?:18|19|20)?(\d{2})(\d{2})(\d{2})[-+]?(\d{4})")
COORDINATION_DAYS = 60


def is_personal_identity_number(text: str) -> bool:
    """True for a personal identity number or a coordination number."""
    match = _FORM.fullmatch(text.strip())
    if not match:
        return False
    month, day = int(match[2]), int(match[3]) % COORDINATION_DAYS
    digits = [int(char) for char in "".join(match.groups())]
    return 1 <= month <= 12 and 1 <= day <= 31 and _check_sum(digits) % 10 == 0


def _check_sum(digits: list[int]) -> int:
    doubled = (digit * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled)
