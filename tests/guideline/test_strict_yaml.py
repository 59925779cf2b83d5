"""YAML is read strictly: text only, each with its place; whatever could surprise is refused."""

from __future__ import annotations

import pytest

from whitlow.errors import Place
from whitlow.guideline import Items, Mapping, Node, Scalar, YamlError, read_yaml


def field(text: str, *path: str | int) -> Node:
    """Return a node within the tree of a text, by keys and positions."""
    node = read_yaml(text, "file.yaml")
    for step in path:
        if isinstance(step, int):
            assert isinstance(node, Items)
            node = node.items[step]
        else:
            assert isinstance(node, Mapping)
            node = next(value for key, value in node.entries if key.value == step)
    assert node is not None
    return node


def value(text: str, *path: str | int) -> str:
    found = field(text, *path)
    assert isinstance(found, Scalar)
    return found.value


@pytest.mark.parametrize(
    "text",
    ["yes", "no", "on", "null", "~", "1.0", "012", "1e3", "0x1F", "2026-01-01", "12:30", ".inf",
     "true", "1_000"],
)  # fmt: skip
def test_no_word_is_read_as_anything_but_itself(text: str) -> None:
    assert text == value(f"a: {text}", "a")


def test_an_empty_value_is_the_empty_text() -> None:
    assert "" == value("a:\nb: c", "a")


def test_an_empty_file_has_no_tree() -> None:
    assert read_yaml("# only a comment\n", "file.yaml") is None


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3", 3, 1),
        ("x: {a: 1, a: 2}", 1, 11),
        ("x: {a: 1, 'a': 2}", 1, 11),
        ("a: &one 1", 1, 4),
        ("a: &one 1\nb: *one", 1, 4),
        ("a: *one", 1, 4),
        ("a: &m {b: 1}\nc: {<<: *m}", 1, 4),
        ("a: !!str 1", 1, 4),
        ("a: !mine 1", 1, 4),
        ("a: ! 1", 1, 4),
        ("&root a: 1", 1, 1),
        ("a: 1\n---\nb: 2", 2, 1),
        ("? {a: 1}\n: 2", 1, 3),
        ("? [a]\n: 2", 1, 3),
        ("a: [1, 2", 2, 1),
        ("a: 'x", 1, 6),
        ("\ta: 1", 1, 1),
        ("a: b: c", 1, 5),
        ("a: @b", 1, 4),
    ],
)
def test_what_could_surprise_is_refused_where_it_stands(text: str, line: int, column: int) -> None:
    with pytest.raises(YamlError) as refusal:
        read_yaml(text, "file.yaml")

    assert Place("file.yaml", line, column) == refusal.value.place


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
@pytest.mark.parametrize("depth", [20, 2_000, 50_000])
def test_deep_nesting_is_refused_and_breaks_nothing(opening: str, depth: int) -> None:
    with pytest.raises(YamlError):
        read_yaml(opening * depth, "file.yaml")


def test_nesting_is_counted_from_the_top() -> None:
    nested = "[" * 16 + "x" + "]" * 16

    assert isinstance(read_yaml(nested, "file.yaml"), Items)
    with pytest.raises(YamlError, match="16 levels"):
        read_yaml(f"[{nested}]", "file.yaml")


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b", "\x7f", "\ufffe"])
def test_a_control_sign_is_refused(control: str) -> None:
    with pytest.raises(YamlError):
        read_yaml(f"a: b{control}c", "file.yaml")


# --- places -----------------------------------------------------------------------------------

PAGE = """\
one: first
two: {three: 'quoted', four: [a, "b", µg]}
five: |
  line one
    line two
six: >-
  folded
  text
seven:
  eight: nine
"""


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("one",), 1, 6),
        (("two",), 2, 6),
        (("two", "four"), 2, 30),
        (("two", "four", 0), 2, 31),
        (("two", "four", 2), 2, 39),
        (("seven",), 10, 3),
        (("seven", "eight"), 10, 10),
    ],
)
def test_a_value_stands_where_it_was_written(
    path: tuple[str | int, ...], line: int, column: int
) -> None:
    assert Place("file.yaml", line, column) == field(PAGE, *path).place


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("two", "three"), 2, 15),
        (("two", "four", 1), 2, 35),
        (("five",), 4, 3),
        (("six",), 7, 3),
    ],
    ids=["in single quotes", "in double quotes", "kept lines", "folded lines"],
)
def test_the_place_of_a_text_is_that_of_its_first_sign(
    path: tuple[str | int, ...], line: int, column: int
) -> None:
    assert Place("file.yaml", line, column) == field(PAGE, *path).place


def test_a_key_stands_where_it_was_written() -> None:
    node = read_yaml(PAGE, "file.yaml")

    assert isinstance(node, Mapping)
    assert [1, 2, 3, 6, 9] == [key.place.line for key, _ in node.entries]
    assert {1} == {key.place.column for key, _ in node.entries}


def test_a_sign_of_many_bytes_counts_as_one_column() -> None:
    found = field("µµ: {a: b}", "µµ", "a")

    assert Place("file.yaml", 1, 9) == found.place


def test_a_mark_at_the_start_of_the_file_is_no_part_of_the_first_key() -> None:
    assert "1" == value("\ufeffa: 1", "a")


def test_lines_that_end_as_on_windows_are_lines() -> None:
    assert Place("file.yaml", 2, 4) == field("a: 1\r\nb: 2\r\n", "b").place
