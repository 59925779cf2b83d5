"""This module reads ``--follow``: the positions of disagreements that a reader chose.

It refuses two positions of one disagreement: whoever follows both follows neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from whitlow.cli.failures import MisuseError
from whitlow.door.vocabulary import cut, shown
from whitlow.errors import InputError, Problem
from whitlow.guideline import following

if TYPE_CHECKING:
    from whitlow.guideline import Guideline

__all__ = ["following_sides", "sided"]

FORM: Final = "DISAGREEMENT=NUMBER"
MOST_DIGITS: Final = 3


def sided(command: click.Command) -> click.Command:
    """Add the option by which a reader follows another side."""
    command.params.append(
        click.Option(
            ["--follow"],
            metavar=FORM,
            multiple=True,
            help="Follow this position of a disagreement; see 'whitlow disagreements'.",
        )
    )
    return command


def following_sides(guideline: Guideline, texts: tuple[str, ...]) -> Guideline:
    """Return the guideline that follows the positions asked for.

    Raises ``MisuseError`` for what is no position, ``InputError`` for one that cannot be followed.
    """
    choices: dict[str, int] = {}
    for text in texts:
        name, number = _choice(text)
        if name in choices:
            message = (
                f"--follow: {shown(name)} is given twice, with position {choices[name]} and with "
                f"position {number}. Keep one of the two."
            )
            raise InputError(Problem("duplicate_key", message, "follow", cut(name)))
        choices[name] = number
    return following(guideline, choices) if choices else guideline


def _choice(text: str) -> tuple[str, int]:
    name, _, number = text.rpartition("=")
    digits = number.strip()
    if not name.strip() or not (
        digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS
    ):
        message = f"--follow: {shown(text)} is no choice. Write --follow {FORM}."
        raise MisuseError(Problem("usage", message, "follow", cut(text), FORM))
    return name.strip(), int(digits)
