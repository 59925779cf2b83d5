"""This module writes an order as the public interface says, "Dose as JSON".

It refuses to fill in what the order leaves open: a number that is not known is null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.language import number_text
from whitlow.pages.figures import has_daily_figures
from whitlow.pages.json_values import Json, about, cites_json, number_json, range_json
from whitlow.pages.words import statement_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whitlow.guideline import Guideline
    from whitlow.order import Administration, Alternative, Order

__all__ = ["order_json"]


def order_json(guideline: Guideline, order: Order) -> dict[str, Json]:
    """Return an order under the names of the public interface."""
    regimen = order.regimen
    daily = has_daily_figures(order)
    return {
        "drug": regimen.drug,
        "regimen": regimen.name,
        "status": order.status,
        "dose_mg_per_kg": number_json(order.per_kg),
        "dose_mg": number_json(order.dose_mg),
        "interval_h": number_json(order.interval_h),
        "times_a_day": number_json(order.times_a_day),
        "daily_mg_per_kg": number_json(order.daily_per_kg) if daily else None,
        "daily_mg": number_json(order.daily_mg) if daily else None,
        "weight_kg": number_json(order.weight_kg),
        "band": None if order.row is None else str(order.row.band),
        "over": {name: number_text(value) for name, value in order.over},
        "arithmetic": order.arithmetic,
        "administration": _administration(guideline, order),
        "alternatives": [_alternative(other) for other in order.alternatives],
        "warnings": [
            {
                "rule": note.rule,
                "says": note.says,
                "cites": cites_json(guideline, note.cites),
                "confirm": note.confirm,
            }
            for note in order.warnings
        ],
        "needs": list(order.needs),
        "unchecked": list(order.unchecked),
        "indication": regimen.indication,
        "route": regimen.route,
        "profile": regimen.profile,
        "off_label": regimen.off_label,
        "course": _texts(guideline, (regimen.course,) if regimen.course else ()),
        "incompatible": _texts(guideline, regimen.incompatible),
        "monitoring": _texts(guideline, regimen.monitoring),
        "stop": _texts(guideline, regimen.stop),
        "notes": _texts(guideline, regimen.notes),
        "cites": cites_json(guideline, order.cites),
        "guideline": dict(about(guideline)),
    }


def _texts(guideline: Guideline, statements: Iterable[str]) -> Json:
    return [statement_text(guideline, name) for name in statements]


def _alternative(other: Alternative) -> Json:
    return {
        "what": other.what,
        "weight_kg": number_json(other.weight_kg),
        "dose_mg": number_json(other.dose_mg),
        "interval_h": number_json(other.interval_h),
        "band": other.band,
    }


def _administration(guideline: Guideline, order: Order) -> Json:
    given = order.administration
    if given is None:
        return None
    return {
        "concentration_mg_per_ml": number_json(given.concentration_mg_per_ml),
        "volume_ml": number_json(given.volume_ml),
        "at_least_volume": given.at_least_volume,
        "minutes": number_json(given.minutes),
        "max_rate_mg_per_kg_per_min": number_json(given.max_rate_mg_per_kg_per_min),
        "line": given.line or None,
        "ml_per_h": number_json(given.ml_per_h),
        "containers": _containers(given),
        "daily_sodium_mg": number_json(given.daily_sodium_mg),
        "daily_fluid_ml": range_json(given.daily_fluid_ml),
        "diluent": _texts(guideline, order.regimen.diluent),
        "hydration_ml": {
            "before_first": range_json(given.before_first_ml),
            "with_each": range_json(given.with_each_ml),
        },
    }


def _containers(given: Administration) -> Json:
    if given.containers is None:
        return []
    return [{"of": given.container, "number": given.containers}]
