"""This module keeps what became of every mutant, and the guideline that it was tried on.

It refuses to pass a verdict on for one of another guideline: which one it is of stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.mutants.share import KEPT, ORDER, Tried

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tests.mutants.pages import Mutant
    from tests.mutants.sites import Sites

__all__ = ["VERDICTS", "Kept", "folded", "kept", "parsed", "settled", "text", "tried"]

VERDICTS: Final = Path(__file__).with_name("verdicts.txt")
LETTERS: Final = dict(zip("LCPWFREDG?", (*ORDER, KEPT), strict=True))
SIGNS: Final = {name: letter for letter, name in LETTERS.items()}
SAME, MISSED = "=", "!"
SAYS: Final = "says"
GUIDELINE: Final = "guideline"
NAME: Final = 10
HEAD: Final = """\
# What became of each mutant. Kept by `make mutants`, which writes docs/mutants.md of it.
# A line: the guideline that it was tried on, a sum of the record as it read then, the record, and
# its mutants: ten signs that stand for the change, and behind them who caught it.
# L loader, C checks, P proof, W worked cases, F conflicts, R reach, E edges, D door, G register,
# ? by a judge whose name was not kept, = proved to make no difference, ! noticed by nobody.
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a mutant: the guideline that it was tried on, and its record as it read then.

    ``signs`` says who caught it, ``says`` what the prover said of one that nobody caught.
    """

    guideline: str
    sum: str
    file: str
    record: str
    signs: str
    says: str = ""


def kept() -> dict[str, Kept]:
    """Return all that is kept, by the names of the mutants."""
    return parsed(VERDICTS.read_text(encoding="utf-8") if VERDICTS.exists() else "")


def parsed(lines: str) -> dict[str, Kept]:
    """Return what a text keeps."""
    guidelines: dict[str, str] = {}
    said: dict[str, str] = {}
    found: list[tuple[str, tuple[str, str, str, str, str]]] = []
    for line in lines.splitlines():
        first, _, rest = line.partition(" ")
        match first:
            case "" | "#":
                continue
            case "guideline":
                number, _, content = rest.partition(" ")
                guidelines[number] = content
            case "says":
                name, _, words = rest.partition(" ")
                said[name] = words
            case _:
                own, file, record, *marks = rest.split(" ")
                about = (guidelines[first], own, file, record)
                found += [(mark[:NAME], (*about, mark[NAME:])) for mark in marks]
    return {name: Kept(*about, said.get(name, "")) for name, about in found}


def text(every: Mapping[str, Kept]) -> str:
    """Return what is kept as the file has it."""
    guidelines = list(dict.fromkeys(one.guideline for one in every.values()))
    lines = [f"{GUIDELINE} {number} {one}" for number, one in enumerate(guidelines, start=1)]
    rows = [
        (one.file, one.record, guidelines.index(one.guideline) + 1, one.sum, name + one.signs)
        for name, one in every.items()
    ]
    for about, mine in groupby(sorted(rows), key=lambda row: row[:4]):
        file, record, number, own = about
        marks = " ".join(row[4] for row in mine)
        lines.append(f"{number} {own} {file} {record} {marks}")
    lines += [f"{SAYS} {name} {one.says}" for name, one in sorted(every.items()) if one.says]
    return HEAD + "\n".join(lines) + "\n"


def folded(
    mine: Iterable[Mutant],
    sites: Sites,
    before: Mapping[str, Kept],
    found: Iterable[Tried],
    guideline: str,
) -> dict[Mutant, Kept]:
    """Keep what was found now beside what was kept, drop what is no longer made, and return it."""
    now = {sites.names[one.mutant]: settled(one, sites, guideline) for one in found}
    names = sites.names
    every = {**before, **now}
    results = {one: every[names[one]] for one in mine if names[one] in every}
    VERDICTS.write_text(text({names[one]: said for one, said in results.items()}), encoding="utf-8")
    return results


def settled(one: Tried, sites: Sites, guideline: str) -> Kept:
    """Return what became of a mutant as it is kept."""
    mutant = one.mutant
    signs = "".join(sign for name, sign in SIGNS.items() if one.said.get(name))
    signs += SAME if one.same else "" if signs else MISSED
    says = "" if one.judge else one.same or one.differs
    return Kept(guideline, sites.sum_of(mutant), mutant.file, mutant.record, signs, says)


def tried(mutant: Mutant, one: Kept) -> Tried:
    """Return a mutant with what is kept of it: who caught it, not what he said."""
    said = {name: name for name in judges(one.signs)}
    same = SAME in one.signs
    return Tried(mutant, said, (one.says or SAME) if same else "", "" if same else one.says)


def judges(signs: Iterable[str]) -> Iterator[str]:
    """Yield the judges that signs stand for."""
    return (LETTERS[sign] for sign in signs if sign in LETTERS)
