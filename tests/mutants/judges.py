"""This module holds the judges: each says why a mutant is wrong, or nothing where it sees nothing.

It refuses to let one judge lean on another: each comes to its verdict by itself. A further judge is
a function from a trial to a sentence, and one more line in ``JUDGES``.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from tests.cases.test_cases import EXPECTATIONS, refusal
from tests.mutants.door import answer
from tests.mutants.edges import result
from tests.mutants.proof import refuted
from tests.mutants.register import lost
from tests.mutants.suspects import suspects
from tests.mutants.trial import speaking
from whitlow.checks import CHECKS
from whitlow.language import QuantityError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.mutants.edges import Edge
    from tests.mutants.trial import Trial
    from whitlow.guideline import Case

__all__ = ["JUDGES", "case_of", "quick", "verdicts"]


def loader(trial: Trial) -> str:
    """Say the first fault for which a guideline cannot be loaded."""
    return "" if trial.guideline is not None else f"{trial.faults[0].check}: {trial.faults[0].what}"


def checks(trial: Trial) -> str:
    """Say the first fault that a check finds."""
    for check in CHECKS:
        for fault in check(trial.loaded):
            return f"{fault.check}: {fault.what}"
    return ""


def proof(trial: Trial) -> str:
    """Say which obligation no longer holds, and of whom."""
    return (
        "" if trial.mutant.shelf not in PROVED else refuted(trial.world.prover.base, trial.loaded)
    )


PROVED: Final = ("rules", "laws", "formulas", "grades", "tables", "promises")


def cases(trial: Trial) -> str:
    """Say what a worked case finds otherwise than it expects."""
    said = (case_of(trial, one.case) for one in suspects(trial))
    return next(filter(None, said), "")


def case_of(trial: Trial, case: Case) -> str:
    """Say what one worked case finds otherwise than it expects."""
    if "refused" in dict(case.expect):
        found = refusal(case, trial.loaded)
    elif (seen := trial.seen(case)) is None:
        found = ["the door refused it"]
    else:
        found = [said for key, node in case.expect for said in EXPECTATIONS[key](seen, node)]
    return f"{case.name}: {found[0]}" if found else ""


def conflicts(trial: Trial) -> str:
    """Say in which worked case two drugs answer one question."""
    for one in suspects(trial):
        seen = trial.seen(one.case)
        if seen is not None and seen.plan.conflicts:
            return f"{one.case.name}: two drugs for {seen.plan.conflicts[0].question}"
    return ""


def reach(trial: Trial) -> str:
    """Say which rule no longer speaks in any worked case."""
    counts = Counter(trial.world.spoken)
    for one in suspects(trial):
        seen = trial.seen(one.case)
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
    wanted = trial.world.register
    if trial.mutant.shelf in PROVED and not trial.mutant.kind.endswith(WORDED):
        wanted = {name: held for name, held in wanted.items() if name not in OF_WORDS}
    return next(lost(wanted, trial.loaded), "")


WORDED: Final = ("citation dropped", "citations dropped", "slots swapped")
OF_WORDS: Final = ("citations", "slots", "statements")
"""What only these kinds of mutants of a rule, law, table or formula can lose; it takes longest."""


JUDGES: Final[dict[str, Callable[[Trial], str]]] = {
    "loader": loader,
    "checks": checks,
    "proof": proof,
    "cases": cases,
    "conflicts": conflicts,
    "reach": reach,
    "edges": edges,
    "door": door,
    "register": register,
}


def verdicts(trial: Trial) -> dict[str, str]:
    """Return what every judge says, each by itself; of what cannot be loaded only the loader."""
    said = loader(trial)
    return {"loader": said} if said else {name: judge(trial) for name, judge in JUDGES.items()}


def quick(trial: Trial) -> dict[str, str]:
    """Return what the judges say, the quickest first, until one speaks."""
    said: dict[str, str] = {}
    for name in QUICKEST:
        said[name] = JUDGES[name](trial)
        if said[name]:
            break
    return said


QUICKEST: Final = (
    "loader",
    "edges",
    "door",
    "register",
    "checks",
    "cases",
    "conflicts",
    "reach",
    "proof",
)
