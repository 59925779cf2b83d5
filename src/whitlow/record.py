"""This module makes records: data classes whose methods are shared, or written out when needed.

It refuses to be anything but ``dataclasses.dataclass`` with slots, which is what the type checker
reads, and what ``fields``, ``replace`` and ``match`` see. The standard library writes and compiles
six methods for each class while it is imported, few of which are ever called: it was a third of
what a reader waits for a dose. Here a class is ready at once. A constructor of its own is written
for a class of which many records are made, or whose records are not simply given every field in
order; and what the library itself would know of the fields is asked of it when someone does.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, fields
from dataclasses import dataclass as bare  # noqa: TID251 - what it is made of
from operator import attrgetter, ge, gt, le, lt
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from dataclasses import dataclass  # noqa: TID251 - what the checker takes it for

    from _typeshed import DataclassInstance

    Method = Callable[..., Any]

__all__ = ["dataclass"]

T = TypeVar("T")
MANY: Final = 500
"""So many records, and a constructor of their own has paid for the time it takes to write."""


def _dataclass(
    *,
    slots: Literal[True],  # noqa: ARG001 - there is no record without
    frozen: bool = False,
    order: bool = False,
) -> Callable[[type[T]], type[T]]:
    """Return what makes a record of a class, as ``dataclasses.dataclass`` does.

    >>> @_dataclass(frozen=True, slots=True)
    ... class Dose:
    ...     amount: int
    ...     unit: str = "mg"
    >>> Dose(40), Dose(40) == Dose(40, "mg"), Dose(40) == Dose(40, "g")
    (Dose(amount=40, unit='mg'), True, False)
    """

    def made(plain: type[T]) -> type[T]:
        names = tuple(plain.__annotations__)
        own = {name: each for name, each in vars(plain).items() if name not in NOT_TAKEN_OVER}
        told = {name: own.pop(name) for name in names if name in own}
        options = {name: each for name, each in told.items() if isinstance(each, Field)}
        compared = [name for name in names if name not in options or options[name].compare]
        methods = SHARED | _compared(compared, ordered=order) | (FROZEN if frozen else CHANGING)
        shape = {
            "__slots__": names,
            "__match_args__": tuple(n for n in names if n not in options or options[n].init),
            "__dataclass_fields__": _Fields(plain),
            "__qualname__": plain.__qualname__,
        }
        methods["__init__"] = _constructor()
        return cast("type[T]", type(plain.__name__, plain.__bases__, methods | own | shape))

    return made


class _Fields:
    """What ``fields`` and ``replace`` read of a class, worked out when they first do."""

    def __init__(self, plain: type) -> None:
        self.plain: Final = plain

    def __get__(self, _: object, kind: type) -> dict[str, Field[Any]]:
        whole: type[DataclassInstance] = bare(init=False, repr=False, eq=False)(self.plain)
        found = {field.name: field for field in fields(whole)}
        setattr(kind, "__dataclass_fields__", found)  # noqa: B010 - the checker knows it as final
        return found


if not TYPE_CHECKING:
    dataclass = _dataclass

# ---------------------------------------------------------------------------------------------
# How a record is made.


def _constructor() -> Method:
    """Return a constructor that takes every field in order, and is replaced when that is not so."""
    setters: tuple[Method, ...] = ()
    made = 0

    def __init__(self: object, *values: object, **named: object) -> None:  # noqa: N807 - it is one
        nonlocal setters, made
        if not made:
            setters = _setters(type(self))
        made += 1
        if named or made > MANY or len(values) != len(setters):
            kind = type(self)
            written = _written(kind)
            setattr(kind, "__init__", written)  # noqa: B010 - a method that is assigned
            written(self, *values, **named)
            return
        for set_field, value in zip(setters, values, strict=True):
            set_field(self, value)

    return __init__


def _setters(kind: Any) -> tuple[Method, ...]:  # noqa: ANN401 - any record
    """Return what sets each slot, which no frozen record can refuse.

    There is none where to make a record is more than to set its fields.
    """
    names: tuple[str, ...] = kind.__slots__
    if hasattr(kind, "__post_init__") or len(kind.__match_args__) < len(names):
        return ()
    return tuple(getattr(kind, name).__set__ for name in names)


def _written(kind: type) -> Method:
    """Return the constructor of a class, written out as Python and compiled."""
    known: dict[str, Any] = {"_MISSING": MISSING}
    taken, lines = ["self"], []
    for field in fields(kind):
        name = field.name
        known |= {
            f"_set_{name}": getattr(kind, name).__set__,
            f"_make_{name}": field.default_factory,
            f"_default_{name}": field.default,
        }
        if field.init:
            taken.append(name + _default(field))
        if field.init or _default(field):
            lines.append(f"_set_{name}(self, {_value(field)})")
    if hasattr(kind, "__post_init__"):
        lines.append("self.__post_init__()")
    body = "\n    ".join(lines or ["pass"])
    exec(f"def __init__({', '.join(taken)}):\n    {body}", known)  # noqa: S102 - as dataclasses do
    written: Method = known["__init__"]
    written.__qualname__ = f"{kind.__qualname__}.__init__"
    return written


def _default(field: Field[Any]) -> str:
    if field.default_factory is not MISSING:
        return "=_MISSING"
    return "" if field.default is MISSING else f"=_default_{field.name}"


def _value(field: Field[Any]) -> str:
    """Return the expression of what a field is set to."""
    name, made = field.name, field.default_factory is not MISSING
    if not field.init:
        return f"_make_{name}()" if made else f"_default_{name}"
    return f"_make_{name}() if {name} is _MISSING else {name}" if made else name


# ---------------------------------------------------------------------------------------------
# What records are like: equal by their fields, unequal to those of another class.


def _compared(names: list[str], *, ordered: bool) -> dict[str, Method]:
    """Return the methods that compare records by these fields, and the one that hashes them."""
    values = attrgetter(*names) if names else _nothing

    def __eq__(self: object, other: object) -> bool:  # noqa: N807 - it is one
        if self.__class__ is not other.__class__:
            return NotImplemented
        return bool(values(self) == values(other))

    def __hash__(self: object) -> int:  # noqa: N807 - it is one
        return hash(values(self))

    methods: dict[str, Method] = {"__eq__": __eq__, "__hash__": __hash__}
    if ordered:
        for sign, holds in (("lt", lt), ("le", le), ("gt", gt), ("ge", ge)):
            methods[f"__{sign}__"] = _ordered(holds, values)
    return methods


def _ordered(holds: Method, values: Method) -> Method:
    def compared(self: object, other: object) -> object:
        if self.__class__ is not other.__class__:
            return NotImplemented
        return holds(values(self), values(other))

    return compared


def _nothing(_: object) -> tuple[()]:
    return ()


def _repr(self: DataclassInstance) -> str:
    shown = (field.name for field in fields(self) if field.repr)
    inside = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{self.__class__.__qualname__}({inside})"


def _state(self: DataclassInstance) -> list[object]:
    """Return what a copy is made of."""
    return [getattr(self, field.name) for field in fields(self)]


def _restore(self: DataclassInstance, state: Iterable[object]) -> None:
    for field, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


def _refuse_to_set(_: object, name: str, value: object) -> None:  # noqa: ARG001 - as Python calls it
    message = f"cannot assign to field {name!r}"
    raise FrozenInstanceError(message)


def _refuse_to_delete(_: object, name: str) -> None:
    message = f"cannot delete field {name!r}"
    raise FrozenInstanceError(message)


SHARED: Final[dict[str, Any]] = {
    "__repr__": _repr,
    "__getstate__": _state,
    "__setstate__": _restore,
}
NOT_TAKEN_OVER: Final = ("__dict__", "__weakref__")
"""What a class without slots has, and one with slots has not."""

FROZEN: Final = {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
CHANGING: Final = {"__hash__": None}
