"""This module frames a picture: one drawing for a narrow page, one for a wide, one caption.

It refuses a drawing without a title and a description in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.pictures.measures import FRAMES
from whitlow.pictures.svg import Number, link, safe, tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from whitlow.pictures.measures import Frame
    from whitlow.pictures.svg import Link

    Draw = Callable[[Frame, str], str]

__all__ = ["cited", "drawing", "figure"]

NAMESPACE: Final = "http://www.w3.org/2000/svg"


def drawing(  # noqa: PLR0913 - what every drawing must have, each by name
    parts: Iterable[str], *, frame: Frame, prefix: str, height: Number, title: str, desc: str
) -> str:
    """Return one drawing as an SVG element without a fixed size."""
    named, told = f"{prefix}-title", f"{prefix}-desc"
    return tag(
        "svg",
        tag("title", safe(title), id=named),
        tag("desc", safe(desc), id=told),
        "\n",
        "\n".join(parts),
        "\n",
        xmlns=NAMESPACE,
        viewBox=f"0 0 {frame.width} {-(-height // 1)}",
        role="group",
        aria_labelledby=named,
        aria_describedby=told,
        class_=f"picture-{frame.name}",
        font_family="system-ui, sans-serif",
        font_size=frame.letter,
    )


def figure(draw: Draw, prefix: str, caption: str, frames: Sequence[Frame] = FRAMES) -> str:
    """Return a drawing in each frame, of which the stylesheet shows one, and a caption of HTML.

    ``prefix`` begins every id, so that two figures can stand on one page.
    """
    drawn = "\n".join(draw(frame, f"{prefix}-{frame.name}") for frame in frames)
    below = tag("figcaption", caption, class_="picture-caption")
    return tag("figure", "\n", drawn, "\n", below, "\n", class_="picture", id=prefix)


def cited(cites: Iterable[str], to: Link) -> str:
    """Return statements as links, those of one source after its name."""
    sources: dict[str, list[str]] = {}
    for cite in dict.fromkeys(cites):
        sources.setdefault(cite.partition("#")[0], []).append(cite)
    return "; ".join(
        f"{link(to(source), safe(source))}: "
        + ", ".join(link(to(cite), safe(cite.partition("#")[2])) for cite in many)
        for source, many in sources.items()
    )
