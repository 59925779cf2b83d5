"""This module says what the medicines of a whole note tell of what is taken now.

It refuses to choose where a name stands with no word that it is taken: all of the list is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.intake.findings import doubted
from whitlow.intake.medicines import BEGUN, whole
from whitlow.intake.records import Found

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from whitlow.guideline import Guideline
    from whitlow.intake.lexicon import Lexicon
    from whitlow.intake.medicines import Named

__all__ = ["ANTIVIRAL", "COMEDICATIONS", "LOOSE", "present"]

ANTIVIRAL: Final = "antiviral"
COMEDICATIONS: Final = "comedications"
DOSE: Final = f"{ANTIVIRAL}_dose"
PER_KG: Final = f"{ANTIVIRAL}_dose_per_kg"
INTERVAL: Final = f"{ANTIVIRAL}_interval"
ROUTE: Final = f"{ANTIVIRAL}_route"
DAYS: Final = f"days_on_{ANTIVIRAL}"
OTHER: Final = "other"
UNKNOWN: Final = "a medicine that is known here by its name alone"
PRODUCTS: Final = "two products of one substance are named"
PLANNED: Final = "said to be planned"
ONLY_NAMED: Final = "named, but not said to be taken"
UNLISTED: Final = "named outside a list of medicines, so there may be others"
LOOSE: Final = "a dose without a medicine stands in the note"
TWO: Final = "more than one is said to be taken"
STOPPED: Final = "also said to be stopped, or of an earlier time"
LOCAL: Final = frozenset({"ophthalmic", "topical"})
SEVERAL: Final = "more than one dose, or one that is changed"
NO_UNIT: Final = "a dose without its unit"
COURSE: Final = "the length of a course, or the time taken so far"


def present(named: Sequence[Named], lexicon: Lexicon, *, loose: str) -> Iterator[Found]:
    """Yield what the medicines of a note say of what is taken now.

    ``loose`` says why how one is taken is doubtful all over the note, empty where it is not.
    """
    guideline = lexicon.guideline
    options = guideline.facts[ANTIVIRAL].options if ANTIVIRAL in guideline.facts else None
    taken: list[Named] = []
    stopped = {
        lexicon.vocabulary.substance(each.drug)
        for each in named
        if each.stance.past and not each.stance.other and not each.order.ago
    }
    twice = _twice(named, lexicon)
    for each in named:
        if each.stance.other or each.stance.planned or each.stance.denied or each.stance.past:
            yield from _before(guideline, each, lexicon)
            yield from _not_now(each, options or {}, lexicon)
            continue
        substance = lexicon.vocabulary.substance(each.drug)
        if options and substance in options:
            taken.append(each)
            continue
        again = STOPPED if substance in stopped else ""
        home = lexicon.homes.get(substance, "")
        doubt = doubted(each.stance) or each.unclear or again
        if home:
            sure = bool(each.cue or each.order.dose)
            yield _found(home, substance, each, doubt or ("" if sure else ONLY_NAMED))
        else:
            sure = each.listed
            doubt = doubt or twice.get(substance, "") or (UNKNOWN if substance == OTHER else "")
            told = doubt or ("" if sure else UNLISTED)
            yield _found(COMEDICATIONS, _value(each, lexicon), each, told)
    for found in _antiviral(guideline, taken, stopped, lexicon):
        how = found.fact != ANTIVIRAL and (found.fact.startswith(ANTIVIRAL) or found.fact == DAYS)
        yield found._replace(doubt=found.doubt or (loose if how else ""))


def _not_now(each: Named, options: Collection[str], lexicon: Lexicon) -> Iterator[Found]:
    """Yield a medicine that is planned: a list that is read beside it may be that of tomorrow."""
    substance = lexicon.vocabulary.substance(each.drug)
    if each.stance.planned and not each.stance.other and substance not in options:
        found = _found(COMEDICATIONS, _value(each, lexicon), each, PLANNED)
        yield found._replace(weak=True)


def _twice(named: Sequence[Named], lexicon: Lexicon) -> dict[str, str]:
    """Return the substances of which a note names two products, with that doubt."""
    products: dict[str, set[str]] = {}
    for each in named:
        if each.stance.plain:
            products.setdefault(lexicon.vocabulary.substance(each.drug), set()).add(each.drug.id)
    return {name: PRODUCTS for name, found in products.items() if len(found) > 1}


def _elsewhere(lexicon: Lexicon, each: Named, drug: str) -> str:
    """Return the choice that an antiviral answers instead, unless it is used on the spot."""
    if {each.drug.route, each.order.route} & LOCAL:
        return ""
    return lexicon.homes.get(drug, "")


def _value(each: Named, lexicon: Lexicon) -> str:
    """Return a medicine as a case file writes it, with its route where products differ by it."""
    if each.order.route and lexicon.vocabulary.products(each.drug):
        return f"{each.drug.id} {each.order.route}"
    return each.drug.id


def _antiviral(
    guideline: Guideline, taken: Sequence[Named], stopped: set[str], lexicon: Lexicon
) -> Iterator[Found]:
    """Yield the antiviral that is taken, with its dose; two of them are a question."""
    sure = [each for each in taken if each.cue or whole(each.order)]
    names = {
        name
        for each in sure
        for name in [lexicon.vocabulary.substance(each.drug)]
        if not _elsewhere(lexicon, each, name)
    }
    several = TWO if len(names) > 1 else ""
    for each in taken:
        substance = lexicon.vocabulary.substance(each.drug)
        home = _elsewhere(lexicon, each, substance)
        said = each in sure
        doubt = doubted(each.stance) or each.unclear or several
        doubt = doubt or (STOPPED if substance in stopped else "")
        if home:
            yield _found(home, substance, each, doubt or ("" if said else ONLY_NAMED))
            continue
        if not said and substance in names:
            continue
        yield _found(ANTIVIRAL, substance, each, doubt or ("" if said else ONLY_NAMED))
        if said:
            yield from _dose(guideline, substance, each, doubt)


def _dose(guideline: Guideline, drug: str, each: Named, doubt: str) -> Iterator[Found]:
    order = each.order
    route = order.route or (each.drug.route if each.drug.substance else "")
    if route:
        yield _found(ROUTE, route, each, doubt or (SEVERAL if order.several else ""))
    if order.dose is not None:
        unit = order.dose.unit or "mg"
        name = PER_KG if "/" in unit else DOSE
        told = doubt or (SEVERAL if order.several else "") or ("" if order.dose.unit else NO_UNIT)
        if order.total is not None:
            yield _found(DOSE, order.total.value, each, told or order.total.doubt)
        yield _found(name, f"{order.dose.number} {unit}", each, told or order.dose.doubt)
    if order.interval:
        told = doubt or order.interval_doubt or (SEVERAL if order.several else "")
        yield _found(INTERVAL, order.interval, each, told)
    if order.time is not None:
        begun = each.cue.lower() in BEGUN and not order.ago
        sure = order.time.counted or (each.cue and not begun and not order.time.course)
        told = doubt or (SEVERAL if order.several else "") or order.time.doubt
        told = told or ("" if sure else COURSE)
        yield _found(DAYS, order.time.value, each, told)
        if f"{drug}_days" in guideline.facts:
            yield _found(f"{drug}_days", order.time.value, each, told)


def _before(guideline: Guideline, each: Named, lexicon: Lexicon) -> Iterator[Found]:
    """Yield how long ago a medicine was given that is no longer, where a fact is kept for it."""
    name = f"days_since_{lexicon.vocabulary.substance(each.drug)}"
    stopped = each.stance.past and not (each.stance.other or each.stance.planned)
    if stopped and name in guideline.facts and each.order.time is not None:
        yield _found(name, each.order.time.value, each, each.order.time.doubt or ONLY_NAMED)


def _found(fact: str, value: str, each: Named, doubt: str) -> Found:
    """Return a fact in tokens; its place in the text is filled in by who knows the tokens."""
    last = max(each.last, each.order.last)
    return Found(fact, value, (each.first, last), each.stance, doubt=doubt, trigger=each.cue)
