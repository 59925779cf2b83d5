"""This module draws the pictures that the tests of this folder look at, each once.

It refuses a patient of its own making where an example of the repository does.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from tests.course.followed import example, guideline
from whitlow.door import read_case
from whitlow.pictures.course import course_picture
from whitlow.pictures.matrix import matrix
from whitlow.pictures.pathway_list import pathway_list
from whitlow.pictures.pathway_svg import pathway_picture
from whitlow.pictures.rates import rates
from whitlow.pictures.rates_table import rates_table
from whitlow.pictures.staircase import staircase, staircases
from whitlow.plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.plan import Plan

__all__ = [
    "EXAMPLES",
    "FEW",
    "FLOOR",
    "SVG",
    "drawings",
    "drawn_anew",
    "example",
    "figures",
    "guideline",
    "plan_of",
    "plans",
    "root_of",
    "texts",
]

ROOT: Final = Path(__file__).resolve().parents[2]
EXAMPLES: Final = ROOT / "examples"
TODAY: Final = date(2026, 11, 20)
SVG: Final = "{http://www.w3.org/2000/svg}"
FLOOR: Final = Fraction(2, 5)
FEW: Final = """
age: 44
sex: male
host: hiv
virus: hsv1
site: genital
acyclovir_susceptibility: resistant
foscarnet_susceptibility: susceptible
genotype: [UL23:R51W, UL30:S724N, UL30:A1234T]
"""
"""A patient of whom little is known but the isolate."""


@lru_cache
def plan_of(case: str) -> Plan:
    """Return the plan for a case file in YAML."""
    patient = read_case(case.encode(), "case.yaml", guideline(), TODAY)
    doubted = frozenset(fact for doubt in patient.doubts for fact in doubt.facts)
    doubts = tuple(doubt.message for doubt in patient.doubts)
    return make_plan(guideline(), patient.facts, doubts=doubts, doubted=doubted, today=TODAY)


@lru_cache
def plans() -> dict[str, Plan]:
    """Return the plan of the patient of few facts, of nobody, and of every example."""
    found = {"few": plan_of(FEW), "nobody": plan_of("age:")}
    for path in sorted(EXAMPLES.glob("*.yaml")):
        found[path.stem] = plan_of(path.read_text(encoding="utf-8"))
    return found


@lru_cache
def figures() -> dict[str, str]:
    """Return every picture by its name."""
    return dict(drawn_anew())


def drawn_anew() -> Iterator[tuple[str, str]]:
    """Yield every picture with its name, drawn now."""
    ours = guideline()
    for name, regimen in ours.regimens.items():
        yield f"stairs {name}", staircase(ours, regimen, None, "stairs")
        yield f"stairs {name} at the floor", staircase(ours, regimen, FLOOR, "stairs")
    pair = [ours.regimens[name] for name in ("foscarnet-hsv-q8h", "foscarnet-hsv-q12h")]
    yield "stairs of a pair", "".join(staircases(ours, pair, Fraction(9, 10), "pair"))
    yield "rates", rates(ours, "rates")
    yield "table of rates", rates_table(ours)
    yield "course", course_picture(example(), "course")
    for name, plan in (("anybody", None), *plans().items()):
        yield f"way of {name}", pathway_picture(ours, plan, "way")
        yield f"list of {name}", pathway_list(ours, plan)
        yield f"matrix of {name}", matrix(ours, plan, "matrix")


def root_of(picture: str) -> ET.Element:
    """Return a picture, read as XML."""
    return ET.fromstring(f"<div>{picture}</div>")  # noqa: S314 - our own text


def drawings(picture: str) -> list[ET.Element]:
    """Return the SVG elements of a picture."""
    return list(root_of(picture).iter(f"{SVG}svg"))


def texts(svg: ET.Element) -> list[str]:
    """Return the words of a drawing, in their order."""
    return [one.text or "" for one in svg.iter(f"{SVG}text")]
