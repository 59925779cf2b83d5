"""What is configured, what is refused, and what is never sent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tests.cli.called import Done, called
from tests.worded.lying import serving, wording
from whitlow.errors import InputError
from whitlow.worded import settings

if TYPE_CHECKING:
    from pathlib import Path

QUESTION: Final = "What is the dose of foscarnet for resistant HSV?"
PATIENT: Final = (
    "My patient Wilhelmina is 63, weighs 71.3 kg, has a creatinine of 1.73 mg/dL and genital HSV "
    "that resists acyclovir: what dose of foscarnet?"
)
TODAY: Final = ("--today", "2026-11-20")


def configure(patch: pytest.MonkeyPatch, url: str, **more: str) -> None:
    """Set what a user sets."""
    for name, value in {"url": url, "model": "local", **more}.items():
        patch.setenv(f"WHITLOW_LLM_{name.upper()}", value)


def refusal(send_away: str | None = None) -> str:
    """Return why the settings are refused."""
    with pytest.raises(InputError) as caught:
        settings(send_away)
    return caught.value.problems[0].message


def ask(*more: str, question: str = QUESTION) -> Done:
    """Ask a question that a model is to word."""
    return called("ask", question, "--worded", *TODAY, *more)


# ---------------------------------------------------------------------------------------------
# Nothing without being told.


def test_without_a_model_nothing_is_worded() -> None:
    done = ask()

    assert (4, "") == (done.code, done.out)
    assert "--worded: no language model is configured. Name an address and a model" in done.err


def test_a_configured_model_is_not_asked_unless_the_answer_is_to_be_worded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving(wording()) as model:
        configure(monkeypatch, model.url)
        done = called("ask", QUESTION, *TODAY)

    assert (0, []) == (done.code, model.paths)


def test_an_answer_without_a_sentence_asks_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(wording()) as model:
        configure(monkeypatch, model.url)
        done = ask(question="zzyzx qwfp?")

    assert (0, []) == (done.code, model.paths)
    assert "There is nothing here that a language model may word" in done.out


@pytest.mark.parametrize("option", [("--send-away", "example.org"), ("--send-question",)])
def test_a_consent_without_worded_is_a_mistake(option: tuple[str, ...]) -> None:
    done = called("ask", QUESTION, *option)

    assert 2 == done.code
    assert f"{option[0]} is for --worded, and without it nothing is sent. Add --worded." in done.err


# ---------------------------------------------------------------------------------------------
# Nothing to another machine without its name.


@pytest.mark.parametrize(
    "host",
    [
        "example.org",
        "127.0.0.1.example.org",
        "localhost.example.org",
        "192.168.1.4:8080",
        "0.0.0.0",  # noqa: S104 - nothing listens, it is asked
        "2130706433",
        "127.1",
        "[2001:db8::1]",
    ],
)
def test_another_machine_needs_its_name(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(monkeypatch, f"http://{host}/v1")

    assert refusal() == (
        f"--worded: the language model is on another machine, {host}. Nothing was sent. To send it "
        f"what this guideline says on your question: --send-away {host}."
    )
    assert settings(host).host == host


def test_a_consent_to_one_machine_is_none_to_another(monkeypatch: pytest.MonkeyPatch) -> None:
    configure(monkeypatch, "https://example.org/v1")

    assert "--send-away names 'example.com'. Nothing was sent." in refusal("example.com")


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:11434", "127.0.0.1", "127.8.8.8:1", "[::1]:80", "LOCALHOST"]
)
def test_this_machine_needs_no_consent(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(monkeypatch, f"http://{host}/v1")

    assert settings(None).host == host.lower()


def test_a_key_is_not_sent_unencrypted_to_another_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    configure(monkeypatch, "http://example.org/v1", key="secret")

    assert refusal("example.org") == (
        "--worded: WHITLOW_LLM_KEY would go to example.org unencrypted. Nothing was sent. Use an "
        "https address, or no key."
    )


@pytest.mark.parametrize(
    "url",
    [
        "localhost:11434",
        "ftp://localhost/v1",
        "file:///etc/passwd",
        "http://",
        "http://localhost:99999/v1",
        "http://me:secret@localhost/v1",
        "http://localhost/v1?to=example.org",
        "http://[::1/v1",
        "http://lоcalhost/v1",  # noqa: RUF001 - a letter of another script is the test
        "http://localhost\\@example.org/v1",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_being_shown(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(monkeypatch, url)

    assert refusal() == (
        "The address of the language model is none that can be used. Write it as "
        "http://localhost:11434/v1, without a name, a password or a query."
    )


def test_a_model_is_named_in_signs_that_can_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    configure(monkeypatch, "http://localhost/v1", model="small\x1b[31m")

    assert "The name of the language model holds signs that cannot be seen. Write it anew." == (
        refusal()
    )


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "1e9", "soon"])
def test_a_timeout_is_bounded(seconds: str, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(monkeypatch, "http://localhost/v1", timeout=seconds)

    assert refusal() == (
        f"The timeout of the language model is {seconds!r}. Write seconds, more than 0 and at most "
        "1000."
    )


# ---------------------------------------------------------------------------------------------
# The file.


def write(folder: Path, text: str, mode: int = 0o600) -> None:
    """Write the file of settings."""
    path = folder / "language-model.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


def test_a_file_configures_a_model(own_settings: Path) -> None:
    write(own_settings, 'url = "http://localhost:1/v1"\nmodel = "small"\ntimeout = 5\n')
    found = settings(None)

    assert ("http://localhost:1/v1", "small", 5.0, "") == (
        found.url,
        found.model,
        found.seconds,
        found.key,
    )


def test_the_environment_stands_over_the_file(
    own_settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(own_settings, 'url = "http://localhost:1/v1"\nmodel = "small"\n')
    monkeypatch.setenv("WHITLOW_LLM_MODEL", "large")

    assert "large" == settings(None).model


@pytest.mark.parametrize(
    ("text", "mode", "message"),
    [
        ("url = ", 0o600, 'language-model.toml is no TOML. Write lines such as: model = "…".'),
        (
            'key = "secret"',
            0o600,
            (
                "language-model.toml: 'key' is no setting. There are url, model and timeout. A key "
                "stands in WHITLOW_LLM_KEY, never in a file."
            ),
        ),
        (
            'modle = "x"',
            0o600,
            "language-model.toml: 'modle' is no setting. There are url, model and timeout.",
        ),
        (
            'model = "x"',
            0o666,
            "language-model.toml can be written by others, so it is not followed: chmod go-w it.",
        ),
    ],
)
def test_a_file_that_cannot_be_followed_is_refused(
    text: str, mode: int, message: str, own_settings: Path
) -> None:
    write(own_settings, text, mode)

    assert message == refusal()


def test_settings_never_show_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    configure(monkeypatch, "http://localhost/v1", key="secret")
    found = settings(None)

    assert "secret" == found.key
    assert "secret" not in repr(found)


# ---------------------------------------------------------------------------------------------
# What is sent.

OWN: Final = ("Wilhelmina", "71.3", "1.73", "what dose of")


def test_neither_the_question_nor_the_patient_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(wording()) as model:
        configure(monkeypatch, model.url)
        ask(question=PATIENT)
    text = model.bodies[0].decode()

    assert [] == [each for each in OWN if each in text]


def test_nothing_of_a_case_file_is_sent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("age: 63\nweight: 71.3 kg\ncreatinine: 1.73 mg/dL\nsex: female\n")
    with serving(wording()) as model:
        configure(monkeypatch, model.url)
        done = ask("--case", str(case))
    text = model.bodies[0].decode()

    assert 0 == done.code
    assert [] == [each for each in ("71.3", "1.73", "case.yaml") if each in text]


def test_the_question_is_sent_where_the_user_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(wording()) as model:
        configure(monkeypatch, model.url)
        ask("--send-question", question=PATIENT)

    assert PATIENT in json.loads(model.bodies[0])["messages"][-1]["content"]


def test_no_dose_that_was_worked_out_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(wording()) as model:
        configure(monkeypatch, model.url)
        ask(question=PATIENT)
    sections = json.loads(json.loads(model.bodies[0])["messages"][-1]["content"])["sections"]

    assert {"id", "says", "claims", "keep"} == {
        name for section in sections for each in section["records"] for name in each
    }


def test_only_what_a_call_needs_stands_in_its_head(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "elsewhere")
    with serving(wording()) as model:
        configure(monkeypatch, model.url)
        ask()
    heads = model.heads[0]

    assert {"host", "accept", "accept-encoding", "content-type", "content-length"} == set(heads)


def test_the_key_is_sent_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(wording()) as model:
        configure(monkeypatch, model.url, key="secret")
        done = ask()

    assert "Bearer secret" == model.heads[0]["authorization"]
    assert "secret" not in done.out + done.err


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(wording()) as proxy, serving(wording()) as model:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("ALL_PROXY", proxy.url)
        monkeypatch.delenv("NO_PROXY", raising=False)
        configure(monkeypatch, model.url)
        ask()

    assert ([], 1) == (proxy.paths, len(model.paths))


def test_no_address_of_another_service_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(wording()) as other, serving(wording()) as model:
        monkeypatch.setenv("OPENAI_BASE_URL", other.url)
        configure(monkeypatch, model.url)
        ask()

    assert ([], ["/v1/chat/completions"]) == (other.paths, model.paths)


def test_nothing_is_logged_whatever_the_environment_asks_for() -> None:
    with serving(wording()) as model:
        own = {"WHITLOW_LLM_URL": model.url, "WHITLOW_LLM_MODEL": "local", "OPENAI_LOG": "debug"}
        done = subprocess.run(
            [sys.executable, "-m", "whitlow", "ask", QUESTION, "--worded", *TODAY],
            env={**os.environ, **own},
            capture_output=True,
            check=False,
        )

    assert (1, 0, b"") == (len(model.paths), done.returncode, done.stderr)


# ---------------------------------------------------------------------------------------------
# Without the extra.


@pytest.fixture
def without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the client away, as on a machine where it was never installed."""
    monkeypatch.delitem(sys.modules, "whitlow.worded.model", raising=False)
    for name in ("pydantic_ai", "openai", "pydantic", "httpx2"):
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.usefixtures("without_the_extra")
def test_without_the_extra_the_answer_is_given_and_a_wording_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    configure(monkeypatch, "http://localhost:1/v1")
    plain, done = called("ask", QUESTION, *TODAY), ask()

    assert (0, 4, "") == (plain.code, done.code, done.out)
    assert (
        "--worded: the client for language models is not installed. Install whitlow[llm], or ask "
        "without --worded."
    ) in done.err
