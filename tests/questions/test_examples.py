"""The answers in docs/examples are what the program answers."""

from __future__ import annotations

import pytest

from tests.questions.examples import EXAMPLES, FOLDER, written


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_what_the_program_answers(name: str) -> None:
    file = FOLDER / f"{name}.md"

    assert written(name) == file.read_text(encoding="utf-8"), (
        "write it anew: python -m tests.questions.examples"
    )
