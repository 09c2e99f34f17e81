"""Settings from the environment: each wrong value gets a paragraph that helps."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.surroundings import ROOT

from fardplan.config.environment import (
    SETTINGS,
    SettingsError,
    read_settings,
    to_dotenv,
)


NUMBER = "värdet ska vara ett heltal från {} till {}"
SWITCH = "svaret ska vara ”ja” eller ”nej”"
UNREADABLE = "adressen går inte att tolka; specialtecken i lösenord skrivs %-kodade"
OTHER_DATABASE = (
    "”{}” är ingen databas som Färdplan kan använda; adressen ska börja med"
    " ”sqlite:///” eller ”postgres://”"
)
ORIGIN = "”{}” ska vara protokoll och värdnamn, utan sökväg efter"
EMAIL_SCHEME = "adressen ska börja med ”smtp://”, ”smtp+starttls://” eller ”smtps://”"
SERVICE = "adressen ska vara protokoll, värdnamn och sökväg, utan frågetecken efter"
SENDER = "avsändaren ska vara en e-postadress på en rad"
SECRETS = {"FARDPLAN_SECRET_KEY", "DATABASE_URL", "FARDPLAN_EMAIL_URL"}

# Setting, a value that can't be used, and the reason that is told.
WRONG = [
    ("FARDPLAN_DATA_DIR", "a\0b", "en sökväg kan inte innehålla tecknet NUL"),
    ("DATABASE_URL", "mysql://ada:hemligt@x/db", OTHER_DATABASE.format("mysql")),
    ("DATABASE_URL", "fardplan.sqlite3", OTHER_DATABASE.format("")),
    (
        "DATABASE_URL",
        "sqlite:///",
        "sökvägen till SQLite-filen saknas efter ”sqlite:///”",
    ),
    (
        "DATABASE_URL",
        "postgres://ada:hemligt@x",
        "databasens namn saknas sist i adressen",
    ),
    ("DATABASE_URL", "postgresql://x/", "databasens namn saknas sist i adressen"),
    ("DATABASE_URL", "postgres://ada:hem/ligt@x:y/db", UNREADABLE),
    ("DATABASE_URL", "postgres://x:99999/db", UNREADABLE),
    ("DATABASE_URL", "postgres://[x/db", UNREADABLE),
    ("FARDPLAN_SECRET_KEY", "hemligt", "nyckeln är kortare än 32 tecken"),
    ("FARDPLAN_DEBUG", "true", SWITCH),
    ("FARDPLAN_HTTPS", "1", SWITCH),
    ("FARDPLAN_ORIGINS", "fardplan.se", ORIGIN.format("fardplan.se")),
    ("FARDPLAN_ORIGINS", "https://", ORIGIN.format("https://")),
    (
        "FARDPLAN_ORIGINS",
        "https://a.se, https://b.se/x",
        ORIGIN.format("https://b.se/x"),
    ),
    ("FARDPLAN_ORIGINS", "ftp://a.se", ORIGIN.format("ftp://a.se")),
    ("FARDPLAN_ADDRESS", "fardplan.se", ORIGIN.format("fardplan.se")),
    ("FARDPLAN_PORT", "0", NUMBER.format(1, 65535)),
    ("FARDPLAN_PORT", "65536", NUMBER.format(1, 65535)),
    ("FARDPLAN_PORT", "-1", NUMBER.format(1, 65535)),
    ("FARDPLAN_PORT", "8000.0", NUMBER.format(1, 65535)),
    ("FARDPLAN_PORT", "٣", NUMBER.format(1, 65535)),
    ("FARDPLAN_WEB_PROCESSES", "65", NUMBER.format(1, 64)),
    ("FARDPLAN_WEB_THREADS", "många", NUMBER.format(1, 64)),
    ("FARDPLAN_WORKERS", "0", NUMBER.format(1, 64)),
    ("FARDPLAN_JOB_ATTEMPTS", "21", NUMBER.format(1, 20)),
    ("FARDPLAN_JOB_SILENCE_SECONDS", "1", NUMBER.format(2, 3600)),
    ("FARDPLAN_STOP_SECONDS", "0", NUMBER.format(1, 600)),
    ("FARDPLAN_PROXIES", "6", NUMBER.format(0, 5)),
    ("FARDPLAN_PROXIES", "-1", NUMBER.format(0, 5)),
    ("FARDPLAN_IDLE_MINUTES", "4", NUMBER.format(5, 720)),
    ("FARDPLAN_IDLE_MINUTES", "721", NUMBER.format(5, 720)),
    (
        "FARDPLAN_REQUIRE_SECOND_FACTOR",
        "ja",
        "värdet ska vara något av none, administrators, all",
    ),
    (
        "FARDPLAN_IDENTITY_PROVIDERS",
        "a\0b",
        "en sökväg kan inte innehålla tecknet NUL",
    ),
    ("FARDPLAN_EMAIL_URL", "http://ada:hemligt@x", EMAIL_SCHEME),
    ("FARDPLAN_EMAIL_URL", "mail.example.se", EMAIL_SCHEME),
    ("FARDPLAN_EMAIL_URL", "smtp://", "adressen saknar värdnamn"),
    ("FARDPLAN_EMAIL_URL", "smtp://[x", UNREADABLE),
    (
        "FARDPLAN_EMAIL_URL",
        "smtp://ada:hemligt@x:99999",
        "porten ska vara ett tal från 1 till 65535",
    ),
    ("FARDPLAN_EMAIL_FROM", "Färdplan", SENDER),
    ("FARDPLAN_EMAIL_FROM", "a@b.example\tBcc", SENDER),
    ("FARDPLAN_KOLADA_URL", "api.kolada.se/v3", SERVICE),
    ("FARDPLAN_KOLADA_URL", "ftp://api.kolada.se/v3", SERVICE),
    ("FARDPLAN_KOLADA_URL", "https:///v3", SERVICE),
    ("FARDPLAN_KOLADA_URL", "https://[x/v3", SERVICE),
    ("FARDPLAN_KOLADA_URL", "https://x:99999/v3", SERVICE),
    ("FARDPLAN_SCB_URL", "https://statistikdatabasen.scb.se/api/v2?lang=sv", SERVICE),
    ("FARDPLAN_SCB_URL", "https://statistikdatabasen.scb.se/api/v2#x", SERVICE),
    ("FARDPLAN_LOG_LEVEL", "högt", "nivån ska vara DEBUG, INFO, WARNING eller ERROR"),
]
# Any text will do: a host name or an address is judged by whoever looks it up.
FREE = {"FARDPLAN_HOSTS", "FARDPLAN_HOST"}


@pytest.mark.parametrize(("name", "value", "reason"), WRONG)
def test_a_wrong_value_gives_a_paragraph_of_help(name, value, reason):
    setting = next(s for s in SETTINGS if s.name == name)
    with pytest.raises(SettingsError) as told:
        read_settings({name: value})
    shown = [] if name in SECRETS else [f"Värdet var ”{value}”."]
    default = f" ”{setting.default}”" if setting.default else ""
    assert str(told.value).split("\n") == [
        f"Inställningen {name} går inte att använda: {reason}.",
        *shown,
        f"Vad den betyder: {setting.help}",
        f"Exempel: {name}={setting.example or setting.default}",
        f"Tar du bort den används standardvärdet{default}.",
    ]


@pytest.mark.parametrize(
    ("name", "value"), [(n, v) for n, v, _ in WRONG if "hem" in v], ids=lambda v: v
)
def test_a_secret_is_never_told(name, value):
    with pytest.raises(SettingsError) as told:
        read_settings({name: value})
    assert value not in str(told.value)
    assert "hemligt" not in str(told.value)


def test_every_setting_that_can_be_wrong_is_tried():
    assert {setting.name for setting in SETTINGS} - {w[0] for w in WRONG} == FREE


def test_without_any_setting_the_defaults_hold():
    assert read_settings({}) == {s.name: s.read(s.default) for s in SETTINGS}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: s.name)
def test_the_example_of_a_setting_can_be_used(setting):
    if setting.example:
        values = read_settings({setting.name: setting.example})
        assert values[setting.name] == setting.read(setting.example)


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("FARDPLAN_DATA_DIR", " /srv/fardplan ", Path("/srv/fardplan")),
        ("DATABASE_URL", "sqlite:////srv/a.sqlite3", "sqlite:////srv/a.sqlite3"),
        ("DATABASE_URL", "postgresql://x/db", "postgresql://x/db"),
        ("FARDPLAN_SECRET_KEY", "k" * 32, "k" * 32),
        ("FARDPLAN_DEBUG", "JA", True),
        ("FARDPLAN_HTTPS", "nej", False),
        ("FARDPLAN_HOSTS", " a.se, ,b.se,", ["a.se", "b.se"]),
        ("FARDPLAN_ORIGINS", "https://a.se:8443", ["https://a.se:8443"]),
        ("FARDPLAN_ADDRESS", "https://a.se", "https://a.se"),
        ("FARDPLAN_ADDRESS", ",", ""),
        ("FARDPLAN_HOST", "0.0.0.0", "0.0.0.0"),  # noqa: S104 -- only read here
        ("FARDPLAN_PORT", "65535", 65535),
        ("FARDPLAN_PORT", "", 8000),
        ("FARDPLAN_LOG_LEVEL", "debug", "DEBUG"),
    ],
)
def test_a_value_is_read(name, raw, value):
    assert read_settings({name: raw})[name] == value


def test_the_sample_is_the_defaults_when_every_line_is_taken_as_it_stands():
    """Every line is a comment, so a copied sample changes nothing."""
    lines = to_dotenv().splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []
    assert [
        line[1:].partition("=")[0]
        for line in lines
        if line[1:2].isupper() and "=" in line
    ] == [setting.name for setting in SETTINGS]


def fardplan(
    folder: Path | str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Start the command line as a person would, with settings of its own."""
    return subprocess.run(
        [sys.executable, "-m", "fardplan", "--help"],
        check=False,
        capture_output=True,
        text=True,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT / "src"),
            "FARDPLAN_DATA_DIR": str(folder),
            **environment,
        },
    )


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [(n, v, r) for n, v, r in WRONG if "\0" not in v][::4],
)
def test_the_command_line_tells_a_wrong_setting_and_stops(
    tmp_path, name, value, reason
):
    done = fardplan(tmp_path, **{name: value})
    with pytest.raises(SettingsError) as told:
        read_settings({name: value})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Fel: {told.value}\n"
    assert reason in done.stderr


def test_the_command_line_starts_with_good_settings(tmp_path):
    done = fardplan(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path):
    in_the_way = tmp_path / "fil"
    in_the_way.write_text("")
    done = fardplan(in_the_way / "data")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"Fel: Datakatalogen {in_the_way / 'data'} går inte att skapa: Not a directory.\n"
        "Ge FARDPLAN_DATA_DIR en katalog som du får skriva i.\n"
    )


def test_a_data_folder_that_cannot_be_written_in_is_told():
    """/proc/self is a folder that nobody may write in, root neither."""
    done = fardplan("/proc/self")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Fel: Datakatalogen /proc/self går inte att skriva i: No such file or directory.\n"
        "Ge FARDPLAN_DATA_DIR en annan katalog, eller ändra rättigheterna.\n"
    )
