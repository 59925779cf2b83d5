"""This module is the page of a dose: any drug and regimen, the order, its arithmetic, its bands.

It refuses to choose a schedule: where several are labelled, all are worked out and it asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from whitlow.dosing import Dosed, dosed, drug_named, regimens_of
from whitlow.errors import InputError, Problem
from whitlow.order import asked_profile
from whitlow.pages.dose_page import dose_json, dose_page
from whitlow.pages.markdown import to_markdown
from whitlow.pictures.staircase import ordered_staircases
from whitlow.web.asked import document, fields, form_of, kind_of
from whitlow.web.fields import CONFIRMED, Field, field_of, given_in, pairs, said_of
from whitlow.web.markup import write
from whitlow.web.plan import Choice, choice_of
from whitlow.web.site import day_of, json_page, markdown_page, site_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from starlette.requests import Request
    from starlette.responses import Response

    from whitlow.guideline import Guideline, Regimen
    from whitlow.pages.blocks import Page
    from whitlow.web.site import Site

__all__ = ["show"]

JSON: Final = "application/json"
OFTEN: Final = (
    "age",
    "sex",
    "weight",
    "height",
    "creatinine",
    "renal_function",
    "measured_crcl",
    "dialysis",
    "line",
)
"""The facts that most doses hang on; what an order needs beside them is asked once it is known."""

LONGEST_NAME: Final = 120
MOST_STAIRS: Final = 6
"""So many staircases a page shows at once; beyond that a regimen is to be chosen first."""


class Asked(NamedTuple):
    """What a form asks: a drug, a regimen, and facts with what is confirmed of them."""

    drug: str
    regimen: str
    given: Mapping[str, tuple[str, str]]
    confirmed: frozenset[str]

    def facts(self) -> list[tuple[str, str]]:
        """Return the facts as the door reads them."""
        found = list(pairs(self.given))
        if self.confirmed:
            found.append((CONFIRMED, ", ".join(sorted(self.confirmed))))
        return found


async def show(request: Request) -> Response:
    """Answer for ``/dose``: every regimen, or the order that was asked for."""
    site = site_of(request)
    if request.method != "POST":
        said = {
            name: request.query_params.get(name, "")[:LONGEST_NAME] for name in ("drug", "regimen")
        }
        return _empty(site, request, Asked(said["drug"], said["regimen"], {}, frozenset()))
    if kind_of(request) == JSON:
        asked, choice = _of_document(site.guideline, await document(request))
        return _json(site, asked, choice)
    form = await fields(request)
    choice = choice_of(site.guideline, dict(form))
    asked = Asked(
        str(form.get("drug", ""))[:LONGEST_NAME],
        str(form.get("regimen", ""))[:LONGEST_NAME],
        given_in(site.guideline, form),
        frozenset(str(each) for each in form.getlist(CONFIRMED)),
    )
    match form_of(request):
        case "json":
            return _json(site, asked, choice)
        case "markdown":
            found = _dosed(site.guideline, asked, choice)
            return markdown_page(to_markdown(_page(site.guideline, found, day_of(choice.today))))
        case "html":
            return _answer(site, asked, choice)


def _of_document(guideline: Guideline, sent: Mapping[str, object]) -> tuple[Asked, Choice]:
    """Return what a JSON document asks; raises ``InputError`` where its facts are no facts."""
    facts = sent.get("facts", {})
    if not isinstance(facts, dict) or not all(
        isinstance(value, str | int | float) for value in facts.values()
    ):
        message = 'facts: Write each fact with its value, as in {"weight": "70 kg"}.'
        raise InputError(Problem("wrong_type", message, "facts"))
    given = {name: (str(value), "") for name, value in facts.items()}
    drug, regimen = str(sent.get("drug", "")), str(sent.get("regimen") or "")
    return Asked(drug, regimen, given, frozenset()), choice_of(guideline, sent)


def _dosed(guideline: Guideline, asked: Asked, choice: Choice) -> Dosed:
    return dosed(
        guideline,
        asked.drug,
        asked.regimen or None,
        choice.profile,
        asked.facts(),
        day_of(choice.today),
    )


def _json(site: Site, asked: Asked, choice: Choice) -> Response:
    found = _dosed(site.guideline, asked, choice)
    day = day_of(choice.today)
    return json_page(dose_json(site.guideline, found.drug, found.orders, found.doubts, day))


def _page(guideline: Guideline, found: Dosed, today: date) -> Page:
    return dose_page(guideline, found.drug, found.orders, found.doubts, today)


def _empty(site: Site, request: Request, asked: Asked) -> Response:
    """Answer without an order: which drugs and regimens there are."""
    if form_of(request) == "json":
        known = {
            drug: [each.id for each in many] for drug, many in _by_drug(site.guideline).items()
        }
        return json_page({"regimens": {drug: list(names) for drug, names in known.items()}})
    return _shown(site, asked, Choice(), (), None)


def _answer(site: Site, asked: Asked, choice: Choice) -> Response:
    try:
        found = _dosed(site.guideline, asked, choice)
    except InputError as error:
        return _shown(site, asked, choice, error.problems, None)
    return _shown(site, asked, choice, (), found)


def _shown(
    site: Site, asked: Asked, choice: Choice, problems: tuple[Problem, ...], found: Dosed | None
) -> Response:
    guideline = site.guideline
    page = None if found is None else _page(guideline, found, day_of(choice.today))
    stairs = _stairs(guideline, found, choice)
    context = {
        "asked": asked,
        "choice": choice,
        "profiles": guideline.profiles,
        "drugs": _by_drug(guideline),
        "regimens": _regimens(guideline, asked, choice),
        "facts": _fields(guideline, asked, problems, found),
        "confirmed": asked.confirmed,
        "problems": problems,
        "shown": None if page is None else write(page, guideline),
        "stairs": stairs,
        "most_stairs": MOST_STAIRS,
    }
    return site.page("dose.html", context, 422 if problems else 200, here="dose")


def _stairs(guideline: Guideline, found: Dosed | None, choice: Choice) -> tuple[str, ...]:
    """Return the staircases of the orders; none for a patient, to whom a band is an invitation."""
    if found is None or choice.audience == "patient":
        return ()
    return ordered_staircases(guideline, found.orders, "stairs")


def _by_drug(guideline: Guideline) -> dict[str, list[Regimen]]:
    """Return every regimen under its drug."""
    found: dict[str, list[Regimen]] = {}
    for regimen in guideline.regimens.values():
        found.setdefault(regimen.drug, []).append(regimen)
    return found


def _regimens(guideline: Guideline, asked: Asked, choice: Choice) -> tuple[Regimen, ...]:
    """Return the regimens that may be chosen of the drug that is chosen."""
    try:
        drug = drug_named(guideline, asked.drug)
        return regimens_of(guideline, drug, None, asked_profile(guideline, choice.profile))
    except InputError:
        return ()


def _fields(
    guideline: Guideline, asked: Asked, problems: Iterable[Problem], found: Dosed | None
) -> list[Field]:
    """Return the fields that the dose hangs on, those that it needs first."""
    orders = found.orders if found is not None else ()
    needs = [fact for order in orders for fact in (*order.needs, *order.unchecked)]
    told = said_of(problems)
    sure: set[str] = set(asked.confirmed)
    for doubt in found.patient.doubts if found is not None else ():
        for name in doubt.facts[:1]:
            told.setdefault(name, []).append(doubt.message)
        if doubt.kind in {"implausible", "outdated"}:
            sure |= set(doubt.facts)
    names = dict.fromkeys((*OFTEN, *asked.given, *told, *needs))
    known = [guideline.facts[name] for name in names if name in guideline.facts]
    return [field_of(guideline, fact, asked.given, told, sure) for fact in known]
