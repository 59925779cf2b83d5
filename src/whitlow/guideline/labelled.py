"""This module is for records that are known by a word before they are read.

It refuses to say how they are kept: whoever remembers a guideline does.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from whitlow.guideline.once import OnceFor

if TYPE_CHECKING:
    from whitlow.guideline.model import Guideline

__all__ = ["Labelled", "targets_of"]

T = TypeVar("T")


class Labelled(Mapping[str, T]):
    """Records by id, each with a label that is known without reading the record."""

    @property
    @abstractmethod
    def labels(self) -> Mapping[str, str]:
        """The label of each record by its id, in the order of the records."""


def _find_targets(guideline: Guideline) -> Mapping[str, str]:
    """Return what each rule acts on; a rule that is remembered is labelled with it."""
    rules = guideline.rules
    if isinstance(rules, Labelled):
        return rules.labels
    return {name: rule.action.target for name, rule in rules.items()}


targets_of = OnceFor(_find_targets)
"""What each rule of a guideline acts on, by the rule's id and in the order of the rules."""
