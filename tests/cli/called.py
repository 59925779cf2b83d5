"""This module calls the command line as a shell would, and keeps what it left behind."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from whitlow.cli.program import run

__all__ = ["EXAMPLE", "GLOOMY", "TOY", "Done", "called", "document", "toy"]

ROOT: Final = Path(__file__).resolve().parents[2]
TOY: Final = str(ROOT / "tests" / "pages" / "toy")
EXAMPLE: Final = str(ROOT / "examples" / "hiv-resistant-genital-herpes.yaml")
GLOOMY: Final = (
    b"age: 41\nweight: 70 kg\nfilter: 84 mL/min\nmood: gloomy\nline: central\nfever: no\n"
)


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left behind: its exit code and its two outputs."""

    code: int
    out: str
    err: str


def called(*arguments: str, given: bytes = b"") -> Done:
    """Call the command line with a standard input of its own."""
    streams = sys.stdin, sys.stdout, sys.stderr
    raw = [io.BytesIO(given), io.BytesIO(), io.BytesIO()]
    pipes = [io.TextIOWrapper(each) for each in raw]
    sys.stdin, sys.stdout, sys.stderr = pipes
    try:
        code = run(arguments)
        for pipe in pipes:
            pipe.flush()
        return Done(code, raw[1].getvalue().decode(), raw[2].getvalue().decode())
    finally:
        sys.stdin, sys.stdout, sys.stderr = streams


def toy(*arguments: str, given: bytes = GLOOMY) -> Done:
    """Call the command line for the toy guideline."""
    return called(*arguments, "--guideline", TOY, given=given)


def document(done: Done) -> dict[str, object]:
    """Return the one JSON document that a command printed, and nothing beside it."""
    found: object = json.loads(done.out)
    assert isinstance(found, dict)
    assert done.err == ""
    return found
