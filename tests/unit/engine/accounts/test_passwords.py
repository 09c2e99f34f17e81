"""Common words, personal numbers and browsers' names."""

from __future__ import annotations

import pytest

from fardplan.engine.accounts.devices import device_name
from fardplan.engine.accounts.passwords import common_words_in
from fardplan.engine.accounts.personal_numbers import is_personal_identity_number


WORDS = ("sommar", "sommaren", "lösenord", "örebro", "vinter")


@pytest.mark.parametrize(
    ("password", "found"),
    [
        ("sommar2026!!", ["sommar"]),
        ("S0mmaren#2026", ["sommaren"]),
        ("Lösenordlösenord", ["lösenord"]),
        ("vinter-Örebro-26", ["vinter", "örebro"]),
        ("sommar xyz 9999", ["sommar"]),
        ("sommar-giraff-26", []),
        ("pelikan-tegel-sirap", []),
        ("1234567890123", []),
    ],
)
def test_common_words(password, found):
    assert common_words_in(password, WORDS) == found


@pytest.mark.parametrize(
    "text",
    [
        "19121212-1212",  # Skatteverket's own example of a number
        "191212121212",
        "121212-1212",
        "121212+1212",
        "1212121212",
        " 201701102384 ",
        "701063-2391",  # a coordination number: the day plus 60
    ],
)
def test_a_personal_identity_number_is_known(text):
    assert is_personal_identity_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "19121212-1213",  # the check digit
        "19121312-1211",  # the month
        "19121200-1215",  # the day
        "SE2321000164-1001",  # a HSA-id
        "212000-1462-x",
        "subject-1",
        "",
        "11912121212121",
    ],
)
def test_other_texts_are_not(text):
    assert not is_personal_identity_number(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140",
            "Edge, Windows",
        ),
        ("Mozilla/5.0 (iPhone; like Mac OS X) Version/18 Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Gecko Firefox/140.0", "Firefox, Linux"),
        ("curl/8", ""),
    ],
)
def test_a_browser_is_named_in_few_words(text, name):
    assert device_name(text) == name
