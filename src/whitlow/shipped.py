"""This module finds the guideline that came with the program.

A wheel carries it beside this file, as ``guideline_data``; a checkout keeps it at the top, as
``guideline``, two folders above this package, which is also what an editable install sees.
It refuses to judge: whether the folder is there, and holds a guideline, is the loader's to say.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

__all__ = ["shipped_guideline"]

PACKAGE: Final = Path(__file__).resolve().parent


def shipped_guideline() -> Path:
    """Return the folder of the guideline that came with the program.

    >>> shipped_guideline().name in {"guideline", "guideline_data"}
    True
    """
    carried = PACKAGE / "guideline_data"
    if carried.is_dir():
        return carried
    return PACKAGE.parent.parent / "guideline"
