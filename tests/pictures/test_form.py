"""This module tests what holds for every picture: its form, its ids, its links, its classes."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import pytest

from tests.pictures.drawn import SVG, drawings, drawn_anew, figures, guideline, root_of
from whitlow import pictures
from whitlow.pages.records_json import records_named

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

EVIDENCE: Final = "/evidence/"
STYLESHEET: Final = Path(pictures.__file__).with_name("pictures.css").read_text(encoding="utf-8")
NAMES: Final = tuple(figures())
DRAWN: Final = tuple(name for name in NAMES if drawings(figures()[name]))
TELEPHONE: Final = 320
LEAST_POINTS: Final = 11
LETTER: Final = 0.52
"""How wide a letter is on average, in the height of letters."""
UP, DOWN = 0.7, 0.2

Box = tuple[float, float, float, float, str]


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_is_well_formed(name: str) -> None:
    assert len(root_of(figures()[name])) > 0


def test_every_picture_is_the_same_bytes_again() -> None:
    assert figures() == dict(drawn_anew())


@pytest.mark.parametrize("name", NAMES)
def test_no_picture_has_a_style_or_a_script(name: str) -> None:
    found = [
        (one.tag, key)
        for one in root_of(figures()[name]).iter()
        for key in ("", *one.attrib)
        if key == "style" or key.startswith("on") or one.tag.endswith(("style", "script"))
    ]

    assert found == []


@pytest.mark.parametrize("name", DRAWN)
def test_every_drawing_has_a_role_a_title_a_description_and_no_fixed_size(name: str) -> None:
    for svg in drawings(figures()[name]):
        holds_links = next(svg.iter(f"{SVG}a"), None) is not None

        assert ("group" if holds_links else "img") == svg.get("role")
        assert len((svg.get("viewBox") or "").split()) == 4
        assert svg.findtext(f"{SVG}title")
        assert len(svg.findtext(f"{SVG}desc") or "") > 20
        assert {"width", "height"} & set(svg.attrib) == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_id_stands_once_and_every_reference_has_its_id(name: str) -> None:
    elements = list(root_of(figures()[name]).iter())
    ids = Counter(one.get("id") for one in elements if one.get("id"))
    named = [
        each
        for one in elements
        for key in ("aria-labelledby", "aria-describedby")
        for each in (one.get(key) or "").split()
    ]
    named += re.findall(r"url\(#([^)]+)\)", figures()[name])

    assert [name for name, count in ids.items() if count > 1] == []
    assert set(named) <= set(ids)


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_to_a_record(name: str) -> None:
    links = {
        href for one in root_of(figures()[name]).iter() if (href := one.get("href")) is not None
    }
    astray = [
        link
        for link in links
        if not link.startswith(EVIDENCE)
        or not list(records_named(guideline(), unquote(link.removeprefix(EVIDENCE))))
    ]

    assert astray == []
    assert links or name == "course"


def test_a_link_of_a_drawing_is_reached_by_pointer_and_by_keyboard_in_the_words_beside_it() -> None:
    inside = [
        link.get("tabindex")
        for name in DRAWN
        for svg in drawings(figures()[name])
        for link in svg.iter(f"{SVG}a")
    ]

    assert {"-1"} == set(inside)


def test_every_class_is_told_of_and_has_its_rule() -> None:
    used = {
        each
        for name in NAMES
        for one in root_of(figures()[name]).iter()
        for each in (one.get("class") or "").split()
    }
    told = set(re.findall(r"``([a-z0-9-]+)``", pictures.__doc__ or ""))
    plain = {"p-text", "speaks", "asked", "barred", "p-floor", "series-1", "series-2", "series-3"}

    assert [] == sorted(used - told - plain)
    assert [] == sorted(each for each in used - plain if f".{each}" not in STYLESHEET)


def test_the_stylesheet_asks_nobody_for_anything() -> None:
    assert re.findall(r"@import|url\(|https?:|expression|!important", STYLESHEET) == []


@pytest.mark.parametrize("name", DRAWN)
def test_the_narrow_drawing_has_large_letters_on_a_telephone(name: str) -> None:
    for svg in drawings(figures()[name]):
        if svg.get("class") == "picture-narrow":
            width = float((svg.get("viewBox") or "").split()[2])

            assert float(svg.get("font-size") or 0) * TELEPHONE / width >= LEAST_POINTS


def boxes(svg: ET.Element) -> list[Box]:
    """Return the room that each text of a drawing takes at least."""
    letter = float(svg.get("font-size") or 0)
    found = []
    for one in svg.iter(f"{SVG}text"):
        words = one.text or ""
        x, y = float(one.get("x") or 0), float(one.get("y") or 0)
        width = len(words) * letter * LETTER
        left = {"middle": x - width / 2, "end": x - width}.get(one.get("text-anchor") or "", x)
        found.append((left, left + width, y - UP * letter, y + DOWN * letter, words))
    return found


@pytest.mark.parametrize("name", [name for name in DRAWN if name != "course"])
def test_no_words_lie_on_other_words_or_beyond_the_drawing(name: str) -> None:
    for svg in drawings(figures()[name]):
        _, _, width, height = map(float, (svg.get("viewBox") or "").split())
        found = boxes(svg)

        assert [] == [
            (one[4], other[4])
            for one, other in combinations(found, 2)
            if one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
        ]
        assert [] == [
            words
            for left, right, top, low, words in found
            if left < -1 or right > width + 1 or top < 0 or low > height
        ]


# --- colours ------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """Return how light a colour is, as the accessibility guidelines reckon it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def palettes() -> list[dict[str, str]]:
    """Return the colours by day, by night and on paper."""
    blocks = re.findall(r":root \{(.*?)\}", STYLESHEET, re.DOTALL)
    return [dict(re.findall(r"--p-([a-z-]+): (#[0-9a-f]{6})", block)) for block in blocks]


def test_words_stand_out_by_day_by_night_and_on_paper() -> None:
    pairs = [
        (ink, ground)
        for ink in ("ink", "quiet", "accent", "stop")
        for ground in ("paper", "soft", "tint")
    ]

    assert 3 == len(palettes())
    assert [] == [
        (ink, ground)
        for palette in palettes()
        for ink, ground in pairs
        if contrast(palette[ink], palette[ground]) < 4.5
    ]
