"""This module knows what can stand where a word stands: the next option, class, drug or regimen.

It refuses chance: the next one is the next in the guideline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.mutants.figures import unit_of
from tests.mutants.pages import entries, inner
from whitlow.guideline import Scalar

if TYPE_CHECKING:
    from tests.mutants.pages import Page
    from whitlow.guideline import Mapping, Node

__all__ = ["Siblings"]


class Siblings:
    """What can stand where a word stands: the next option of a fact, the next class or drug."""

    def __init__(self, pages: tuple[Page, ...]) -> None:
        """Read the lists of options and names once."""
        by_shelf = {page.file: page for page in pages}
        facts = by_shelf["facts.yaml"].node
        self.lists: Final = [
            *(optioned(fact, "options") for _, fact in entries(facts)),
            *(optioned(grade, "levels") for _, grade in entries(by_shelf["grades.yaml"].node)),
        ]
        self.units: Final = units(pages)
        self.classes: Final = [key.value for key, _ in entries(by_shelf["classes.yaml"].node)]
        self.drugs: Final = [key.value for key, _ in entries(by_shelf["drugs.yaml"].node)]
        self.regimens: Final = {
            page.file.removeprefix("regimens/").removesuffix(".yaml"): texts(page.node, "drug")
            for page in pages
            if page.shelf == "regimens"
        }

    def of(self, word: str) -> str:
        """Return the next word of the first list that has it, or nothing."""
        for each in (*self.lists, self.classes, self.drugs):
            if word in each and len(each) > 1:
                return each[(each.index(word) + 1) % len(each)]
        return ""

    def drug(self, name: str) -> str:
        """Return the next drug that can be treated with: one that has a regimen."""
        given = sorted(set(self.regimens.values()))
        return next(
            (one for one in given if one.split("-")[0] != name.split("-", maxsplit=1)[0]), ""
        )

    def regimen(self, name: str) -> str:
        """Return another regimen, of the same drug where there is one."""
        same = [one for one, drug in self.regimens.items() if drug == self.regimens.get(name)]
        others = [one for one in (*same, *self.regimens) if one != name]
        return others[0] if others else ""


def units(pages: tuple[Page, ...]) -> dict[str, str]:
    """Return the unit of every claim, fact and formula that a sentence can show."""
    found: dict[str, str] = {}
    for page in pages:
        for record in page.records() if page.shelf in {"sources", "facts", "formulas"} else ():
            found[record.name] = texts(record.node, "unit")
            for name, claim in entries(inner(record.node, "claims")):
                if isinstance(claim, Scalar):
                    found[f"{record.name}.{name.value}"] = unit_of(claim.value)
    return found


def optioned(node: Node, name: str) -> list[str]:
    """Return the options of a fact, or the levels of a grade."""
    return [key.value for key, _ in entries(inner(node, name))]


def texts(node: Mapping, name: str) -> str:
    """Return the text under a name, or nothing."""
    found = inner(node, name)
    return found.value if isinstance(found, Scalar) else ""
