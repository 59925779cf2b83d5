"""This module reads sources, statements, disagreements, profiles and what the guideline is.

It refuses to judge whether they are wise; that is for ``checks``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow.guideline.compile import read_claim, template
from whitlow.guideline.disagreement import Disagreement, Position
from whitlow.guideline.expiry import is_month_or_day, read_checked, read_expiry
from whitlow.guideline.fields import Fields
from whitlow.guideline.knowledge import (
    Claim,
    Profile,
    Reading,
    Source,
    Statement,
)
from whitlow.guideline.model import About
from whitlow.guideline.read_follow import read_follow
from whitlow.guideline.strict_yaml import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from whitlow.guideline.compile import Compiler

__all__ = ["read_about", "read_disagreement", "read_profile", "read_source"]

DAY: Final = len("2026-01-01")
READINGS: Final[dict[str, Reading]] = {
    "primary": "primary",
    "mirror": "mirror",
    "unverified": "unverified",
}


def read_about(fields: Fields) -> About:
    """Return what the guideline says of itself."""
    about = About(
        fields.required("title").value,
        fields.required("version").value,
        fields.required("date").value,
        fields.required("licence").value,
        fields.required("disclaimer").value,
        fields.required("plain_disclaimer").value,
        fields.texts("names"),
        fields.texts("words"),
        fields.texts("counts"),
        fields.pairs("omissions"),
        fields.required("default_profile").value,
        fields.place,
        read_expiry(fields.group("expires")),
        fields.texts("examples"),
    )
    _refuse_no_day(about, fields)
    fields.done()
    return about


def _refuse_no_day(about: About, fields: Fields) -> None:
    if about.date and (len(about.date) < DAY or not is_month_or_day(about.date)):
        fields.faults.add(
            about.place,
            f"The guideline has the date {about.date!r}.",
            "A reader could not tell how old it is.",
            "Write YYYY-MM-DD.",
            "guideline-date",
        )


def read_source(
    name: str, fields: Fields, counts: Collection[str]
) -> tuple[Source, tuple[Statement, ...]]:
    """Return one source and its statements."""
    head = fields.group("source") or Fields(
        Mapping((), fields.place), f"{fields.what}, source", fields.faults
    )
    source = Source(
        name,
        head.required("title").value,
        head.text("publisher"),
        head.text("year") or "unknown",
        head.required("kind").value,
        head.text("url"),
        fields.place,
        read_checked(head),
    )
    head.done()
    entries = fields.entries("statements")
    fields.done()
    statements = tuple(
        _statement(
            f"{name}#{key.value}",
            Fields(value, f"Statement {name}#{key.value}", fields.faults),
            name,
            counts,
        )
        for key, value in entries
    )
    return source, statements


def _statement(identity: str, fields: Fields, source: str, counts: Collection[str]) -> Statement:
    read = fields.required("read")
    if read.value and read.value not in READINGS:
        fields.faults.add(
            read.place,
            f"{fields.what} is read as {read.value!r}.",
            "How a source was read decides what may rest on it.",
            f"Use one of {', '.join(READINGS)}.",
            "read",
        )
    plain = fields.scalar("plain")
    statement = Statement(
        identity,
        source,
        READINGS.get(read.value, "unverified"),
        fields.required("locator").value,
        template(fields.required("says")),
        None if plain is None else template(plain),
        dict(_claims(fields, counts)),
        fields.texts("figures"),
        fields.text("url"),
        fields.text("topic"),
        fields.place,
        read_checked(fields),
    )
    fields.done()
    return statement


def _claims(fields: Fields, counts: Collection[str]) -> Iterator[tuple[str, Claim]]:
    for key, value in fields.entries("claims"):
        text = value.value if isinstance(value, Scalar) else ""
        claim = read_claim(key.value, text, value.place, counts)
        if claim is None:
            fields.faults.add(
                value.place,
                f"{fields.what}: the claim {key.value} is {text!r}, which has no known unit.",
                "A number without its unit can be read as another.",
                "Write a number and its UCUM unit, or a counting noun that guideline.yaml lists.",
                "claim-without-unit",
            )
        else:
            _refuse_turned(claim, fields)
            yield key.value, claim


def _refuse_turned(claim: Claim, fields: Fields) -> None:
    """Note a fault for a range that does not rise, and for a count of more than there were."""
    if claim.high is not None and claim.high <= claim.low:
        fields.faults.add(
            claim.place,
            f"{fields.what}: the claim {claim.name} is {claim.text!r}, which does not rise.",
            "Whoever swaps the two ends of a range has the highest dose for the lowest.",
            "Write the lower end first, or one number.",
            "claim-range",
        )
    if claim.of is not None and (claim.low > claim.of or not claim.of):
        fields.faults.add(
            claim.place,
            f"{fields.what}: the claim {claim.name} is {claim.text!r}, "
            "which counts more than there were, or of none.",
            "A share above the whole is a slip of the pen.",
            "Read the count again in its source.",
            "claim-count",
        )


def read_disagreement(name: str, fields: Fields, compiler: Compiler) -> Disagreement:
    """Return one disagreement with its positions."""
    positions: list[Position] = []
    for item in fields.items("positions"):
        inner = Fields(item, f"{fields.what}, position", fields.faults)
        says, cites = template(inner.required("says")), inner.texts("cites")
        positions.append(Position(says, cites, read_follow(inner, compiler)))
        inner.done()
    disagreement = Disagreement(
        name,
        fields.required("question").value,
        tuple(positions),
        fields.required("followed").value,
        template(fields.required("why")),
        template(fields.required("do")),
        fields.texts("about"),
        fields.place,
    )
    fields.node("advice")
    fields.done()
    return disagreement


def read_profile(name: str, fields: Fields) -> Profile:
    """Return one profile."""
    profile = Profile(
        name,
        fields.required("title").value,
        template(fields.required("says")),
        fields.texts("cites"),
        fields.place,
    )
    fields.done()
    return profile
