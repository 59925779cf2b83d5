"""This module says in which state the texts of a guideline truly are, and who said so.

It refuses to believe reviews that do not verify: then nothing counts, and it says why.
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Final

from whitlow.editorial.chain import Head, Verified, verify
from whitlow.editorial.events import BEGINNING
from whitlow.editorial.ledger import Ledger
from whitlow.editorial.lines import imported_lines
from whitlow.editorial.states import ORDER, State, Status, weakest
from whitlow.editorial.texts import texts_of
from whitlow.errors import InputError
from whitlow.guideline import OnceFor
from whitlow.guideline.published import Published
from whitlow.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from contextlib import AbstractContextManager
    from datetime import date

    from whitlow.editorial.events import Event
    from whitlow.guideline import Guideline

__all__ = ["Live", "Rest", "Standing", "standing_of"]

UNVERIFIABLE: Final = "Nothing here can verify them. Install whitlow[desk]."
NO_POLICY: Final = "The guideline has no policy.yaml by which they could be judged."


@dataclass(frozen=True, slots=True)
class Rest:
    """How what something rests on stands: the weakest of its texts, and how many are approved."""

    weakest: State
    texts: int
    approved: int


class Standing:
    """What verified reviews say; ``broken`` says why nothing of them counts, if nothing does."""

    def __init__(
        self,
        ledger: Ledger | None,
        head: Head,
        broken: str,
        alone: AbstractContextManager[object] | None = None,
    ) -> None:
        """Take what was verified, and who must be ``alone`` with it while it grows."""
        self.ledger: Final = ledger
        self.head: Final = head
        self.broken: Final = broken
        self._alone: Final = nullcontext() if alone is None else alone

    def state(self, name: str, today: date) -> State:
        """Return the state of a text on a day."""
        if self.ledger is None or self.broken:
            return State(name, "submitted", (), None, ())
        with self._alone:
            return self.ledger.state(name, today)

    def rest(self, names: Iterable[str], today: date) -> Rest | None:
        """Return how some texts stand together; nothing of none.

        Of equally weak ones it is the first; of approved ones that which expires first.
        """
        states = [self.state(name, today) for name in dict.fromkeys(names)]
        found = weakest(states)
        if found is None:
            return None
        if found.status == ORDER[-1]:
            found = min(states, key=lambda each: (each.until is None, each.until or today))
        return Rest(found, len(states), sum(each.status == ORDER[-1] for each in states))

    def counts(self, names: Collection[str], today: date) -> dict[Status, int]:
        """Return how many of all texts are in which state, the weakest state first."""
        if self.ledger is None or self.broken:
            return {name: len(names) if name == "submitted" else 0 for name in ORDER}
        with self._alone:
            return self.ledger.counts(today)

    def title(self, person: str) -> str:
        """Return the name of a person in full."""
        known = None if self.ledger is None else self.ledger.people.known.get(person)
        return person if known is None else known.title


class Live:
    """Reviews that are being made: a desk that a guideline is shown with."""

    @property
    def hash(self) -> str:
        """The hash of the last event."""
        return self.standing().head.hash

    def standing(self) -> Standing:
        """Return how everything stands at this moment."""
        raise NotImplementedError


NOBODY: Final = Standing(None, Head(0, BEGINNING), "")


def standing_of(guideline: Guideline) -> Standing:
    """Return how the texts of a guideline stand, by the reviews beside it or of its desk."""
    reviews = guideline.reviews
    match reviews:
        case None:
            return NOBODY
        case Live():
            return reviews.standing()
        case _:
            return _published(guideline.ordinary or guideline)


def _verified(guideline: Guideline) -> Standing:
    found = guideline.reviews
    if not isinstance(found, Published):
        return NOBODY
    nothing = Head(0, BEGINNING)
    if found.unreadable:
        return Standing(None, nothing, f"{found.unreadable}. Make the file readable.")
    if guideline.policy is None:
        return Standing(None, nothing, NO_POLICY)
    try:
        events = tuple(_events(found.data))
        verified = verify(events, guideline.policy)
    except InputError as error:
        return Standing(None, nothing, error.problems[0].message)
    except ModuleNotFoundError:
        return Standing(None, nothing, UNVERIFIABLE)
    return _folded(guideline, events, verified)


_published: Final = OnceFor(_verified)


def _folded(guideline: Guideline, events: Iterable[Event], verified: Verified) -> Standing:
    if verified.broken is not None or guideline.policy is None:
        return Standing(None, verified.head, str(verified.broken))
    ledger = Ledger(guideline.policy, texts_of(guideline))
    for event in events:
        ledger.take(event)
    return Standing(ledger, verified.head, "")


def _events(data: bytes) -> Iterator[Event]:
    """Yield the events of a published file; raises ``InputError`` for a line that holds none."""
    yield from imported_lines(data.decode(errors="replace"), "reviews.jsonl")
