"""This module tells in words what becomes of a recommendation when one fact is otherwise.

It refuses words of its own for medicine: headlines, labels, bands and notes speak.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, assert_never

from whitlow.evaluate import Outcome
from whitlow.guideline import Rule
from whitlow.order import GIVEN
from whitlow.plan.advice import ALIVE
from whitlow.sentence import fact_text, fill, joined, short_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.evaluate import Decision
    from whitlow.guideline import Law
    from whitlow.order import Order
    from whitlow.plan.advice import Advice
    from whitlow.plan.candidates import Candidate
    from whitlow.plan.outline import Outline

__all__ = ["becomes", "without_echo"]

SHORTEST: Final = 16
MOST_FACTS: Final = 3
CUTS: Final = (". ", ": ", "; ")


def becomes(
    advice: Advice, before: Outline, after: Outline, candidate: Candidate
) -> tuple[str, ...]:
    """Return what a recommendation becomes, a phrase for each thing that there is to say."""
    match advice.kind:
        case "bottom_line":
            return tuple(_bottom(before, after, candidate))
        case "dose":
            return (_dose(after, after.orders[advice.id], candidate),)
        case "grade":
            return (_level(before, after, advice.id),)
        case "rule":
            return (_rule(before, after, advice.id, candidate),)
        case _:
            assert_never(advice.kind)


def without_echo(phrases: Iterable[str]) -> tuple[str, ...]:
    """Return phrases once each, without a reason in brackets that another has told already.

    >>> without_echo(["instead: Wait", "balm: barred (Wait)", "instead: Wait"])
    ('instead: Wait', 'balm: barred')
    """
    told: list[str] = []
    for phrase in dict.fromkeys(phrases):
        said, _, reason = phrase.partition(" (")
        again = reason != "" and any(reason.rstrip(")") in each for each in told)
        told.append(said if again else phrase)
    return tuple(dict.fromkeys(told))


def _bottom(before: Outline, after: Outline, candidate: Candidate) -> Iterator[str]:
    """Yield what the bottom line says instead, or else what it says no more.

    A treatment that is still advised, and of which no order can be given, is told of by its order.
    """
    guideline = before.reading.guideline
    new = [name for name in after.headlines if name not in before.headlines]
    alive = {name for name, one in after.decisions.items() if one.outcome in ALIVE}
    gone = [name for name in before.headlines if name not in after.headlines]
    for name in new[:1]:
        yield f"instead: {_brief(after, guideline.rules[name], candidate)}"
    if not new:
        for name in [name for name in gone if name not in alive][:1]:
            yield _rule(before, after, name, candidate)


def _level(before: Outline, after: Outline, name: str) -> str:
    guideline = before.reading.guideline
    label = guideline.label(name)
    level = after.levels.get(name)
    return f"{label}: {'not known' if level is None else guideline.option_label(name, level)}"


# --- rules --------------------------------------------------------------------------------------


def _rule(before: Outline, after: Outline, name: str, candidate: Candidate) -> str:
    rule = before.reading.guideline.rules[name]
    now = after.decisions.get(name)
    subject = _subject(before, rule, candidate)
    if now is None or now.outcome is Outcome.SILENT:
        return _gone(before, after, rule, candidate)
    match now.outcome:
        case Outcome.BARRED:
            return f"{subject}: barred ({_barring(after, now, candidate)})"
        case Outcome.ASK:
            hangs = _labels(after, after.reading.open_facts(rule.when))
            return f"{subject}: not before it is known: {hangs}"
        case Outcome.PROVISIONAL:
            return f"{subject}: provisional until known: {_labels(after, now.waits)}"
        case Outcome.STANDS:
            return f"{subject}: stands"
        case _:
            assert_never(now.outcome)


def _gone(before: Outline, after: Outline, rule: Rule, candidate: Candidate) -> str:
    """Return that a rule is silent; where its drug is still advised, for what else that is."""
    others = [
        one.rule
        for one in after.decisions.values()
        if one.outcome in ALIVE
        and one.rule.action.kind == rule.action.kind == "treat"
        and one.rule.action.target == rule.action.target
    ]
    for other in others:
        was = before.decisions.get(other.id)
        if was is None or was.outcome not in ALIVE:
            return f"instead: {_brief(after, other, candidate)}"
    subject = _brief(before, rule, candidate) if others else _subject(before, rule, candidate)
    return f"{subject}: no longer advised"


def _subject(before: Outline, rule: Rule, candidate: Candidate) -> str:
    """Return whom a rule is about: its drug, or else its headline."""
    guideline = before.reading.guideline
    match rule.action.kind:
        case "treat":
            return guideline.label(rule.action.target)
        case "avoid":
            return f"avoiding {guideline.label(rule.action.target)}"
        case _:
            return _brief(before, rule, candidate)


def _barring(after: Outline, decision: Decision, candidate: Candidate) -> str:
    guideline = after.reading.guideline
    name = decision.barred_by[0]
    record = guideline.rules.get(name) or guideline.laws[name]
    return _brief(after, record, candidate)


def _labels(after: Outline, facts: tuple[str, ...]) -> str:
    named = [after.reading.guideline.label(fact) for fact in dict.fromkeys(facts)]
    return joined(named[:MOST_FACTS] + (["more"] if len(named) > MOST_FACTS else []))


def _brief(found: Outline, record: Rule | Law, candidate: Candidate) -> str:
    """Return a headline, or the first clause of what a record says.

    The number that changes is shown as the edge that it passes, never as the number just beyond.
    """
    guideline = found.reading.guideline
    headline = getattr(record, "headline", None)
    says = fill(headline or record.says, guideline, record.cites, found.reading.known)
    tried = fact_text(guideline, candidate.fact, found.reading.known(candidate.fact))
    if isinstance(candidate.found, Fraction):
        says = says.replace(tried, candidate.to)
    if headline is None:
        says = _clause(says)
    return says.rstrip(".")


def _clause(says: str) -> str:
    """Return a sentence up to its first full stop, colon or semicolon that leaves enough said."""
    ends = [at for cut in CUTS if (at := says.find(cut, SHORTEST)) > 0]
    return says[: min(ends)] if ends else says


# --- orders -------------------------------------------------------------------------------------


def _dose(after: Outline, order: Order, candidate: Candidate) -> str:
    guideline = after.reading.guideline
    drug = guideline.label(order.regimen.drug)
    match order.status:
        case "dose" | "confirm" | "needs":
            confirm = ", to be confirmed first" if order.status == "confirm" else ""
            return f"{drug} {_amount(order)}{confirm}"
        case "hold":
            return f"{drug}: hold ({_note(after, order, candidate)})"
        case "not_recommended" | "contraindicated" | "refused":
            refusal = "" if order.row is None else order.row.refusal
            return f"{drug}: no dose ({refusal or _note(after, order, candidate)})"
        case _:
            assert_never(order.status)


def _note(after: Outline, order: Order, candidate: Candidate) -> str:
    """Return what stands in the way, a bar or hold before other notes, as short as it is said."""
    guideline = after.reading.guideline
    records = [
        guideline.rules.get(note.rule) or guideline.laws.get(note.rule) for note in order.warnings
    ]
    for record in records:
        if record is not None and not (isinstance(record, Rule) and _only_notes(record)):
            return _brief(after, record, candidate)
    for note in order.warnings:
        if not note.rule:
            return _clause(note.says).rstrip(".")
    return order.status.replace("_", " ")


def _only_notes(rule: Rule) -> bool:
    return rule.action.kind not in {"avoid", "hold"}


def _amount(order: Order) -> str:
    parts = []
    if order.per_kg is not None:
        parts.append(f"{short_number(order.per_kg)} mg/kg")
    elif order.dose_mg is not None:
        parts.append(f"{short_number(order.dose_mg)} mg")
    if order.interval_h is not None:
        parts.append(f"every {short_number(order.interval_h)} h")
    elif order.status in GIVEN and order.times_a_day is not None:
        parts.append(f"{short_number(order.times_a_day)} times a day")
    return " ".join(parts) or "as soon as it can be worked out"
