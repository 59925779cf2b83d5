"""This module is the page of the proofs: what the prover found of this guideline as it stands.

It refuses to prove anything, and to show a run of another guideline or program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.door.vocabulary import cut, shown
from whitlow.errors import InputError, Problem
from whitlow.guideline import nearest
from whitlow.pages.problems_json import problems_json
from whitlow.pages.proof_page import FAMILIES
from whitlow.pages.records_json import kinds_of
from whitlow.proofs import kept
from whitlow.web.asked import form_of
from whitlow.web.markup import address
from whitlow.web.paged import paged
from whitlow.web.site import json_page, site_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from whitlow.guideline import Guideline
    from whitlow.proofs import Proofs, Settled

__all__ = ["Obligation", "obligation", "show"]

MOST: Final = 60
NONE_KEPT: Final = (
    "No proofs are kept of this guideline as it stands, by this program. "
    "Run 'whitlow prove' on this machine: it settles every obligation and keeps what it found."
)
KINDS_OF_FAMILY: Final = {
    "tables": ("table",),
    "doses": ("regimen",),
    "units": ("fact",),
    "laws": ("law",),
    "promises": ("promise",),
    "ranges": ("table", "fact", "formula"),
    "alive": ("rule", "rule of another side"),
    "steady": ("rule", "rule of another side"),
}
"""Of which kind of record the obligations of a family are; the others are about all of them."""

VERDICTS: Final = {"proved": "✓ Proved", "refuted": "✗ Does not hold", "unsettled": "? Not settled"}


class Obligation(NamedTuple):
    """What is owed and what became of it, with the record that it is about and where that stands.

    ``at`` are files and lines: of what is broken where it fails, else of the record.
    """

    settled: Settled
    verdict: str
    record: str
    at: tuple[str, ...]


class Family(NamedTuple):
    """A family of obligations: what it says, how many are owed and proved, and how long it took."""

    name: str
    says: str
    total: int
    proved: int
    seconds: str


async def show(request: Request) -> Response:
    """Answer for ``/proofs``: the last run by family, and the obligations of one family."""
    site = site_of(request)
    proofs = kept(site.folder)
    family = request.query_params.get("family", "")
    if family and family not in FAMILIES:
        known = ", ".join(FAMILIES)
        guess = nearest(cut(family), FAMILIES) or f"Use one of {known}."
        message = f"family: there is no family {shown(family)}. {guess}"
        raise InputError(Problem("unknown_option", message, "family", cut(family), known))
    if form_of(request) == "json":
        if proofs is None:
            return json_page(problems_json([Problem("none_kept", NONE_KEPT, "proofs")]), 404)
        return json_page(proofs.data())
    if proofs is None:
        return site.page("proofs.html", {"proofs": None, "told": NONE_KEPT}, here="evidence")
    return site.page(
        "proofs.html", _shown(request, site.guideline, proofs, family), here="evidence"
    )


def _shown(
    request: Request, guideline: Guideline, proofs: Proofs, family: str
) -> dict[str, object]:
    wanted = [each for each in proofs.settled if each.family == family]
    listed = sorted(wanted if family else proofs.failed, key=lambda each: each.proved)
    page = paged(request, listed, {"family": family} if family else {}, MOST)
    return {
        "proofs": proofs,
        "families": _families(proofs),
        "family": family,
        "says": FAMILIES.get(family, ""),
        "page": page,
        "obligations": [obligation(guideline, each) for each in page.entries],
        "address": address,
    }


def _families(proofs: Proofs) -> list[Family]:
    found = []
    for name, says in FAMILIES.items():
        mine: Sequence[Settled] = [each for each in proofs.settled if each.family == name]
        seconds = f"{sum(each.seconds for each in mine):.1f}"
        found.append(Family(name, says, len(mine), sum(each.proved for each in mine), seconds))
    return [each for each in found if each.total]


def obligation(guideline: Guideline, settled: Settled) -> Obligation:
    """Return an obligation with the record that its name names, and where that is written."""
    verdict = VERDICTS[settled.verdict]
    broken = tuple(str(part) for part in settled.broken)
    for kind in KINDS_OF_FAMILY.get(settled.family, ()):
        records = kinds_of(guideline, kind)
        for name in _names(settled.name):
            if name in records:
                place = getattr(records[name], "place", "")
                return Obligation(settled, verdict, name, broken or (str(place),))
    return Obligation(settled, verdict, "", broken)


def _names(name: str) -> tuple[str, ...]:
    """Return what an obligation may be about: all after its kind, or the first part of that.

    >>> _names("within-limit:a-regimen:a-day")
    ('a-regimen:a-day', 'a-regimen')
    """
    subject = name.partition(":")[2]
    return subject, subject.partition(":")[0]
