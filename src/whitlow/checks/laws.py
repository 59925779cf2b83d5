"""This module checks laws: that each forbids what exists, and that no record breaks one.

It refuses a law that protects nobody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from whitlow.checks.citing import sentences
from whitlow.errors import Fault
from whitlow.guideline import measures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline, Law, Variant

__all__ = ["CHECKS"]

Shape = tuple[tuple[str, ...], tuple[str, ...]]

SHAPES: Final[dict[str, tuple[Shape, ...]]] = {
    "plan": (
        (("treat",), ()),
        (("regimen",), ()),
        (("virus",), ()),
        (("order_over",), ("treat", "profile")),
    ),
    "text": ((("says",), ("audience",)),),
    "type": ((("type",), ()), (("gene", "class"), ())),
}
"""What each kind of law forbids by: the keys that it needs, and those that may narrow it."""

PATIENT: Final = "patient"


def law_shape(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each law that forbids nothing that exists."""
    for law in guideline.laws.values():
        trouble = next(_troubles(guideline, law), "")
        if trouble:
            yield Fault(
                law.place,
                f"Law {law.id} {trouble}",
                "A law that forbids nothing protects nobody.",
                f"In a law of the kind {law.kind} write never with {_shapes(law)}; "
                "name what exists.",
                "law-shape",
            )


def _shapes(law: Law) -> str:
    return ", or ".join(
        " and ".join(needed) + (f" (and {' or '.join(more)})" if more else "")
        for needed, more in SHAPES[law.kind]
    )


def _troubles(guideline: Guideline, law: Law) -> Iterator[str]:
    """Yield what is wrong with what a law forbids, the plainest first."""
    keys = law.never.keys()
    if not keys:
        yield "forbids nothing."
    if not any(set(needed) <= keys <= {*needed, *more} for needed, more in SHAPES[law.kind]):
        yield f"forbids by {' and '.join(keys)}, which no law of the kind {law.kind} does."
    for key, name in law.never.items():
        if name not in _known(guideline, key, name):
            what = "drug" if key == "treat" else key
            yield f"forbids the {what} {name!r}, which does not exist."
    limit = law.never.get("order_over")
    if limit is not None and not _is_daily_amount(guideline, limit):
        yield f"forbids orders over {limit!r}, which is no single amount for a day."


def _known(guideline: Guideline, key: str, name: str) -> frozenset[str]:
    """Return what a law may name under a key; under some it says what it likes."""
    match key:
        case "treat":
            return frozenset(guideline.drugs) | frozenset(guideline.groups)
        case "regimen":
            return frozenset(guideline.regimens)
        case "virus":
            return frozenset(regimen.virus for regimen in guideline.regimens.values())
        case "profile":
            return frozenset(guideline.profiles)
        case "gene":
            return frozenset(variant.gene for variant in guideline.variants.values())
        case "class":
            return frozenset(guideline.groups)
        case "audience":
            return frozenset((PATIENT,))
        case _:
            return frozenset((name,)) - {""}


def _is_daily_amount(guideline: Guideline, reference: str) -> bool:
    statement, _, name = reference.rpartition(".")
    found = guideline.statements.get(statement)
    claim = None if found is None else found.claims.get(name)
    return claim is not None and claim.high is None and measures(claim.unit, "mg/d", "mg/kg/d")


def _pattern(law: Law) -> re.Pattern[str] | None:
    """Return the words that a law forbids as a pattern, or None where they are none."""
    try:
        return re.compile(law.never.get("says", ""), re.IGNORECASE)
    except (re.error, OverflowError, RecursionError, Warning):
        return None


def forbidden_pattern(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each law about wording whose words are no pattern."""
    for law in guideline.laws.values():
        if law.kind == "text" and _pattern(law) is None:
            yield Fault(
                law.place,
                f"Law {law.id} forbids the words {law.never['says']!r}, which are no pattern.",
                "No sentence could be held to it.",
                "Write a regular expression; a sign with a meaning of its own stands after \\.",
                "forbidden-pattern",
            )


def forbidden_words(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each advice that uses words which a law about wording forbids."""
    for law in guideline.laws.values():
        pattern = _pattern(law)
        if law.kind != "text" or not law.never.get("says") or pattern is None:
            continue
        only_plain = law.never.get("audience") == PATIENT
        for sentence in sentences(guideline):
            advice = sentence.what.startswith("Rule")
            if (
                advice
                and (sentence.plain or not only_plain)
                and pattern.search(sentence.template.text)
            ):
                yield Fault(
                    sentence.template.place,
                    f"{sentence.what} uses words that the law {law.id} forbids.",
                    law.says.text,
                    "Say it in other words.",
                    "forbidden-words",
                )


def gene_gate(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each variant in a class that a law closes to its gene."""
    for law in guideline.laws.values():
        gene, closed = law.never.get("gene"), law.never.get("class")
        for variant in guideline.variants.values():
            if gene and closed and variant.gene == gene and closed in _told(variant):
                yield Fault(
                    variant.place,
                    f"Variant {variant.id} is in the class {closed}, which the law {law.id} "
                    f"closes to the gene {gene}.",
                    law.says.text,
                    "Take the variant out of the class.",
                    "gene-gate",
                )


def _told(variant: Variant) -> tuple[str, ...]:
    """Return the classes that a variant is in, and those that its calls leave open."""
    return (*variant.classes, *variant.conflicting)


CHECKS: Final = (law_shape, forbidden_pattern, forbidden_words, gene_gate)
