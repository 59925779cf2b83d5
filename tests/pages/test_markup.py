"""A page as Markdown and as HTML: the same words, and no text becomes markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pages.planned import plans
from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Sheet, Title, said
from whitlow.pages.html import to_html
from whitlow.pages.markdown import to_markdown
from whitlow.pages.plan_page import plan_page

PLANS: Final = plans()
EVIL: Final = "<script>alert(1)</script> **b** [a](b) `c` | # x & y"


class Tags(HTMLParser):
    """The tags of a page, and its words."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that opens."""
        del attrs
        self.seen.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note a tag that closes, which must be the last one that opened."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note the words."""
        self.words.append(data)


def read(html: str) -> Tags:
    """Return the tags of a page that closes every one it opens."""
    tags = Tags()
    tags.feed(html)
    assert tags.open == []
    return tags


def page_of(text: str) -> Page:
    """Return a page that says a text in every block."""
    words = (Run(text), Run(text, "strong"), Run(text, "quiet"))
    return Page(
        (
            Title(text, text),
            Heading(text),
            Heading(text, minor=True, aside=text),
            Prose(words),
            Point(words, "barred", notes=(words,)),
            Point(words, number=text, depth=1),
            Sheet(((text, (words,)),)),
            Sheet(((text, (words, words)), ("", (words,))), (text, text)),
        )
    )


@pytest.mark.parametrize("name", PLANS)
def test_every_tag_of_a_page_is_closed_and_none_is_a_script(name: str) -> None:
    tags = read(to_html(plan_page(PLANS[name], "full")))

    assert {"script", "link", "img", "iframe"}.isdisjoint(tags.seen)


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=60))
def test_no_text_becomes_a_tag(text: str) -> None:
    plain = read(to_html(page_of("word")))

    tags = read(to_html(page_of(text)))

    assert plain.seen == tags.seen


def test_a_script_stays_words() -> None:
    assert EVIL in "".join(read(to_html(page_of(EVIL))).words)
    assert "<script" not in to_html(page_of(EVIL))


def test_markup_in_a_text_is_escaped_in_markdown() -> None:
    markdown = to_markdown(Page((Prose(said(EVIL)),)))

    assert re.search(r"(?<!\\)[<>*`|#\[\]&]", markdown) is None


def test_a_text_that_begins_like_a_list_is_no_list() -> None:
    assert to_markdown(Page((Prose(said("1. one")),))).startswith("\\1.")
    assert to_markdown(Page((Prose(said("- one")),))).startswith("\\-")


def test_a_table_in_markdown_has_as_many_cells_in_every_row() -> None:
    markdown = to_markdown(plan_page(PLANS["whole"], ""))

    rows = [line for line in markdown.splitlines() if line.startswith("|")]

    assert {4} == {len(re.findall(r"(?<!\\)\|", row)) for row in rows}


def test_a_citation_leads_to_its_source_in_html() -> None:
    html = to_html(plan_page(PLANS["whole"], ""))

    targets = set(re.findall(r'href="#(source-\d+)"', html))

    assert targets
    assert targets <= set(re.findall(r'id="(source-\d+)"', html))
