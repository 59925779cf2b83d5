"""This module tells the way through the rules as a nested list, for whoever reads or hears it.

It refuses to leave out a node that the picture has: this is the same way, in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pictures.pathway import Fate, pathway
from whitlow.pictures.svg import evidence, link, safe, tag
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whitlow.guideline import Guideline
    from whitlow.pictures.pathway import Node, Pathway, Stage, Stop
    from whitlow.pictures.svg import Link
    from whitlow.plan import Plan

__all__ = ["SAID", "barring", "counted", "pathway_list", "silent_words", "waiting"]

SAID: Final[dict[Fate, str]] = {
    "stands": "stands",
    "waits": "stands for now",
    "barred": "barred",
    "asked": "cannot be said yet",
    "silent": "does not apply",
    "": "",
}
RUNGS: Final[dict[Fate, str]] = {"stands": "reached", "waits": "possible"}
MOST: Final = 3
SHOWN: Final[tuple[Fate, ...]] = ("", "stands", "waits", "barred", "asked")


def pathway_list(guideline: Guideline, plan: Plan | None, to: Link = evidence) -> str:
    """Return the way through the rules as an ordered list of HTML."""
    way = pathway(guideline, plan)
    stages = (
        tag("li", tag("strong", safe(stage.title)), _stage(way, stage, to)) for stage in way.stages
    )
    return tag("ol", *stages, class_="pathway-list")


def _stage(way: Pathway, stage: Stage, to: Link) -> str:
    if stage.kind == "ladder":
        return tag("ol", *(_rung(node, to) for stop in stage.stops for node in stop.nodes))
    stops = [stop for stop in stage.stops if not way.personal or stop.having(*SHOWN) or stop.others]
    if not stops:
        return tag("p", "Nothing here applies to this patient.")
    if len(stage.stops) == 1:
        return _nodes(stops[0], to)
    parts = [tag("li", _title(stop, to), _nodes(stop, to)) for stop in stops]
    words = silent_words([stop for stop in stage.stops if stop not in stops])
    if words:
        parts.append(tag("li", safe(words), class_="silent"))
    return tag("ul", *parts)


def _title(stop: Stop, to: Link) -> str:
    title = safe(stop.title)
    return link(to(stop.of), title) if stop.of else title


def _rung(node: Node, to: Link) -> str:
    reached = f" ({RUNGS[node.fate]})" if node.fate in RUNGS else ""
    return tag("li", link(to(node.id), safe(node.label)), safe(reached), class_=node.fate or None)


def _nodes(stop: Stop, to: Link) -> str:
    items = [tag("li", *_told(node, to), class_=node.fate or None) for node in stop.having(*SHOWN)]
    if stop.others:
        items.append(tag("li", safe(counted(stop))))
    return tag("ul", *items)


def _told(node: Node, to: Link) -> Iterator[str]:
    yield link(to(node.id), safe(node.label))
    if node.fate:
        yield safe(f": {SAID[node.fate]}")
    elif node.bars:
        yield safe(f" ({node.bars} can bar it)")
    if node.by:
        told = "by" if node.fate == "barred" else "unless barred by"
        yield f" {told} {joined(link(to(name), safe(words)) for name, words in node.by)}"
    if node.waits and node.fate != "barred":
        yield safe(f"; hangs on {joined(node.waits)}")


def barring(node: Node) -> str:
    """Return who bars a node, or could, as far as there is room; the list has all of them."""
    told = "barred by" if node.fate == "barred" else "unless barred by"
    return _short(told, [words for _, words in node.by])


def _short(told: str, words: list[str]) -> str:
    if not words:
        return ""
    more = len(words) - MOST
    return f"{told} {joined([*words[:MOST], *([f'{more} more'] if more > 0 else [])])}"


def waiting(node: Node) -> str:
    """Return the facts on which it hangs whether a node stands."""
    return _short("hangs on", list(node.waits)) if node.fate == "waits" else ""


def counted(stop: Stop) -> str:
    """Return how many rules of which kind a stop has beside its nodes."""
    return ", ".join(f"{name}: {count}" for name, count in stop.others)


def silent_words(stops: Iterable[Stop]) -> str:
    """Return in a line which stops say nothing for the patient."""
    told = [f"{stop.title} ({len(stop.nodes)})" for stop in stops]
    return f"Nothing applies here: {joined(told)}." if told else ""
