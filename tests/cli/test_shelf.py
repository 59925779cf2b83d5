"""The shelf: never a stale guideline, never one that somebody else wrote, and never an error."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest

from tests.cli.called import TOY
from whitlow.errors import GuidelineError
from whitlow.guideline import Guideline, load, load_guideline
from whitlow.guideline.labelled import Labelled, targets_of
from whitlow.shelf import key, open_guideline
from whitlow.shelf.frozen import Shelved, frozen, thawed
from whitlow.shelf.kept import MOST_REMEMBERED
from whitlow.shipped import shipped_guideline

RULES: Final = Path("rules") / "moods.yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the toy guideline, with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return shutil.copytree(TOY, tmp_path / "guideline")


def kept(folder: Path) -> list[Path]:
    """Return what is remembered, the files of a test's own cache."""
    return sorted((folder.parent / "cache" / "whitlow").glob("*"))


def loads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return a list in which each loading of a guideline from its files leaves a note."""
    seen: list[Path] = []

    def noted(path: Path) -> Guideline:
        seen.append(path)
        return load_guideline(path)

    monkeypatch.setattr(load, "load_guideline", noted)
    return seen


def test_what_is_remembered_equals_what_is_loaded(folder: Path) -> None:
    loaded = open_guideline(folder)

    remembered = open_guideline(folder)

    assert loaded == remembered == load_guideline(folder)
    assert loaded is not remembered


def test_the_shipped_guideline_survives_being_remembered() -> None:
    loaded = load_guideline(shipped_guideline())

    assert loaded == thawed(frozen(loaded), 0)


def test_what_is_remembered_keeps_the_order_of_the_files() -> None:
    loaded = load_guideline(shipped_guideline())

    remembered = thawed(frozen(loaded), 0)

    assert remembered is not None
    for one in fields(loaded):
        kept = getattr(remembered, one.name)
        if isinstance(kept, Mapping):
            assert list(getattr(loaded, one.name)) == list(kept), one.name


def test_a_remembered_rule_is_labelled_with_what_it_acts_on() -> None:
    loaded = load_guideline(shipped_guideline())

    remembered = thawed(frozen(loaded), 0)

    assert remembered is not None
    assert isinstance(remembered.rules, Labelled)
    assert dict(targets_of(loaded)) == dict(targets_of(remembered))


def test_a_part_is_thawed_when_one_of_its_records_is_read() -> None:
    tea: Shelved[int] = Shelved(
        {"green": "leaf", "black": "leaf", "mint": "herb"},
        {"leaf": pickle.dumps({"green": 1, "black": 2}), "herb": b"nothing that could be thawed"},
    )

    assert (1, 2) == (tea["green"], tea["black"])
    assert ["green", "black", "mint"] == [name for name in tea if name in tea]
    assert "oolong" not in tea
    with pytest.raises(KeyError, match="oolong"):
        tea["oolong"]
    with pytest.raises(pickle.UnpicklingError):
        tea["mint"]


def test_the_second_opening_loads_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = loads(monkeypatch)

    for _ in range(3):
        open_guideline(folder)

    assert [folder] == seen


def test_a_changed_byte_is_seen(folder: Path) -> None:
    before = open_guideline(folder)
    rules = folder / RULES
    rules.write_bytes(
        rules.read_bytes().replace(b"Give cheerin by vein.", b"Give cheerin by veim.")
    )

    after = open_guideline(folder)

    assert before.hash != after.hash
    headline = after.rules["cheer-up"].headline
    assert headline is not None
    assert "Give cheerin by veim." == headline.text


def test_a_changed_byte_is_seen_though_time_and_size_stay(folder: Path) -> None:
    open_guideline(folder)
    rules = folder / RULES
    times = rules.stat()
    rules.write_bytes(rules.read_bytes().replace(b"Tea may help.", b"Tea may harm."))
    os.utime(rules, ns=(times.st_atime_ns, times.st_mtime_ns))

    assert "Tea may harm." == open_guideline(folder).rules["drink-tea"].says.text


@pytest.mark.parametrize("change", ["added", "renamed", "removed"])
def test_another_set_of_files_is_seen(
    folder: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = loads(monkeypatch)
    open_guideline(folder)
    match change:
        case "added":
            (folder / "rules" / "none.yaml").write_text("{}\n", encoding="utf-8")
        case "renamed":
            (folder / RULES).rename(folder / "rules" / "other.yaml")
        case _:
            (folder / "contradictions.yaml").unlink()

    open_guideline(folder)

    assert 2 == len(seen)


def test_a_program_that_changed_is_seen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = loads(monkeypatch)
    open_guideline(folder)
    program = shutil.copytree(key.PROGRAM, folder.parent / "program")
    (program / "evaluate.py").write_text("# changed\n", encoding="utf-8")
    monkeypatch.setattr(key, "PROGRAM", program)

    open_guideline(folder)

    assert 2 == len(seen)


def test_a_change_of_what_only_shows_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = loads(monkeypatch)
    program = shutil.copytree(key.PROGRAM, folder.parent / "program")
    monkeypatch.setattr(key, "PROGRAM", program)
    open_guideline(folder)
    (program / "pages" / "html.py").write_text("# changed\n", encoding="utf-8")

    open_guideline(folder)

    assert 1 == len(seen)


@pytest.mark.parametrize("broken", [b"", b"x", b"\0" * 40, pickle.dumps({}), b"\x80\x05."])
def test_a_broken_cache_is_ignored_and_written_anew(folder: Path, broken: bytes) -> None:
    good = open_guideline(folder)
    (file,) = kept(folder)
    sound = file.read_bytes()
    file.write_bytes(broken)

    assert good == open_guideline(folder)
    assert sound == file.read_bytes()


def test_a_single_flipped_bit_is_noticed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_guideline(folder)
    (file,) = kept(folder)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    seen = loads(monkeypatch)

    open_guideline(folder)

    assert [folder] == seen


def test_a_cache_that_would_run_a_program_runs_nothing(folder: Path) -> None:
    open_guideline(folder)
    (file,) = kept(folder)
    evil = b"cos\nmkdir\n(V" + str(folder.parent / "made").encode() + b"\ntR."
    file.write_bytes(sha256(evil).digest() + evil)

    open_guideline(folder)

    assert not (folder.parent / "made").exists()


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_cache_that_others_may_write_is_not_read(
    folder: Path, mode: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_guideline(folder)
    (file,) = kept(folder)
    file.chmod(mode)
    seen = loads(monkeypatch)

    open_guideline(folder)

    assert [folder] == seen


def test_a_cache_in_a_folder_that_others_may_write_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_guideline(folder)
    (folder.parent / "cache" / "whitlow").chmod(0o777)
    seen = loads(monkeypatch)

    open_guideline(folder)

    assert [folder] == seen


def test_a_cache_of_somebody_else_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_guideline(folder)
    seen = loads(monkeypatch)
    stranger = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: stranger)

    open_guideline(folder)

    assert [folder] == seen


def test_a_link_in_the_place_of_a_cache_is_not_followed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_guideline(folder)
    (file,) = kept(folder)
    file.rename(folder.parent / "elsewhere")
    file.symlink_to(folder.parent / "elsewhere")
    seen = loads(monkeypatch)

    open_guideline(folder)

    assert [folder] == seen


def test_what_is_remembered_is_the_users_alone(folder: Path) -> None:
    open_guideline(folder)
    (file,) = kept(folder)

    assert (0o700, 0o600) == (file.parent.stat().st_mode & 0o777, file.stat().st_mode & 0o777)


@pytest.mark.parametrize("home", ["", "relative/path"])
def test_a_cache_home_that_is_no_whole_path_is_not_used(
    folder: Path, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    monkeypatch.setenv("HOME", str(folder.parent / "home"))
    monkeypatch.chdir(folder.parent)

    open_guideline(folder)

    assert list((folder.parent / "home" / ".cache" / "whitlow").iterdir())
    assert not (folder.parent / "relative").exists()


def test_a_home_that_cannot_be_written_is_no_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder.parent / "cache").write_text("", encoding="utf-8")
    seen = loads(monkeypatch)

    assert open_guideline(folder) == open_guideline(folder)
    assert [folder, folder] == seen


def test_a_disk_that_is_full_leaves_nothing_half_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    open_guideline(folder)

    assert [] == kept(folder)


def test_a_guideline_with_a_fault_is_never_remembered(folder: Path) -> None:
    (folder / "drugs.yaml").write_text("cheerin: {nmae: cheerin}\n", encoding="utf-8")

    with pytest.raises(GuidelineError):
        open_guideline(folder)

    assert [] == kept(folder)


def test_a_guideline_that_a_check_refuses_is_never_remembered(folder: Path) -> None:
    rules = folder / RULES
    text = rules.read_text(encoding="utf-8").replace("Tea may help.", "Drink 3 cups.")
    rules.write_text(text, encoding="utf-8")

    with pytest.raises(GuidelineError, match="cups"):
        open_guideline(folder)

    assert [] == kept(folder)


def test_only_the_newest_are_remembered(folder: Path) -> None:
    for number in range(MOST_REMEMBERED + 3):
        (folder / "rules" / "extra.yaml").write_text(f"# {number}\n", encoding="utf-8")
        open_guideline(folder)

    assert MOST_REMEMBERED == len(kept(folder))


def opened_hash(folder: Path) -> str:
    """Return the hash of an opened guideline, in a process of its own."""
    return open_guideline(folder).hash


def test_many_who_open_at_once_all_get_the_same(folder: Path) -> None:
    with ProcessPoolExecutor(4) as pool:
        hashes = set(pool.map(opened_hash, [folder] * 24))

    assert {load_guideline(folder).hash} == hashes
    assert 1 == len(kept(folder))
