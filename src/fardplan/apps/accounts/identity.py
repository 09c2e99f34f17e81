"""The handshake with an identity provider (OpenID Connect, authorization code).

Authlib does state, nonce, PKCE, the exchange, and the token's signature, time and
nonce. On top of it: the discovery document must be the configured issuer's own, the
token must be for us, and its algorithm must be one with a public key.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.utils.translation import gettext as _
from joserfc.errors import JoseError
from requests import RequestException

from fardplan.apps.accounts.adapters import to_identity_claims
from fardplan.apps.common.problems import ProblemError


if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from fardplan.apps.accounts.adapters import IdentityClaims
    from fardplan.config.identity_providers import IdentityProvider


# "none" and shared-key algorithms are never accepted, whatever discovery offers.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384")
TIMEOUT_SECONDS = 10
_FAILURES = (
    AuthlibBaseError,
    JoseError,
    RequestException,
    RuntimeError,
    ValueError,
    KeyError,
)
log = logging.getLogger(__name__)


def provider_with_key(key: str) -> IdentityProvider | None:
    """Give the configured provider of a short name."""
    return next((one for one in settings.IDENTITY_PROVIDERS if one.key == key), None)


def send_to_provider(
    request: HttpRequest, provider: IdentityProvider, callback: str
) -> HttpResponse:
    """Send the person to log in at the provider; it sends them back to ``callback``."""
    try:
        client = _client(provider)
        _check_metadata(client, provider)
        answer: HttpResponse = client.authorize_redirect(request, callback)
    except _FAILURES as error:
        raise _explained(provider, error) from None
    return answer


def claims_from_callback(
    request: HttpRequest, provider: IdentityProvider
) -> IdentityClaims:
    """Give who came back, after every check; raise :class:`ProblemError` otherwise."""
    try:
        client = _client(provider)
        _check_metadata(client, provider)
        token = client.authorize_access_token(
            request,
            claims_options={
                "iss": {"essential": True, "value": provider.issuer},
                "aud": {"essential": True, "value": provider.client_id},
            },
        )
        raw = dict(token["userinfo"])
        if not raw.get("email") or not raw.get("name"):
            raw = _with_userinfo(client, token, raw)
    except _FAILURES as error:
        raise _explained(provider, error) from None
    return to_identity_claims(provider.issuer, raw)


@lru_cache(maxsize=32)
def _client(provider: IdentityProvider) -> Any:
    return OAuth().register(
        provider.key,
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=(
            provider.issuer.rstrip("/") + "/.well-known/openid-configuration"
        ),
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "default_timeout": TIMEOUT_SECONDS,
        },
    )


def _check_metadata(client: Any, provider: IdentityProvider) -> None:
    metadata = client.load_server_metadata()
    # OpenID Connect Discovery 4.3: exactly the issuer that was asked.
    if metadata["issuer"] != provider.issuer:
        raise ValueError("issuer_differs")
    offered = metadata.get("id_token_signing_alg_values_supported", ALGORITHMS)
    accepted = [name for name in offered if name in ALGORITHMS]
    if not accepted:
        raise ValueError("no_public_key_algorithm")
    metadata["id_token_signing_alg_values_supported"] = accepted


def _with_userinfo(
    client: Any, token: dict[str, Any], raw: dict[str, Any]
) -> dict[str, Any]:
    if not client.server_metadata.get("userinfo_endpoint"):
        return raw
    more = dict(client.userinfo(token=token))
    # OpenID Connect Core 5.3.2: without this anybody's facts could be swapped in.
    if more.get("sub") != raw["sub"]:
        raise ValueError("userinfo_of_somebody_else")
    return {**more, **raw}


def _explained(provider: IdentityProvider, error: Exception) -> ProblemError:
    # Never the error's own text: it may carry tokens and claims.
    code = getattr(error, "error", "") or type(error).__name__
    if isinstance(error, ValueError) and str(error).isidentifier():
        code = str(error)
    log.warning("Inloggning genom %s misslyckades: %s", provider.key, code)
    return ProblemError(
        _(
            "Inloggningen hos %(name)s gick inte att slutföra. Börja om från"
            " inloggningssidan. Händer det igen, berätta för administratören; felet"
            " är antecknat i loggen som ”%(code)s”."
        )
        % {"name": provider.name, "code": code}
    )
