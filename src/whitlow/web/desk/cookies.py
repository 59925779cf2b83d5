"""This module carries a session to a browser and back, signed, and out of every script's reach.

It refuses a cookie that this desk did not sign, and a form that it did not give out.
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Literal

from itsdangerous import BadSignature, URLSafeSerializer, URLSafeTimedSerializer

from whitlow.web.desk.site import desk_site

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    SameSite = Literal["strict", "lax"]

__all__ = [
    "FORM",
    "SESSION",
    "VISIT",
    "drop",
    "form_word",
    "fresh_visit",
    "give",
    "give_for_a_while",
    "word_of",
    "word_of_late",
]

SESSION: Final = "whitlow-desk"
VISIT: Final = "whitlow-desk-visit"
"""What binds a form to a browser in which nobody is signed in."""

FORM: Final = "form_token"
PATH: Final = "/review"
BYTES: Final = 32


def _signed(request: Request, name: str) -> URLSafeSerializer:
    return URLSafeSerializer(desk_site(request).secret, salt=f"whitlow {name}")


def _dated(request: Request, name: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(desk_site(request).secret, salt=f"whitlow {name}, dated")


def word_of(request: Request, name: str) -> str:
    """Return the word that a cookie carries, nothing where this desk signed none such."""
    try:
        found: object = _signed(request, name).loads(request.cookies.get(name, ""))
    except BadSignature:
        return ""
    return found if isinstance(found, str) else ""


def word_of_late(request: Request, name: str, seconds: int) -> str:
    """Return the word of a cookie that was given no longer ago than so many seconds."""
    try:
        found: object = _dated(request, name).loads(request.cookies.get(name, ""), seconds)
    except BadSignature:
        return ""
    return found if isinstance(found, str) else ""


def give(request: Request, answer: Response, name: str, word: str) -> None:
    """Let a browser keep a word for this site alone, until it is closed."""
    _set(request, answer, name, str(_signed(request, name).dumps(word)), "strict", None)


def give_for_a_while(
    request: Request, answer: Response, name: str, word: str, seconds: int
) -> None:
    """Let a browser keep a word that it brings back when another site sends it here."""
    _set(request, answer, name, str(_dated(request, name).dumps(word)), "lax", seconds)


def _set(  # noqa: PLR0913, PLR0917 - what a cookie consists of
    request: Request,
    answer: Response,
    name: str,
    text: str,
    same_site: SameSite,
    seconds: int | None,
) -> None:
    answer.set_cookie(
        name,
        text,
        max_age=seconds,
        path=PATH,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite=same_site,
    )


def drop(request: Request, answer: Response, name: str) -> None:
    """Have a browser forget a word."""
    answer.delete_cookie(name, path=PATH, secure=request.url.scheme == "https", httponly=True)


def fresh_visit() -> str:
    """Return a word for a browser in which nobody is signed in."""
    return secrets.token_urlsafe(BYTES)


def form_word(request: Request, bound: str) -> str:
    """Return the word that a form carries so that only a page of ours can have made it."""
    key = desk_site(request).secret.encode()
    return hmac.new(key, b"form\n" + bound.encode(), sha256).hexdigest()
