"""This module reads the names of medicines: those taken, those stopped, and allergies.

It refuses a medicine it does not know, and one whose route decides what it can harm until the
route is told.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from whitlow.door.amounts import respelled
from whitlow.door.vocabulary import cut, key, listed, shown
from whitlow.errors import InputError, Problem
from whitlow.language import QuantityError, Unit, convert, read_quantity
from whitlow.record import dataclass

if TYPE_CHECKING:
    from whitlow.door.vocabulary import Vocabulary
    from whitlow.guideline import Drug, Fact

__all__ = ["MILD", "Medicine", "read_allergy", "read_date", "read_drug", "read_medicine"]

MILD: Final = ":mild"
ROUTES: Final = {
    "iv": "iv",
    "intravenous": "iv",
    "infusion": "iv",
    "parenteral": "iv",
    "oral": "oral",
    "po": "oral",
    "by_mouth": "oral",
    "inhaled": "inhaled",
    "nebulised": "inhaled",
    "nebulized": "inhaled",
    "aerosolised": "inhaled",
    "aerosolized": "inhaled",
    "topical": "topical",
    "cream": "topical",
    "gel": "topical",
    "ointment": "topical",
    "ophthalmic": "ophthalmic",
    "eye_drops": "ophthalmic",
    "eye_gel": "ophthalmic",
}
_STOPPED: Final = re.compile(
    r"(?P<name>.*?)[\s,(:-]+(?:was\s+)?(?:stopped|discontinued|ended|finished)\b[\s:]*"
    r"(?:on\s+|for\s+|since\s+)?(?P<when>.*?)(?:\s+ago)?\s*\)?",
    re.IGNORECASE,
)
_MILD: Final = re.compile(
    r"(?P<name>.*?)\s*(?::\s*|\(\s*|\s)(?P<how>mild|severe)\s*\)?", re.IGNORECASE
)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medicine that is taken, or was: ``days`` says how long ago it was stopped, if known."""

    drug: str
    stopped: bool = False
    days: Fraction | None = None


def read_medicine(fact: Fact, text: str, words: Vocabulary, today: date | None) -> Medicine:
    """Return a medicine with its route, and since when it is stopped; raises ``InputError``."""
    match = _STOPPED.fullmatch(text.strip())
    name = text if match is None else match["name"]
    drug = _routed(fact, read_drug(fact.name, name, words), words)
    if match is None:
        return Medicine(drug)
    days = _days_ago(fact, match["when"], text, today)
    return Medicine(drug, stopped=True, days=days)


def read_drug(field: str, text: str, words: Vocabulary) -> Drug | str:
    """Return the drug that a text names, with its route if one is told, or the id of a class."""
    whole = words.drug(text)
    if whole is not None:
        return whole
    name, route = _parted(text)
    drug = words.drug(name) if route else None
    if drug is not None:
        return _by_route(field, drug, route, words)
    group = words.drug_class(text)
    if group:
        return group
    message = (
        f"{field}: {shown(text)} is not a medicine that is known here."
        f"{words.near_drug(text)} Write the name alone, with a route or 'stopped 3 d' after it; "
        "write its class if you know it, or 'other' if it belongs to none."
    )
    raise InputError(Problem("unknown_drug", message, field, cut(text)))


def _parted(text: str) -> tuple[str, str]:
    """Return a name and its route, the route standing last or first."""
    parts = [part for part in re.split(r"[\s,()-]+", text.strip()) if part]
    for width in (2, 1):
        if len(parts) > width:
            last, first = key(" ".join(parts[-width:])), key(" ".join(parts[:width]))
            if last in ROUTES:
                return " ".join(parts[:-width]), ROUTES[last]
            if first in ROUTES:
                return " ".join(parts[width:]), ROUTES[first]
    return text, ""


def _by_route(field: str, drug: Drug, route: str, words: Vocabulary) -> Drug:
    if drug.route == route:
        return drug
    products = words.products(drug)
    for made in products:
        if made.route == route:
            return made
    if not drug.route and not any(made.route for made in products):
        return drug  # the route of this one changes nothing that is known here
    routes = sorted({made.route for made in (drug, *products) if made.route})
    message = (
        f"{field}: {drug.name} is not known here by the route {shown(route)}. "
        f"Write {listed(routes)} after its name."
    )
    raise InputError(Problem("unknown_route", message, field, f"{drug.id} {route}"))


def _routed(fact: Fact, drug: Drug | str, words: Vocabulary) -> str:
    """Return the id of a drug, once what it can harm no longer hangs on its route."""
    if isinstance(drug, str):
        return drug
    own = words.guideline.lineage(drug.id)
    products = words.products(drug)
    deciding = [made for made in products if words.guideline.lineage(made.id) - own - {made.id}]
    if not deciding:
        return drug.id
    ids = [made.id for made in products]
    message = (
        f"{fact.name}: By which route is {drug.name} given? "
        f"What it can harm hangs on that. Write {listed(ids)}."
    )
    raise InputError(Problem("route_missing", message, fact.name, drug.id, listed(ids)))


def _days_ago(fact: Fact, when: str, text: str, today: date | None) -> Fraction | None:
    plain = when.strip().lower()
    if plain in {"", "unknown"}:
        return None
    if plain in {"today", "now"}:
        return Fraction(0)
    if plain == "yesterday":
        return Fraction(1)
    if _DATE.fullmatch(plain):
        return Fraction((_today(fact.name, today) - read_date(fact.name, plain, today)).days)
    try:
        number, unit = read_quantity(respelled(plain))
        days = convert(number, Unit.parse(unit), Unit.parse("d"))
    except QuantityError as error:
        raise _unreadable_stop(fact, text) from error
    if days < 0:
        raise _unreadable_stop(fact, text)
    return days


def _unreadable_stop(fact: Fact, text: str) -> InputError:
    message = (
        f"{fact.name}: In {shown(text)} the time since the stop cannot be read. "
        "Write it as 'stopped 3 d', or with a date as in 'stopped 2026-01-31'."
    )
    return InputError(Problem("stop_unreadable", message, fact.name, cut(text), "'stopped 3 d'"))


def _today(field: str, today: date | None) -> date:
    if today is None:
        message = f"{field}: A date is written, so today's date is needed. Give it as --today."
        raise InputError(Problem("today_missing", message, field, accepted="YYYY-MM-DD"))
    return today


def read_date(field: str, text: str, today: date | None) -> date:
    """Return a date that is not in the future; raises ``InputError``."""
    now = _today(field, today)
    try:
        found = date.fromisoformat(text.strip()) if _DATE.fullmatch(text.strip()) else None
    except ValueError:
        found = None
    if found is None:
        message = f"{field}: {shown(text)} is not a date. Write it as in '2026-01-31'."
        raise InputError(Problem("not_a_date", message, field, cut(text), "YYYY-MM-DD"))
    if found > now:
        message = f"{field}: {found} lies after today, {now}. Check the date."
        raise InputError(Problem("future_date", message, field, str(found), f"up to {now}"))
    return found


def read_allergy(fact: Fact, text: str, words: Vocabulary) -> str:
    """Return the substance or class of an allergy, with ``:mild`` after it when it is mild."""
    match = _MILD.fullmatch(text.strip())
    name = text if match is None else match["name"]
    drug = read_drug(fact.name, name, words)
    found = drug if isinstance(drug, str) else words.substance(drug)
    mild = match is not None and match["how"].lower() == "mild"
    return f"{found}{MILD}" if mild else found
