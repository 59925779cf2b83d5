"""Every node of the language means to the solver what it means to the reference.

The conditions are written by chance over a made-up guideline, so that nodes meet that no editor
would put together: a grade inside an ``if``, a quotient by nought, a rounding below nought.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from tests.guideline.tiny import loaded, rule, table
from tests.prove.naive import BOTH, YES, Naive
from tests.prove.patients import Drawer, Patient
from tests.prove.worked import Worked
from whitlow.evaluate import Reading
from whitlow.prove import Ground
from whitlow.prove.asked import conditions, truths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline
    from whitlow.language import Expr

FACTS: Final = """
x: {type: number, unit: "1", bare: true, range: "[0, 3]", label: x, ask: x?}
y: {type: number, unit: "1", bare: true, range: "[0, 3]", label: y, ask: y?}
n: {type: number, unit: "1", bare: true, whole: true, range: "[0, 4]", label: n, ask: n?}
mood: {type: choice, options: {calm: calm, low: low, mad: mad}, label: mood, ask: Mood?}
hues: {type: set, options: {red: red, blue: blue, grey: grey}, label: hues, ask: Hues?}
taken: {type: set, members: drugs, label: taken, ask: Taken?}
fever: {type: truth, label: fever, ask: Fever?}
cough: {type: truth, label: cough, ask: Cough?}
rash: {type: truth, label: rash, ask: Rash?}
"""
FORMULAS: Final = """
total: {type: number, unit: "1", is: x * y + n, label: total, cites: [book#one]}
ratio: {type: number, unit: "1", is: (x - 1) / (y - 1), label: ratio, cites: [book#one]}
temper:
  type: choice
  options: [calm, low, mad]
  is: if fever then mood else 'low'
  label: temper
  cites: [book#one]
known: {type: truth, is: x is not null and ratio is null or cough, label: k, cites: [book#one]}
"""
LEVEL: Final = "says: So it is., cites: [book#one]"
GRADES: Final = f"""
gloom:
  label: gloom
  levels:
    calm: {{label: calm, when: "not fever or x < 2", {LEVEL}}}
    low: {{label: low, when: cough, {LEVEL}}}
    mad: {{label: mad, when: rash and y is not null, {LEVEL}}}
shade:
  label: shade
  levels:
    calm: {{label: calm, when: "true", {LEVEL}}}
    low: {{label: low, when: fever, {LEVEL}}}
    mad: {{label: mad, when: ratio > 0.5, {LEVEL}}}
"""
ROWS: Final = "(50, inf) | 2 mg/kg | 12 h\n[3, 50] | 1 mg/kg | 12 h\n[0, 3) | not recommended |"
NAMES: Final = (
    "x",
    "y",
    "n",
    "total",
    "ratio",
    "mood",
    "temper",
    "gloom",
    "hues",
    "known",
    "cough",
)
RULES: Final = 220
PATIENTS: Final = 100
DEEP: Final = 4


class Writer:
    """Writes conditions by chance."""

    def __init__(self, seed: int) -> None:
        """Begin a sequence that is the same each time."""
        self.chance: Final = Random(seed)  # noqa: S311 - the same each time

    def truth(self, deep: int = DEEP) -> str:
        """Return a truth in parentheses."""
        pick = self.chance.choice
        inner = deep - 1
        if not deep:
            return pick(("fever", "cough", "rash", "known", "true", "('red' in hues)"))
        ways = (
            lambda: f"({self.truth(inner)} and {self.truth(inner)})",
            lambda: f"({self.truth(inner)} or {self.truth(inner)})",
            lambda: f"(not ({self.truth(inner)}))",
            lambda: f"({self.number(inner)} {pick(SIGNS)} {self.number(inner)})",
            lambda: f"({self.choice(inner)} {pick(('=', '!='))} '{pick(MOODS)}')",
            lambda: f"({self.choice(inner)} {pick(('=', '!='))} {pick(CHOICES)})",
            lambda: f"({self.choice(inner)} in {{'calm', 'mad'}})",
            lambda: f"('{pick(('red', 'grey'))}' in hues)",
            lambda: "overlaps(hues, {'red', 'blue'})",
            lambda: f"overlaps(taken, '{pick(('harsh', 'bright'))}')",
            lambda: f"('{pick(('balm', 'cheerin-iv'))}' in taken)",
            lambda: f"({pick(NAMES)} is {pick(('null', 'not null'))})",
            lambda: f"(({self.number(inner)}) is null)",
            lambda: f"({self.truth(inner)} is not null)",
            lambda: f"(if {self.truth(inner)} then {self.truth(inner)} else {self.truth(inner)})",
            lambda: "(rows.dose > 1.5 'mg/kg')",
        )
        return pick(ways)()

    def number(self, deep: int) -> str:
        """Return a number in parentheses."""
        pick = self.chance.choice
        inner = deep - 1
        if deep <= 0:
            return pick(("x", "y", "n", "total", "ratio", "0", "1", "2.5"))
        ways = (
            lambda: f"({self.number(inner)} {pick('+-*/')} {self.number(inner)})",
            lambda: f"(-({self.number(inner)}))",
            lambda: f"Round({self.number(inner)}, {pick('01')})",
            lambda: f"Min({{{self.number(inner)}, {self.number(inner)}}})",
            lambda: f"Max({{{self.number(inner)}, {self.number(inner)}}})",
            lambda: f"(if {self.truth(inner)} then {self.number(inner)} else {self.number(inner)})",
        )
        return pick(ways)()

    def choice(self, deep: int) -> str:
        """Return a choice, a grade or one of two of them."""
        one, other = self.chance.choice(CHOICES), self.chance.choice(CHOICES)
        chosen = f"(if {self.truth(deep)} then {one} else {other})" if deep > 0 else one
        return self.chance.choice((one, chosen))


SIGNS: Final = ("<", "<=", ">", ">=", "=", "!=")
MOODS: Final = ("low", "mad")
CHOICES: Final = ("mood", "temper", "gloom", "shade")


@cache
def made_up() -> Guideline:
    """Return a guideline whose rules are written by chance."""
    writer = Writer(3)
    rules = "".join(
        rule(f"r{number}", f'"{writer.truth()}"', "{assess: it}") for number in range(RULES)
    )
    over = table(ROWS, over="total")
    files = {"facts.yaml": FACTS, "formulas.yaml": FORMULAS, "grades.yaml": GRADES}
    with tempfile.TemporaryDirectory() as folder:
        return loaded(Path(folder), {**files, "rules/all.yaml": rules, "tables/rows.yaml": over})


EXPRESSIONS: Final[tuple[Expr, ...]] = tuple(one.compiled for one in conditions(made_up()))


def disagreements(ground: Ground, patient: Patient) -> Iterator[str]:
    """Yield each condition that the three readers do not read alike."""
    guideline = ground.guideline
    reading = Reading(guideline, patient.facts, patient.doubted)
    naive, worked = Naive(guideline, patient.facts, patient.doubted), Worked(ground, patient)
    for condition in truths(guideline):
        reference, could = reading.holds(condition), naive.truth(condition.compiled)
        plainly = None if could == BOTH else could == YES
        solver = worked.truth(ground.holds(condition))
        if not reference is plainly is solver:
            yield f"{condition.text}: {reference}, {plainly}, {solver}"


def test_conditions_written_by_chance_mean_the_same_to_all_three_readers() -> None:
    ground, chance = Ground(made_up()), Random(5)  # noqa: S311 - the same each time
    drawer = Drawer(made_up())
    drawn = [drawer.changed(chance, Patient({}), 9) for _ in range(PATIENTS)]

    assert [] == [told for one in drawn for told in disagreements(ground, one)]
