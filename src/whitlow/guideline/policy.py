"""This module reads the editorial policy: who may do what at the desk, and what approval takes.

It refuses a policy by which nobody could ever approve, or by which one person could alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.guideline.fields import Fields, nearest
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from whitlow.errors import Place

__all__ = ["Need", "Policy", "read_policy"]

KINDS: Final = ("law", "table", "rule", "disagreement", "statement")
FEWEST: Final = 2
MOST_MONTHS: Final = 60


@dataclass(frozen=True, slots=True)
class Need:
    """What the approval of one kind of record takes: how many, and which fields of expertise.

    Each field of ``expertise`` is that of one of those who approve, a person counting for all of
    their own.
    """

    approvals: int
    expertise: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Policy:
    """The editorial policy.

    ``months`` is how long an approval holds, ``needs`` what each kind of record takes, ``may`` the
    roles that may do each kind of thing, ``expertise`` and ``roles`` their names in words, and
    ``chairs`` the public keys at the root of trust, by the name of their owner: none, and nobody
    can be enrolled, so nothing can be approved.
    """

    title: str
    says: tuple[str, ...]
    months: int
    needs: Mapping[str, Need]
    roles: Mapping[str, str]
    expertise: Mapping[str, str]
    may: Mapping[str, tuple[str, ...]]
    chairs: Mapping[str, str]
    place: Place


def read_policy(fields: Fields) -> Policy:
    """Return the policy of a guideline."""
    roles, expertise = fields.pairs("roles"), fields.pairs("expertise")
    policy = Policy(
        fields.required("title").value,
        fields.texts("says"),
        _months(fields),
        {
            key.value: _need(Fields(node, f"Policy, {key.value}", fields.faults), expertise)
            for key, node in fields.entries("needs")
        },
        roles,
        expertise,
        _may(fields, roles),
        fields.pairs("chairs"),
        fields.place,
    )
    for kind in KINDS:
        if kind not in policy.needs:
            _fault(fields, fields.place, f"The policy says nothing of a {kind}.", f"Add {kind}.")
    for kind, need in policy.needs.items():
        if kind not in KINDS:
            remedy = nearest(kind, KINDS) or f"Use one of {', '.join(KINDS)}."
            _fault(fields, need.place, f"The policy names {kind!r}, which is not reviewed.", remedy)
    fields.done()
    return policy


def _months(fields: Fields) -> int:
    scalar = fields.required("months")
    found = int(scalar.value) if scalar.value.isascii() and scalar.value.isdigit() else 0
    if not 0 < found <= MOST_MONTHS:
        what = f"The policy lets an approval hold {scalar.value!r} months."
        _fault(fields, scalar.place, what, f"Write a whole number from 1 to {MOST_MONTHS}.")
    return found


def _need(fields: Fields, known: Collection[str]) -> Need:
    scalar = fields.required("approvals")
    number = int(scalar.value) if scalar.value.isascii() and scalar.value.isdigit() else 0
    if number < FEWEST:
        what = f"{fields.what}: approvals is {scalar.value!r}."
        _fault(fields, scalar.place, what, "Write 2 or more: nobody approves alone.")
    need = Need(number, fields.texts("expertise"), fields.place)
    for name in need.expertise:
        if name not in known:
            what = f"{fields.what}: {name!r} is no field of expertise."
            _fault(fields, fields.place, what, nearest(name, known) or "Add it to expertise.")
    fields.done()
    return need


def _may(fields: Fields, roles: Collection[str]) -> dict[str, tuple[str, ...]]:
    group = fields.group("may")
    if group is None:
        return {}
    found = {name: group.texts(name) for name in group.names()}
    for name, who in found.items():
        for role in who:
            if role not in roles:
                what = f"The policy lets {role!r} {name}, which is no role."
                _fault(fields, group.place, what, nearest(role, roles) or "Add it to roles.")
    return found


def _fault(fields: Fields, place: Place, what: str, remedy: str) -> None:
    why = "What readers are told of a review rests on the policy."
    fields.faults.add(place, what, why, remedy, "policy")
