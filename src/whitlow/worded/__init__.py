"""This package has an answer worded by a language model that the user configured, and checks it.

It refuses whatever the cited records do not say; twice refused, the answer stays as it was. It
imports no client of a model before one is asked.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from whitlow.errors import InputError, Problem
from whitlow.record import dataclass
from whitlow.worded.applied import applied
from whitlow.worded.offer import offer_of, sent
from whitlow.worded.records import Proposal
from whitlow.worded.settings import Settings, settings
from whitlow.worded.validate import refusals

if TYPE_CHECKING:
    from collections.abc import Callable

    from whitlow.answer import Answer
    from whitlow.worded.records import Reach, Refusal

__all__ = ["Settings", "Worded", "settings", "worded"]

ATTEMPTS: Final = 2
NOT_INSTALLED: Final = (
    "--worded: the client for language models is not installed. Install whitlow[llm], or ask "
    "without --worded."
)


@dataclass(frozen=True, slots=True)
class Worded:
    """An answer, worded or as it was, and what is told of how it came about.

    ``refused`` are the reasons for which the last wording was refused, ``attempts`` how often the
    model was asked.
    """

    answer: Answer
    accepted: bool
    attempts: int
    told: str
    refused: tuple[Refusal, ...] = ()


def worded(answer: Answer, model: Settings, reach: Reach = "records") -> Worded:
    """Return an answer in a model's words where they pass, else as it was.

    Raises ``InputError`` where the client is not installed.
    """
    offer = offer_of(answer, reach)
    if not offer.sections:
        told = "There is nothing here that a language model may word, so none was asked."
        return Worded(answer, accepted=False, attempts=0, told=told)
    ask_model = _client()
    text = sent(offer)
    why = ""
    found: tuple[Refusal, ...] = ()
    for attempt in range(1, ATTEMPTS + 1):
        reply = ask_model(model, text, tuple(each.says for each in found))
        if not isinstance(reply, Proposal):
            why, found = f"it {reply}", ()
            continue
        found = refusals(answer.guideline, offer, reply)
        if not found:
            new = applied(answer, offer, reply)
            return Worded(new, accepted=True, attempts=attempt, told=_accepted(model))
        why = _why(found)
    return Worded(answer, accepted=False, attempts=ATTEMPTS, told=_kept(model, why), refused=found)


def _client() -> Callable[[Settings, str, tuple[str, ...]], Proposal | str]:
    try:
        from whitlow.worded.model import ask_model  # noqa: PLC0415 - an extra, slow to import
    except ImportError as error:
        problem = Problem("language_model", NOT_INSTALLED, "worded", "", "whitlow[llm]")
        raise InputError(problem) from error
    return ask_model


def _accepted(model: Settings) -> str:
    return (
        f"A language model ({model.model}) worded this. Each sentence was checked against the "
        "records that it cites: numbers, names, negations, conditions and strength stand in the "
        "same order. What is urgent, tables and doses are as the guideline has them. The check "
        "reads words, not sense: in doubt, ask without --worded."
    )


def _kept(model: Settings, why: str) -> str:
    return (
        f"This is the guideline's own wording. A language model ({model.model}) was asked "
        f"twice and its wording is not shown: {why}."
    )


def _why(found: tuple[Refusal, ...]) -> str:
    counts = Counter(each.kind for each in found)
    listed = ", ".join(f"{kind} {many}" for kind, many in counts.items())
    return (
        f"refused for {len(found)} reasons ({listed})"
        if len(found) > 1
        else (f"refused for 1 reason ({found[0].kind})")
    )
