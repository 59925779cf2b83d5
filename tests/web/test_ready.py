"""A server before its first reader: what is made ready, how heavy it is, and who has to wait."""

from __future__ import annotations

import asyncio
import html
import re
import socket
from typing import TYPE_CHECKING

import pytest

from tests.evaluate.kept import every_patient
from tests.web.serving import ROOT
from whitlow.evaluate import Reading, write_out
from whitlow.evaluate.readers import conditions_of
from whitlow.language import value
from whitlow.shelf import open_guideline, whole
from whitlow.web.static import lighter_style
from whitlow.web.turns import Turns

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
HEAVIEST = 120_000
YAML = {"content-type": "application/yaml"}
TYPED = re.compile(r"(?<![\w-])--[a-z]\S*|whitlow (?:plan|case|show|dose|ask|follow)\b")
"""What is typed on a command line."""


def plans() -> list[Path]:
    return [file for file in EXAMPLES if not file.stem.startswith("course")]


def beside(web: TestClient) -> int:
    names = ("whitlow.css", "whitlow.js", "mark.svg")
    return sum(len(web.get(f"/static/{name}").content) for name in names)


@pytest.mark.parametrize("file", plans(), ids=lambda file: file.stem)
def test_a_plan_with_all_that_travels_with_it_is_light(web: TestClient, file: Path) -> None:
    sent = web.post("/plan", content=file.read_bytes(), headers=YAML)

    assert len(sent.content) + beside(web) <= HEAVIEST


@pytest.mark.parametrize("file", plans(), ids=lambda file: file.stem)
def test_no_plan_speaks_of_what_is_typed_on_a_command_line(web: TestClient, file: Path) -> None:
    sent = web.post("/plan", content=file.read_bytes(), headers=YAML)

    assert [] == TYPED.findall(html.unescape(sent.text))


def test_conditions_written_out_are_those_of_the_reference_for_every_worked_case() -> None:
    guideline = whole(open_guideline(None))
    write_out(guideline)
    conditions = list(conditions_of(guideline))
    differing = []
    for name, facts in every_patient(guideline):
        reading = Reading(guideline, facts)
        differing += [
            f"{name}: {each.text}"
            for each in conditions
            if reading.value(each) != value(each.compiled, reading.known, reading.members)
        ]

    assert [] == differing


def test_a_guideline_taken_off_the_shelf_whole_is_the_same() -> None:
    kept = open_guideline(None)

    assert [*kept.rules.values()] == [*whole(kept).rules.values()]


def test_the_style_travels_with_every_rule_that_was_written() -> None:
    style = 'p, li:hover { margin: 0 1em; }\n/* a { } */\nb::before { content: "; {" / ""; }'

    assert 'p,li:hover{margin:0 1em;}b::before{content:"; {" / "";}' == lighter_style(style)


def test_one_process_takes_one_connection_each_time_it_looks() -> None:
    made: list[asyncio.Protocol] = []
    counts: list[int] = []

    def protocol() -> asyncio.Protocol:
        made.append(asyncio.Protocol())
        return made[-1]

    async def looked() -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            listener.setblocking(False)
            loop = asyncio.get_running_loop()
            server = await loop.create_server(protocol, sock=listener, backlog=100)
            waiting = [socket.create_connection(listener.getsockname()) for _ in range(3)]
            while len(made) < len(waiting):
                before = len(made)
                await asyncio.sleep(0)
                counts.append(len(made) - before)
            server.close()
            for each in waiting:
                each.close()

    with asyncio.Runner(loop_factory=Turns) as runner:
        runner.run(looked())

    assert 1 == max(counts)


def test_the_empty_plan_as_json_asks_and_recommends_nothing(web: TestClient) -> None:
    sent = web.get("/plan", headers={"accept": "application/json"}).json()

    assert ({}, True) == (sent["facts"], bool(sent["ask"]))


def test_the_empty_plan_as_markdown_is_one(web: TestClient) -> None:
    sent = web.get("/plan", headers={"accept": "text/markdown"})

    assert sent.text.startswith("# Plan for review")


def test_the_empty_course_as_json_says_what_can_be_sent(web: TestClient) -> None:
    sent = web.get("/follow", headers={"accept": "application/json"}).json()

    assert {"course", "case", "regimen"} <= sent["fields"].keys()
    assert sent["regimens"]
