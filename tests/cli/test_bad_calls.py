"""Whatever is typed or piped in: a sentence or one JSON document, never a traceback."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from hypothesis import example, given
from hypothesis import strategies as st

from tests.cli.called import GLOOMY, TOY, Done, called, toy
from whitlow.cli import plan as plan_module
from whitlow.cli.failures import visible

if TYPE_CHECKING:
    import pytest

CODES: Final = {0, 1, 2, 4}
COMMANDS: Final = ("plan", "dose", "case", "show", "search", "disagreements", "diff", "check")
WORDS: Final = st.one_of(
    st.sampled_from(
        [
            *COMMANDS,
            *("-", "--", "full", "--why", "--why=full", "--json", "--html", "--markdown"),
            *("--for", "--today", "2026-11-20", "--audience", "patient", "--profile", "home"),
            *("--fact", "mood=gloomy", "filter=84 mL/min", "weight=1e9 kg", "--weight", "70"),
            *("cheerin", "cheerin-iv", "--regimen", "fast", "facts", "book#dose", "--help", "-h"),
            *("--guideline", TOY, "--version", "--creatinine", "97", "--fact=", "=", "-x"),
        ]
    ),
    st.text(max_size=12),
)


def is_clean(done: Done) -> None:
    """Assert that a failure is told in sentences."""
    assert done.code in CODES, (done.code, done.err)
    assert "Traceback" not in done.out + done.err
    assert "holds nothing of the input" not in done.out + done.err


def is_one_document(done: Done) -> dict[str, object]:
    """Return the one JSON document on standard output, and nothing on the other."""
    found: object = json.loads(done.out)
    assert isinstance(found, dict)
    assert done.err == ""
    return found


@given(st.lists(WORDS, max_size=6))
@example(["plan", "\ud800"])
@example(["dose", "cheerin", "--fact", "mood=\x1b[31m"])
def test_whatever_is_typed_is_answered_in_sentences(words: list[str]) -> None:
    is_clean(toy(*words) if "--" not in words else called(*words, given=GLOOMY))


@given(st.lists(WORDS, max_size=6))
@example(["plan", "--why"])
@example(["show", "\udcff"])
def test_whatever_is_typed_with_json_is_answered_in_one_document(words: list[str]) -> None:
    done = called("--json", "--guideline", TOY, *words, given=GLOOMY)

    found = is_one_document(done)
    is_clean(done)
    assert ("error" in found) == (done.code != 0)


@given(st.binary(max_size=200))
@example(b"\xff\xfeweight: 70")
@example(b"weight: 70\nweight: 71")
@example(b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")
@example(b"&a [*a]")
@example(b"age: .nan")
@example(b"weight: !!python/object:os.system x")
def test_whatever_bytes_a_case_holds_the_answer_is_one_document(data: bytes) -> None:
    done = called("plan", "-", "--json", "--guideline", TOY, given=data)

    found = is_one_document(done)
    is_clean(done)
    assert ("sections" in found) == (done.code == 0)


VALUES: Final = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["70", "70 kg", "1e3 kg", "7O", "70,5 kg", "< 70", "300 kg", "none", "yes"]),
    st.floats().map(str),
)


@given(st.dictionaries(st.sampled_from(["weight", "filter", "age", "mood", "line"]), VALUES))
def test_a_refused_value_never_gives_a_dose(facts: dict[str, str]) -> None:
    words = [word for name, text in facts.items() for word in ("--fact", f"{name}={text}")]

    done = called("dose", "cheerin-oral", *words, "--json", "--guideline", TOY)

    found = is_one_document(done)
    is_clean(done)
    assert done.code in {0, 4}
    assert done.code == 0 or "dose_mg" not in done.out
    if done.code == 0 and found["dose_mg"] is not None:
        assert found["status"] in {"dose", "confirm"}


@given(
    st.dictionaries(
        st.sampled_from(
            ["weight", "filter", "age", "mood", "fever", "taken", "flags", "confirmed"]
        ),
        st.recursive(
            st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
            max_leaves=5,
        ),
    )
)
def test_whatever_a_case_in_json_holds_the_answer_is_one_document(
    facts: dict[str, object],
) -> None:
    done = called("plan", "-", "--json", "--guideline", TOY, given=json.dumps(facts).encode())

    is_one_document(done)
    is_clean(done)
    assert done.code in {0, 4}


def test_a_fault_of_the_program_is_a_sentence_without_the_patients_data(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        message = "secret 70 kg"
        raise ZeroDivisionError(message)

    monkeypatch.setattr(plan_module, "make_plan", broken)

    spoken = toy("plan", "-")
    written = toy("plan", "-", "--json")

    assert 70 == spoken.code == written.code
    assert "ZeroDivisionError" in spoken.err
    assert "secret" not in spoken.err + written.out
    assert "Traceback" not in spoken.err
    error = is_one_document(written)["error"]
    assert isinstance(error, dict)
    assert "internal" == error["code"]


def test_running_out_of_stack_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(plan_module, "make_plan", endless)

    assert 70 == toy("plan", "-", "--json").code


@given(st.text())
def test_no_sign_of_a_message_can_steer_a_terminal(text: str) -> None:
    shown = visible(text)

    assert all(sign.isprintable() or sign == "\n" for sign in shown)


def test_an_error_in_the_usage_is_shown_with_its_signs_made_visible() -> None:
    assert "\x1b" not in called("plan", "--\x1b[31m").err
