"""This module writes the way through the rules as JSON: the stages, stops and nodes of the picture.

It refuses to decide anything: what becomes of a node is what the picture shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whitlow.pages.json_values import about
from whitlow.pictures.pathway import pathway

if TYPE_CHECKING:
    from whitlow.guideline import Guideline
    from whitlow.pages.json_values import Json
    from whitlow.pictures.pathway import Node, Stop
    from whitlow.plan import Plan

__all__ = ["pathway_json"]


def pathway_json(guideline: Guideline, plan: Plan | None) -> dict[str, Json]:
    """Return the way under the names of the public interface; ``fate`` is null without a plan."""
    way = pathway(guideline, plan)
    return {
        "guideline": dict(about(guideline if plan is None else plan.guideline)),
        "personal": way.personal,
        "today": None if plan is None else plan.today.isoformat(),
        "doubts": [] if plan is None else list(plan.doubts),
        "stages": [
            {
                "title": stage.title,
                "kind": stage.kind,
                "stops": [_stop(stop) for stop in stage.stops],
            }
            for stage in way.stages
        ],
    }


def _stop(stop: Stop) -> Json:
    return {
        "title": stop.title,
        "of": stop.of or None,
        "nodes": [_node(node) for node in stop.nodes],
        "others": dict(stop.others),
    }


def _node(node: Node) -> Json:
    return {
        "id": node.id,
        "label": node.label,
        "fate": node.fate or None,
        "bars": node.bars,
        "by": [name for name, _ in node.by],
        "waits": list(node.waits),
    }
