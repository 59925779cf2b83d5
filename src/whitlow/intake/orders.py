"""This module reads what stands behind the name of a medicine: dose, route, interval, how long.

It refuses a dose whose unit is not written, and an interval that the guideline does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.door.medicines import ROUTES
from whitlow.intake.intervals import EVERY, begins_interval, interval_at
from whitlow.intake.numbers import Amount, amount_at, is_plain, unit_dimension
from whitlow.intake.times import Time, day_number, number_of, time_at
from whitlow.intake.tokens import words
from whitlow.language import Unit, number_text, read_quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whitlow.guideline import Fact
    from whitlow.intake.tokens import Token

__all__ = [
    "DAILY",
    "Order",
    "daily",
    "order_at",
]

FURTHER: Final = 16
HOURS: Final = 24
DOSES: Final = frozenset(Unit.parse(unit).dimension for unit in ("mg", "mg/kg"))
DAILY: Final = frozenset(Unit.parse(unit).dimension for unit in ("mg/d", "mg/kg/d"))
ONCE_A_DAY: Final = Unit.parse("mg/d").dimension
YESTERDAY: Final = {"yesterday": "1 d", "today": "0 d"}
FOR: Final = words("for x × since over past last of")
HEAVY: Final = words("kg kgs kilo kilos kilograms lb lbs pounds st stone")
"""Units in which a body is weighed, and no dose."""

AT: Final = words("at from @ by until age aged till before after every in within")
MEDIUM: Final = words(
    """to then -> → > switched changed increased decreased reduced raised lowered halved doubled
    from adjusted was"""
)
SOON: Final = 4
ROUTE_STARTS: Final = frozenset(name.split("_")[0] for name in ROUTES)

TIMES: Final = "more than one time"
EVEN: Final = "five times a day is no even interval"


class Order(NamedTuple):
    """What was read behind a medicine, each part with its last token, empty where none stands."""

    dose: Amount | None = None
    total: Amount | None = None
    route: str = ""
    interval: str = ""
    time: Time | None = None
    last: int = 0
    several: bool = False
    interval_doubt: str = ""
    ago: bool = False


def order_at(
    text: str, tokens: Sequence[Token], start: int, end: int, interval: Fact | None
) -> Order:
    """Return the order that stands between two places, the first part of each kind."""
    order = Order(last=start)
    at = start
    seen: list[str] = []
    while at < min(end, start + FURTHER):
        found, after = _part(text, tokens, at, end, interval)
        if found is None:
            if order.dose is not None and _changes(tokens, at, end):
                order = order._replace(several=True)
            at += 1
            continue
        if isinstance(found, Amount):
            found, once = _without_day(found)
            if once and not order.interval:
                order = order._replace(interval=once)
            dose = order.dose
            if dose is None:
                order = order._replace(dose=found)
            elif order.total is None and _is_total(dose, found):
                order = order._replace(total=found)
            elif found.value != dose.value:
                order = order._replace(several=True)
        elif isinstance(found, Time):
            ago = after < end and tokens[after].low in {"ago", "back", "prior"}
            if order.time is None:
                order = order._replace(time=found, ago=ago)
            elif found.value != order.time.value and not order.time.doubt:
                order = order._replace(time=order.time._replace(doubt=TIMES))
        else:
            kind, value = found
            seen.append(value)
            if kind == "route" and not order.route:
                order = order._replace(route=value)
            elif kind == "interval" and not order.interval:
                doubt = EVEN if "." in value else ""
                order = order._replace(interval=value, interval_doubt=doubt)
            elif value != (order.route if kind == "route" else order.interval):
                order = order._replace(several=True)
        at = after
        order = order._replace(last=after)
    return order


def _changes(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a dose is said to have become another: ``switched from 40``, ``-> 400``."""
    if tokens[at].low not in MEDIUM:
        return False
    for here in range(at + 1, min(at + SOON, end)):
        if tokens[here].low in ROUTE_STARTS:
            return True
        if tokens[here].is_number:
            fraction = here + 1 < end and tokens[here + 1].low == "/" and tokens[here + 1].glued
            return not (fraction or tokens[here - 1].low in EVERY)
    return False


def _is_total(dose: Amount, found: Amount) -> bool:
    """Whether an amount is what a dose per kilogram comes to: ``10 mg/kg (750 mg)``."""
    return "/" in dose.unit and bool(found.unit) and "/" not in found.unit


def _without_day(amount: Amount) -> tuple[Amount, str]:
    """Return an amount that is taken once a day as what it is, and that it is once a day."""
    if unit_dimension(amount.unit) != ONCE_A_DAY:
        return amount, ""
    unit = amount.unit.replace("/", " ").split()[0]
    return amount._replace(unit=unit), f"{HOURS} h"


def daily(order: Order) -> tuple[str, str] | None:
    """Return how much an order is in a day, and why that is doubtful; None without an amount."""
    if order.dose is None or not order.dose.unit:
        return None
    dimension = unit_dimension(order.dose.unit)
    doubt = order.dose.doubt or ("more than one dose" if order.several else "")
    if dimension in DAILY:
        return order.dose.value, doubt
    if not is_plain(order.dose.number) or "/" in order.dose.unit:
        return None
    amount, unit = read_quantity(order.dose.value)
    if not order.interval:
        return f"{number_text(amount)} {unit}/d", doubt or "how often it is taken is not said"
    hours = read_quantity(order.interval)[0]
    return f"{number_text(amount * HOURS / hours)} {unit}/d", doubt


Part = Amount | Time | tuple[str, str]


def _part(
    text: str, tokens: Sequence[Token], at: int, end: int, interval: Fact | None
) -> tuple[Part | None, int]:
    """Return the part of an order that stands at a token, and the token after it."""
    begins = tokens[at].is_number or begins_interval(tokens[at].low, interval)
    frequency = interval_at(tokens, at, end, interval) if begins else None
    if frequency is not None:
        return ("interval", frequency[0]), frequency[1]
    route = _route(tokens, at, end)
    if route is not None:
        return ("route", route[0]), route[1]
    time = _time(tokens, at, end)
    if time is not None:
        return time, time.last
    if tokens[at].is_number and not (tokens[at - 1].low in {"/", "-"} and tokens[at].glued):
        amount = amount_at(text, tokens, at, DOSES | DAILY)
        if amount is not None and amount.last <= end and amount.unit:
            heavy = amount.unit.lower() in HEAVY
            return (None if heavy else amount), amount.last
        bare = amount is not None and amount.last < end
        if bare and interval_at(tokens, at + 1, end, interval) is not None:
            return amount, at + 1
    return None, at + 1


def _route(tokens: Sequence[Token], at: int, end: int) -> tuple[str, int] | None:
    if tokens[at].low not in ROUTE_STARTS:
        return None
    for last in (min(at + 2, end), at + 1):
        found = ROUTES.get("_".join(token.low for token in tokens[at:last]))
        if found is not None:
            return found, last
    return None


def _time(tokens: Sequence[Token], at: int, end: int) -> Time | None:
    """Return for how long a medicine is taken: ``for 6 weeks``, ``x 5d``, ``D9``, ``yesterday``."""
    if at and tokens[at - 1].low in AT:
        return None
    day = day_number(tokens, at, end)
    if day is not None and tokens[day[1] - 2].low == "+":
        return None
    if day is not None:
        return Time(f"{day[0]} d", "d", at, day[1], counted=True)
    low = tokens[at].low
    if low in YESTERDAY:
        doubt = "" if low == "yesterday" else "begun today"
        return Time(YESTERDAY[low], "d", at, at + 1, doubt, counted=True)
    if low in FOR and at + 1 < end:
        found = time_at(tokens, at + 1, end)
        if found is not None and low == "since" and found.unit == "wk":
            found = found._replace(doubt=found.doubt or "since a week, perhaps of pregnancy")
        ordered = found is not None and low in {"x", "×"} and tokens[found.last - 2].low == "/"
        return None if found is None else found._replace(first=at, course=ordered)
    if tokens[at].is_number or number_of(tokens[at]) or low in {"~", "about"}:
        return time_at(tokens, at, end)
    return None
