"""Which column is what: guessed, chosen, remembered."""

from __future__ import annotations

import pytest
from tests.builders.figures import EXPECTED, area_book, file_of

from fardplan.engine.indicators.imports.import_file import look_at, opened
from fardplan.engine.indicators.imports.mapping import (
    ColumnMapping,
    MappingError,
    from_json,
    headings_key,
    to_json,
)


def guess(folder, text: str):
    file = file_of(folder, text)
    with opened(file, folder) as source:
        return look_at(source, expected=EXPECTED, areas=area_book())


def test_headings_tell_a_long_table(tmp_path):
    look = guess(
        tmp_path,
        "Indikator;Region;Kön;Ålder;Period;Täljare;Nämnare;Värde;Status;Kommentar\n"
        "N79179;Skåne;Totalt;65+;2024-01;9;10;90;prel.;bra\n"
        "telefon;Örebro;Kvinnor;;2024-02;8;10;80;;\n",
    )
    assert look.mapping == ColumnMapping(
        columns={
            "indicator": "Indikator",
            "area": "Region",
            "sex": "Kön",
            "period": "Period",
            "age": "Ålder",
            "status": "Status",
            "numerator": "Täljare",
            "denominator": "Nämnare",
            "value": "Värde",
        },
        area_kind="region",
    )
    assert look.rows == 2
    assert look.examples["Region"] == ("Skåne", "Örebro")
    assert look.mapping.problems(look.headings) == []


def test_cells_tell_what_headings_do_not(tmp_path):
    look = guess(
        tmp_path,
        "A;B;C;D\nFalun;maj 2024;kvinnor;12\nÖrebro;juni 2024;män;..\nMalmö;maj 2024;män;3\n",
    )
    assert look.mapping == ColumnMapping(
        columns={"area": "A", "period": "B", "sex": "C", "value": "D"},
        area_kind="municipality",
    )


def test_small_counts_are_not_taken_for_regions_or_sexes(tmp_path):
    look = guess(
        tmp_path, "Plats;Tid;Antal\nRiket;2024;1\nSkåne;2024;2\nDalarna;2024;18\n"
    )
    assert look.mapping.columns == {"area": "Plats", "period": "Tid", "value": "Antal"}


def test_codes_go_before_names(tmp_path):
    look = guess(
        tmp_path,
        "Kommun;Kommunkod;År;Värde\nÖrebro;1880;2024;1\nHabo;0643;2024;2\n",
    )
    assert look.mapping.columns["area"] == "Kommunkod"


def test_periods_as_headings_are_a_wide_table(tmp_path):
    look = guess(tmp_path, "Kommun;2023;Antal 2024\nÖrebro;1;2\nHabo;3;..\n")
    assert look.mapping == ColumnMapping(
        columns={"area": "Kommun"},
        periods={"2023": "2023", "Antal 2024": "2024"},
        area_kind="municipality",
    )


def test_the_same_period_in_two_headings_is_no_wide_table(tmp_path):
    look = guess(tmp_path, "Kommun;2024;Andel 2024\nÖrebro;1;2\n")
    assert look.mapping.periods == {}


@pytest.mark.parametrize(
    ("heading", "kind"), [("Län", "region"), ("Kommun", "municipality"), ("Plats", "")]
)
def test_the_heading_tells_the_kind_when_all_names_are_shared(tmp_path, heading, kind):
    assert (
        guess(tmp_path, f"{heading};År;Värde\nÖrebro;2024;1\n").mapping.area_kind
        == kind
    )


def test_a_named_column_that_is_hard_to_understand_is_guessed_still(tmp_path):
    look = guess(tmp_path, "Område;Period;Värde\nNarnia;en vår;1\n")
    assert look.mapping.columns == {
        "area": "Område",
        "period": "Period",
        "value": "Värde",
    }
    assert guess(tmp_path, "Annat;Tomt\nabc;\n").mapping.columns == {}


HEADINGS = ("A", "B", "C", "D")
WHOLE = {"indicator": "A", "area": "B", "period": "C", "value": "D"}


@pytest.mark.parametrize(
    ("mapping", "problem"),
    [
        (ColumnMapping({**WHOLE, "value": "X"}), "Kolumnen ”X” finns inte"),
        (ColumnMapping({**WHOLE, "sex": "A"}), "Kolumnen ”A” är vald två gånger"),
        (
            ColumnMapping({**WHOLE, "area": "B", "value": "D"}, {}, {"D": "2024"}),
            "rubriker",
        ),
        (ColumnMapping({"area": "A", "period": "B", "value": "C"}), "som är indikator"),
        (ColumnMapping({"indicator": "A", "area": "B", "value": "C"}), "som är period"),
        (
            ColumnMapping({"area": "B", "period": "C"}, {"indicator": "x"}),
            "som är värde",
        ),
        (
            ColumnMapping(
                {"indicator": "A", "area": "B"}, {"period": "2024"}, {"C": "2024"}
            ),
            "Perioderna står som rubriker",
        ),
    ],
)
def test_what_is_missing_in_a_mapping_is_told(mapping, problem):
    assert any(problem in one for one in mapping.problems(HEADINGS))


@pytest.mark.parametrize(
    "mapping",
    [
        ColumnMapping(WHOLE),
        ColumnMapping({"area": "A"}, {"indicator": "x"}, {"B": "2023", "C": "2024"}),
        ColumnMapping(
            {"numerator": "C", "denominator": "D"},
            {"indicator": "x", "area": "00", "period": "2024"},
        ),
    ],
)
def test_a_whole_mapping_can_be_followed_and_remembered(mapping):
    assert mapping.problems(HEADINGS) == []
    assert from_json(to_json(mapping)) == mapping


def test_a_field_is_told_by_its_heading(tmp_path):
    mapping = ColumnMapping({"area": "A"}, {"indicator": "x"}, {"B": "2023"})
    assert mapping.heading("area") == "A"
    assert mapping.heading("indicator") == "indikator (för hela filen)"
    assert mapping.heading("value") == "värde (rubriker)"
    assert ColumnMapping().heading("value") == "värde (av täljare och nämnare)"


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ([], "objekt"),
        ({"columns": []}, "par av texter"),
        ({"fixed": {"sex": 1}}, "par av texter"),
        ({"columns": {"kön": "A"}}, "”kön” under ”columns”"),
        ({"fixed": {"value": "1"}}, "”value” under ”fixed”"),
        ({"area_kind": "land"}, "area_kind"),
    ],
)
def test_a_mapping_written_wrong_is_refused(told, problem):
    with pytest.raises(MappingError, match=problem):
        from_json(told)


def test_the_same_headings_in_any_order_have_one_key():
    assert headings_key(["Område", "År "]) == headings_key(["år", "OMRÅDE"])
    assert headings_key(["Område", "År"]) != headings_key(["Område"])
