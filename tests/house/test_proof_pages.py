"""This module holds the pages of the proofs to the program: families, names, words and symbols."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

import pytest

from tests.cases.test_cases import shipped
from tests.prove.test_broken import UNBREAKABLE, name_in
from whitlow.prove import Proved, obligations, settled
from whitlow.prove.obligation import Family

if TYPE_CHECKING:
    from whitlow.prove import Obligation

PAGES: Final = Path(__file__).resolve().parents[2] / "docs" / "proofs"
BROKEN: Final = PAGES / "broken-on-purpose.md"
FOLDERS: Final = Path(__file__).resolve().parents[1] / "bad" / "proofs" / "shipped"
SECTION: Final = re.compile(
    r"^Folder: `(?P<folder>[\w-]+)`\n\n"
    r"```yaml\n(?P<slip>(?:  .+\n)+)```\n\n"
    r"```text\n(?P<message>(?:[^`].*\n|\n)+)```$",
    re.MULTILINE,
)
FAMILIES: Final[tuple[Family, ...]] = get_args(Family)
ENTRY: Final = re.compile(
    r"^## `(?P<name>[^`]+)`\n\n"
    r"> (?P<says>.+)\n\n"
    r"```text\n(?P<symbols>.+)\n```\n\n"
    r"Assumes: (?P<assumes>.+)$",
    re.MULTILINE,
)
KEPT_BROKEN: Final = re.compile(
    r"^Kept broken, with the message, in \[tests/bad/proofs\]\(\S+/tests/bad/proofs\): (.+)\.$",
    re.MULTILINE,
)
HEADING: Final = re.compile(r"^## ", re.MULTILINE)
FREE: Final = re.compile("\u2039[^\u203a]+\u203a")
"""What differs from one obligation to the next, between single angle quotation marks."""

COMMAND: Final = re.compile(r"^See one: `whitlow prove --explain (\S+)`\.$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of obligation, as a page states it."""

    name: str
    says: str
    symbols: str
    assumes: str

    def is_of(self, obligation: Obligation) -> bool:
        """Whether this is the entry of an obligation, word for word."""
        return (
            fits(self.name, obligation.name)
            and fits(self.says, obligation.says)
            and fits(self.symbols, obligation.symbols)
            and self.assumes == (" ".join(obligation.assumes) or "Nothing.")
        )


def fits(stated: str, text: str) -> bool:
    """Whether a text is as stated, any words standing where the page says that they differ."""
    return re.fullmatch(".*".join(map(re.escape, FREE.split(stated))), text) is not None


def page(family: str) -> str:
    """Return the text of a family's page."""
    return (PAGES / f"{family}.md").read_text(encoding="utf-8")


def entries(text: str) -> list[Entry]:
    """Return the entries of a page."""
    return [Entry(**found.groupdict()) for found in ENTRY.finditer(text)]


@cache
def owed() -> tuple[Obligation, ...]:
    """Return all obligations of the shipped guideline."""
    return obligations(shipped())


def misstated(family: str, text: str) -> list[str]:
    """Return the obligations of a family that have not exactly one entry on a page."""
    stated = entries(text)
    mine = [one for one in owed() if one.family == family]
    return [one.name for one in mine if sum(each.is_of(one) for each in stated) != 1]


def test_every_family_has_its_page_and_every_page_its_family() -> None:
    pages = {path.stem for path in PAGES.glob("*.md")} - {"README", BROKEN.stem}

    assert set(FAMILIES) == pages


def test_every_family_is_listed_once_with_its_page() -> None:
    readme = (PAGES / "README.md").read_text(encoding="utf-8")
    listed = Counter(re.findall(r"^\| `(\w+)` \|.*\[\1\]\(\1\.md\) \|$", readme, re.MULTILINE))

    assert dict.fromkeys(FAMILIES, 1) == listed


@pytest.mark.parametrize("family", FAMILIES)
def test_every_obligation_is_stated_as_the_program_states_it(family: str) -> None:
    assert [] == misstated(family, page(family))


@pytest.mark.parametrize("family", FAMILIES)
def test_every_entry_of_a_page_is_of_some_obligation(family: str) -> None:
    mine = [one for one in owed() if one.family == family]
    idle = [each.name for each in entries(page(family)) if not any(map(each.is_of, mine))]

    assert [] == idle


@pytest.mark.parametrize("family", FAMILIES)
def test_every_heading_of_a_page_begins_an_entry_with_a_mutant(family: str) -> None:
    text = page(family)

    assert len(entries(text)) == len(HEADING.findall(text)) == text.count("\n**A mutant.**\n")


def test_every_page_names_one_of_its_obligations_to_see_and_it_is_proved() -> None:
    every = {one.name: one for one in owed()}
    named = {family: COMMAND.findall(page(family)) for family in FAMILIES}
    seen = settled(shipped(), [every[name] for names in named.values() for name in names])

    assert dict.fromkeys(FAMILIES, True) == {
        result.obligation.family: isinstance(result.verdict, Proved) for result in seen
    }


def test_the_page_of_broken_guidelines_shows_each_with_its_message_word_for_word() -> None:
    shown = SECTION.finditer(BROKEN.read_text(encoding="utf-8"))
    messages = {each["folder"]: each["message"] for each in shown}

    assert messages == {
        folder.name: (folder / "expected.txt").read_text(encoding="utf-8")
        for folder in FOLDERS.iterdir()
    }


def test_the_page_of_broken_guidelines_shows_what_is_broken_as_it_is_written_there() -> None:
    for section in SECTION.finditer(BROKEN.read_text(encoding="utf-8")):
        files = [path for path in (FOLDERS / section["folder"]).rglob("*") if path.is_file()]

        assert any(section["slip"] in path.read_text(encoding="utf-8") for path in files)


def breaking(family: str) -> list[str]:
    """Return the folders of broken guidelines in which an obligation of a family fails."""
    kinds = {one.name.partition(":")[0] for one in owed() if one.family == family}
    return sorted(
        path.parent.name
        for path in FOLDERS.parent.glob("*/*/expected.txt")
        if name_in(path.read_text(encoding="utf-8")).partition(":")[0] in kinds
    )


def never_broken() -> set[str]:
    """Return the families of which no guideline that loads can break an obligation."""
    breakable: set[str] = {
        one.family for one in owed() if one.name.partition(":")[0] not in UNBREAKABLE
    }
    return {str(family) for family in FAMILIES} - breakable


@pytest.mark.parametrize("family", sorted({*FAMILIES} - never_broken()))
def test_every_page_names_the_broken_guidelines_that_its_family_refuses(family: str) -> None:
    (line,) = KEPT_BROKEN.findall(page(family))

    assert breaking(family) == re.findall(r"`([\w-]+)`", line)


@pytest.mark.parametrize("family", sorted(never_broken()))
def test_a_family_that_no_guideline_can_break_names_none(family: str) -> None:
    assert ([], []) == (breaking(family), KEPT_BROKEN.findall(page(family)))


@pytest.mark.parametrize(
    ("true", "wrong"),
    [
        ("given ≤ printed × weight", "given < printed × weight"),
        ("## `printed-dose:", "## `printed:"),
        ("Assumes: The weight is any number above nought.", "Assumes: Nothing."),
        ("and in no row is a dose", "is a dose"),
    ],
)
def test_a_page_that_states_something_else_is_caught(true: str, wrong: str) -> None:
    text = page("doses")

    assert true in text
    assert misstated("doses", text.replace(true, wrong))
