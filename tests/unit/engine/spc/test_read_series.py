"""A CSV file as series: what is read, and how what can't be is told."""

from __future__ import annotations

import pytest

from fardplan.engine.spc.read_series import SeriesFileError, as_number, read_series


def test_values_with_decimal_point_or_comma():
    text = "series,period,value\nA,2024,1.5\nB,2024,2\nA,2025,\n"
    found = read_series(text.encode())
    assert not found.has_denominators
    first, second = found.series
    assert (first.name, first.periods, first.values) == (
        "A",
        ["2024", "2025"],
        [1.5, None],
    )
    assert (first.rows, first.denominators) == ([2, 4], [])
    assert (second.name, second.values) == ("B", [2.0])
    swedish = "\ufeffSerie;Period;Värde\r\nÅre;2024;1,5\r\n\r\n"
    for encoding in ("utf-8", "latin-1"):
        text = swedish if encoding == "utf-8" else swedish[1:]
        [one] = read_series(text.encode(encoding)).series
        assert (one.name, one.values) == ("Åre", [1.5])
    [one] = read_series(b"series\tperiod\tvalue\nA\t1\t2,5\n").series
    assert one.values == [2.5]


def test_numerators_and_denominators_in_any_order():
    text = "denominator;note;numerator;series;period\n40;x;10;A;2024\n..;;;A;2025\n"
    found = read_series(text.encode())
    assert found.has_denominators
    [one] = found.series
    assert (one.values, one.denominators) == ([10.0, None], [40.0, None])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("1 234,5", 1234.5), ("1\u202f234", 1234.0), ("−3", -3.0), ("+.5", 0.5)),
        *(("1e3", 1000.0), ("", None), (" .. ", None), ("-", None), ("NaN", None)),
    ],
)
def test_what_people_write_for_a_number(text, number):
    assert as_number(text) == number


@pytest.mark.parametrize("text", ["1.234,5", "12 %", "1_000", "inf", "1e999", "ett"])
def test_what_is_no_number(text):
    with pytest.raises(ValueError, match=text[0]):
        as_number(text)


HEAD = "series,period,value\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b" \n", "filen är tom"),
        (b"a\x00b", "ingen CSV-fil"),
        (b"\xef\xbb\xbf", "saknas kolumner: series, period, value"),
        (HEAD.encode(), "inga rader under rubrikerna"),
        (f"{HEAD}A,2024,1\nA,2025,x1\n".encode(), "rad 3, kolumnen value: ”x1”"),
        (f"{HEAD}A,2024,1,5\n".encode(), "rad 2 har 4 kolumner .* semikolon"),
        (b"series;period;value\nA;1\n", "rad 2 har 2 kolumner men rubrikerna är 3.$"),
        (f"{HEAD},2024,1\n".encode(), "rad 2, kolumnen series är tom"),
        (f"{HEAD}A,,1\n".encode(), "rad 2, kolumnen period är tom"),
        (f"{HEAD}A,1,1\nA,1,2\n".encode(), "rad 3: .* redan perioden 1 på rad 2"),
        (b"series,period\nA,1\n", "saknas kolumner: value"),
        (b"series,period,numerator\nA,1,1\n", "saknas kolumner: denominator"),
        (b"series,serie,period,value\nA,A,1,1\n", "kolumnen series finns två gånger"),
        (
            b"series,period,value,numerator,denominator\nA,1,1,1,1\n",
            "både value och täljare",
        ),
        (HEAD.encode() + b'"' + b"a" * 140_000 + b'",1,1\n', "inte att läsa som CSV"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(content, reason):
    with pytest.raises(SeriesFileError, match=reason):
        read_series(content)
