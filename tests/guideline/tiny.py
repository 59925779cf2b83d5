"""This module writes tiny guidelines, so that a test shows the whole of what it is about.

It refuses medicine: its drugs, facts and sources are made up.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.checks import CHECKS
from whitlow.errors import GuidelineError
from whitlow.evaluate import Reading
from whitlow.guideline import Guideline, Regimen, load_guideline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from whitlow.language import Value

__all__ = [
    "BASE",
    "checked",
    "law",
    "loaded",
    "number",
    "reading",
    "regimen",
    "regimen_of",
    "rule",
    "table",
    "written",
]

BASE: Final[Mapping[str, str]] = {
    "guideline.yaml": """
title: A tiny guideline
version: 1.0.0
date: "2026-01-01"
licence: CC BY 4.0
default_profile: home
disclaimer: For tests only.
plain_disclaimer: For tests only.
counts: [patients, isolates, times, doses]
""",
    "profiles/all.yaml": """
home: {title: Home, says: The doses used at home., cites: [book#one]}
away: {title: Away, says: The doses used away., cites: [book#one]}
""",
    "drugs.yaml": """
cheerin: {name: cheerin, names: [Cheerol], classes: [bright]}
cheerin-iv: {name: cheerin by vein, substance: cheerin, route: iv, classes: [harsh]}
cheerin-oral: {name: cheerin by mouth, substance: cheerin, route: oral}
glumex: {name: glumex, classes: [harsh]}
balm: {name: balm}
""",
    "classes.yaml": """
bright: {label: bright drugs}
harsh: {label: harsh drugs}
""",
    "facts.yaml": """
age: {type: number, unit: a, bare: true, range: "[0, 120]", label: age, ask: How old?}
weight:
  type: number
  unit: kg
  range: "[0.3, 400]"
  plausible: "[1, 250]"
  label: weight
  ask: What weight?
spare: {type: number, unit: kg, range: "[0, 400]", label: spare weight, ask: What spare weight?}
filter: {type: number, unit: mL/min, range: "[0, 300]", label: filter rate, ask: What filter rate?}
mood: {type: choice, options: {calm: calm, gloomy: gloomy}, label: mood, ask: Which mood?}
line:
  type: choice
  options: {central: central, picc: picc, midline: midline, peripheral: peripheral}
  label: line
  ask: Which line?
taken: {type: set, members: drugs, label: drugs taken, ask: What is taken?}
fever: {type: truth, label: fever, ask: Is there fever?, plain: Whether you are hot}
cough: {type: truth, label: cough, ask: Is there a cough?, plain: Whether you cough}
rash: {type: truth, label: rash, ask: Is there a rash?, plain: Whether your skin is red}
chill: {type: truth, label: chill, ask: Is there a chill?}
flags: {type: answers, settles: [fever, cough, rash], ask: Any of these?, plain: Any of these}
""",
    "sources/book.yaml": """
source: {title: The book, year: "1999", kind: guideline, url: "https://example.org/book"}
statements:
  one: {read: primary, locator: page one, topic: all, says: It is so.}
  dose:
    read: primary
    locator: page two
    topic: all
    says: The dose is {dose} every {every}, never more than {cap}, and {times} a day.
    claims: {dose: 5 mg/kg, every: 12 h, cap: 10 mg/kg/d, times: 5 times}
    figures: [5 mg/kg, 12 h, 10 mg/kg/d, 5 times]
  flat:
    read: primary
    locator: page three
    topic: all
    says: The dose is {dose}, never more than {cap}.
    claims: {dose: 100 mg, cap: 150 mg/d}
    figures: [100 mg, 150 mg/d]
  ranges:
    read: primary
    locator: page four
    topic: all
    says: From {dose} every {every}, never more than {cap}.
    claims: {dose: 2-4 mg/kg, every: 8-12 h, cap: 8-10 mg/kg/d}
    figures: [2-4 mg/kg, 8-12 h, 8-10 mg/kg/d]
  vein:
    read: primary
    locator: page five
    topic: all
    says: >-
      Strength {strong} or {weak}, over {least}, never faster than {rate}, from {bottle} of
      {supplied} with {salt}.
    claims:
      strong: 24 mg/mL
      weak: 12 mg/mL
      least: 60 min
      rate: 1 mg/kg/min
      bottle: 6 g
      supplied: 24 mg/mL
      salt: 5.5 mg/mL
    figures: [24 mg/mL, 12 mg/mL, 60 min, 1 mg/kg/min, 6 g, 24 mg/mL, 5.5 mg/mL]
  water:
    read: primary
    locator: page six
    topic: all
    says: First {first}, then {each} with each dose.
    claims: {first: 750-1000 mL, each: 500 mL}
    figures: [750-1000 mL, 500 mL]
""",
}


def written(folder: Path, changes: Mapping[str, str]) -> Path:
    """Return a folder that holds the tiny guideline, with files added or replaced."""
    for name, text in {**BASE, **changes}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def loaded(folder: Path, changes: Mapping[str, str]) -> Guideline:
    """Return the tiny guideline, with files added or replaced."""
    return load_guideline(written(folder, changes))


def checked(folder: Path, changes: Mapping[str, str]) -> frozenset[str]:
    """Return the names of the faults of the tiny guideline as changed, by loading or by checks."""
    try:
        guideline = loaded(folder, changes)
    except GuidelineError as error:
        return frozenset(fault.check for fault in error.faults)
    return frozenset(fault.check for one in CHECKS for fault in one(guideline))


def reading(guideline: Guideline, **facts: Value) -> Reading:
    """Return the reading of a patient whose facts are given by name."""
    return Reading(guideline, facts)


def regimen_of(guideline: Guideline) -> Regimen:
    """Return the one regimen of a guideline."""
    (only,) = guideline.regimens.values()
    return only


def number(text: str) -> Fraction:
    """Return an exact number; a test never passes through a double."""
    return Fraction(text)


def rule(name: str, when: str, then: str, *more: str) -> str:
    """Return one rule; ``more`` are further lines of it, which may replace the usual ones."""
    usual = {
        "question": "what to do",
        "headline": f"Do {name}.",
        "says": f"The rule {name} speaks.",
        "plain": f"The rule {name} speaks plainly.",
        "cites": "[book#one]",
        "strength": "strong",
        "certainty": "low",
    }
    for line in more:
        field, _, text = line.partition(": ")
        usual[field] = text
    lines = [f"  {field}: {text}" for field, text in usual.items()]
    return "\n".join([f"{name}:", f"  when: {when}", f"  then: {then}", *lines, ""])


def law(name: str, *lines: str) -> str:
    """Return one law about plans; the lines say what it forbids, and when."""
    body = [f"  {line}" for line in lines]
    says = f"  says: The law {name} forbids it."
    return "\n".join([f"{name}:", says, "  kind: plan", "  cites: [book#one]", *body, ""])


def table(rows: str, *more: str, over: str = "filter") -> str:
    """Return a table over the filter rate (or another number) with rows ``band | dose | every``."""
    lines = [f"  | {line.strip()} |" for line in rows.strip().splitlines()]
    head = ["title: A table", f"over: {over}", 'covers: "[0, inf)"', "cites: [book#one]", *more]
    return "\n".join([*head, "rows: |", f"  | {over} | dose | every |", *lines, ""])


def regimen(drug: str, name: str, *lines: str) -> str:
    """Return one regimen; the lines say its amount, and replace the usual fields."""
    usual = {
        "drug": drug,
        "name": name,
        "route": "oral",
        "virus": "none",
        "indication": "gloom",
        "profile": "home",
        "cites": "[book#one]",
    }
    for line in lines:
        field, _, text = line.partition(": ")
        usual[field] = text
    return "\n".join([*(f"{field}: {text}" for field, text in usual.items()), ""])
