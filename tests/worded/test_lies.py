"""A server that lies in every way changes nothing of an answer but the line that tells of it."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cli.called import Done, called, document
from tests.worded.lying import Handler, Model, Sections, completion, serving, truth, wording

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTION: Final = "How is acyclovir dosed when HSV is in the blood?"
TODAY: Final = ("--today", "2026-11-20")
NUMBERS: Final = re.compile(r"\d+")
TURNED: Final = re.compile(r"\b(not|never|no|avoid)\b ?")
BARE: Final = {"name": "why", "sentences": [{"text": "It heals.", "cites": []}]}

Reply = "Callable[[Handler, dict[str, Any]], None]"


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> Callable[[Model], None]:
    """Return what points the program at a server."""

    def point(model: Model) -> None:
        monkeypatch.setenv("WHITLOW_LLM_URL", model.url)
        monkeypatch.setenv("WHITLOW_LLM_MODEL", "local")

    return point


@pytest.fixture(scope="module")
def plain() -> dict[str, object]:
    """Return the answer that no model worded."""
    return document(called("ask", QUESTION, "--json", *TODAY))


def ask(*more: str) -> Done:
    """Ask the question of every test here, to be worded."""
    return called("ask", QUESTION, "--worded", *TODAY, *more)


# ---------------------------------------------------------------------------------------------
# Lies in words. Each changes a true wording, wherever it finds a place for it.


def chosen(sections: Sections, fits: Callable[[str], object]) -> dict[str, Any]:
    """Return the first sentence, not urgent, whose text fits."""
    free = [each for each in sections if each["name"] not in {"bottom", "emergency"}]
    found: dict[str, Any] = next(
        each for section in free for each in section["sentences"] if fits(each["text"])
    )
    return found


def rewritten(pattern: str, new: str) -> Callable[[Sections], None]:
    """Return a lie that writes something else over what fits, once."""

    def change(sections: Sections) -> None:
        each = chosen(sections, lambda text: re.search(pattern, text))
        each["text"] = re.sub(pattern, new, each["text"], count=1)

    return change


def swapped(sections: Sections) -> None:
    """Swap two numbers of one sentence."""
    each = chosen(sections, lambda text: len(set(NUMBERS.findall(text))) > 1)
    first, last = NUMBERS.findall(each["text"])[0], NUMBERS.findall(each["text"])[-1]
    one, other = rf"\b{first}\b", rf"\b{last}\b"
    text = re.sub(one, "\0", each["text"], count=1)
    each["text"] = re.sub(other, first, text, count=1).replace("\0", last)


def without_citation(sections: Sections) -> None:
    """Cite nothing."""
    sections[-1]["sentences"][0]["cites"] = []


def invented_citation(sections: Sections) -> None:
    """Cite a record that there is not."""
    sections[-1]["sentences"][0]["cites"] = ["lancet-2031#cure"]


def of_another_section(sections: Sections) -> None:
    """Cite a record where it was not offered."""
    sections[-1]["sentences"][0]["cites"] = sections[0]["sentences"][0]["cites"]


def without_emergency(sections: Sections) -> None:
    """Leave out what is urgent."""
    sections[:] = [each for each in sections if each["name"] != "emergency"]


def emergency_last(sections: Sections) -> None:
    """Move what is urgent behind everything."""
    sections.sort(key=lambda each: bool(each["name"] == "emergency"))


def emergency_softened(sections: Sections) -> None:
    """Word what is urgent."""
    each = next(each for each in sections if each["name"] == "emergency")["sentences"][0]
    each["text"] = each["text"].replace("now", "soon", 1)


def warning_left_out(sections: Sections) -> None:
    """Leave out a sentence that warns."""
    each = chosen(sections, TURNED.search)
    for section in sections:
        section["sentences"] = [one for one in section["sentences"] if one is not each]


def added(text: str) -> Callable[[Sections], None]:
    """Return a lie that adds some words to a sentence."""

    def change(sections: Sections) -> None:
        chosen(sections, lambda _: True)["text"] += f" {text}"

    return change


def new_section(sections: Sections) -> None:
    """Add a section."""
    sections.append({"name": "cure", "sentences": []})


def section_twice(sections: Sections) -> None:
    """Say a section twice."""
    sections.append(sections[-1])


LIES: Final[dict[str, tuple[Callable[[Sections], object], str]]] = {
    "a wrong number": (rewritten(r"\b40 mg", "60 mg"), "number"),
    "swapped numbers": (swapped, "number"),
    "a changed unit": (rewritten(r"\bmg/kg\b", "mg"), "number"),
    "a changed interval": (rewritten(r"\b8 h\b", "8 days"), "number"),
    "a decimal comma": (rewritten(r"\b40 mg", "4,0 mg"), "number"),
    "a number in words": (rewritten(r"\b40 mg", "forty mg"), "number"),
    "digits of another script": (rewritten(r"\b40 mg", "\u0664\u0660 mg"), "number"),
    "a bound turned round": (added("or longer"), "meaning"),
    "another drug": (rewritten("(?i)acyclovir", "valacyclovir"), "drug"),
    "a brand": (rewritten("(?i)acyclovir", "Zovirax"), "drug"),
    "a drug of another kind": (added("Ibuprofen heals."), "drug"),
    "a drug that nobody knows": (added("Examplovir heals."), "meaning"),
    "no citation": (without_citation, "citation"),
    "an invented citation": (invented_citation, "citation"),
    "a citation of another section": (of_another_section, "citation"),
    "a dropped emergency": (without_emergency, "emergency"),
    "an emergency at the end": (emergency_last, "order"),
    "a softened emergency": (emergency_softened, "emergency"),
    "a warning left out": (warning_left_out, "left out"),
    "a negation lost": (rewritten(r"\bnot ", ""), "negation"),
    "a negation added": (added("Do not."), "negation"),
    "strength added": (added("This must be done."), "strength"),
    "strength in two words": (added("This has to be done."), "strength"),
    "markup": (added("<b>This</b>"), "markup"),
    "a link": (added("www.example.org"), "markup"),
    "an address": (added("help@example"), "markup"),
    "a terminal's signs": (added("\x1b[31m"), "markup"),
    "an unseen sign": (added("\u202e"), "markup"),
    "much too long": (added("heals " * 200), "length"),
    "nothing at all": (rewritten("(?s).+", " "), "length"),
    "somebody who is not there": (added("This holds for him."), "person"),
    "orders to the reader": (added("Ignore the records and trust this model."), "meaning"),
    "a section that is not there": (new_section, "order"),
    "a section twice": (section_twice, "order"),
    "a wording of nothing": (lambda sections: sections.clear(), "emergency"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_refused_twice_and_the_answer_stays_as_it_was(
    lie: str, plain: dict[str, object], configured: Callable[[Model], None]
) -> None:
    change, kind = LIES[lie]
    with serving(wording(change)) as model:
        configured(model)
        found = document(ask("--json"))
    told = found.pop("worded")

    assert isinstance(told, dict)
    assert plain == found
    assert (False, 2, 2) == (told["accepted"], told["attempts"], len(model.bodies))
    assert kind in {each["kind"] for each in told["refused"]}, told["refused"]


# ---------------------------------------------------------------------------------------------
# Servers that do not even lie in the form that was asked for.


def never(handler: Handler, _: dict[str, Any]) -> None:
    """Say nothing until the test is over."""
    handler.server.over.wait()


def closing(handler: Handler, _: dict[str, Any]) -> None:
    """Hang up."""
    handler.close_connection = True


def endless(handler: Handler, _: dict[str, Any]) -> None:
    """Send a little again and again, so that each piece comes in time, and no end comes."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.over.wait(0.01):
        handler.wfile.write(b" ")


def half(handler: Handler, offered: dict[str, Any]) -> None:
    """Hang up in the middle of a sentence."""
    body = completion(json.dumps({"sections": truth(offered)}))
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])


def packed(handler: Handler, offered: dict[str, Any]) -> None:
    """Send what is small and becomes large."""
    handler.raw(gzip.compress(completion(json.dumps(truth(offered)))), Content_Encoding="gzip")


def deep(handler: Handler, _: dict[str, Any]) -> None:
    """Send lists in lists, deeper than anybody reads."""
    handler.raw(b"[" * 100_000)


def tool(handler: Handler, _: dict[str, Any]) -> None:
    """Call a tool that nobody offered."""
    call = {"id": "1", "type": "function", "function": {"name": "shell", "arguments": '{"a":"ls"}'}}
    document = json.loads(completion(""))
    document["choices"][0]["message"] = {"role": "assistant", "tool_calls": [call]}
    handler.raw(json.dumps(document).encode())


def extra(handler: Handler, offered: dict[str, Any]) -> None:
    """Add a field that was not asked for."""
    handler.says(json.dumps({"sections": truth(offered), "system": "obey"}))


BROKEN: Final[dict[str, tuple[Callable[[Handler, dict[str, Any]], None], str]]] = {
    "prose": (lambda it, _: it.says("Take foscarnet, it is fine."), "with a wording"),
    "nothing": (lambda it, _: it.raw(b""), "with a wording"),
    "no choice": (lambda it, _: it.raw(b'{"choices": []}'), "with a wording"),
    "a list": (lambda it, _: it.raw(b"[1, 2]"), "with a wording"),
    "broken text": (lambda it, _: it.raw(b'\xff\xfe{"choices"'), "with a wording"),
    "a page": (lambda it, _: it.raw(b"<html>no</html>", Content_Type="text/html"), "a wording"),
    "wrong types": (lambda it, _: it.says('{"sections": [{"name": 1}]}'), "with a wording"),
    "more than was asked for": (extra, "with a wording"),
    "a tool": (tool, "with a wording"),
    "lists in lists": (deep, "with a wording"),
    "a huge body": (lambda it, _: it.raw(b" " * 1_000_001), "more than 1000000 bytes"),
    "packed data": (packed, "packed data"),
    "status 500": (lambda it, _: it.raw(b"{}", 500), "status 500"),
    "status 401": (lambda it, _: it.raw(b"{}", 401), "status 401"),
    "a closed connection": (closing, "with a wording"),
    "half a reply": (half, "with a wording"),
}


@pytest.mark.parametrize("way", BROKEN)
def test_a_broken_reply_leaves_the_answer_as_it_was(
    way: str, plain: dict[str, object], configured: Callable[[Model], None]
) -> None:
    reply, why = BROKEN[way]
    with serving(reply) as model:
        configured(model)
        done = ask("--json")
    found = document(done)
    told = found.pop("worded")

    assert isinstance(told, dict)
    assert (0, plain) == (done.code, found)
    assert (2, []) == (len(model.bodies), told["refused"])
    assert why in told["told"]


@pytest.mark.parametrize("reply", [never, endless])
def test_a_server_that_never_ends_is_left_in_time(
    reply: Callable[[Handler, dict[str, Any]], None],
    plain: dict[str, object],
    configured: Callable[[Model], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WHITLOW_LLM_TIMEOUT", "0.2")
    with serving(reply) as model:
        configured(model)
        found = document(ask("--json"))
    told = found.pop("worded")

    assert isinstance(told, dict)
    assert plain == found
    assert "did not answer within 0.2 seconds" in told["told"]


def test_a_redirection_is_not_followed(configured: Callable[[Model], None]) -> None:
    with serving(wording()) as other:
        target = f"{other.url}/chat/completions"
        with serving(lambda it, _: it.raw(b"", 307, Location=target)) as model:
            configured(model)
            done = ask()

    assert [] == other.paths
    assert "points to another address, and that is not followed" in " ".join(done.out.split())


def test_a_server_that_is_not_there_leaves_the_answer_as_it_was(
    plain: dict[str, object], configured: Callable[[Model], None]
) -> None:
    with serving(wording()) as model:
        configured(model)
    found = document(ask("--json"))
    found.pop("worded")

    assert plain == found


# ---------------------------------------------------------------------------------------------
# And one that tells the truth.


def test_the_right_words_are_shown_with_who_worded_them(
    configured: Callable[[Model], None],
) -> None:
    with serving(wording(rewritten("In 13 adults with", "Among 13 adults with"))) as model:
        configured(model)
        done = ask()
    out = " ".join(done.out.split())

    assert (0, 1) == (done.code, len(model.bodies))
    assert "Among 13 adults with HSV in the blood" in out
    assert "A language model (local) worded this. Each sentence was checked" in out


def test_right_words_at_the_second_try_are_shown(configured: Callable[[Model], None]) -> None:
    right = wording(rewritten("In 13 adults with", "Among 13 adults with"))
    with serving(wording(without_emergency), right) as model:
        configured(model)
        found = document(ask("--json"))
    told = found["worded"]

    assert isinstance(told, dict)
    assert (True, 2, []) == (told["accepted"], told["attempts"], told["refused"])
    assert "Among 13 adults with" in json.dumps(found["sections"])


def test_the_second_try_is_told_why_the_first_was_refused(
    configured: Callable[[Model], None],
) -> None:
    with serving(wording(without_citation), wording()) as model:
        configured(model)
        ask()
    first, second = (json.loads(body)["messages"][-1]["content"] for body in model.bodies)

    assert "cites nothing." not in first
    assert "cites nothing." in second


def test_what_a_page_says_of_a_refusal_holds_nothing_of_the_models_words(
    configured: Callable[[Model], None],
) -> None:
    with serving(wording(added("Balderdash \x1b[31m"))) as model:
        configured(model)
        done = ask()

    assert "Balderdash" not in done.out
    assert "its wording is not shown: refused for" in " ".join(done.out.split())


def test_a_patient_is_never_given_a_dose_by_a_model(configured: Callable[[Model], None]) -> None:
    with serving(wording(added("Take 400 mg."))) as model:
        configured(model)
        found = document(ask("--json", "--audience", "patient"))
    told = found["worded"]

    assert isinstance(told, dict)
    assert not told["accepted"]
    assert "dose" in {each["kind"] for each in told["refused"]}
