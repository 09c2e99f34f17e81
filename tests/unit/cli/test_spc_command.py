"""`fardplan spc`: what it prints, how it ends, and what it says of a wrong file."""

from __future__ import annotations

import json

import pytest

from fardplan.cli.main import main


@pytest.fixture
def file(tmp_path):
    rows = [f"Väntetid;2024-{n:02};{12 + n % 2},5" for n in range(1, 13)]
    rows += ["Väntetid;2025-01;18", "Väntetid;2025-02;12"]
    path = tmp_path / "serier.csv"
    path.write_text("serie;period;värde\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def shares(tmp_path):
    rows = [
        f"{name},{2000 + n},{n % 5 + 3},{20 + n}" for name in "AB" for n in range(15)
    ]
    path = tmp_path / "andelar.csv"
    head = "series,period,numerator,denominator\n"
    path.write_text(head + "\n".join(rows), encoding="utf-8")
    return path


def test_a_table_for_people(file, capsys):
    assert main(["spc", str(file), "--direction", "decrease", "--target", "40,5"]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "Väntetid: slump; mål nås alltid",
        "  senast 2025-02 12; mitt 13,29, gränser 9,628 till 16,94",
        "  utanför: 2025-01 (över mitten)",
    ]
    assert told.err.startswith("1 av 1 serier har någon punkt med tecken, 0 har det på")
    assert "Slumpen ensam väntas ge 0,09" in told.err


def test_json_for_programs(file, capsys):
    assert main(["spc", str(file), "--json"]) == 0
    [one] = json.loads(capsys.readouterr().out)
    assert one["series"] == "Väntetid"
    assert [p["period"] for p in one["points"] if p["signals"]] == ["2025-01"]


def test_what_is_excluded_and_where_a_new_part_begins(file, capsys):
    arguments = ["--exclude", "2025-01", "--rebase", "2024-07", "--no-screen", "--json"]
    assert main(["spc", str(file), *arguments]) == 0
    [one] = json.loads(capsys.readouterr().out)
    assert [p["period"] for p in one["points"] if p["excluded"]] == ["2025-01"]
    assert len({p["centre"] for p in one["points"]}) == 2


@pytest.mark.parametrize("chart", ["p", "pp", "u", "up", "xmr", "run"])
def test_shares_are_drawn_as_shares(shares, capsys, chart):
    assert main(["spc", str(shares), "--chart", chart, "--json", "--rules", "ihi"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["series"] for one in told] == ["A", "B"]
    assert told[1]["points"][1]["value"] == 4 / 21
    assert (told[0]["chart"], told[0]["rules"]) == (chart, "ihi")


def test_the_strongest_signals_come_first(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("fardplan.cli.commands.spc.AT_A_TIME", 2)
    calm = [10, 11] * 10
    series = {
        "Lugn": calm,
        "Liten": [*calm, 18],
        "Skarp": [*calm, 30],
        "Svag": [*calm, 16],
    }
    rows = [
        f"{name},{n},{v}" for name, row in series.items() for n, v in enumerate(row)
    ]
    path = tmp_path / "x.csv"
    path.write_text("series,period,value\n" + "\n".join(rows), encoding="utf-8")
    assert main(["spc", str(path), "--json", "--strongest", "2"]) == 0
    told = capsys.readouterr()
    assert [one["series"] for one in json.loads(told.out)] == ["Skarp", "Liten"]
    assert told.err.startswith("3 av 4 serier")
    path.write_text("series,period,value\nLugn,1,2\nLugn,2,3\n", encoding="utf-8")
    assert main(["spc", str(path), "--json", "--strongest", "2"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_series_of_different_lengths_keep_their_own(tmp_path, capsys):
    path = tmp_path / "x.csv"
    path.write_text("series,period,value\nA,1,2\nA,2,3\nB,1,4\nB,2,\n")
    assert main(["spc", str(path), "--json", "--exclude", "2"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [len(one["points"]) for one in told] == [2, 2]
    assert told[1]["variation"] is None
    assert main(["spc", str(path)]) == 0
    assert "B: bedöms inte; mål –\n  senast 1 4; mitt 4, gränser – till –\n" in (
        capsys.readouterr().out
    )


def test_rare_counts_are_refused_with_advice(tmp_path, capsys):
    path = tmp_path / "fall.csv"
    rows = [f"Fall,{n},{int(n % 9 == 0)}" for n in range(24)]
    path.write_text("series,period,value\n" + "\n".join(rows))
    assert main(["spc", str(path), "--json"]) == 1
    told = capsys.readouterr()
    [one] = json.loads(told.out)
    assert not any(point["signals"] for point in one["points"])
    assert "Räkna tiden mellan händelserna (t)" in one["notes"][0]
    assert "Välj --chart t eller g" in told.err


@pytest.mark.parametrize(
    ("text", "arguments", "reason"),
    [
        ("series,period,value\nA,1,x\n", [], "rad 2, kolumnen value: ”x” är inget tal"),
        ("series,period,value\nA,1,1\n", ["--chart", "p"], "numerator och denominator"),
        (
            "series,period,numerator,denominator\nA,1,1,2\n",
            ["--chart", "c"],
            "vill ha kolumnen value",
        ),
        (
            "series,period,numerator,denominator\nA,1,1,2\nA,2,9,2\n",
            ["--chart", "p"],
            "rad 3 (serien A, 2): Täljaren är större än nämnaren.",
        ),
    ],
)
def test_a_wrong_file_is_told_by_row(tmp_path, capsys, text, arguments, reason):
    path = tmp_path / "fel.csv"
    path.write_text(text)
    assert main(["spc", str(path), *arguments, "--json"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert str(path) in told.err
    assert reason in told.err


def test_a_file_that_is_not_there(capsys):
    assert main(["spc", "finns-inte.csv"]) == 1
    assert "finns-inte.csv går inte att läsa" in capsys.readouterr().err


def test_a_period_that_no_series_has_is_wrong_use(file, capsys):
    assert main(["spc", str(file), "--rebase", "1999"]) == 2
    assert "har perioden 1999" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--strongest", "0"],
        ["--freeze", "11"],
        ["--target", ""],
        ["--chart", "z"],
        ["--rules", "min"],
    ],
)
def test_wrong_arguments(file, capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        main(["spc", str(file), *arguments])
    assert ended.value.code == 2
    assert arguments[0] in capsys.readouterr().err


def test_a_rule_set_that_is_not_simulated_says_so(file, capsys, settings, tmp_path):
    rules = (settings.DEFINITIONS_DIR / "spc_rule_sets.yaml").read_text("utf-8")
    rates = (settings.DEFINITIONS_DIR / "spc_false_alarms.yaml").read_text("utf-8")
    (tmp_path / "spc_rule_sets.yaml").write_text(rules.replace("key: ihi", "key: egna"))
    (tmp_path / "spc_false_alarms.yaml").write_text(rates)
    settings.DEFINITIONS_DIR = tmp_path
    assert main(["spc", str(file), "--rules", "egna"]) == 0
    assert "inte räknat för uppsättningen" in capsys.readouterr().err
