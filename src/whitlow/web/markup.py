"""This module writes a page's blocks as the sections of a web page.

It refuses to let a text become markup, and writes neither a style nor a script into it.
"""

from __future__ import annotations

import re
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple, assert_never
from urllib.parse import quote

from whitlow.editorial.standing import Live
from whitlow.guideline import OnceFor
from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Sheet, Title, Words
from whitlow.pages.html import table_rows
from whitlow.pages.plan_page import BECAUSE
from whitlow.pages.records_json import KINDS, kinds_of
from whitlow.pages.terminal import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whitlow.guideline import Guideline
    from whitlow.pages.blocks import Block

__all__ = ["Part", "Written", "address", "slug", "write"]

NUMBER: Final = re.compile(r"\d+")
RECORD: Final = re.compile(r"(?<![\w#])\(([a-z0-9][\w#.:-]+)\)")
NOT_A_LETTER: Final = re.compile(r"[^a-z0-9]+")
ADDRESS: Final = "/evidence/"
SECURE: Final = "https://"


class Part(NamedTuple):
    """One section of a page: its name for an address, its title, and its HTML."""

    name: str
    title: str
    aside: str
    tone: str
    html: str


class Written(NamedTuple):
    """A page as HTML: its title, what stands before the first section, and the sections."""

    title: str
    aside: str
    lead: str
    parts: tuple[Part, ...]


class Links(NamedTuple):
    """Where the records of a guideline are shown: by their names, and by their titles."""

    names: frozenset[str]
    titles: Mapping[str, str]
    numbered: tuple[str, ...] = ()
    reports: bool = False


def slug(title: str) -> str:
    """Return a title as the name of a part of a page.

    >>> slug("Do not give")
    'do-not-give'
    """
    return NOT_A_LETTER.sub("-", title.casefold()).strip("-")


def write(page: Page, guideline: Guideline, numbered: Sequence[str] = ()) -> Written:
    """Return a page as HTML, each record that it names leading to its own address.

    ``numbered`` are its sources in the order of their numbers, where their titles are cut.
    """
    links = _links(guideline)._replace(numbered=tuple(numbered))
    title = next((block for block in page.blocks if isinstance(block, Title)), Title(""))
    heads: list[Heading | None] = [None]
    bodies: list[list[Block]] = [[]]
    for block in page.blocks:
        match block:
            case Title():
                pass
            case Heading(minor=False):
                heads.append(block)
                bodies.append([])
            case _:
                bodies[-1].append(block)
    names = _apart(slug(head.text) for head in heads if head is not None)
    parts = tuple(
        Part(next(names), head.text, head.aside, head.tone, _body(body, links))
        for head, body in zip(heads, bodies, strict=True)
        if head is not None
    )
    return Written(title.text, title.aside, _body(bodies[0], links), parts)


def _apart(names: Iterable[str]) -> Iterator[str]:
    """Yield names, one that was there before with its number.

    >>> list(_apart(["tests", "dose", "tests"]))
    ['tests', 'dose', 'tests-2']
    """
    times: dict[str, int] = {}
    for name in names:
        times[name] = times.get(name, 0) + 1
        yield name if times[name] == 1 else f"{name}-{times[name]}"


def _known(guideline: Guideline) -> Links:
    names = frozenset(name for kind in KINDS for name in kinds_of(guideline, kind))
    titles = {source.title: name for name, source in guideline.sources.items()}
    return Links(names, titles, reports=isinstance(guideline.reviews, Live))


_links: Final = OnceFor(_known)


def _body(blocks: Iterable[Block], links: Links) -> str:
    return "\n".join(_lines(blocks, links))


def _lines(blocks: Iterable[Block], links: Links) -> Iterator[str]:
    """Yield the blocks; points that follow each other are one list."""
    for listing, group in groupby(blocks, lambda block: isinstance(block, Point)):
        if listing:
            yield "<ul>"
        for block in group:
            yield from _block(block, links)
        if listing:
            yield "</ul>"


def _block(block: Block, links: Links) -> Iterator[str]:
    match block:
        case Title():
            pass
        case Heading(text, _, aside, tone):
            after = f' <small class="aside">{_linked(aside, links)}</small>' if aside else ""
            yield f'<h3 class="{tone}">{escape(text)}{after}</h3>'
        case Prose(words):
            yield f"<p>{_words(words, links)}</p>"
        case Point():
            yield _point(block, links)
        case Sheet():
            yield from _table(block, links)
        case _:
            assert_never(block)


def _words(words: Words, links: Links) -> str:
    return "".join(_run(run, links) for run in words).strip()


def _run(run: Run, links: Links) -> str:
    match run.tone:
        case "plain":
            return escape(run.text)
        case "strong":
            return f"<strong>{escape(run.text)}</strong>"
        case "cite":
            linked = NUMBER.sub(r'<a href="#source-\g<0>">\g<0></a>', escape(run.text))
            return f'<span class="cite">{linked}</span>'
        case "quiet" | "alarm" | "caution":
            return f'<span class="{run.tone}">{_linked(run.text, links)}</span>'


def _linked(text: str, links: Links) -> str:
    """Return a text in which each record in brackets, or alone, leads to its address."""
    if text.startswith(SECURE) and len(text.split()) == 1:
        return f'<a href="{escape(text)}" rel="external noreferrer">{escape(text)}</a>'
    if text in links.names:
        return f'<a class="record" href="{address(text)}">{escape(text)}</a>'

    def link(found: re.Match[str]) -> str:
        name = found[1]
        if name not in links.names:
            return found[0]
        return f'(<a class="record" href="{address(name)}">{name}</a>)'

    return RECORD.sub(link, escape(text))


def address(name: str) -> str:
    """Return the address of a record; a statement's sign would begin a part of a page.

    >>> address("a-label#dose")
    '/evidence/a-label%23dose'
    """
    return ADDRESS + quote(name, safe="/:@().,;-_")


def _point(point: Point, links: Links) -> str:
    sign = point.number.strip()
    anchor = NUMBER.search(sign) if sign.startswith("[") else None
    name = f' id="source-{anchor[0]}"' if anchor else ""
    depth = f" depth-{min(point.depth, 6)}" if point.depth else ""
    shown = sign or MARKS[point.mark][0]
    mark = f'<span class="mark" aria-hidden="true">{escape(shown)}</span>'
    words = _words(point.words, links)
    source = _source(int(anchor[0]), point.words[0].text, links) if anchor and point.words else ""
    if source:
        rest = _words(point.words[1:], links)
        words = f'<a href="{address(source)}">{escape(point.words[0].text)}</a> {rest}'
    notes = "".join(_note(note, links) for note in point.notes)
    if links.reports and point.record in links.names:
        words += f' <a class="wrong" href="/reports?record={quote(point.record)}">wrong?</a>'
    return f'<li{name} class="{point.mark}{depth}">{mark}<div>{words}{notes}</div></li>'


def _source(number: int, title: str, links: Links) -> str:
    """Return the source of a number or of a title, nothing where neither is one's."""
    if number <= len(links.numbered):
        return links.numbered[number - 1]
    return links.titles.get(title, "")


def _note(note: Words, links: Links) -> str:
    text = _words(note, links)
    if note and note[0].text.startswith(BECAUSE):
        return f'<details class="why"><summary>Why</summary><p>{text}</p></details>'
    return f"<p>{text}</p>"


def _table(sheet: Sheet, links: Links) -> Iterator[str]:
    """Yield a table in a frame of its own, which a narrow screen can move sideways."""
    yield '<div class="frame" tabindex="0" role="group" aria-label="Table"><table>'
    yield from table_rows(sheet, lambda words: _words(words, links))
    yield "</table></div>"
