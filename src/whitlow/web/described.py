"""This module gives out the description of every address, for programs that ask.

It refuses to make it up from the code: what is promised is written, and the code is held to it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml
from starlette.responses import JSONResponse

from whitlow import __version__

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["description", "show"]

WRITTEN: Final = Path(__file__).with_name("openapi.yaml")


@cache
def description() -> dict[str, object]:
    """Return the description, with the version of the program that it describes."""
    found: dict[str, object] = yaml.safe_load(WRITTEN.read_text(encoding="utf-8"))
    about = found["info"]
    return {**found, "info": {**(about if isinstance(about, dict) else {}), "version": __version__}}


async def show(_: Request) -> Response:
    """Answer for ``/openapi.json``."""
    return JSONResponse(description())
