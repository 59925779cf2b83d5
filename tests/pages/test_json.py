"""A plan and an order as JSON: every name of the public interface, exact numbers, and the hash."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest

from tests.pages.planned import TODAY, TOY, opened, planned, plans
from whitlow.door import read_case
from whitlow.pages.json_values import digest, to_json
from whitlow.pages.order_json import order_json
from whitlow.pages.plan_json import plan_json

if TYPE_CHECKING:
    from whitlow.pages.json_values import Json

PLANS: Final = plans()
PLAN: Final = [
    "guideline",
    "program",
    "profile",
    "audience",
    "facts",
    "derived",
    "bottom_line",
    "sections",
    "ask",
    "disagreements",
    "would_change",
    "references",
    "last_updated",
    "review",
    "disclaimer",
    "hash",
]
ITEM: Final = [
    "rule",
    "says",
    "action",
    "drug",
    "dose",
    "strength",
    "certainty",
    "off_label",
    "provisional",
    "barred_by",
    "verified",
    "due",
    "because",
    "cites",
]
CITE: Final = ["source", "statement", "locator", "title", "year", "kind", "url"]
REFERENCE: Final = ["number", "source", "title", "year", "kind", "url", "read"]
ORDER: Final = [
    "drug",
    "regimen",
    "status",
    "dose_mg_per_kg",
    "dose_mg",
    "interval_h",
    "daily_mg_per_kg",
    "band",
    "over",
    "arithmetic",
    "administration",
    "warnings",
    "needs",
    "cites",
    "guideline",
]
ADMINISTRATION: Final = [
    "concentration_mg_per_ml",
    "volume_ml",
    "minutes",
    "max_rate_mg_per_kg_per_min",
    "line",
    "ml_per_h",
    "containers",
    "daily_sodium_mg",
    "diluent",
    "hydration_ml",
]


def fields(value: Json) -> dict[str, Json]:
    """Return a JSON object."""
    assert isinstance(value, dict)
    return value


def entries(value: Json) -> list[dict[str, Json]]:
    """Return a list of JSON objects."""
    assert isinstance(value, list)
    return [fields(each) for each in value]


def items(document: dict[str, Json]) -> list[dict[str, Json]]:
    """Return the items of all sections."""
    return [item for each in entries(document["sections"]) for item in entries(each["items"])]


def in_order(names: list[str], document: dict[str, Json]) -> bool:
    """Whether a document has all these keys, in this order, whatever stands between them."""
    found = [key for key in document if key in names]
    return found == names


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_has_every_name_of_the_public_interface_in_its_order(name: str) -> None:
    document = plan_json(PLANS[name])

    assert in_order(PLAN, document)
    assert all(in_order(ITEM, item) for item in items(document))
    assert all(in_order(CITE, cite) for item in items(document) for cite in entries(item["cites"]))
    assert all(in_order(REFERENCE, each) for each in entries(document["references"]))
    assert list(document)[-1] == "hash"


@pytest.mark.parametrize("name", PLANS)
def test_an_order_has_every_name_of_the_public_interface_in_its_order(name: str) -> None:
    plan = PLANS[name]
    orders = [item.order for item in plan.section("dose") if item.order is not None]

    for order in orders:
        document = order_json(plan.guideline, order)
        given = document["administration"]

        assert in_order(ORDER, document)
        assert given is None or in_order(ADMINISTRATION, fields(given))


def test_some_plan_has_orders() -> None:
    assert PLANS["whole"].section("dose")


@pytest.mark.parametrize("name", PLANS)
def test_the_hash_is_that_of_everything_above_it(name: str) -> None:
    document = plan_json(PLANS[name])
    above = {key: value for key, value in document.items() if key != "hash"}

    assert digest(above) == document["hash"]
    assert digest(json.loads(json.dumps(above))) == document["hash"]


@pytest.mark.parametrize("name", PLANS)
def test_the_same_plan_gives_the_same_bytes(name: str) -> None:
    assert to_json(plan_json(PLANS[name])) == to_json(plan_json(PLANS[name]))


def test_another_fact_gives_another_hash() -> None:
    hashes = {plan_json(plan)["hash"] for plan in PLANS.values()}

    assert len(PLANS) == len(hashes)


@pytest.mark.parametrize("name", PLANS)
def test_every_citation_has_a_reference(name: str) -> None:
    document = plan_json(PLANS[name])
    sources = {each["source"] for each in entries(document["references"])}

    assert {
        cite["source"] for item in items(document) for cite in entries(item["cites"])
    } <= sources


@pytest.mark.parametrize("name", PLANS)
def test_the_facts_of_a_plan_are_a_case_file_again(name: str) -> None:
    """Numbers come with their units, options by their names, so that the door reads them back."""
    plan = PLANS[name]
    facts = json.dumps(plan_json(plan)["facts"])

    again = read_case(facts.encode(), "again.json", plan.guideline, TODAY)

    assert {reason.fact for reason in plan.facts} <= set(again.facts) | {
        fact for doubt in again.doubts for fact in doubt.facts
    }
    assert all(
        again.facts[reason.fact] == plan.reading.known(reason.fact)
        for reason in plan.facts
        if reason.fact in again.facts and reason.value.count("…") == 0
    )


def test_numbers_are_numbers_and_whole_ones_are_integers() -> None:
    plan = PLANS["whole"]
    order = plan.section("dose")[0].order
    assert order is not None

    document = order_json(plan.guideline, order)

    assert (3, 210, 8, 9) == tuple(
        document[name] for name in ("dose_mg_per_kg", "dose_mg", "interval_h", "daily_mg_per_kg")
    )
    given = fields(document["administration"])
    assert (24, 8.7, 60, "central") == tuple(
        given[name] for name in ("concentration_mg_per_ml", "volume_ml", "minutes", "line")
    )
    assert {"before_first": [750, 1000], "with_each": None} == given["hydration_ml"]
    assert {"filter_per_kg": "1.2"} == document["over"]
    assert "84 / 70" == document["arithmetic"]


def test_a_derived_value_is_exact_text_with_its_unit_and_arithmetic() -> None:
    derived = fields(plan_json(PLANS["whole"])["derived"])

    found = fields(derived["filter_per_kg"])

    assert ("1.2", "mL/min/kg", "84 / 70") == (found["value"], found["unit"], found["arithmetic"])


def test_an_order_without_a_dose_has_null_for_every_amount() -> None:
    plan = PLANS["refused"]
    order = plan.section("dose")[0].order
    assert order is not None

    document = order_json(plan.guideline, order)

    assert "not_recommended" == document["status"]
    assert [None, None, None] == [
        document[name] for name in ("dose_mg", "daily_mg", "administration")
    ]


def test_the_review_is_what_it_is() -> None:
    review = fields(plan_json(PLANS["whole"])["review"])

    assert ("submitted", [], None) == (review["status"], review["by"], review["on"])
    assert review["weakest"] in {item["rule"] for item in items(plan_json(PLANS["whole"]))}


def test_the_tree_is_there_when_it_is_asked_for() -> None:
    plain = plan_json(PLANS["whole"])
    full = plan_json(PLANS["whole"], trees=True)

    assert all("tree" not in item for item in items(plain))
    assert any(item["tree"] for item in items(full))


def test_the_profile_and_the_day_are_named() -> None:
    document = plan_json(PLANS["whole"])

    assert ("home", "clinician", "2026-11-20") == tuple(
        document[name] for name in ("profile", "audience", "today")
    )
    assert opened(TOY).hash == fields(document["guideline"])["hash"]


def test_what_is_due_is_a_date() -> None:
    (item,) = [each for each in items(plan_json(PLANS["whole"])) if each["rule"] == "see-again"]

    assert ["2026-11-22", "2026-11-27"] == item["due"]


def test_a_provisional_item_names_what_it_waits_for() -> None:
    (item,) = [
        each
        for each in items(plan_json(planned("mood: gloomy\nage: 41")))
        if each["rule"] == "cheer-up" and each["action"] == "treat"
    ]

    assert (True, ["fever"]) == (item["provisional"], item["waits_for"])
