"""What each long search reads of a guideline, as one sum: the same sum, the same finding.

More is taken in than is read: what the door and the formulas know, every file of it, and of rules,
laws and promises whatever could have a part.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Condition, Guideline, Rule

__all__ = ["LONG", "ReadBy"]

LONG: Final = ("law", "promise", "one-answer", "one-dose", "alive")
"""The kinds of obligations that take long; the others are looked at each time."""
KNOWN: Final = (
    "facts.yaml",
    "formulas.yaml",
    "grades.yaml",
    "contradictions.yaml",
    "drugs.yaml",
    "classes.yaml",
    "variants.yaml",
    "guideline.yaml",
)
FOLDERS: Final = ("tables", "profiles", "regimens")
SEARCH: Final = (
    "boxes",
    "could",
    "exhausted",
    "flat",
    "listed",
    "made",
    "naive",
    "owed",
    "patients",
    "sought",
    "space",
    "spans",
    "values",
    "ways",
)
SIZE: Final = 12


class ReadBy:
    """The sums of what the searches of one guideline read."""

    def __init__(self, guideline: Guideline, most: int, folder: Path | None = None) -> None:
        """Take the guideline, how many boxes one search may look at, and where its files are."""
        self.guideline: Final = guideline
        self.known: Final = digest(
            (str(most), *known(folder or shipped_guideline()), *searched(), *members(guideline))
        )
        self.all: Final = digest(
            (
                *map(self._rule, guideline.rules.values()),
                *(each for law in guideline.laws.values() for each in _law(law)),
                *(
                    f"{one.id} {_text(one.when)} {one.known} {one.gives} {one.rules} "
                    f"{one.outright} {one.withholds}"
                    for one in guideline.promises.values()
                ),
            )
        )

    def sum(self, name: str) -> str:
        """Return the sum for one obligation; none of those that are looked at each time."""
        kind, _, own = name.partition(":")
        match kind:
            case "alive":
                rule = self.guideline.rules[own]
                over = (self.guideline.rules[each] for each in rule.overriders)
                return digest((self.known, *map(self._rule, (rule, *over))))
            case "law" | "promise" | "one-answer" | "one-dose":
                return digest((self.known, self.all))
            case _:
                return ""

    def _rule(self, rule: Rule) -> str:
        same = (rule.with_drug, rule.question, rule.stands_like, rule.following, rule.overriders)
        return f"{rule.id} {_text(rule.when)} {rule.action!r} {same}"


def _law(law: object) -> Iterator[str]:
    for name in ("id", "kind", "never", "stop"):
        yield repr(getattr(law, name))
    for name in ("when", "unless"):
        yield _text(getattr(law, name))


def _text(condition: Condition | None) -> str:
    return "" if condition is None else f"{condition.text} {condition.compiled!r}"


def known(folder: Path) -> Iterator[str]:
    """Yield what the door, the formulas and the tables know, file by file."""
    paths = [folder / name for name in KNOWN]
    paths += [path for name in FOLDERS for path in sorted((folder / name).rglob("*.yaml"))]
    yield from (path.read_text(encoding="utf-8") for path in paths if path.exists())


def searched() -> Iterator[str]:
    """Yield the program of the search."""
    here = Path(__file__).parent
    yield from ((here / f"{name}.py").read_text(encoding="utf-8") for name in SEARCH)


def members(guideline: Guideline) -> Iterator[str]:
    """Yield who belongs to which class."""
    yield from (f"{name} {sorted(words)}" for name, words in sorted(guideline.members.items()))


def digest(texts: tuple[str, ...]) -> str:
    """Return a sum over some texts."""
    found = sha256()
    for text in texts:
        found.update(f"{len(text)} {text}\n".encode())
    return found.hexdigest()[:SIZE]
