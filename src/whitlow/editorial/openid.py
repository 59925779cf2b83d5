"""This module asks another issuer (OpenID Connect) to vouch for a person, and checks what it says.

It refuses an answer that was not asked for here, for this browser, just now, and signed by the
issuer's own key; and it makes no account of anybody.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

import httpx2
from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oauth2.rfc6749 import OAuth2Error
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from whitlow.editorial.sessions import now
from whitlow.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whitlow.editorial.sessions import Clock

__all__ = ["Asking", "Provider", "provider_of"]

SCOPE: Final = "openid"
ALGORITHMS: Final = ["RS256", "PS256", "ES256", "Ed25519", "EdDSA"]
"""Those by which only the issuer can sign: none at all, and none with a shared secret."""

PATIENCE: Final = 10
LEEWAY: Final = 60
VERIFIER: Final = 64
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
NAMES: Final = ("ISSUER", "CLIENT", "SECRET", "SECRET_FILE", "NAME")
PREFIX: Final = "WHITLOW_OPENID_"


class Asking(NamedTuple):
    """What a browser takes along to the issuer: where to, and what must come back with it."""

    address: str
    state: str
    nonce: str
    verifier: str


class Provider:
    """An issuer that may vouch for people, as it was configured."""

    def __init__(
        self, issuer: str, client: str, secret: str, name: str = "", *, clock: Clock = now
    ) -> None:
        """Take the issuer's address, and as whom this desk is known to it."""
        self.issuer: Final = issuer
        self.name: Final = name or urlsplit(issuer).hostname or issuer
        self._client: Final = client
        self._secret: Final = secret
        self._clock: Final = clock

    def ask(self, back: str) -> Asking:
        """Return how to ask the issuer for a person, who then comes back; raises ``InputError``."""
        asking = Asking("", generate_token(VERIFIER), generate_token(VERIFIER), _verifier())
        with self._session(back) as session:
            address, _ = session.create_authorization_url(
                self._described(session, "authorization_endpoint"),
                state=asking.state,
                nonce=asking.nonce,
                code_verifier=asking.verifier,
            )
        return asking._replace(address=address)

    def subject(self, back: str, code: str, asked: Asking) -> str:
        """Return for whom the issuer vouches with a code; raises ``InputError``."""
        try:
            with self._session(back) as session:
                token = session.fetch_token(
                    self._described(session, "token_endpoint"),
                    code=code,
                    code_verifier=asked.verifier,
                )
                keys = _got(session, self._described(session, "jwks_uri"))
            return self._read(str(token.get("id_token", "")), keys, asked.nonce)
        except (
            httpx2.HTTPError,
            OAuthError,
            OAuth2Error,
            JoseError,
            ValueError,
            KeyError,
        ) as error:
            raise InputError(_not_vouched(type(error).__name__)) from error

    def _read(self, token: str, keys: Mapping[str, object], nonce: str) -> str:
        """Return the subject of a token that the issuer signed for this desk, not long ago."""
        found = jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS)  # type: ignore[arg-type]
        options = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self._client},
            "nonce": {"essential": True, "value": nonce},
        }
        claims = CodeIDToken(
            found.claims, found.header, options, {"nonce": nonce, "client_id": self._client}
        )
        claims.validate(now=self._clock(), leeway=LEEWAY)
        return str(claims["sub"])

    def _session(self, back: str) -> OAuth2Client:
        return OAuth2Client(
            self._client,
            self._secret,
            scope=SCOPE,
            redirect_uri=back,
            code_challenge_method="S256",
            timeout=PATIENCE,
            follow_redirects=False,
            trust_env=False,
        )

    def _described(self, session: OAuth2Client, name: str) -> str:
        """Return an address of the issuer, from what it says of itself; raises ``InputError``."""
        where = self.issuer.rstrip("/") + "/.well-known/openid-configuration"
        try:
            found = _got(session, where)
        except (httpx2.HTTPError, ValueError, TypeError) as error:
            raise InputError(_not_vouched(type(error).__name__)) from error
        address = found.get(name)
        if found.get("issuer") != self.issuer or not isinstance(address, str):
            raise InputError(_not_vouched("its description is another's"))
        return _safe(address)


def provider_of(environment: Mapping[str, str] = os.environ, clock: Clock = now) -> Provider | None:
    """Return the issuer that the environment configures, or None; raises ``InputError``."""
    said = {name: environment.get(PREFIX + name, "").strip() for name in NAMES}
    if not said["ISSUER"] and not said["CLIENT"]:
        return None
    secret = said["SECRET"] or _of_file(said["SECRET_FILE"])
    for name, text in (("ISSUER", said["ISSUER"]), ("CLIENT", said["CLIENT"]), ("SECRET", secret)):
        if not text:
            message = f"{PREFIX}{name} is missing. Set it, or none of the {PREFIX} names."
            raise InputError(Problem("openid", message, PREFIX + name))
    issuer = _safe(said["ISSUER"])
    return Provider(issuer, said["CLIENT"], secret, said["NAME"], clock=clock)


def _of_file(name: str) -> str:
    if not name:
        return ""
    try:
        return Path(name).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        message = f"{PREFIX}SECRET_FILE cannot be read. Name the file that holds the secret."
        raise InputError(Problem("openid", message, f"{PREFIX}SECRET_FILE")) from error


def _safe(address: str) -> str:
    """Return an address that nobody between can read; raises ``InputError`` for another."""
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK):
        return address
    message = "The issuer is not reached by https. Nothing is asked of it over an open line."
    raise InputError(Problem("openid", message, "issuer"))


def _got(session: OAuth2Client, address: str) -> dict[str, object]:
    """Return a JSON object; raises ``ValueError`` and what the line raises."""
    answer = session.request("GET", address, withhold_token=True)
    answer.raise_for_status()
    found: object = answer.json()
    if not isinstance(found, dict):
        raise TypeError(address)
    return found


def _verifier() -> str:
    return str(generate_token(VERIFIER))


def _not_vouched(why: str) -> Problem:
    message = f"The issuer did not vouch for anybody ({why}). Nobody was signed in. Try again."
    return Problem("not_vouched", message)
