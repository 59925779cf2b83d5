"""This module holds the documents to their word: what a page shows is what the program prints."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[2]
PAGES: Final = tuple(sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]))

FENCED: Final = re.compile(r"^```[a-z]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SESSION: Final = re.compile(r"<!-- session:start -->(.*)<!-- session:end -->", re.DOTALL)
PROMPT: Final = "$ whitlow"

# ---------------------------------------------------------------------------------------------
# A command that a page shows prints what the page shows.


@dataclass(frozen=True, slots=True)
class Shown:
    """A command of a page and the output printed below it."""

    page: str
    command: str
    output: str

    def __str__(self) -> str:
        """Return the name under which the test of it runs."""
        return f"{self.page}: {self.command}"


def shown_in(page: str, text: str) -> Iterator[Shown]:
    """Yield each command of a page with its output."""
    for block in FENCED.findall(text):
        for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
            command, _, output = part.partition("\n")
            if command.startswith(PROMPT):
                yield Shown(page, command.removeprefix("$ "), output.rstrip("\n"))


def agrees(shown: str, printed: str) -> bool:
    """Whether an output is as shown; … stands for any text, and alone on a line for any lines."""
    lines = [
        "(?:.*\n)*?"
        if line.strip() == "…"
        else ".*".join(map(re.escape, line.rstrip().split("…"))) + "\n"
        for line in shown.splitlines()
    ]
    tidy = "".join(line.rstrip() + "\n" for line in printed.rstrip("\n").splitlines())
    return re.fullmatch("".join(lines), tidy) is not None


def run(command: str) -> str:
    """Return what a command prints, on either stream, in a plain terminal of 80 columns."""
    words = shlex.split(command)[1:]
    done = subprocess.run(
        [sys.executable, "-m", "whitlow", *words],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


ALL_SHOWN: Final = [
    shown
    for path in PAGES
    for shown in shown_in(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("shown", ALL_SHOWN, ids=str)
def test_a_command_prints_what_the_page_shows(shown: Shown) -> None:
    printed = run(shown.command)

    assert agrees(shown.output, printed), f"{shown} printed:\n{printed}"


def test_the_front_page_shows_a_session() -> None:
    session = SESSION.search((ROOT / "README.md").read_text(encoding="utf-8"))

    assert session is not None
    assert list(shown_in("README.md", session[1]))


def test_a_page_that_shows_another_output_is_caught() -> None:
    assert agrees("one\n…\nfour", "one\ntwo \nthree\nfour\n")
    assert agrees("30 … left", "30 mL are left\n")
    assert not agrees("one\n…\nfour", "one\ntwo\n")
    assert not agrees("30 mg", "30 mg/kg\n")


def test_every_command_of_a_block_is_found() -> None:
    page = "```console\n$ whitlow a\n1\n2\n$ cd x\n$ whitlow b\n```\n"

    assert [Shown("p", "whitlow a", "1\n2"), Shown("p", "whitlow b", "")] == list(
        shown_in("p", page)
    )


def test_every_link_of_a_page_leads_somewhere() -> None:
    dead = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in PAGES
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8"))
        if "://" not in target and not (path.parent / target).exists()
    ]

    assert dead == []


# ---------------------------------------------------------------------------------------------
# Nothing in the tree speaks of the machine on which it was written.

FOREIGN: Final = {
    "a path of one machine": re.compile(
        r"(?<![\w.:/<-])/(?:home|mnt|opt|root|srv|tmp|Users|work)/\w"
    ),
    "the host of a package index": re.compile(
        r"\b(?:pypi\.org|pythonhosted\.org|npmjs\.(?:com|org))"
    ),
    "a note to oneself": re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X])\b"),
}


def files_of_the_tree() -> Iterator[Path]:
    """Yield each file of the tree that .gitignore does not name."""
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    folders = {pattern.rstrip("/") for pattern in ignored if "*" not in pattern} | {".git"}
    for folder, inner, names in os.walk(ROOT):
        inner[:] = sorted(set(inner) - folders)
        yield from (Path(folder) / name for name in sorted(names) if name not in folders)


def foreign_to_the_tree(name: str, text: str) -> list[str]:
    """Return what a text says that only one machine or one person understands."""
    return [
        f"{name}:{number}: {what}: {found[0]}"
        for number, line in enumerate(text.splitlines(), 1)
        for what, pattern in FOREIGN.items()
        if (found := pattern.search(line))
    ]


def test_no_file_speaks_of_one_machine() -> None:
    foreign = [
        line
        for path in files_of_the_tree()
        if path.suffix != ".pyc"
        for line in foreign_to_the_tree(
            str(path.relative_to(ROOT)), path.read_text(encoding="utf-8", errors="replace")
        )
    ]

    assert foreign == []


def test_a_path_a_host_and_a_note_are_caught() -> None:
    text = (
        "see /" + "home/someone\nfrom https://pypi" + ".org/simple\n# TO" + "DO later\nsrc/home/a"
    )

    assert [1, 2, 3] == [int(line.split(":")[1]) for line in foreign_to_the_tree("x", text)]


def test_the_lock_is_exact_and_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(
        r"^(?=[a-z])", re.sub(r"^\s*#.*\n", "", lock, flags=re.MULTILINE), flags=re.MULTILINE
    )

    assert "://" not in lock
    assert [] == [
        entry
        for entry in entries
        if entry.strip() and not re.match(r"[a-z0-9-]+==\S+ \\\n\s+--hash=sha256:", entry)
    ]
