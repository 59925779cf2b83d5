"""This module reads what is needed to read a laboratory: molar masses and cut-offs.

It refuses to judge whether a cut-off is wise; that is for ``checks``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from whitlow.guideline.compile import template
from whitlow.guideline.fields import Fields, nearest
from whitlow.guideline.records import Cutoff, CutoffOf, MolarMass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.guideline.strict_yaml import Scalar

__all__ = ["read_cutoff", "read_molar_masses"]

OWNERS: Final[dict[str, CutoffOf]] = {name: name for name in get_args(CutoffOf)}


def read_molar_masses(fields: Fields) -> Iterator[tuple[str, MolarMass]]:
    """Yield the forms of a drug, each with the claim that says what it weighs."""
    for key, node in fields.entries("molar_masses"):
        inner = Fields(node, f"{fields.what}, molar mass of {key.value}", fields.faults)
        mass = inner.required("mass").value
        yield key.value, MolarMass(key.value, inner.texts("names"), mass, inner.place)
        inner.done()


def read_cutoff(name: str, fields: Fields) -> Cutoff:
    """Return one cut-off; it cites every statement of which it takes an end."""
    of = _of(fields.required("of"), fields)
    ends = {
        end: fields.text(end)
        for end in ("susceptible_below", "susceptible_up_to", "resistant_from", "resistant_above")
    }
    taken = tuple(end.rpartition(".")[0] for end in ends.values() if end)
    cutoff = Cutoff(
        id=name,
        of=of,
        laboratory=fields.text("laboratory"),
        names=fields.texts("names"),
        assays=fields.texts("assays"),
        virus=fields.texts("virus"),
        drug=fields.required("drug").value,
        form=fields.text("form"),
        says=template(fields.required("says")),
        cites=tuple(dict.fromkeys((*taken, *fields.texts("cites")))),
        place=fields.place,
        **ends,
    )
    fields.done()
    return cutoff


def _of(written: Scalar, fields: Fields) -> CutoffOf:
    if written.value and written.value not in OWNERS:
        fields.faults.add(
            written.place,
            f"{fields.what} is of {written.value!r}.",
            "A laboratory's own cut-off reads a value; a convention is only shown beside it.",
            nearest(written.value, OWNERS) or f"Use one of {', '.join(OWNERS)}.",
            "cutoff",
        )
    return OWNERS.get(written.value, "convention")
