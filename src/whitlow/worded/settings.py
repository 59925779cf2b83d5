"""This module reads which language model the user configured: its address, its name, its key.

It refuses to send anything to another machine unless the user named that machine for this call,
and a key that stands in a file.
"""

from __future__ import annotations

import os
import sys
import tomllib
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from whitlow.errors import InputError, Problem
from whitlow.private import trusted
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Settings", "settings"]

FILE: Final = "language-model.toml"
FOLDER: Final = "whitlow"
NAMES: Final = {
    "url": "WHITLOW_LLM_URL",
    "model": "WHITLOW_LLM_MODEL",
    "timeout": "WHITLOW_LLM_TIMEOUT",
}
KEY: Final = "WHITLOW_LLM_KEY"
SCHEMES: Final = frozenset({"http", "https"})
LOCAL: Final = "localhost"
USUAL_SECONDS: Final = 60
MOST_SECONDS: Final = 1000
CODE: Final = "language_model"


@dataclass(frozen=True, slots=True)
class Settings:
    """A language model: where it is, what it is called, and how long an answer may take.

    ``key`` is empty where none is needed. Its representation never shows the key.
    """

    url: str
    host: str
    model: str
    seconds: float
    key: str

    def __repr__(self) -> str:
        """Return it without the key."""
        return f"Settings(url={self.url!r}, model={self.model!r})"


def settings(send_away: str | None) -> Settings:
    """Return what was configured; raises ``InputError`` where that is nothing, or not allowed.

    ``send_away`` is the machine that the user named as one to which something may be sent.
    """
    given = _given()
    if not given.get("url") or not given.get("model"):
        raise _refused(
            "--worded: no language model is configured. Name an address and a model: "
            f"{NAMES['url']}=http://localhost:11434/v1 {NAMES['model']}=…, or in {FILE}.",
            "an address and a model",
        )
    if not given["model"].isprintable():
        message = "The name of the language model holds signs that cannot be seen. Write it anew."
        raise _refused(message, "a name in visible signs")
    url = given["url"]
    host = _host(url)
    key = os.environ.get(KEY, "")
    found = Settings(url, host, given["model"], _seconds(given.get("timeout", "")), key)
    if not _is_here(urlsplit(url).hostname or ""):
        _check_away(found, send_away)
    return found


def _refused(message: str, accepted: str, value: str = "") -> InputError:
    return InputError(Problem(CODE, message, "worded", value, accepted))


def _folder() -> Path | None:
    home = os.environ.get("XDG_CONFIG_HOME", "")
    if os.path.isabs(home):  # noqa: PTH117 - a relative one is to be ignored, says its standard
        return Path(home) / FOLDER
    if sys.platform == "win32":
        home = os.environ.get("APPDATA", "")
        return Path(home) / FOLDER if home else None
    with suppress(RuntimeError):
        return Path.home() / ".config" / FOLDER
    return None


def _given() -> Mapping[str, str]:
    """Return what the file says, and over it what the environment says."""
    own = {name: os.environ[each] for name, each in NAMES.items() if os.environ.get(each)}
    return {**_of_file(), **own}


def _of_file() -> dict[str, str]:
    folder = _folder()
    if folder is None:
        return {}
    try:
        data = trusted(folder, FILE)
    except FileNotFoundError:
        return {}
    except OSError as error:
        message = f"{FILE} in the folder of settings cannot be read."
        raise _refused(message, "a file that can be read") from error
    if data is None:
        message = f"{FILE} can be written by others, so it is not followed: chmod go-w it."
        raise _refused(message, "a file that only its owner can write")
    try:
        found = tomllib.loads(data.decode())
    except ValueError as error:
        message = f'{FILE} is no TOML. Write lines such as: model = "…".'
        raise _refused(message, "TOML") from error
    strange = sorted(found.keys() - NAMES.keys())
    if strange:
        hint = f" A key stands in {KEY}, never in a file." if "key" in strange[0] else ""
        message = f"{FILE}: {strange[0]!r} is no setting. There are url, model and timeout.{hint}"
        raise _refused(message, "url, model, timeout", strange[0])
    return {name: str(value) for name, value in found.items()}


def _host(url: str) -> str:
    """Return the machine of an address, with its port where it names one."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    whole = parts.scheme in SCHEMES and parts.hostname and url.isascii() and url.isprintable()
    if not whole or parts.username or parts.password or parts.query or parts.fragment:
        message = (
            "The address of the language model is none that can be used. Write it as "
            "http://localhost:11434/v1, without a name, a password or a query."
        )
        raise _refused(message, "http://HOST:PORT/PATH or https://…")
    name = parts.hostname or ""
    bare = f"[{name}]" if ":" in name else name
    return bare if port is None else f"{bare}:{port}"


def _seconds(text: str) -> float:
    if not text:
        return USUAL_SECONDS
    with suppress(ValueError):
        found = float(text)
        if 0 < found <= MOST_SECONDS:
            return found
    message = (
        f"The timeout of the language model is {text!r}. Write seconds, more than 0 and at most "
        f"{MOST_SECONDS}."
    )
    raise _refused(message, f"seconds, at most {MOST_SECONDS}", text)


def _is_here(name: str) -> bool:
    """Whether a machine is this one: by its name, or by an address that never leaves it."""
    if name == LOCAL:
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _check_away(found: Settings, send_away: str | None) -> None:
    if send_away != found.host:
        given = "" if send_away is None else f" --send-away names {send_away!r}."
        message = (
            f"--worded: the language model is on another machine, {found.host}.{given} Nothing was "
            f"sent. To send it what this guideline says on your question: --send-away {found.host}."
        )
        raise _refused(message, f"--send-away {found.host}", send_away or "")
    if found.key and not found.url.startswith("https:"):
        message = (
            f"--worded: {KEY} would go to {found.host} unencrypted. Nothing was sent. Use an "
            "https address, or no key."
        )
        raise _refused(message, "an https address")
