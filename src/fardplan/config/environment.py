"""Every setting of Färdplan: its name in the environment, default, and meaning.

Pure: takes a mapping, gives values or a :class:`SettingsError` whose text is ready
for the person who runs the server (Swedish, what was wrong, what to do). The list
is also the source of `dotenv-sample` and of `docs/reference/settings.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit


if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class SettingsError(Exception):
    """A setting has a value that can't be used. ``str()`` is a paragraph of help."""


@dataclass(frozen=True)
class Setting:
    """One setting: how it is written, read and explained (help is Swedish)."""

    name: str
    default: str
    help: str
    read: Callable[[str], object]
    example: str = ""


def _text(raw: str) -> str:
    return raw


def _path(raw: str) -> Path:
    if "\0" in raw:
        raise ValueError("en sökväg kan inte innehålla tecknet NUL")
    return Path(raw).expanduser()


def _switch(raw: str) -> bool:
    try:
        return {"ja": True, "nej": False}[raw.lower()]
    except KeyError:
        raise ValueError("svaret ska vara ”ja” eller ”nej”") from None


def _words(raw: str) -> list[str]:
    return [word.strip() for word in raw.split(",") if word.strip()]


def _origins(raw: str) -> list[str]:
    words = _words(raw)
    for word in words:
        parts = urlsplit(word)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
            raise ValueError(
                f"”{word}” ska vara protokoll och värdnamn, utan sökväg efter"
            )
    return words


def _address(raw: str) -> str:
    return next(iter(_origins(raw)), "")


def _between(low: int, high: int) -> Callable[[str], int]:
    def read(raw: str) -> int:
        if not raw.isascii() or not raw.isdigit() or not low <= int(raw) <= high:
            raise ValueError(f"värdet ska vara ett heltal från {low} till {high}")
        return int(raw)

    return read


def _database_url(raw: str) -> str:
    if not raw:
        return raw
    try:
        parts = urlsplit(raw)
        _ = parts.port
    except ValueError:
        raise ValueError(
            "adressen går inte att tolka; specialtecken i lösenord skrivs %-kodade"
        ) from None
    if parts.scheme == "sqlite":
        if not parts.path.strip("/"):
            raise ValueError("sökvägen till SQLite-filen saknas efter ”sqlite:///”")
    elif parts.scheme in {"postgres", "postgresql"}:
        if not parts.path.strip("/"):
            raise ValueError("databasens namn saknas sist i adressen")
    else:
        raise ValueError(
            f"”{parts.scheme}” är ingen databas som Färdplan kan använda; "
            "adressen ska börja med ”sqlite:///” eller ”postgres://”"
        )
    return raw


def _secret(raw: str) -> str:
    if raw and len(raw) < 32:
        raise ValueError("nyckeln är kortare än 32 tecken")
    return raw


def _level(raw: str) -> str:
    if raw.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ValueError("nivån ska vara DEBUG, INFO, WARNING eller ERROR")
    return raw.upper()


def _one_of(*words: str) -> Callable[[str], str]:
    def read(raw: str) -> str:
        if raw.lower() not in words:
            raise ValueError(f"värdet ska vara något av {', '.join(words)}")
        return raw.lower()

    return read


def _service(raw: str) -> str:
    try:
        parts = urlsplit(raw)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
        parts.port  # noqa: B018 -- reading it is the check
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment:
        raise ValueError(
            "adressen ska vara protokoll, värdnamn och sökväg, utan frågetecken efter"
        )
    return raw.rstrip("/")


def _email_url(raw: str) -> str:
    if not raw:
        return raw
    try:
        parts = urlsplit(raw)
    except ValueError:  # told in English there
        raise ValueError(
            "adressen går inte att tolka; specialtecken i lösenord skrivs %-kodade"
        ) from None
    if parts.scheme not in {"smtp", "smtp+starttls", "smtps"}:
        raise ValueError(
            "adressen ska börja med ”smtp://”, ”smtp+starttls://” eller ”smtps://”"
        )
    if not parts.hostname:
        raise ValueError("adressen saknar värdnamn")
    try:
        parts.port  # noqa: B018 -- reading it is the check
    except ValueError:
        raise ValueError("porten ska vara ett tal från 1 till 65535") from None
    return raw


def _sender(raw: str) -> str:
    if "@" not in raw or not raw.isprintable():
        raise ValueError("avsändaren ska vara en e-postadress på en rad")
    return raw


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "FARDPLAN_DATA_DIR",
        "var",
        "Katalogen där Färdplan sparar databas, uppladdade filer, statistik och"
        " säkerhetskopior. Den skapas om den saknas, och måste gå att skriva i.",
        _path,
        "/srv/fardplan",
    ),
    Setting(
        "DATABASE_URL",
        "",
        "Databasen. Tomt värde betyder SQLite i datakatalogen, vilket räcker för en"
        " ensam dator. För många samtidiga användare: PostgreSQL 15 eller senare.",
        _database_url,
        "postgres://fardplan:losenord@127.0.0.1:5432/fardplan",
    ),
    Setting(
        "FARDPLAN_SECRET_KEY",
        "",
        "Hemlig nyckel, minst 32 tecken, som skyddar inloggningar och signerade"
        " länkar. Utan värde skapas en nyckel i datakatalogen vid första start."
        " Flera servrar mot samma databas måste ha samma nyckel.",
        _secret,
    ),
    Setting(
        "FARDPLAN_DEBUG",
        "nej",
        "Visar felsökningssidor. Får aldrig vara ”ja” på en server som andra når.",
        _switch,
    ),
    Setting(
        "FARDPLAN_HOSTS",
        "localhost,127.0.0.1,[::1]",
        "Värdnamn som webbplatsen svarar på, med komma emellan.",
        _words,
        "fardplan.example.se",
    ),
    Setting(
        "FARDPLAN_ORIGINS",
        "",
        "Adresser (med protokoll) som formulär får skickas från när en omvänd proxy"
        " står framför, med komma emellan.",
        _origins,
        "https://fardplan.example.se",
    ),
    Setting(
        "FARDPLAN_ADDRESS",
        "",
        "Webbplatsens adress i brev som Färdplan skickar av sig självt, som påminnelser."
        " Tom betyder den första av FARDPLAN_ORIGINS, annars http med FARDPLAN_HOST och"
        " FARDPLAN_PORT.",
        _address,
        "https://fardplan.example.se",
    ),
    Setting(
        "FARDPLAN_HTTPS",
        "nej",
        "”ja” när alla når webbplatsen över https: kakor skickas då bara krypterat"
        " och webbläsaren lär sig att alltid använda https.",
        _switch,
    ),
    Setting(
        "FARDPLAN_HOST",
        "127.0.0.1",
        "Nätverksadress som ”fardplan serve” lyssnar på.",
        _text,
    ),
    Setting(
        "FARDPLAN_PORT",
        "8000",
        "Port som ”fardplan serve” lyssnar på.",
        _between(1, 65535),
    ),
    Setting(
        "FARDPLAN_WEB_PROCESSES",
        "1",
        "Antal webbprocesser. Fler än en är till nytta först med PostgreSQL.",
        _between(1, 64),
    ),
    Setting(
        "FARDPLAN_WEB_THREADS",
        "4",
        "Antal trådar i varje webbprocess.",
        _between(1, 64),
    ),
    Setting(
        "FARDPLAN_WORKERS",
        "1",
        "Antal arbetsprocesser som kör långa jobb.",
        _between(1, 64),
    ),
    Setting(
        "FARDPLAN_JOB_ATTEMPTS",
        "3",
        "Hur många gånger ett avbrutet jobb påbörjas innan det räknas som misslyckat.",
        _between(1, 20),
    ),
    Setting(
        "FARDPLAN_JOB_SILENCE_SECONDS",
        "60",
        "Efter så många sekunder utan livstecken räknas ett pågående jobb som"
        " avbrutet och tas upp igen eller markeras som misslyckat.",
        _between(2, 3600),
    ),
    Setting(
        "FARDPLAN_STOP_SECONDS",
        "20",
        "Så många sekunder får pågående förfrågningar och jobb på sig att bli klara"
        " när servern stoppas. Jobb som kan göras om tas sedan upp igen vid nästa"
        " start.",
        _between(1, 600),
    ),
    Setting(
        "FARDPLAN_PROXIES",
        "0",
        "Antal omvända proxyer framför webbplatsen. Besökarens adress läses då ur"
        " X-Forwarded-For, så många steg från slutet. Fel antal gör att spärren mot"
        " gissade lösenord räknar fel.",
        _between(0, 5),
    ),
    Setting(
        "FARDPLAN_IDLE_MINUTES",
        "60",
        "Efter så många minuter utan aktivitet loggas en person ut.",
        _between(5, 720),
    ),
    Setting(
        "FARDPLAN_REQUIRE_SECOND_FACTOR",
        "none",
        "Vilka som måste ha tvåstegsinloggning: ”none” ingen, ”administrators”"
        " administratörerna, ”all” alla. Den som måste men inte har det får lägga till"
        " en app eller säkerhetsnyckel innan något annat går att göra, oavsett hur"
        " personen loggade in.",
        _one_of("none", "administrators", "all"),
        "administrators",
    ),
    Setting(
        "FARDPLAN_IDENTITY_PROVIDERS",
        "identity_providers.toml",
        "Filen med de identitetstjänster (OpenID Connect) som går att logga in med."
        " En sökväg utan snedstreck först räknas från datakatalogen. Finns inte filen"
        " går det bara att logga in med konton i Färdplan.",
        _path,
        "/etc/fardplan/identity_providers.toml",
    ),
    Setting(
        "FARDPLAN_EMAIL_URL",
        "",
        "E-postservern som inbjudningar skickas genom: smtp://, smtp+starttls:// eller"
        " smtps://. Utan värde sparas breven som filer i datakatalogen, i mappen mail.",
        _email_url,
        "smtp+starttls://fardplan:losenord@mail.example.se:587",
    ),
    Setting(
        "FARDPLAN_EMAIL_FROM",
        "fardplan@localhost",
        "Avsändaren på de brev som Färdplan skickar.",
        _sender,
        "fardplan@example.se",
    ),
    Setting(
        "FARDPLAN_KOLADA_URL",
        "https://api.kolada.se/v3",
        "Adressen till Koladas öppna API, version 3, som nyckeltal hämtas från.",
        _service,
        "https://spegel.example.se/kolada/v3",
    ),
    Setting(
        "FARDPLAN_SCB_URL",
        "https://statistikdatabasen.scb.se/api/v2",
        "Adressen till SCB:s PxWebApi, version 2, som statistik hämtas från.",
        _service,
        "https://spegel.example.se/scb/v2",
    ),
    Setting(
        "FARDPLAN_LOG_LEVEL",
        "INFO",
        "Hur mycket som skrivs i loggen: DEBUG, INFO, WARNING eller ERROR.",
        _level,
    ),
)


SECRETS = {"FARDPLAN_SECRET_KEY", "DATABASE_URL", "FARDPLAN_EMAIL_URL"}


def read_settings(environment: Mapping[str, str]) -> dict[str, Any]:
    """Give every setting's value by name; raise :class:`SettingsError` on a bad one."""
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        raw = environment.get(setting.name, "").strip() or setting.default
        try:
            values[setting.name] = setting.read(raw)
        except ValueError as error:
            raise SettingsError(_explain(setting, raw, str(error))) from None
    return values


def _explain(setting: Setting, raw: str, reason: str) -> str:
    # A secret or a database password must not end up in a log.
    shown = "" if setting.name in SECRETS else raw
    lines = [
        f"Inställningen {setting.name} går inte att använda: {reason}.",
        f"Värdet var ”{shown}”." if shown else "",
        f"Vad den betyder: {setting.help}",
        f"Exempel: {setting.name}={setting.example or setting.default}",
        f"Tar du bort den används standardvärdet ”{setting.default}”."
        if setting.default
        else "Tar du bort den används standardvärdet.",
    ]
    return "\n".join(line for line in lines if line)


def to_dotenv() -> str:
    """Give the text of `dotenv-sample`: every setting, explained, commented out."""
    parts = ["# Färdplans inställningar. Kopiera till .env och ändra det du behöver."]
    for setting in SETTINGS:
        parts.append(f"\n# {setting.help}")
        parts.append(f"#{setting.name}={setting.example or setting.default}")
    return "\n".join(parts) + "\n"
