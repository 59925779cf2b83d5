"""This module checks drugs and the classes of drugs and variants.

It refuses a name that could mean two drugs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.errors import Fault
from whitlow.guideline import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline import Guideline

__all__ = ["CHECKS"]


def unknown_class(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each class of a drug that is not defined."""
    for drug in guideline.drugs.values():
        for name in drug.classes:
            if name not in guideline.groups:
                yield Fault(
                    drug.place,
                    f"Drug {drug.id} is in the class {name!r}, which does not exist.",
                    "A question of that class would miss it.",
                    nearest(name, guideline.groups) or "Define the class.",
                    "unknown-class",
                )


def unknown_substance(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each product whose substance is not a drug."""
    for drug in guideline.drugs.values():
        if drug.substance and drug.substance not in guideline.drugs:
            yield Fault(
                drug.place,
                f"Drug {drug.id} is made of {drug.substance!r}, which does not exist.",
                "A bar on the substance would miss the product.",
                nearest(drug.substance, guideline.drugs) or "Add the substance.",
                "unknown-substance",
            )


def shared_name(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each name that two unrelated drugs carry."""
    owner: dict[str, str] = {}
    for drug in guideline.drugs.values():
        for name in {drug.name.lower(), *(other.lower() for other in drug.names)}:
            first = owner.setdefault(name, drug.id)
            related = guideline.is_a(drug.id, first) or guideline.is_a(first, drug.id)
            if first != drug.id and not related:
                yield Fault(
                    drug.place,
                    f"Drugs {first} and {drug.id} share the name {name!r}.",
                    "Whoever writes the name could mean either.",
                    "Give the name to one of them.",
                    "shared-name",
                )


def empty_class(guideline: Guideline) -> Iterator[Fault]:
    """Yield a fault for each class of which nothing is a member."""
    for group in guideline.groups.values():
        if guideline.members.get(group.id, frozenset()) <= {group.id}:
            yield Fault(
                group.place,
                f"Class {group.id} has no member.",
                "A question of that class is never true.",
                "Put a drug or variant in it, or remove it.",
                "empty-class",
            )


CHECKS: Final = (unknown_class, unknown_substance, shared_name, empty_class)
