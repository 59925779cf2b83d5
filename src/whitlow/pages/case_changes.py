"""This module makes the plans of worked cases by two guidelines, and says which of them differ.

It refuses to pass over a case: where one of the guidelines lets no plan be made, it says why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.errors import InputError
from whitlow.pages.plan_json import plan_body
from whitlow.plan.compare import differences
from whitlow.plan.worked import plan_of
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whitlow.guideline import Case, Guideline
    from whitlow.pages.json_values import Json
    from whitlow.plan import Plan
    from whitlow.plan.compare import Difference

__all__ = ["CaseChange", "case_changes"]

OF_THE_GUIDELINE: Final = frozenset({"guideline", "program", "hash", "last_updated", "disclaimer"})
"""What every plan of a new version has anew, whoever the patient is."""


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A case whose plan changes, or of which one of the guidelines makes none.

    ``was_refused`` and ``now_refused`` hold why no plan could be made. ``also`` names the parts of
    the plan that differ where no sentence does: reasons, details of an order, near changes.
    """

    case: Case
    differences: tuple[Difference, ...]
    also: tuple[str, ...]
    was_refused: str
    now_refused: str

    @property
    def lost(self) -> bool:
        """Whether a plan can no longer be made."""
        return bool(self.now_refused) and not self.was_refused

    @property
    def gained(self) -> bool:
        """Whether a plan can be made that could not."""
        return bool(self.was_refused) and not self.now_refused


def case_changes(
    old: Guideline,
    new: Guideline,
    old_cases: Mapping[str, Case],
    new_cases: Mapping[str, Case],
) -> tuple[CaseChange, ...]:
    """Return the cases of either guideline whose plan changes.

    A case of both is tried as the new one writes it; where the old guideline does not know a fact
    in it, each is tried as its own guideline writes it.
    """
    return tuple(
        change
        for name, case in {**old_cases, **new_cases}.items()
        if (change := _change(old, new, old_cases.get(name, case), case)) is not None
    )


def _change(old: Guideline, new: Guideline, before: Case, case: Case) -> CaseChange | None:
    was, was_refused = _made(old, case)
    if was is None and before is not case:
        was, was_refused = _made(old, before)
    now, now_refused = _made(new, case)
    if was is None or now is None:
        same = was_refused == now_refused
        return None if same else CaseChange(case, (), (), was_refused, now_refused)
    found = differences(was, now)
    also = () if found else _also(was, now)
    return CaseChange(case, found, also, "", "") if found or also else None


def _made(guideline: Guideline, case: Case) -> tuple[Plan | None, str]:
    """Return the plan of a case, or why the door refuses its patient."""
    try:
        return plan_of(case, guideline)[1], ""
    except InputError as error:
        return None, " ".join(problem.message for problem in error.problems)


def _also(was: Plan, now: Plan) -> tuple[str, ...]:
    old, new = plan_body(was), plan_body(now)
    return tuple(
        name.replace("_", " ")
        for name in new
        if name not in OF_THE_GUIDELINE and old[name] != new[name]
        if _bare(old[name]) != _bare(new[name])
    )


def _bare(value: Json) -> Json:
    """Return a part of a plan without the version of the guideline that stands in each order."""
    match value:
        case dict():
            return {
                name: _bare(each) for name, each in value.items() if name not in OF_THE_GUIDELINE
            }
        case list():
            return [_bare(each) for each in value]
        case _:
            return value
