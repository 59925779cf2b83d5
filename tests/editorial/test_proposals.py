"""A proposal changes one file of the guideline's knowledge, in a copy, and becomes a patch."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from whitlow.editorial.proposals import LONGEST, Change, block_of, change_of, new_file, patch_of
from whitlow.editorial.proposed import becomes
from whitlow.editorial.texts import texts_of
from whitlow.errors import InputError
from whitlow.shelf import open_guideline
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "table:foscarnet-hsv-q8h"
RULE = "rule:switch-to-foscarnet"
FOLDER = shipped_guideline()
TEXTS = texts_of(open_guideline(None))


def renamed() -> Change:
    """Return the table with one word of its title changed."""
    block = block_of(FOLDER, TEXTS, TABLE)
    new = block.old.replace("title: Foscarnet for", "title: Foscarnet in")
    return change_of({"path": block.path, "old": block.old, "new": new})


@pytest.mark.parametrize(
    "path",
    [
        "../pyproject.toml",
        "sources/../../x.yaml",
        "/etc/passwd.yaml",
        "policy.yaml",
        "guideline.yaml",
        "cases/seeds.yaml",
        "sources/x.yml",
        "sources/a/b.yaml",
        "sources/.yaml",
        "sources\\x.yaml",
        "sources/X y.yaml",
        "elsewhere/x.yaml",
    ],
)
def test_a_path_outside_the_guideline_s_knowledge_is_refused(path: str) -> None:
    with pytest.raises(InputError, match="is no file of the guideline's knowledge"):
        new_file(path, "title: x\n")


def test_the_lines_of_every_reviewed_record_stand_once_in_its_file() -> None:
    blocks = [block_of(FOLDER, TEXTS, name) for name in TEXTS]

    astray = [
        each
        for each in blocks
        if (FOLDER / each.path).read_text(encoding="utf-8").count(each.old) != 1
    ]

    assert astray == []


def test_the_lines_of_a_rule_begin_with_its_name() -> None:
    assert block_of(FOLDER, TEXTS, RULE).old.startswith("switch-to-foscarnet:\n")


def test_git_applies_the_patch_of_a_change(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "guideline")
    (tmp_path / "p.patch").write_text(patch_of(FOLDER, renamed()), encoding="utf-8")

    git = shutil.which("git") or "git"
    subprocess.run([git, "apply", "p.patch"], cwd=tmp_path, check=True)

    text = (tmp_path / "guideline/tables/foscarnet-hsv-q8h.yaml").read_text(encoding="utf-8")
    assert "title: Foscarnet in acyclovir-resistant HSV" in text


def test_git_applies_the_patch_of_a_new_file(tmp_path: Path) -> None:
    patch = patch_of(FOLDER, new_file("sources/a-new-one.yaml", "source: {}\n"))
    (tmp_path / "p.patch").write_text(patch, encoding="utf-8")

    git = shutil.which("git") or "git"
    subprocess.run([git, "apply", "p.patch"], cwd=tmp_path, check=True)

    made = tmp_path / "guideline/sources/a-new-one.yaml"
    assert made.read_text(encoding="utf-8") == "source: {}\n"


def test_a_change_of_lines_that_stand_otherwise_by_now_is_refused() -> None:
    with pytest.raises(InputError, match="do not stand in tables/foscarnet-hsv-q8h"):
        patch_of(FOLDER, Change("tables/foscarnet-hsv-q8h.yaml", "title: Old\n", "title: New\n"))


def test_a_new_file_is_refused_where_one_is() -> None:
    with pytest.raises(InputError, match="is there already"):
        patch_of(FOLDER, Change("laws.yaml", "", "x: {}\n"))


def test_a_change_of_too_much_is_refused() -> None:
    with pytest.raises(InputError, match=f"at most {LONGEST} signs"):
        new_file("sources/long.yaml", "x" * (LONGEST + 1))


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "tables").symlink_to(FOLDER / "tables")

    with pytest.raises(InputError, match="is a link"):
        patch_of(tmp_path, renamed())


def test_an_accepted_change_makes_that_text_new_and_no_other() -> None:
    assert [TABLE] == list(becomes(FOLDER, open_guideline(None), renamed()))


def test_a_change_with_a_fault_is_none_that_could_be_accepted() -> None:
    block = block_of(FOLDER, TEXTS, TABLE)
    broken = Change(block.path, block.old, block.old.replace("(1.0, 1.4]", "(1.1, 1.4]"))

    with pytest.raises(InputError, match="With this change the guideline has a fault"):
        becomes(FOLDER, open_guideline(None), broken)
