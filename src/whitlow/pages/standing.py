"""This module tells how what is shown stands at the editorial desk, in words and as JSON.

It refuses to say more than the reviews do: without any, everything was submitted and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pages.blocks import Point, Run, said
from whitlow.pages.words import REVIEW, SUBMITTED, some
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from whitlow.editorial.standing import Rest, Standing
    from whitlow.editorial.states import State, Status
    from whitlow.guideline import Guideline
    from whitlow.pages.blocks import Mark
    from whitlow.pages.json_values import Json

    Names = Callable[[], Iterable[str]]

__all__ = [
    "STATES",
    "broken_line",
    "record_json",
    "record_line",
    "review_json",
    "review_line",
    "review_point",
    "reviews_json",
    "whole_json",
    "whole_line",
]

HASH_SHOWN: Final = 16
MOST_WHY: Final = 3
STATES: Final[dict[Status, str]] = {
    "submitted": "Submitted",
    "under_review": "Under review",
    "changes_requested": "Changes requested",
    "approved": "Approved",
    "retired": "Retired",
}


def review_json(guideline: Guideline, names: Names, today: date, first: Json) -> dict[str, Json]:
    """Return how what is shown stands: as its weakest text, ``first`` while there are no reviews.

    ``names`` returns the texts on which it rests, which nobody need know before there are any.
    """
    if guideline.reviews is None:
        return {"status": SUBMITTED, "by": [], "on": None, "weakest": first}
    standing = _standing(guideline)
    rest = standing.rest(names(), today)
    ends = {"broken": standing.broken or None, "chain": reviews_json(guideline)}
    if rest is None:
        return {"status": SUBMITTED, "by": [], "on": None, "weakest": first, **ends}
    found = rest.weakest
    days = [each.on.isoformat() for each in found.by]
    return {
        "status": found.status,
        "by": [standing.title(each.by) for each in found.by],
        "on": max(days, default=None),
        "weakest": found.record.partition(":")[2],
        "record": found.record,
        "until": None if found.until is None else found.until.isoformat(),
        "why": list(found.why),
        "texts": rest.texts,
        "approved": rest.approved,
        **ends,
    }


def reviews_json(guideline: Guideline) -> dict[str, Json] | None:
    """Return which reviews a guideline is shown with, for a document whose hash covers them."""
    if guideline.reviews is None:
        return None
    number, hash_ = _standing(guideline).head
    return {"events": number, "head": hash_}


def review_line(guideline: Guideline, names: Names, today: date) -> str:
    """Return how what is shown stands, in a sentence or two."""

    def line(standing: Standing) -> str:
        rest = standing.rest(names(), today)
        return REVIEW if rest is None else _told(standing, rest)

    return _unless_broken(guideline, line)


def _unless_broken(guideline: Guideline, line: Callable[[Standing], str]) -> str:
    """Return what a line tells of published reviews, where there are any and they hold."""
    if guideline.reviews is None:
        return REVIEW
    standing = _standing(guideline)
    return broken_line(standing) if standing.broken else line(standing)


def review_point(guideline: Guideline, names: Names, today: date) -> Point:
    """Return the same as a point of a page, and which reviews it was read from."""
    line = (Run("Review: ", "strong"), Run(review_line(guideline, names, today)))
    if guideline.reviews is None:
        return Point(line)
    number, hash_ = _standing(guideline).head
    told = f"The reviews hold {some(number, 'event')}; the last is {hash_[:HASH_SHOWN]}."
    mark: Mark = "alarm" if _standing(guideline).broken else "stands"
    return Point(line, mark, notes=(said(told, "quiet"),))


def broken_line(standing: Standing) -> str:
    """Return what is said of reviews that do not hold."""
    return (
        "Broken: the reviews beside this guideline do not hold, so none of them counts and "
        f"everything stands as submitted. {standing.broken}"
    )


def whole_json(guideline: Guideline, today: date) -> dict[str, Json]:
    """Return how the whole guideline stands: as its weakest text, and how many are in which."""
    says = whole_line(guideline, today)
    if guideline.reviews is None:
        return {"status": SUBMITTED, "says": says}
    from whitlow.editorial.texts import texts_of  # noqa: PLC0415 - only with reviews

    standing = _standing(guideline)
    counts = standing.counts(texts_of(guideline), today)
    status = next((name for name, many in counts.items() if many), SUBMITTED)
    states: dict[str, Json] = {str(name): many for name, many in counts.items()}
    return {"status": status, "says": says, "states": states}


def whole_line(guideline: Guideline, today: date) -> str:
    """Return how the whole guideline stands, in a sentence."""
    if guideline.reviews is None:
        return REVIEW
    from whitlow.editorial.texts import texts_of  # noqa: PLC0415 - only with reviews

    standing = _standing(guideline)
    if standing.broken:
        return broken_line(standing)
    counts = standing.counts(texts_of(guideline), today)
    approved = counts["approved"]
    return f"{approved} of {sum(counts.values())} texts approved." if approved else REVIEW


def record_json(guideline: Guideline, name: str, today: date) -> dict[str, Json]:
    """Return how one text stands."""
    if guideline.reviews is None:
        return {"status": SUBMITTED, "by": [], "on": None, "until": None, "why": []}
    standing = _standing(guideline)
    found = standing.state(name, today)
    by: list[Json] = [
        {"by": standing.title(each.by), "on": each.on.isoformat()} for each in found.by
    ]
    return {
        "status": found.status,
        "by": by,
        "on": max((each.on.isoformat() for each in found.by), default=None),
        "until": None if found.until is None else found.until.isoformat(),
        "why": list(found.why),
        **({"broken": standing.broken} if standing.broken else {}),
    }


def record_line(guideline: Guideline, name: str, today: date) -> str:
    """Return how one text stands, in a sentence."""
    return _unless_broken(
        guideline, lambda standing: f"{_stands(standing, standing.state(name, today))}."
    )


def _standing(guideline: Guideline) -> Standing:
    from whitlow.editorial.standing import standing_of  # noqa: PLC0415 - few have any reviews

    return standing_of(guideline)


def _told(standing: Standing, rest: Rest) -> str:
    found = rest.weakest
    if found.status == "approved":
        many = "The one text" if rest.texts == 1 else f"Each of the {rest.texts} texts"
        return (
            f"Approved: {many} on which this rests is approved. The first to be looked at again "
            f"is {found.record}{_by(standing, found)}."
        )
    if found.status == SUBMITTED and not rest.approved and not found.why:
        return REVIEW
    rested = f"{rest.approved} of the {some(rest.texts, 'text')} on which this rests are approved"
    return (
        f"{STATES[found.status]}: {rested}. The weakest is {found.record}"
        f"{_by(standing, found)}{_why(found)}."
    )


def _stands(standing: Standing, found: State) -> str:
    return f"{STATES[found.status]}{_by(standing, found)}{_why(found)}"


def _by(standing: Standing, found: State) -> str:
    """Return who approved a text and when, and until when that holds."""
    if not found.by:
        return ""
    who = joined([f"{standing.title(each.by)} ({each.on})" for each in found.by], "and")
    until = "" if found.until is None else f", until {found.until}"
    return f", approved by {who}{until}"


def _why(found: State) -> str:
    """Return why a text stands no higher, the first few reasons."""
    return f" ({'; '.join(found.why[:MOST_WHY])})" if found.why else ""
