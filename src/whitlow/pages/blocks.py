"""This module holds a page as blocks, before anyone decides whether it is a terminal or a browser.

It refuses to know what a plan is: it holds words with a tone, points, sheets and headings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "Block",
    "Heading",
    "Mark",
    "Page",
    "Point",
    "Prose",
    "Run",
    "Sheet",
    "Title",
    "Tone",
    "Words",
    "plain",
    "said",
]

Tone = Literal["plain", "strong", "quiet", "alarm", "caution", "cite"]
Mark = Literal[
    "alarm",
    "caution",
    "stands",
    "provisional",
    "barred",
    "ask",
    "followed",
    "true",
    "false",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one tone; a tone never says what the words do not say."""

    text: str
    tone: Tone = "plain"


Words = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """What a page is, and beside it where it comes from."""

    text: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a section; ``minor`` within a section."""

    text: str
    minor: bool = False
    aside: str = ""
    tone: Tone = "strong"


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    words: Words


@dataclass(frozen=True, slots=True)
class Point:
    """One item of a list: a mark or a number, the words, and notes below them."""

    words: Words
    mark: Mark = "stands"
    number: str = ""
    notes: tuple[Words, ...] = ()
    depth: int = 0
    one_line: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Labelled rows, one value in each column; a row without a label goes on with the one above."""

    rows: tuple[tuple[str, tuple[Words, ...]], ...]
    head: tuple[str, ...] = ()


Block = Title | Heading | Prose | Point | Sheet


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page."""

    blocks: tuple[Block, ...]


def said(text: str, tone: Tone = "plain") -> Words:
    """Return one run of words.

    >>> said("weight")
    (Run(text='weight', tone='plain'),)
    """
    return (Run(text, tone),)


def plain(words: Words) -> str:
    """Return words without their tone."""
    return "".join(run.text for run in words)
