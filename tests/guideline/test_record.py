"""A record is the data class that the type checker takes it for, however it is made."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import pkgutil
from dataclasses import FrozenInstanceError, field
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

import whitlow
from whitlow import record
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Dose:
    """An amount, where it was written, and what was noted of it."""

    amount: int
    unit: str = "mg"
    at: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """Something that has an order."""

    file: str
    number: int


@dataclass(slots=True)
class Basket:
    """Something that changes, and begins with what it makes itself."""

    owner: str
    things: list[str] = field(default_factory=list)
    label: str = field(init=False)
    kind: str = field(default="wicker", init=False)

    def __post_init__(self) -> None:
        """Write the label."""
        self.label = f"{self.owner}'s"


@dataclass(frozen=True, slots=True)
class Nothing:
    """A record without a field."""


def made_often(often: int) -> type:
    """Return a class of which so many records were made."""

    @dataclass(frozen=True, slots=True)
    class Often:
        """A pair."""

        one: int
        other: str = "mg"

    for number in range(often):
        assert (number, "g") == ((pair := Often(number, "g")).one, pair.other)
    return Often


def test_every_way_to_make_a_record_makes_the_same() -> None:
    made = {Dose(40), Dose(40, "mg"), Dose(amount=40), Dose(40, unit="mg"), Dose(40, "mg", 7)}

    assert {Dose(40, "mg", 0)} == made


@pytest.mark.parametrize("often", [0, 1, record.MANY, record.MANY + 3])
def test_a_record_is_the_same_however_many_there_are(often: int) -> None:
    kind = made_often(often)

    assert "(one=1, other='g')" == repr(kind(1, "g")).rpartition("Often")[2]
    assert {kind(1, "mg")} == {kind(1), kind(one=1), kind(1, other="mg")}


@pytest.mark.parametrize("often", [0, record.MANY + 3])
@pytest.mark.parametrize(
    ("values", "named"),
    [
        ((), {}),
        ((), {"other": "mg"}),
        ((1, "mg", 0), {}),
        ((1,), {"one": 1}),
        ((1,), {"colour": "red"}),
    ],
)
def test_what_no_constructor_takes_is_refused(
    often: int, values: tuple[object, ...], named: dict[str, object]
) -> None:
    kind = made_often(often)

    with pytest.raises(TypeError):
        kind(*values, **named)


def test_a_frozen_record_does_not_change() -> None:
    dose = Dose(40)

    with pytest.raises(FrozenInstanceError):
        dose.amount = 41  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del dose.amount
    assert Dose(40) == dose


def test_a_record_has_no_room_for_more() -> None:
    basket = Basket("Ann")

    with pytest.raises(AttributeError):
        basket.colour = "red"  # type: ignore[attr-defined]


def test_records_are_equal_by_what_counts_and_by_their_class() -> None:
    assert Dose(1, "g", 5) == Dose(1, "g", 6)
    assert hash(Dose(1, "g", 5)) == hash(Dose(1, "g", 6))
    assert Dose(1, "g") != Dose(1, "mg")
    assert Line("a", 1) not in {("a", 1), Nothing()}
    assert Nothing() == Nothing()


def test_records_with_an_order_are_sorted_by_their_fields() -> None:
    lines = [Line("b", 1), Line("a", 2), Line("a", 1)]

    assert [Line("a", 1), Line("a", 2), Line("b", 1)] == sorted(lines)
    assert Line("a", 1) <= Line("a", 1) < Line("a", 2) > Line("a", 1) >= Line("a", 1)


def test_records_without_an_order_have_none() -> None:
    with pytest.raises(TypeError):
        sorted([Dose(2), Dose(1)])  # type: ignore[type-var]


def test_what_changes_is_no_key() -> None:
    with pytest.raises(TypeError):
        hash(Basket("Ann"))


def test_each_record_has_a_beginning_of_its_own() -> None:
    one, other = Basket("Ann"), Basket("Ben")
    one.things.append("tea")

    assert ([], "Ben's", "wicker") == (other.things, other.label, other.kind)


def test_a_record_is_written_as_it_would_be_made() -> None:
    assert "Dose(amount=40, unit='mg')" == repr(Dose(40, "mg", 7))


def test_a_record_survives_being_copied_and_pickled() -> None:
    dose = Dose(40, "g", 7)

    for other in (copy.copy(dose), copy.deepcopy(dose), pickle.loads(pickle.dumps(dose))):  # noqa: S301
        assert (40, "g", 7) == (other.amount, other.unit, other.at)


def test_a_record_is_replaced_and_matched_by_its_fields() -> None:
    match dataclasses.replace(Dose(40, "g", 7), unit="mg"):
        case Dose(amount, unit, at):
            assert (40, "mg", 7) == (amount, unit, at)


def records() -> list[type]:
    """Return every record of the program."""
    modules = [
        import_module(found.name)
        for found in pkgutil.walk_packages(whitlow.__path__, "whitlow.")
        if not found.name.endswith("__main__")
    ]
    kinds = (each for module in modules for each in vars(module).values())
    ours = (each for each in kinds if getattr(each, "__module__", "").startswith("whitlow."))
    found = {each for each in ours if isinstance(each, type) and dataclasses.is_dataclass(each)}
    return sorted(found, key=lambda kind: (kind.__module__, kind.__qualname__))


def taken(constructor: Callable[..., object]) -> list[tuple[str, bool]]:
    """Return what a constructor takes, and whether it must be given."""
    every = inspect.signature(constructor).parameters.values()
    return [(one.name, one.default is one.empty) for one in every if one.name != "self"]


def test_every_record_takes_what_the_standard_library_would_have_it_take() -> None:
    wrong = [
        kind
        for kind in records()
        if taken(as_the_library_has_it(kind)) != taken(record._written(kind))  # noqa: SLF001
    ]

    assert [] == wrong


def as_the_library_has_it(kind: type) -> type:
    """Return a data class of the same fields, made by the standard library."""
    declared = [(one.name, object, _copied(one)) for one in dataclasses.fields(kind)]
    return dataclasses.make_dataclass(kind.__name__, declared)


def _copied(one: dataclasses.Field[object]) -> object:
    """Return a field as it was declared."""
    if one.default_factory is not dataclasses.MISSING:
        return field(default_factory=one.default_factory)
    if one.default is not dataclasses.MISSING:
        return field(default=one.default)
    return field(init=one.init)
