"""This module writes the bottom line: at most two sentences, each the headline of a rule.

It refuses to promise more than survives: what is provisional or to be confirmed says so, nothing
that can wait stands beside an emergency, and a treatment of which no order can be given is not
promised, nor one whose order is held where another sentence says so. A drug to be stopped comes
before whatever is to be begun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.evaluate import Outcome
from whitlow.order import GIVEN
from whitlow.plan.records import BottomLine
from whitlow.sentence import fill, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whitlow.evaluate import Decision, Reading
    from whitlow.order import Order
    from whitlow.plan.records import Item, Question
    from whitlow.plan.survivors import Survivors

__all__ = ["bottom_line", "headlines"]

MOST_SENTENCES: Final = 2
MOST_FACTS: Final = 3
ORDER: Final = ("emergency", "avoid", "treat", "refer", "test", "assess")
BESIDE: Final = "refer"
STOP: Final = "avoid"
IN_AN_EMERGENCY: Final = ("emergency", STOP, "treat", BESIDE)
CONFIRM_FIRST: Final = "Confirm the dose before it is given: its order says why."
WORTH_SAYING: Final = (*GIVEN, "needs", "hold")


def bottom_line(
    reading: Reading,
    found: Survivors,
    doses: Iterable[Item],
    ask: Sequence[Question],
    *,
    plain: bool,
) -> BottomLine:
    """Return the bottom line of what survives, or what to ask first where nothing does."""
    orders = [(item.rule, item.order) for item in doses if item.order is not None]
    chosen = headlines(found, orders, plain=plain)
    if not chosen:
        handed = () if plain else _handed_over(found)
        says = _without_advice(reading, found, handed, ask, plain=plain)
        return BottomLine(says, _cites(handed), provisional=bool(ask))
    confirmed = frozenset[str]() if plain else _all_to_confirm(orders)
    told = (_sentence(reading, one, confirmed, plain=plain) for one in chosen)
    says = " ".join(dict.fromkeys(told))  # two kinds of rule may share a headline
    provisional = any(decision.outcome is Outcome.PROVISIONAL for decision in chosen)
    return BottomLine(says, _cites(chosen), provisional)


def _cites(decisions: Iterable[Decision]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite for decision in decisions for cite in decision.rule.cites))


def _handed_over(found: Survivors) -> tuple[Decision, ...]:
    """Return the hand-overs that stand, of which a plan without a headline still speaks."""
    every = found.alive("refer")
    return tuple(one for one in every if not _is_provisional(one))[:MOST_FACTS]


def headlines(
    found: Survivors, orders: Iterable[tuple[str, Order]], *, plain: bool
) -> list[Decision]:
    """Return the rules whose headlines are the bottom line; ``orders`` names each one's rule."""
    listed = list(orders)
    return _chosen(found, _empty_handed(listed), _all_held(listed), plain=plain)


def _empty_handed(orders: Iterable[tuple[str, Order]]) -> frozenset[str]:
    """Return the rules that have orders, none of which can be given or waited for."""
    worth: dict[str, bool] = {}
    for rule, order in orders:
        worth[rule] = worth.get(rule, False) or order.status in WORTH_SAYING
    return frozenset(rule for rule, good in worth.items() if not good)


def _all_to_confirm(orders: Iterable[tuple[str, Order]]) -> frozenset[str]:
    """Return the rules every order of which that could be given is to be confirmed first."""
    waits: dict[str, bool] = {}
    for rule, order in orders:
        if order.status in GIVEN:
            waits[rule] = waits.get(rule, True) and order.status == "confirm"
    return frozenset(rule for rule, every in waits.items() if every)


def _all_held(orders: Iterable[tuple[str, Order]]) -> frozenset[str]:
    """Return the rules every order of which is held."""
    held: dict[str, bool] = {}
    for rule, order in orders:
        held[rule] = held.get(rule, True) and order.status == "hold"
    return frozenset(rule for rule, every in held.items() if every)


def _chosen(
    found: Survivors, empty: frozenset[str], held: frozenset[str], *, plain: bool
) -> list[Decision]:
    """Return the rules with a headline that matter most, no two of one kind and target.

    Within a kind what stands comes before what is provisional, and where something stands not
    every sentence is provisional. Beside an emergency stand only what is given and who is called:
    never what can wait. A treatment that replaces no other comes after the hand-overs,
    and one that is only provisional after a hand-over that is certain.
    """
    ranked = [
        decision
        for kind in (IN_AN_EMERGENCY if found.alive("emergency") else ORDER)
        for decision in sorted(found.alive(kind), key=_is_provisional)
        if _has_words(decision, plain=plain) and decision.rule.id not in empty
    ]
    ranked.sort(key=_rank)
    unique: dict[tuple[str, str], Decision] = {}
    for decision in ranked:
        unique.setdefault((decision.rule.action.kind, decision.rule.action.target), decision)
    kept = list(unique.values())
    chosen = kept[:MOST_SENTENCES]
    if not found.alive("treat") and all(_is_emergency(decision) for decision in chosen[1:]):
        # Where no drug is left, whom to hand over to matters more than a second alarm.
        chosen[1:] = [one for one in kept[1:] if _kind(one) == "refer"][:1] or chosen[1:]
    certain = [decision for decision in kept if not _is_provisional(decision)]
    if certain and len(chosen) == MOST_SENTENCES and all(map(_is_provisional, chosen)):
        chosen[-1] = certain[0]
    if len(chosen) == MOST_SENTENCES and _waits_behind(*chosen):
        chosen.reverse()
    if [_kind(one) for one in chosen] == ["emergency", STOP]:
        # What is begun at once replaces what is to be stopped, and the emergency waits for it.
        chosen[1:] = [one for one in certain if _kind(one) == "treat"][:1] or chosen[1:]
    if chosen and chosen[-1].rule.id in held and _is_emergency(chosen[0]):
        chosen[-1:] = _why_held(kept, chosen[-1]) or chosen[-1:]
    return chosen


def _why_held(kept: Iterable[Decision], treatment: Decision) -> list[Decision]:
    """Return the hand-over that goes with the drug of a treatment that is held, if there is one."""
    drug = treatment.rule.action.target
    return [one for one in kept if _kind(one) == "refer" and one.rule.with_drug == drug][:1]


def _waits_behind(first: Decision, second: Decision) -> bool:
    """Whether a treatment that is only provisional stands before a hand-over that is certain."""
    kinds = (_kind(first), _kind(second))
    return kinds == ("treat", "refer") and _is_provisional(first) and not _is_provisional(second)


def _kind(decision: Decision) -> str:
    return decision.rule.action.kind


def _rank(decision: Decision) -> tuple[int, bool]:
    beside = decision.rule.action.beside
    return ORDER.index(BESIDE if beside else _kind(decision)), beside


def _is_provisional(decision: Decision) -> bool:
    return decision.outcome is Outcome.PROVISIONAL


def _is_emergency(decision: Decision) -> bool:
    return _kind(decision) == "emergency"


def _has_words(decision: Decision, *, plain: bool) -> bool:
    rule = decision.rule
    if rule.headline is None:
        return False
    return not plain or (rule.plain is not None and rule.action.kind != "treat")


def _sentence(
    reading: Reading, decision: Decision, confirmed: frozenset[str], *, plain: bool
) -> str:
    rule = decision.rule
    wording = rule.plain if plain else rule.headline
    if wording is None:
        return ""
    said = fill(wording, reading.guideline, rule.cites, reading.known, reading.words)
    if rule.id in confirmed:
        said = f"{said} {CONFIRM_FIRST}"
    if plain or not decision.waits:
        return said
    named = [reading.guideline.label(fact) for fact in decision.waits]
    shown = named[:MOST_FACTS] + (["more"] if len(named) > MOST_FACTS else [])
    return f"Provisionally, with {joined(shown)} not told yet: {said}"


def _without_advice(
    reading: Reading,
    found: Survivors,
    handed: Sequence[Decision],
    ask: Sequence[Question],
    *,
    plain: bool,
) -> str:
    """Return what to say where no rule has a headline for this reader."""
    advised = found.alive("emergency", "treat", "refer", "test", "assess")
    if advised and plain:
        return "What follows is for you and your doctor to talk over."
    labels = [reading.guideline.label(question.fact) for question in ask[:MOST_FACTS]]
    if handed:
        said = f"Refer to {'; '.join(one.rule.action.target for one in handed)}."
        more = f" Too little is known for more: begin with {joined(labels)}."
        return said + more if ask else said
    if not ask:
        return "Nothing in this guideline applies to what is known of this patient."
    return f"Too little is known for advice: begin with {joined(labels)}."
