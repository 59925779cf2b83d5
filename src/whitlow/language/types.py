"""This module gives every expression its type, and every number one unit.

It refuses what would compare unlike things: each refusal says where, what, and what to write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from whitlow.language.kinds import (
    ChoiceType,
    NumberType,
    SetType,
    TruthType,
    Type,
    check_option,
    check_options,
    described,
    mistyped,
)
from whitlow.language.nodes import (
    And,
    Arithmetic,
    Compare,
    Expr,
    Greatest,
    If,
    In,
    IsNull,
    Least,
    Name,
    Negate,
    Not,
    Number,
    Or,
    Overlaps,
    Round,
    Set,
    Text,
    Truth,
)
from whitlow.language.scale import aligned, whole_ratio
from whitlow.language.trouble import LanguageError, listed, nearest, unknown_name
from whitlow.language.units import ONE, Unit, product, quotient

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = [
    "ChoiceType",
    "NumberType",
    "SetType",
    "TruthType",
    "Type",
    "elaborate",
]

BARE: Final = NumberType(ONE)


def elaborate(
    expr: Expr,
    env: Mapping[str, Type],
    classes: Collection[str] = (),
    *,
    empirical: bool = False,
) -> tuple[Expr, Type]:
    """Return an expression whose operands agree in unit, and its type; raise ``LanguageError``.

    An empirical formula takes its names as bare magnitudes in their declared units.
    An error knows its offset; ``LanguageError.within`` gives it line, column and caret.
    """
    return _Elaborator(env, classes, empirical=empirical).typed(expr)


class _Elaborator:
    """What names and classes mean while one expression is elaborated."""

    def __init__(
        self, env: Mapping[str, Type], classes: Collection[str], *, empirical: bool
    ) -> None:
        self.env: Final = env
        self.classes: Final = classes
        self.empirical: Final = empirical

    def typed(self, expr: Expr) -> tuple[Expr, Type]:
        match expr:
            case Number():
                return self.number(expr)
            case Text(value):
                return expr, ChoiceType((value,))
            case Truth():
                return expr, TruthType()
            case Name():
                return expr, self.name(expr)
            case Set():
                raise mistyped(expr, "A set is not a value.", "Write 'x in {…}'.")
            case Not(part, at):
                return Not(self.truth(part), at), TruthType()
            case And(parts, at):
                return And(tuple(self.truth(part) for part in parts), at), TruthType()
            case Or(parts, at):
                return Or(tuple(self.truth(part) for part in parts), at), TruthType()
            case Compare():
                return self.compare(expr), TruthType()
            case In():
                return self.membership(expr), TruthType()
            case IsNull(part, negated, at):
                return IsNull(self.typed(part)[0], negated, at), TruthType()
            case Arithmetic():
                return self.arithmetic(expr)
            case Negate(part, at):
                inner, unit = self.quantity(part)
                return Negate(inner, at), NumberType(unit)
            case If():
                return self.conditional(expr)
            case Round(part, places, at):
                inner, unit = self.quantity(part)
                return Round(inner, places, at), NumberType(unit)
            case Least(parts, at):
                same, unit = self.same_unit(expr, parts)
                return Least(same, at), NumberType(unit)
            case Greatest(parts, at):
                same, unit = self.same_unit(expr, parts)
                return Greatest(same, at), NumberType(unit)
            case Overlaps():
                return self.overlaps(expr), TruthType()
            case _:
                assert_never(expr)

    # -- what stands alone ----------------------------------------------------------------------

    def number(self, expr: Number) -> tuple[Expr, Type]:
        if self.empirical and expr.unit:
            raise mistyped(
                expr,
                "An empirical formula takes bare numbers: each name stands for its number alone.",
                "Leave the unit out.",
            )
        return expr, NumberType(Unit.parse(expr.unit))

    def name(self, expr: Name) -> Type:
        kind = self.env.get(expr.name)
        if kind is None:
            raise unknown_name(expr.name, self.env, expr.at)
        return BARE if self.empirical and isinstance(kind, NumberType) else kind

    def truth(self, expr: Expr) -> Expr:
        inner, kind = self.typed(expr)
        match kind:
            case TruthType():
                return inner
            case NumberType(unit):
                remedy = f'Compare it, as in "… > 5 {unit.text!r}".' if unit.text else "Compare it."
            case ChoiceType(options) if isinstance(expr, Text):
                remedy = f'Say what is {options[0]!r}, as in "name = {options[0]!r}".'
            case ChoiceType(options):
                remedy = f"Compare it with one of {listed(options)}."
            case SetType():
                remedy = "Write \"'item' in name\" or \"overlaps(name, 'class')\"."
            case _:
                assert_never(kind)
        raise mistyped(expr, f"Here a truth is wanted, and this is {described(kind)}.", remedy)

    def quantity(self, expr: Expr) -> tuple[Expr, Unit]:
        inner, kind = self.typed(expr)
        if not isinstance(kind, NumberType):
            what = f"Here a number is wanted, and this is {described(kind)}."
            raise mistyped(expr, what, "Use a number.")
        return inner, kind.unit

    # -- numbers --------------------------------------------------------------------------------

    def arithmetic(self, expr: Arithmetic) -> tuple[Expr, Type]:
        left, left_unit = self.quantity(expr.left)
        right, right_unit = self.quantity(expr.right)
        match expr.sign:
            case "*":
                return whole_ratio(
                    Arithmetic("*", left, right, expr.at), product(left_unit, right_unit)
                )
            case "/":
                return whole_ratio(
                    Arithmetic("/", left, right, expr.at), quotient(left_unit, right_unit)
                )
            case "+" | "-":
                (left, right), unit = aligned(expr, ((left, left_unit), (right, right_unit)))
                return Arithmetic(expr.sign, left, right, expr.at), NumberType(unit)
            case _:
                assert_never(expr.sign)

    def same_unit(self, whole: Expr, parts: tuple[Expr, ...]) -> tuple[tuple[Expr, ...], Unit]:
        return aligned(whole, tuple(self.quantity(part) for part in parts))

    def conditional(self, expr: If) -> tuple[Expr, Type]:
        condition = self.truth(expr.condition)
        then, then_kind = self.typed(expr.then)
        otherwise, other_kind = self.typed(expr.otherwise)
        match then_kind, other_kind:
            case NumberType(left), NumberType(right):
                (then, otherwise), unit = aligned(expr, ((then, left), (otherwise, right)))
                return If(condition, then, otherwise, expr.at), NumberType(unit)
            case TruthType(), TruthType():
                return If(condition, then, otherwise, expr.at), TruthType()
            case ChoiceType(left_options), ChoiceType(right_options):
                options = tuple(dict.fromkeys(left_options + right_options, None))
                return If(condition, then, otherwise, expr.at), ChoiceType(options)
            case _:
                what = f"One branch is {described(then_kind)}, the other {described(other_kind)}."
                raise mistyped(
                    expr, what, "Give both branches one type: numbers, truths or choices."
                )

    # -- questions ------------------------------------------------------------------------------

    def compare(self, expr: Compare) -> Expr:
        left, left_kind = self.typed(expr.left)
        right, right_kind = self.typed(expr.right)
        match left_kind, right_kind:
            case NumberType(left_unit), NumberType(right_unit):
                (left, right), _ = aligned(expr, ((left, left_unit), (right, right_unit)))
                return Compare(expr.sign, left, right, expr.at)
            case ChoiceType(left_options), ChoiceType(right_options):
                if expr.sign not in {"=", "!="}:
                    what = f"Choices have no order, so {expr.sign!r} says nothing of them."
                    raise mistyped(expr, what, "Write '=', '!=' or 'in {…}'.")
                self.alike(expr, left_options, right_options)
                return Compare(expr.sign, left, right, expr.at)
            case (TruthType(), _) | (_, TruthType()):
                raise mistyped(expr, "A truth is not compared.", "Write 'x' or 'not x'.")
            case (SetType(), _) | (_, SetType()):
                remedy = "Write \"'item' in name\" or \"overlaps(name, {'item'})\"."
                raise mistyped(expr, "A set is not compared.", remedy)
            case _:
                what = f"{described(left_kind)} is compared with {described(right_kind)}."
                raise mistyped(expr, what[0].upper() + what[1:], "Compare like with like.")

    def alike(self, expr: Compare, left: tuple[str, ...], right: tuple[str, ...]) -> None:
        match expr.left, expr.right:
            case Text(), Text():
                raise mistyped(expr, "Two texts are compared.", "Compare a name with a text.")
            case Text() as text, _:
                check_option(text, right)
            case _, Text() as text:
                check_option(text, left)
            case _:
                if not set(left) & set(right):
                    what = f"These two share no option: {listed(left)}; {listed(right)}."
                    raise mistyped(expr, what, "Compare choices that can be equal.")

    def membership(self, expr: In) -> Expr:
        if isinstance(expr.of, Set):
            inner, kind = self.typed(expr.item)
            if not isinstance(kind, ChoiceType) or isinstance(expr.item, Text):
                what = f"Here a choice is wanted before 'in', and this is {described(kind)}."
                raise mistyped(
                    expr.item, what, "Write 'name in {…}', or overlaps(name, {…}) for a set."
                )
            check_options(expr.of, kind.options)
            return In(inner, expr.of, expr.at)
        of, kind = self.typed(expr.of)
        if not isinstance(kind, SetType):
            what = f"Here a set is wanted after 'in', and this is {described(kind)}."
            raise mistyped(expr.of, what, "Write \"name = 'option'\" or 'name in {…}'.")
        if not isinstance(expr.item, Text):
            raise mistyped(
                expr.item, "Here a text is wanted before 'in'.", "Write \"'item' in name\"."
            )
        if kind.options is not None:
            check_option(expr.item, kind.options)
        return In(expr.item, of, expr.at)

    def overlaps(self, expr: Overlaps) -> Expr:
        of, kind = self.typed(expr.of)
        if not isinstance(kind, SetType):
            what = f"Here a set is wanted, and this is {described(kind)}."
            raise mistyped(expr.of, what, "Write 'name in {…}'.")
        match expr.group:
            case Set():
                if kind.options is not None:
                    check_options(expr.group, kind.options)
            case Text(group):
                if group not in self.classes:
                    raise self.no_class(expr, expr.group, kind)
            case _:
                assert_never(expr.group)
        return Overlaps(of, expr.group, expr.at)

    def no_class(self, expr: Overlaps, group: Text, kind: SetType) -> LanguageError:
        if kind.options is not None and group.value in kind.options:
            name = expr.of.name if isinstance(expr.of, Name) else "…"
            remedy = f'Write "{group.value!r} in {name}".'
        else:
            remedy = nearest(group.value, self.classes) or "Define the class."
        return mistyped(group, f"No class is called {group.value!r}.", remedy)
