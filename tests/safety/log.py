"""This module reads the hazard log, and finds what each control of it names.

It refuses a field that no hazard has, and never says whether a risk is acceptable.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

from tests.cases.test_cases import shipped, shipped_cases
from tests.cli.called import called
from whitlow.checks import CHECKS
from whitlow.prove import obligations
from whitlow.sentence import fill

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

__all__ = [
    "KINDS",
    "LOG",
    "ROOT",
    "SEVERITIES",
    "TEXTS",
    "Control",
    "Hazard",
    "missing",
    "named_by",
    "printed",
    "read_log",
    "statement",
]

ROOT: Final = Path(__file__).resolve().parents[2]
LOG: Final = ROOT / "docs" / "safety" / "hazards.yaml"

SEVERITIES: Final = {
    "lasting": "death or lasting harm",
    "serious": "harm that needs treatment",
    "passing": "harm that passes by itself",
    "indirect": "no bodily harm by itself",
}
"""Our own words for how bad it could get, the worst first; no table of any standard."""

KINDS: Final = ("laws", "promises", "obligations", "checks", "cases", "screens", "tests")
TEXTS: Final = ("area", "hazard", "events", "situation", "harm", "severity", "who", "remains")
FIELDS: Final = frozenset((*TEXTS, *KINDS, "validated", "awaits"))


@dataclass(frozen=True, slots=True)
class Control:
    """One thing that stands against a hazard; a screen names its command and what it ``shows``."""

    kind: str
    name: str
    shows: str = ""


@dataclass(frozen=True, slots=True)
class Hazard:
    """One line of the log, as it is kept by hand; ``awaits`` names commands that do not exist."""

    id: str
    area: str
    hazard: str
    events: str
    situation: str
    harm: str
    severity: str
    who: str
    controls: tuple[Control, ...]
    remains: str
    validated: str
    awaits: tuple[str, ...]


def read_log(text: str) -> tuple[Hazard, ...]:
    """Return the hazards of a log in its order; raises ``ValueError`` for what is no hazard."""
    tree = yaml.load(text, Loader=_Loader)  # noqa: S506 -- it builds strings only
    return tuple(_hazard(name, fields) for name, fields in tree.items())


class _Loader(yaml.BaseLoader):
    """Builds strings only, and refuses a key that stands twice."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Hashable, object]:
    keys = [key.value for key, _ in node.value]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise ValueError(f"{', '.join(twice)} stands twice.")
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _hazard(name: str, fields: dict[str, object]) -> Hazard:
    strange = sorted(set(fields) - FIELDS)
    lacking = [field for field in (*TEXTS, "validated") if not fields.get(field)]
    if strange or lacking:
        raise ValueError(f"{name}: not a field: {strange}; missing: {lacking}.")
    texts = {field: " ".join(str(fields[field]).split()) for field in (*TEXTS, "validated")}
    controls = tuple(control for kind in KINDS for control in _controls(kind, fields.get(kind)))
    awaits = tuple(_listed(fields.get("awaits")))
    return Hazard(id=name, controls=controls, awaits=awaits, **texts)


def _controls(kind: str, given: object) -> Iterator[Control]:
    if kind != "screens":
        yield from (Control(kind, name) for name in _listed(given))
        return
    for screen in given if isinstance(given, list) else []:
        yield Control(kind, screen["run"], screen["shows"])


def _listed(given: object) -> list[str]:
    match given:
        case None:
            return []
        case list():
            return [str(each) for each in given]
        case _:
            raise ValueError(f"{given!r} is no list.")


# --- what a control names --------------------------------------------------------------------


@cache
def _checks() -> dict[str, str]:
    """Return each check by module and name, with what it is about."""
    return {
        f"{each.__module__.rpartition('.')[2]}.{each.__name__}": _first_line(each.__doc__)
        for each in CHECKS
    }


@cache
def _cases() -> dict[str, str]:
    return {case.name: case.says for case in shipped_cases()}


@cache
def _owed() -> dict[str, str]:
    return {one.name: one.says for one in obligations(shipped())}


@cache
def printed(command: str) -> str:
    """Return what a command prints, its lines joined: where a line breaks is of no matter."""
    words = [str(ROOT / word) if word.startswith("examples/") else word for word in command.split()]
    done = called(*words)
    return " ".join(f"{done.out} {done.err}".split())


def _first_line(doc: str | None) -> str:
    return (doc or "").strip().partition("\n")[0]


def named_by(control: Control) -> tuple[str, ...]:
    """Return the names that a control stands for; that of an obligation may be a pattern."""
    if control.kind != "obligations":
        return (control.name,)
    return tuple(name for name in _owed() if fnmatchcase(name, control.name))


def statement(control: Control) -> str | None:
    """Return what the thing that a control names says today, or None where there is none."""
    guideline = shipped()
    match control.kind:
        case "laws":
            law = guideline.laws.get(control.name)
            return None if law is None else fill(law.says, guideline, law.cites, lambda _: None)
        case "promises":
            promise = guideline.promises.get(control.name)
            return None if promise is None else promise.says
        case "obligations":
            return _said_of(named_by(control))
        case "checks":
            return _checks().get(control.name)
        case "cases":
            return _cases().get(control.name)
        case "screens":
            return control.shows if control.shows in printed(control.name) else None
        case "tests":
            return _fact(control.name)
        case _:
            raise ValueError(f"{control.kind} is no kind of control.")


def _said_of(names: tuple[str, ...]) -> str | None:
    match names:
        case ():
            return None
        case (name,):
            return _owed()[name]
        case _:
            return f"{len(names)} obligations have such a name."


def _fact(name: str) -> str | None:
    """Return the fact that a test states by its name, if the test exists."""
    path, _, test = name.partition("::")
    if not (ROOT / "tests" / path).is_file():
        return None
    module = import_module("tests." + path.removesuffix(".py").replace("/", "."))
    if not callable(getattr(module, test, None)):
        return None
    words = test.removeprefix("test_").replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}."


def missing(hazard: Hazard) -> Iterator[str]:
    """Yield each control of a hazard that names nothing."""
    for control in hazard.controls:
        if statement(control) is None:
            shows = f" does not show {control.shows!r}" if control.shows else " does not exist"
            yield f"{hazard.id}: {control.kind}: {control.name}{shows}"
