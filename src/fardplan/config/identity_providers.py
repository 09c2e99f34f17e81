"""The file of identity providers (OpenID Connect) -> checked values.

The file is TOML, one table per provider, keyed by the short name in its address:

    [orebro]
    name = "Örebro kommun"
    issuer = "https://login.microsoftonline.com/<tenant>/v2.0"
    client_id = "..."
    client_secret = "..."
    trusted_domains = ["orebro.se"]   # whose e-mail this provider may speak for
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from fardplan.config.environment import SettingsError


if TYPE_CHECKING:
    from pathlib import Path


REQUIRED = ("name", "issuer", "client_id", "client_secret")
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class IdentityProvider:
    """One provider. ``issuer`` is compared letter by letter, as the standard says."""

    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str
    trusted_domains: tuple[str, ...] = ()


def read_identity_providers(file: Path) -> tuple[IdentityProvider, ...]:
    """Give the providers in the file's order; none when there is no file."""
    if not file.exists():
        return ()
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
        providers = tuple(_provider(key, table) for key, table in tables.items())
        _check_unique(providers)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _problem(file, f"filen går inte att läsa som TOML ({error})") from None
    except ValueError as error:
        raise _problem(file, str(error)) from None
    return providers


def _problem(file: Path, reason: str) -> SettingsError:
    return SettingsError(
        f"Identitetstjänsterna i {file} går inte att använda: {reason}.\n"
        "Filen ska ha en del per tjänst, till exempel:\n"
        "[kommunen]\n"
        'name = "Kommunens inloggning"\n'
        'issuer = "https://inloggning.example.se"\n'
        'client_id = "fardplan"\n'
        'client_secret = "…"\n'
        'trusted_domains = ["example.se"]\n'
        "Tar du bort filen går det bara att logga in med konton i Färdplan."
    )


def _provider(key: str, table: Any) -> IdentityProvider:
    if not re.fullmatch(r"[a-z0-9-]{1,40}", key):
        raise ValueError(
            f"namnet på delen [{key}] får bara ha små bokstäver a–z, siffror och"
            " bindestreck"
        )
    if not isinstance(table, dict):
        raise ValueError(f"”{key}” ska vara en del som börjar med [{key}]")  # noqa: TRY004 -- told as a paragraph like the others
    unknown = sorted(set(table) - {*REQUIRED, "trusted_domains"})
    if unknown:
        raise ValueError(f"[{key}] har en rad som inte finns: ”{unknown[0]}”")
    for name in REQUIRED:
        if not isinstance(table.get(name), str) or not table[name].strip():
            raise ValueError(f"[{key}] saknar ”{name}”")
    _check_issuer(key, table["issuer"])
    domains = _domains(key, table.get("trusted_domains", []))
    return IdentityProvider(
        key=key, trusted_domains=domains, **{name: table[name] for name in REQUIRED}
    )


def _check_issuer(key: str, issuer: str) -> None:
    parts = urlsplit(issuer)
    secure = parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in _LOOPBACK
    )
    if not secure or not parts.netloc or parts.query or parts.fragment:
        raise ValueError(
            f"”issuer” i [{key}] ska vara en adress som börjar med https://"
        )


def _domains(key: str, given: Any) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(
        isinstance(domain, str)
        and re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain.casefold())
        for domain in given
    ):
        raise ValueError(
            f"”trusted_domains” i [{key}] ska vara en lista med domäner, till exempel"
            ' ["example.se"]'
        )
    return tuple(domain.casefold() for domain in given)


def _check_unique(providers: tuple[IdentityProvider, ...]) -> None:
    seen: dict[str, str] = {}
    for one in providers:
        if one.issuer in seen:
            raise ValueError(f"[{seen[one.issuer]}] och [{one.key}] har samma ”issuer”")
        seen[one.issuer] = one.key
