"""This module holds what is known of a patient's isolate: what was tested, what was sequenced.

It refuses to call a change susceptible of which nothing is listed: it is named as unread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.guideline import read_change, split_id
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from whitlow.guideline import Call, Guideline, Variant
    from whitlow.plan import Plan

__all__ = ["CALL_SIGNS", "NO_RESULT", "Isolate", "isolate_of", "with_one_test"]

SUSCEPTIBILITY: Final = "_susceptibility"
VARIANTS: Final = "variants"
CALL_SIGNS: Final[dict[Call, tuple[str, str]]] = {
    "resistant": ("●", "resist"),
    "conflicting": ("◐", "in dispute"),
    "open": ("◌", "between the cut-offs"),
    "susceptible": ("○", "susceptible"),
}
"""The sign of each call, and what is said of changes with it."""

RESULT_SIGNS: Final[Mapping[str, str]] = {
    "resistant": "●",
    "intermediate": "◐",
    "susceptible": "○",
}
NO_RESULT: Final = "–"


@dataclass(frozen=True, slots=True)
class Isolate:
    """A patient's isolate: by drug what the laboratory found, the changes, and those unread.

    ``sequenced`` is whether a genotype is known at all; one without changes is known too.
    """

    tested: Mapping[str, tuple[str, str]]
    changes: tuple[Variant, ...]
    unread: tuple[str, ...]
    sequenced: bool

    def calls_of(self, gene: str, drug: str) -> tuple[tuple[str, Call], ...]:
        """Return the changes in a gene of which something is reported for a drug."""
        return tuple(
            (record.change, record.calls[drug])
            for record in self.changes
            if record.gene == gene and drug in record.calls
        )


def isolate_of(plan: Plan) -> Isolate:
    """Return what the facts of a plan say of the isolate."""
    guideline, facts = plan.guideline, plan.reading.facts
    names: set[str] = set()
    sequenced = False
    for fact in guideline.facts.values():
        found = facts.get(fact.name)
        if fact.members == VARIANTS and isinstance(found, frozenset):
            sequenced = True
            names |= found
    records = tuple(
        guideline.variants[name] for name in sorted(names) if name in guideline.variants
    )
    unknown = (name for name in sorted(names) if name not in guideline.variants)
    unread = tuple(name for name in unknown if not _is_covered(name, records))
    return Isolate(dict(_tested(guideline, facts)), records, unread, sequenced)


def _is_covered(name: str, records: Iterable[Variant]) -> bool:
    """Whether a change is read as any change of its kind, which is among the records."""
    gene, text, _ = split_id(name)
    change = read_change(text, of_protein=True)
    return change is not None and any(
        record.gene == gene and change.kind in record.covers for record in records
    )


def _tested(
    guideline: Guideline, facts: Mapping[str, object]
) -> Iterator[tuple[str, tuple[str, str]]]:
    for name, found in facts.items():
        drug = name.removesuffix(SUSCEPTIBILITY)
        if drug != name and drug in guideline.drugs and isinstance(found, str):
            sign = RESULT_SIGNS.get(found, NO_RESULT)
            yield drug, (sign, guideline.option_label(name, found))


def with_one_test(guideline: Guideline, drug: str) -> tuple[str, ...]:
    """Return the drugs that a laboratory tests by testing this one."""
    fact = guideline.facts.get(f"{drug}{SUSCEPTIBILITY}")
    names = () if fact is None else tuple(fact.synonyms or ())
    found = (name.removesuffix(SUSCEPTIBILITY) for name in names if name.endswith(SUSCEPTIBILITY))
    return tuple(name for name in dict.fromkeys(found) if name in guideline.drugs)
