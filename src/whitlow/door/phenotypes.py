"""This module reduces isolates to what is known of this episode's virus, drug by drug.

It refuses to let one from another place, of another virus or from before these lesions speak for
them, and to choose between results that differ.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from whitlow.door.isolates import SITE, read_isolate
from whitlow.door.options import alike
from whitlow.door.patient import Answer, Doubt, Implied
from whitlow.door.variants import VIRUS
from whitlow.errors import InputError
from whitlow.record import dataclass
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from fractions import Fraction

    from whitlow.door.dated import Record
    from whitlow.door.histories import Reduced
    from whitlow.door.isolates import Setting, Tested
    from whitlow.door.patient import DoubtKind, Isolate
    from whitlow.door.vocabulary import Vocabulary
    from whitlow.errors import Problem

__all__ = ["reduce_isolates"]

OLDER: Final = "from before these lesions"
LATER: Final = "a later one counts"
AWAITED: Final = "its result is awaited"
UNREAD: Final = "not read"
DIFFERS: Final = "its result and its value differ"
NOT_ASKED: Final = "no advice here hangs on this drug"


@dataclass(frozen=True, slots=True)
class _Episode:
    """What an isolate is held against: the patient's sites and virus, and when the lesions began.

    ``onset`` is how many days ago that was.
    """

    words: Vocabulary
    setting: Setting
    today: date | None
    onset: Fraction | None

    def foreign(self, tested: Tested) -> str:
        """Return why an isolate cannot speak for these lesions, or nothing."""
        told = {VIRUS: tested.told.virus, SITE: tested.told.site}
        for name, options in told.items():
            own = self.setting.get(name, frozenset())
            fact = self.words.guideline.facts.get(name)
            if fact is not None and own and options and not alike(fact, options, own):
                return f"of another {name} ({self.labels(name, options)})"
        if self.older(tested):
            return OLDER
        return ""

    def older(self, tested: Tested) -> bool:
        """Whether an isolate is from before these lesions."""
        if self.today is None or self.onset is None:
            return False
        return tested.at.day < self.today - timedelta(days=math.ceil(self.onset))

    def labels(self, name: str, options: Iterable[str]) -> str:
        """Return options in words."""
        return joined(self.words.guideline.option_label(name, option) for option in options)

    def given(self, tested: Tested) -> str:
        """Return an isolate as a sentence names it: result, place and date."""
        result = tested.told.result or tested.reading or f"{tested.told.value}, {UNREAD}"
        label = self.words.guideline.option_label(tested.fact, result)
        place = self.labels(SITE, tested.told.site)
        return f"{label} ({', '.join(part for part in (place, str(tested.at)) if part)})"


def reduce_isolates(
    records: Iterable[Record],
    words: Vocabulary,
    today: date | None,
    onset: Fraction | None,
    setting: Setting,
) -> tuple[Reduced, tuple[Isolate, ...]]:
    """Return what the isolates of this episode say of each drug, and every isolate as it was told.

    ``onset`` is how many days ago the lesions began.
    """
    tested, problems = _read(records, words, today, setting)
    episode = _Episode(words, setting, today, onset)
    implied: list[Implied] = []
    doubts: list[Doubt] = []
    shown: dict[int, Isolate] = {}
    implied.extend(_virus(tested, episode))
    for fact, found in _by_fact(tested).items():
        outcome = _reduced(fact, found, episode)
        if isinstance(outcome, Doubt):
            doubts.append(outcome)
        elif outcome is not None:
            implied.append(outcome)
        for each in found:
            shown[id(each)] = replace(each.told, aside=_aside(each, found, episode))
    told = tuple(shown[id(each)] for each in tested)
    return (tuple(implied), tuple(doubts), tuple(problems)), told


def _read(
    records: Iterable[Record], words: Vocabulary, today: date | None, setting: Setting
) -> tuple[list[Tested], list[Problem]]:
    tested: list[Tested] = []
    problems: list[Problem] = []
    for record in records:
        try:
            tested.append(read_isolate(record, words, today, setting))
        except InputError as error:
            problems.extend(record.located(problem) for problem in error.problems)
    return tested, problems


def _by_fact(tested: Iterable[Tested]) -> dict[str, list[Tested]]:
    groups: dict[str, list[Tested]] = {}
    for each in sorted(tested, key=lambda one: one.at.order):
        groups.setdefault(each.fact, []).append(each)
    return groups


def _reduced(fact: str, found: list[Tested], episode: _Episode) -> Implied | Doubt | None:
    """Return what isolates in the order of their dates say of one drug, or why they do not."""
    if not fact:
        return None
    own = _counting(found, episode)
    if not own:
        return _foreign(fact, found[-1], episode)
    latest = own[-1]
    rivals = _rivals(own)
    clash = next((one for one in (latest, *rivals) if one.conflict), None)
    if clash is not None:
        return _conflicting(fact, clash, episode)
    if any(_outcome(one) != _outcome(latest) for one in rivals):
        return _differing(fact, latest, rivals, episode)
    if _unlike(own, episode):
        return _mixed(fact, own, episode)
    if not latest.reading and not latest.awaited:
        return _unread(fact, latest)
    value = latest.reading or latest.told.result
    return Implied(Answer(fact, value, episode.given(latest)), "isolates")


def _virus(tested: list[Tested], episode: _Episode) -> Iterator[Implied]:
    """Yield the virus that was grown from these lesions, where nobody has told it."""
    fact = episode.words.guideline.facts.get(VIRUS)
    told = [one for one in tested if one.told.virus and not episode.foreign(one)]
    if fact is None or not told or VIRUS in episode.setting:
        return
    if all(alike(fact, one.told.virus, other.told.virus) for one in told for other in told):
        grown = {virus for one in told for virus in one.told.virus}
        wider = {(fact.within or {}).get(virus) for virus in grown}
        found = frozenset(grown - wider)
        yield Implied(Answer(VIRUS, found, episode.labels(VIRUS, sorted(found))), "isolates")


def _counting(found: list[Tested], episode: _Episode) -> list[Tested]:
    """Return the isolates of these lesions; an awaited result takes no earlier one away."""
    own = [one for one in found if not episode.foreign(one)]
    return [one for one in own if not one.awaited] or own


def _rivals(own: list[Tested]) -> list[Tested]:
    """Return the isolates that stand beside the latest: of its moment, or the last of their place.

    A place that is not told may be any, so there the later isolate counts.
    """
    latest = own[-1]
    places = {latest.told.site: latest}
    rivals = [one for one in own[:-1] if one.at.order == latest.at.order]
    for one in reversed(own):
        if one.told.site and latest.told.site and one.told.site not in places:
            places[one.told.site] = one
            rivals.append(one)
    return list({id(one): one for one in rivals}.values())


def _unlike(own: list[Tested], episode: _Episode) -> bool:
    """Whether isolates of two viruses say different things."""
    fact = episode.words.guideline.facts.get(VIRUS)
    told = [one for one in own if one.told.virus]
    return fact is not None and any(
        _outcome(one) != _outcome(other) and not alike(fact, one.told.virus, other.told.virus)
        for one in told
        for other in told
    )


def _outcome(tested: Tested) -> str:
    return tested.reading or tested.told.result


def _aside(tested: Tested, found: list[Tested], episode: _Episode) -> str:
    """Return why an isolate does not count, or nothing."""
    if not tested.fact:
        return NOT_ASKED
    foreign = episode.foreign(tested)
    if foreign:
        return foreign
    own = _counting(found, episode)
    if tested not in own:
        return AWAITED
    if tested is not own[-1] and tested not in _rivals(own):
        return LATER
    if tested.conflict:
        return DIFFERS
    if not tested.reading and not tested.awaited:
        return tested.told.unread
    return ""


# ---------------------------------------------------------------------------------------------
# Doubts


def _doubt(kind: DoubtKind, fact: str, message: str) -> Doubt:
    return Doubt(kind, (fact,), f"{fact}: {message}")


def _foreign(fact: str, latest: Tested, episode: _Episode) -> Doubt:
    why, given = episode.foreign(latest), episode.given(latest)
    if why == OLDER:
        message = f"The latest isolate, {given}, is older than these lesions. "
        return _doubt("outdated", fact, f"{message}Was this episode's virus tested?")
    message = (
        f"The latest isolate, {given}, is {why} and does not speak for these lesions. "
        "Was this episode's virus tested? Give the fact itself if this result counts."
    )
    return _doubt("elsewhere", fact, message)


def _conflicting(fact: str, tested: Tested, episode: _Episode) -> Doubt:
    verdict = tested.verdict
    read = "" if verdict is None else f"{verdict.reading} by {verdict.by}"
    message = (
        f"The laboratory's result is {episode.given(tested)}, but its value {tested.told.value} "
        f"is {read}. Which is right? Ask the laboratory."
    )
    return _doubt("contradictory", fact, message)


def _differing(fact: str, latest: Tested, rivals: list[Tested], episode: _Episode) -> Doubt:
    places = {one.told.site for one in (latest, *rivals)}
    every = sorted((*rivals, latest), key=lambda one: one.at.order)
    told = joined(episode.given(one) for one in every)
    if len(places) > 1 and all(places):
        message = f"The isolates differ from place to place: {told}. "
        return _doubt("contradictory", fact, f"{message}Give the result of the lesion that fails.")
    message = f"The isolates of {latest.at} differ: {told}. Which one counts?"
    return _doubt("contradictory", fact, message)


def _mixed(fact: str, own: list[Tested], episode: _Episode) -> Doubt:
    told = joined(
        f"{episode.labels(VIRUS, one.told.virus)}: {episode.given(one)}"
        for one in own
        if one.told.virus
    )
    message = f"The isolates are of different viruses ({told}). Which virus are these lesions of?"
    return _doubt("contradictory", fact, message)


def _unread(fact: str, tested: Tested) -> Doubt:
    message = " ".join(part for part in _not_read(tested) if part)
    return _doubt("unread", fact, f"{message} What did the laboratory call it: S, I or R?")


def _not_read(tested: Tested) -> Iterator[str]:
    told = tested.told
    same = f", which is {joined(told.converted)}," if told.converted else ""
    yield f"The value {told.value} ({tested.at}){same} is not read: {told.unread}."
    yield tested.convention
