"""This module names what is broken, each record with the file and the line where it stands.

It refuses a place without a name: an editor who reads two lines must know which is the rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.record import dataclass

if TYPE_CHECKING:
    from whitlow.errors import Place
    from whitlow.guideline import Regimen, Row, Rule, Table

__all__ = ["Broken", "of_regimen", "of_row", "of_rule", "of_table"]


@dataclass(frozen=True, slots=True)
class Broken:
    """One record that has a part in what is broken: its kind, its id, and where it stands."""

    kind: str
    id: str
    place: Place

    def __str__(self) -> str:
        """Return it as the line that an editor reads.

        >>> from whitlow.errors import Place
        >>> str(Broken("law", "no-tea", Place("laws.yaml", 2, 3)))
        'law no-tea, laws.yaml:2:3'
        """
        return f"{f'{self.kind} {self.id}'.strip()}, {self.place}"


def of_rule(rule: Rule) -> Broken:
    """Return a rule as a part of what is broken."""
    return Broken("rule", rule.id, rule.place)


def of_table(table: Table) -> Broken:
    """Return a table as a part of what is broken."""
    return Broken("table", table.id, table.place)


def of_row(row: Row) -> Broken:
    """Return a row of a table as a part of what is broken."""
    return Broken("row", str(row.band), row.place)


def of_regimen(regimen: Regimen) -> Broken:
    """Return a regimen as a part of what is broken."""
    return Broken("regimen", regimen.id, regimen.place)
