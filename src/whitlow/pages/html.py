"""This module writes a page as one HTML file that needs nothing else and prints well.

It refuses to carry a script or to let a text become markup.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final, assert_never

from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Sheet, Title, Words
from whitlow.pages.terminal import MARKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from whitlow.pages.blocks import Block

__all__ = ["table_rows", "to_html"]

NUMBER: Final = re.compile(r"\d+")
DEEPEST: Final = 6
STYLE: Final = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111}
h1{margin:0}h2{border-bottom:1px solid #999;margin:2rem 0 .5rem}h3{margin:1rem 0 .25rem}
ul{list-style:none;padding:0}li{margin:.25rem 0 .25rem 2.5rem}li p{margin:0}
.depth-1{margin-left:3rem}.depth-2{margin-left:4rem}.depth-3{margin-left:5rem}
.depth-4{margin-left:6rem}.depth-5{margin-left:7rem}.depth-6{margin-left:8rem}
.mark{display:inline-block;width:2rem;margin-left:-2rem;color:#555}
table{border-collapse:collapse}tbody th{font-weight:normal;color:#555}
th,td{text-align:left;vertical-align:top;padding:.1rem .75rem .1rem 0}
.quiet,.aside,.cite{color:#555}.cite{font-size:.85em}a{color:inherit}
.alarm{font-weight:bold;color:#a00}.caution{color:#850}
@media print{body{margin:0;max-width:none}h2,h3{break-after:avoid}li,tr{break-inside:avoid}}
""".strip()


def to_html(page: Page) -> str:
    """Return a page as a whole HTML file."""
    title = next((block.text for block in page.blocks if isinstance(block, Title)), "")
    body = "\n".join(_body(page))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _body(page: Page) -> Iterator[str]:
    """Yield the lines of the page; points that follow each other are one list."""
    listing = False
    for block in page.blocks:
        if isinstance(block, Point) is not listing:
            yield "</ul>" if listing else "<ul>"
            listing = not listing
        yield from _block(block)
    if listing:
        yield "</ul>"


def _words(words: Words) -> str:
    return "".join(_run(run) for run in words).strip()


def _run(run: Run) -> str:
    text = escape(run.text)
    match run.tone:
        case "plain":
            return text
        case "strong":
            return f"<strong>{text}</strong>"
        case "cite":
            linked = NUMBER.sub(r'<a href="#source-\g<0>">\g<0></a>', text)
            return f'<span class="cite">{linked}</span>'
        case "quiet" | "alarm" | "caution":
            return f'<span class="{run.tone}">{text}</span>'


def _block(block: Block) -> Iterator[str]:
    match block:
        case Title(text, aside):
            yield f'<h1>{escape(text)}</h1>\n<p class="aside">{escape(aside)}</p>'
        case Heading(text, minor, aside, tone):
            level = "h3" if minor else "h2"
            after = f' <small class="aside">{escape(aside)}</small>' if aside else ""
            yield f'<{level} class="{tone}">{escape(text)}{after}</{level}>'
        case Prose(words):
            yield f"<p>{_words(words)}</p>"
        case Point():
            yield _point(block)
        case Sheet():
            yield from _table(block)
        case _:
            assert_never(block)


def _point(point: Point) -> str:
    anchor = NUMBER.search(point.number) if point.number.startswith("[") else None
    name = f' id="source-{anchor[0]}"' if anchor else ""
    inset = f' class="depth-{min(point.depth, DEEPEST)}"' if point.depth else ""
    sign = point.number or MARKS[point.mark][0]
    notes = "".join(f"<p>{_words(note)}</p>" for note in point.notes)
    mark = f'<span class="mark">{escape(sign)}</span>'
    return f"<li{name}{inset}>{mark}{_words(point.words)}{notes}</li>"


def _table(sheet: Sheet) -> Iterator[str]:
    yield "<table>"
    yield from table_rows(sheet, _words)
    yield "</table>"


def table_rows(sheet: Sheet, written: Callable[[Words], str]) -> Iterator[str]:
    """Yield the rows of a sheet, each cell's words as they are ``written``.

    A row without a label has no head: an empty one would be read out as if it named something.
    """
    if sheet.head:
        cells = "".join(f'<th scope="col">{escape(text)}</th>' for text in sheet.head)
        yield f"<thead><tr><td></td>{cells}</tr></thead>"
    yield "<tbody>"
    for label, values in sheet.rows:
        span = len(sheet.head) if len(values) == 1 and len(sheet.head) > 1 else 0
        wide = f' colspan="{span}"' if span else ""
        cells = "".join(f"<td{wide}>{written(value)}</td>" for value in values)
        head = f'<th scope="row">{escape(label)}</th>' if label else "<td></td>"
        yield f"<tr>{head}{cells}</tr>"
    yield "</tbody>"
