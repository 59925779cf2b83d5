"""This module reads what the tests of the pictured pages share: patients, links, weights.

It refuses to count a file that a page does not name.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.pictures.drawn import FEW

if TYPE_CHECKING:
    from httpx2 import Response
    from starlette.testclient import TestClient

__all__ = ["EXAMPLES", "JSON", "MOST_BYTES", "PATIENTS", "YAML", "links_of", "refusals", "weight"]

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
YAML: Final = {"content-type": "application/yaml"}
JSON: Final = {**YAML, "accept": "application/json"}
MOST_BYTES: Final = 120_000
PATIENTS: Final = {
    "few": FEW,
    "nobody": "age:\n",
    **{file.stem: file.read_text(encoding="utf-8") for file in sorted(EXAMPLES.glob("*.yaml"))},
}


def links_of(page: str) -> set[str]:
    """Return where a page leads within the application."""
    found = re.findall(r'<a[^>]* href="(/[^"]*)"', page)
    return {unescape(href).partition("#")[0] for href in found}


def refusals(web: TestClient, page: str) -> dict[str, int]:
    """Return the links of a page that do not answer, with their status."""
    answers = {link: web.get(link).status_code for link in sorted(links_of(page))}
    return {link: status for link, status in answers.items() if status != 200}


def weight(web: TestClient, page: Response) -> int:
    """Return how many bytes a page has, with the styles and scripts that it names."""
    head = page.text.partition("</head>")[0]
    named = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', head)
    return len(page.content) + sum(len(web.get(name).content) for name in named)
