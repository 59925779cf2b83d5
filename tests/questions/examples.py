"""This module writes the five answers of docs/examples: python -m tests.questions.examples.

It refuses any day but one, and leaves the hash of the guideline out, so that an example changes
only with what it shows.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from tests.answer.asked import asked
from whitlow.pages.answer_page import answer_page
from whitlow.pages.markdown import to_markdown

__all__ = ["EXAMPLES", "FOLDER", "written"]

FOLDER: Final = Path(__file__).resolve().parents[2] / "docs" / "examples"
HASH: Final = re.compile(r"(hash )[0-9a-f]{8,}")
EXAMPLES: Final = {
    "not-improving-after-three-days": (
        "In an immunocompetent adult with recurrent genital or oral herpes lesions not improving "
        "after three days of standard oral valacyclovir, what is the next step in management?"
    ),
    "rash-that-spreads": (
        "What to do if a rash continues to spread despite treatment with Valtrex (valacyclovir)?"
    ),
    "signs-of-resistance": "What are the signs of valacyclovir resistance?",
    "dose-of-foscarnet": (
        "What is the recommended dose of foscarnet for treating resistant HSV mucositis and blood "
        "infection?"
    ),
    "immunoglobulin-first": (
        "Should IVIG be used as first-line therapy for HSV infection, particularly in severely "
        "immunocompromised patients?"
    ),
}


def written(name: str) -> str:
    """Return an example as its file holds it."""
    return HASH.sub(r"\1…", to_markdown(answer_page(asked(EXAMPLES[name]))))


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for each in EXAMPLES:
        (FOLDER / f"{each}.md").write_text(written(each), encoding="utf-8")
