"""This module reads rules and laws and compiles which rule overrides which, once.

It refuses to judge whether they are wise; that is for ``checks``.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, get_args

from whitlow.guideline.compile import template
from whitlow.guideline.fields import Fields, nearest
from whitlow.guideline.knowledge import Action, ActionKind, Law, Rule
from whitlow.guideline.strict_yaml import Mapping as MappingNode
from whitlow.language import QuantityError, Unit, convert, read_quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from whitlow.guideline.compile import Compiler
    from whitlow.guideline.fields import Faults

__all__ = ["LAW_KINDS", "TREAT", "compile_overrides", "read_law", "read_rule"]

KINDS: Final[dict[str, ActionKind]] = {name: name for name in get_args(ActionKind)}
LAW_KINDS: Final[dict[str, Literal["plan", "text", "type"]]] = {
    "plan": "plan",
    "text": "text",
    "type": "type",
}
TREAT: Final = "treat "
LONGEST_WAIT: Final = convert(Fraction(10), Unit.parse("a"), Unit.parse("d"))
NO_ACTION: Final = Action("assess", "", (), "", "", (), (), beside=False)


def read_rule(name: str, fields: Fields, compiler: Compiler) -> Rule:
    """Return one rule, its overriders not yet compiled."""
    headline = fields.scalar("headline")
    plain = fields.scalar("plain")
    rule = Rule(
        name,
        fields.text("question"),
        compiler.truth(fields.required("when")),
        fields.text("with"),
        _action(fields),
        None if headline is None else template(headline),
        template(fields.required("says")),
        None if plain is None else template(plain),
        fields.pairs("plain_omits"),
        fields.texts("cites"),
        fields.required("strength").value,
        fields.required("certainty").value,
        fields.flag("off_label"),
        fields.texts("instead_of"),
        (),
        fields.texts("following"),
        fields.text("stands_like"),
        fields.place,
    )
    fields.done()
    return rule


def _action(fields: Fields) -> Action:
    node = fields.node("then")
    if not isinstance(node, MappingNode):
        fields.faults.add(
            fields.place,
            f"{fields.what} has no then.",
            "A rule without an action says nothing.",
            f"Add then with one of {', '.join(KINDS)}.",
            "missing-field",
        )
        return NO_ACTION
    inner = Fields(node, f"{fields.what}, then", fields.faults)
    named = [key.value for key, _ in node.entries if key.value in KINDS]
    if len(named) != 1:
        fields.faults.add(
            node.place,
            f"{fields.what} has {len(named)} actions.",
            "A rule does one thing, so that it can be overridden as one.",
            f"Name exactly one of {', '.join(KINDS)}.",
            "one-action",
        )
        return NO_ACTION
    action = Action(
        KINDS[named[0]],
        inner.required(named[0]).value,
        inner.texts("regimens"),
        inner.text("call"),
        inner.text("as"),
        _days(inner),
        inner.texts("weights"),
        inner.flag("beside"),
    )
    inner.done()
    return action


def _days(fields: Fields) -> tuple[Fraction, ...]:
    """Return the times at which something is due, in days."""
    found: list[Fraction] = []
    for text in fields.texts("due"):
        days = _day(text)
        if days is None or not 0 <= days <= LONGEST_WAIT:
            trouble = "no time" if days is None else "no time from today to ten years on"
            fields.faults.add(
                fields.place,
                f"{fields.what} is due {text!r}, which is {trouble}.",
                "The calendar would miss it.",
                "Write days, as in '7 d'.",
                "due",
            )
        else:
            found.append(days)
    return tuple(found)


def _day(text: str) -> Fraction | None:
    try:
        number, unit = read_quantity(text)
        return convert(number, Unit.parse(unit), Unit.parse("d"))
    except QuantityError:
        return None


def compile_overrides(
    rules: Mapping[str, Rule],
    is_a: Callable[[str, str], bool],
    drugs: Collection[str],
    faults: Faults,
) -> dict[str, Rule]:
    """Return the rules with the ids of those that override each, raw conditions to be used.

    ``drugs`` are all names of drugs and classes.
    """
    overriders: dict[str, list[str]] = {name: [] for name in rules}
    for rule in rules.values():
        for target in rule.instead_of:
            drug = target.removeprefix(TREAT) if target.startswith(TREAT) else ""
            if drug in drugs:
                named = _treating(drug, rule, rules, is_a)
            elif target in rules:
                named = [target]
            else:
                named = []
                _refuse_target(target, rule, (*rules, *(f"{TREAT}{one}" for one in drugs)), faults)
            for name in named:
                overriders[name].append(rule.id)
    for rule in rules.values():
        overriders[rule.id] += [
            name for name in overriders.get(rule.stands_like, ()) if name != rule.id
        ]
    return {
        name: replace(rule, overriders=tuple(dict.fromkeys(overriders[name])))
        for name, rule in rules.items()
    }


def _treating(
    drug: str, rule: Rule, rules: Mapping[str, Rule], is_a: Callable[[str, str], bool]
) -> list[str]:
    """Return the other rules that treat with a drug, a product of it or one of its class."""
    return [
        other.id
        for other in rules.values()
        if other.action.kind == "treat" and other is not rule and is_a(other.action.target, drug)
    ]


def _refuse_target(target: str, rule: Rule, known: Iterable[str], faults: Faults) -> None:
    faults.add(
        rule.place,
        f"Rule {rule.id} stands instead of {target!r}, which does not exist.",
        "An override that names nothing overrides nothing.",
        nearest(target, known) or "Name a rule, or 'treat' and a drug.",
        "unknown-rule",
    )


def read_law(name: str, fields: Fields, compiler: Compiler) -> Law:
    """Return one law."""
    kind = fields.required("kind")
    if kind.value and kind.value not in LAW_KINDS:
        fields.faults.add(
            kind.place,
            f"{fields.what} is of the kind {kind.value!r}.",
            "The kind tells what enforces the law.",
            f"Use one of {', '.join(LAW_KINDS)}.",
            "law-kind",
        )
    when, unless = fields.scalar("when"), fields.scalar("unless")
    law = Law(
        name,
        template(fields.required("says")),
        LAW_KINDS.get(kind.value, "plan"),
        None if when is None else compiler.truth(when),
        None if unless is None else compiler.truth(unless),
        fields.pairs("never"),
        fields.texts("cites"),
        fields.text("stop"),
        fields.place,
    )
    fields.done()
    return law
