"""This module knows in which worked cases a text stands: those whose plan rests on it.

It refuses to make hundreds of plans twice: what was found is remembered by what shaped it.
"""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from whitlow.editorial.resting import of_plan
from whitlow.errors import InputError
from whitlow.guideline import load_cases
from whitlow.kept import DIGEST, recalled, remembered
from whitlow.plan.worked import plan_of
from whitlow.shelf.key import fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from whitlow.guideline import Case, Guideline

__all__ = ["cases_by_text", "remembered_cases"]

SUFFIX: Final = ".cases"
MOST: Final = 4
Found = dict[str, list[str]]


def cases_by_text(guideline: Guideline, folder: Path) -> Found:
    """Return the names of the worked cases whose plan rests on a text, by the text's name.

    It takes as long as all their plans do, the first time.
    """
    cases = load_cases(folder, date.fromisoformat(guideline.about.date))
    name = _name(folder)
    known = _recalled(name)
    if known is not None:
        return known
    found = _made(guideline, cases)
    if name:
        remembered(name, json.dumps(found, ensure_ascii=False).encode(), most=MOST)
    return found


def remembered_cases(folder: Path) -> Found | None:
    """Return the same where it was found before, else None."""
    return _recalled(_name(folder))


def _made(guideline: Guideline, cases: Mapping[str, Case]) -> Found:
    found: Found = {}
    for name, case in cases.items():
        try:
            plan = plan_of(case, guideline)[1]
        except InputError:
            continue
        for text in of_plan(plan):
            found.setdefault(text, []).append(name)
    return found


def _name(folder: Path) -> str:
    """Return the name under which it is remembered, nothing where files cannot be read."""
    key = fingerprint(folder)
    if key is None:
        return ""
    digest = sha256(key.encode())
    for path in sorted((folder / "cases").glob("*.yaml")):
        digest.update(path.read_bytes())
    return f"{digest.hexdigest()}{SUFFIX}"


def _recalled(name: str) -> Found | None:
    data = recalled(name) if name else None
    if data is None:
        return None
    found: object = json.loads(data[DIGEST:])
    if not isinstance(found, dict):
        return None
    return {str(text): [str(each) for each in names] for text, names in found.items()}
