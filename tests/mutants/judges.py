"""This module holds the judges: each says why a mutant is wrong, or nothing where it sees nothing.

It refuses to pass a mutant on: the first judge that speaks has caught it. A further judge is a
function from a trial to a sentence, and one more line in ``JUDGES``.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from tests.cases.test_cases import EXPECTATIONS, refusal
from tests.mutants.door import answer
from tests.mutants.edges import result
from tests.mutants.register import lost
from tests.mutants.suspects import suspects
from tests.mutants.trial import speaking
from whitlow.checks import CHECKS
from whitlow.language import QuantityError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.mutants.edges import Edge
    from tests.mutants.trial import Trial

__all__ = ["JUDGES", "verdict"]


def loader(trial: Trial) -> str:
    """Say the first fault for which a guideline cannot be loaded."""
    return "" if trial.guideline is not None else f"{trial.faults[0].check}: {trial.faults[0].what}"


def checks(trial: Trial) -> str:
    """Say the first fault that a check finds."""
    for check in CHECKS:
        for fault in check(trial.loaded):
            return f"{fault.check}: {fault.what}"
    return ""


def cases(trial: Trial) -> str:
    """Say what a worked case finds otherwise than it expects."""
    for one in suspects(trial):
        expected = dict(one.case.expect)
        if "refused" in expected:
            found = refusal(one.case, trial.loaded)
        elif (seen := trial.seen(one)) is None:
            found = ["the door refused it"]
        else:
            found = [
                said for key, node in one.case.expect for said in EXPECTATIONS[key](seen, node)
            ]
        if found:
            return f"{one.case.name}: {found[0]}"
    return ""


def conflicts(trial: Trial) -> str:
    """Say in which worked case two drugs answer one question."""
    for one in suspects(trial):
        seen = trial.seen(one)
        if seen is not None and seen.plan.conflicts:
            return f"{one.case.name}: two drugs for {seen.plan.conflicts[0].question}"
    return ""


def reach(trial: Trial) -> str:
    """Say which rule no longer speaks in any worked case."""
    counts = Counter(trial.world.spoken)
    for one in suspects(trial):
        seen = trial.seen(one)
        counts.subtract(one.speaking)
        counts.update(frozenset() if seen is None else speaking(seen))
    for rule in trial.loaded.rules:
        if trial.world.spoken[rule] and not counts[rule]:
            return f"{rule} speaks in no worked case"
    return ""


def edges(trial: Trial) -> str:
    """Say which edge of the changed condition comes to something else.

    A table is tried by the edges of the formulas that read it.
    """
    for edge in edges_of(trial):
        try:
            now = result(trial.loaded, edge)
        except (KeyError, QuantityError, AttributeError) as error:
            now = repr(error)
        if now != edge.comes_to:
            return f"{edge}; it is {now}"
    return ""


def edges_of(trial: Trial) -> Iterator[Edge]:
    """Yield the edges of a changed condition, or of the formulas that read a changed table."""
    record = trial.mutant.record.partition(":")[0]
    yield from trial.world.edges.get(record, ())
    if trial.mutant.shelf == "tables":
        for formula in trial.world.guideline.formulas.values():
            if record in formula.condition.text:
                yield from trial.world.edges.get(formula.name, ())


def door(trial: Trial) -> str:
    """Say which value of the changed fact the door treats otherwise."""
    if trial.mutant.shelf != "facts":
        return ""
    for knock in trial.world.knocks:
        if knock.fact == trial.mutant.record:
            now = answer(trial.loaded, knock.fact, knock.value)
            if now != knock.does:
                return f"{knock}; it is {now}"
    return ""


def register(trial: Trial) -> str:
    """Say what the register holds and the mutant does not."""
    return next(lost(trial.world.register, trial.loaded), "")


JUDGES: Final[dict[str, Callable[[Trial], str]]] = {
    "loader": loader,
    "checks": checks,
    "cases": cases,
    "conflicts": conflicts,
    "reach": reach,
    "edges": edges,
    "door": door,
    "register": register,
}


def verdict(trial: Trial) -> tuple[str, str]:
    """Return the first judge that catches a mutant with what it says, or two empty texts."""
    for name, judge in JUDGES.items():
        said = judge(trial)
        if said:
            return name, said
    return "", ""
