"""This module is an issuer (OpenID Connect) on loopback that can be told to do everything wrong."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENT, SECRET = "whitlow", "the client's secret"
SIZE = 2048


class Issuer:
    """What an issuer knows, and in which way it is to be wrong."""

    def __init__(self, now: int) -> None:
        """Make a key, and another that is not published."""
        self.now = now
        self.key = RSAKey.generate_key(SIZE, {"kid": "own", "use": "sig"})
        self.foreign = RSAKey.generate_key(SIZE, {"kid": "own", "use": "sig"})
        self.subject = "1234"
        self.wrong = ""
        self.codes: dict[str, dict[str, str]] = {}
        self.address = ""
        self.asked: list[str] = []

    def described(self) -> dict[str, str]:
        """Return what it says of itself."""
        issuer = "http://localhost:1" if self.wrong == "described" else self.address
        return {
            "issuer": issuer,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
        }

    def authorize(self, query: dict[str, str]) -> str:
        """Return where the browser is sent, with a code."""
        code = secrets.token_urlsafe()
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str], header: str) -> tuple[int, dict[str, object]]:
        """Return a token for a code, once, to whoever asked for the code and knows the secret."""
        asked = self.codes.pop(form.get("code", ""), None)
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).decode().rstrip("=")
        if (
            asked is None
            or header != f"Basic {basic}"
            or challenge != asked.get("code_challenge")
            or form.get("redirect_uri") != asked["redirect_uri"]
        ):
            return 400, {"error": "invalid_grant"}
        token: dict[str, object] = {
            "access_token": "a",
            "token_type": "Bearer",
            "id_token": self.signed(asked),
        }
        return 200, token

    def signed(self, asked: dict[str, str]) -> str:
        """Return the token about a person."""
        claims: dict[str, object] = {
            "iss": self.address,
            "sub": self.subject,
            "aud": CLIENT,
            "exp": self.now + 300,
            "iat": self.now,
            "nonce": asked["nonce"],
        }
        match self.wrong:
            case "nonce":
                claims["nonce"] = "another"
            case "no nonce":
                del claims["nonce"]
            case "expired":
                claims |= {"exp": self.now - 3600, "iat": self.now - 7200}
            case "audience":
                claims["aud"] = "another"
            case "issuer":
                claims["iss"] = "http://localhost:1"
            case "no subject":
                del claims["sub"]
            case "unsigned":
                parts: list[dict[str, object]] = [{"alg": "none"}, claims]
                return ".".join([*map(_part, parts), ""])
            case "secret":
                from joserfc.jwk import OctKey  # noqa: PLC0415 - only here

                return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET * 2))
            case _:
                pass
        key = self.foreign if self.wrong == "signature" else self.key
        return jwt.encode({"alg": "RS256", "kid": "own"}, claims, key)


def _part(document: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(document).encode()).decode().rstrip("=")


@contextmanager
def issuing(now: int) -> Iterator[Issuer]:
    """Serve an issuer on loopback."""
    issuer = Issuer(now)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            where = urlsplit(self.path)
            issuer.asked.append(where.path)
            match where.path:
                case "/.well-known/openid-configuration":
                    self.sends(200, dict(issuer.described()))
                case "/keys":
                    self.sends(200, {"keys": [issuer.key.as_dict(private=False)]})
                case "/authorize":
                    query = {name: each[0] for name, each in parse_qs(where.query).items()}
                    self.send_response(303)
                    self.send_header("location", issuer.authorize(query))
                    self.end_headers()
                case _:
                    self.sends(404, {})

        def do_POST(self) -> None:
            issuer.asked.append(self.path)
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            form = {name: each[0] for name, each in parse_qs(body).items()}
            self.sends(*issuer.token(form, self.headers.get("authorization", "")))

        def sends(self, status: int, document: dict[str, object]) -> None:
            data = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    served = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer.address = f"http://127.0.0.1:{served.server_port}"
    thread = Thread(target=served.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield issuer
    finally:
        served.shutdown()
        served.server_close()
        thread.join()
