"""This module makes plans of the tiny guideline: gloom is treated, and the dose is by filter rate.

It refuses to know what a plan should say.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from tests.guideline.tiny import loaded, number, regimen, rule, table
from whitlow.plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from whitlow.language import Value
    from whitlow.plan import Audience, Item, Plan

__all__ = ["DOSED", "GLOOMY", "TODAY", "TREAT", "dose_of", "only", "planned", "rules_in"]

TODAY: Final = date(2026, 1, 1)
ROWS: Final = """
(50, inf) | 2 mg/kg | 12 h
[10, 50] | 1 mg/kg | 12 h
[0, 10) | not recommended |
"""

# A treatment by mouth in the default profile, with the gloomy patient to whom it applies.
DOSED: Final[Mapping[str, str]] = {
    "tables/rows.yaml": table(ROWS),
    "regimens/cheerin-oral-daily.yaml": regimen(
        "cheerin-oral",
        "daily",
        "table: rows",
        "weight: weight",
        "amount: row.dose * weight",
        "step: 10 mg",
    ),
}
TREAT: Final = rule(
    "cheer", "mood = 'gloomy'", "{treat: cheerin-oral, regimens: [cheerin-oral-daily]}"
)
GLOOMY: Final[Mapping[str, Value]] = {
    "mood": "gloomy",
    "weight": number("70"),
    "filter": number("60"),
}


def planned(  # noqa: PLR0913 - what a plan is made of, each by name
    folder: Path,
    rules: str,
    facts: Mapping[str, Value],
    *,
    laws: str = "",
    files: Mapping[str, str] | None = None,
    profile: str = "",
    audience: Audience = "clinician",
) -> Plan:
    """Return the plan of the tiny guideline with these rules and laws, for these facts."""
    changes = {"rules/all.yaml": rules, "laws.yaml": laws, **DOSED, **(files or {})}
    guideline = loaded(folder, changes)
    return make_plan(guideline, facts, today=TODAY, profile=profile, audience=audience)


def only(plan: Plan, section: str) -> Item:
    """Return the one item of a section."""
    (item,) = plan.section(section)
    return item


def rules_in(plan: Plan, section: str) -> list[str]:
    """Return the rules of a section, in order."""
    return [item.rule for item in plan.section(section)]


def dose_of(plan: Plan) -> Item:
    """Return the one order of a plan."""
    return only(plan, "dose")
