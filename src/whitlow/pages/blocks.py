"""This module holds a page as blocks, before anyone decides whether it is a terminal or a browser.

It refuses to know what a plan is: it holds words with a tone, points, sheets and headings. They are
named tuples: a page has thousands of them, and a reader waits for each class to be made.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

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


class Run(NamedTuple):
    """Some words in one tone; a tone never says what the words do not say."""

    text: str
    tone: Tone = "plain"


Words = tuple[Run, ...]


class Title(NamedTuple):
    """What a page is, and beside it where it comes from."""

    text: str
    aside: str = ""


class Heading(NamedTuple):
    """The head of a section; ``minor`` within a section."""

    text: str
    minor: bool = False
    aside: str = ""
    tone: Tone = "strong"


class Prose(NamedTuple):
    """A paragraph."""

    words: Words


class Point(NamedTuple):
    """One item of a list: a mark or a number, the words, and notes below them.

    ``record`` is the record that it reads, of which a reader may report that it is wrong.
    """

    words: Words
    mark: Mark = "stands"
    number: str = ""
    notes: tuple[Words, ...] = ()
    depth: int = 0
    one_line: bool = False
    record: str = ""


class Sheet(NamedTuple):
    """Labelled rows, one value in each column; a row without a label goes on with the one above."""

    rows: tuple[tuple[str, tuple[Words, ...]], ...]
    head: tuple[str, ...] = ()


Block = Title | Heading | Prose | Point | Sheet


class Page(NamedTuple):
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
