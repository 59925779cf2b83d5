"""This module holds and reads rates: in whom a share was found, and the claim that says so.

It refuses to hold a number: what a rate is stands in its claim alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.record import dataclass

if TYPE_CHECKING:
    from whitlow.errors import Place
    from whitlow.guideline.fields import Fields

__all__ = ["Rate", "read_rate"]


@dataclass(frozen=True, slots=True)
class Rate:
    """In whom a share was found, by which claim (``source#statement.claim``), and in which years.

    ``at_most`` where the source prints a bound; ``but`` says what the figure is not.
    """

    id: str
    group: str
    who: str
    claim: str
    years: str
    but: str
    at_most: bool
    place: Place

    @property
    def cites(self) -> tuple[str, ...]:
        """The statements of its claims."""
        claims = (self.claim, self.years)
        return tuple(dict.fromkeys(each.rpartition(".")[0] for each in claims if each))


def read_rate(name: str, fields: Fields) -> Rate:
    """Return one rate."""
    rate = Rate(
        id=name,
        group=fields.required("group").value,
        who=fields.required("who").value,
        claim=fields.required("claim").value,
        years=fields.text("years"),
        but=fields.text("but"),
        at_most=fields.flag("at_most"),
        place=fields.place,
    )
    fields.done()
    return rate
