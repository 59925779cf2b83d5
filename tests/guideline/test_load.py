"""A folder becomes a guideline, whatever order its records stand in; what is wrong is a fault."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import BASE, law, loaded, number, reading, regimen, rule, table, written
from whitlow.checks import CHECKS
from whitlow.errors import GuidelineError
from whitlow.guideline import content_hash, load_guideline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


def refused(folder: Path, changes: Mapping[str, str]) -> frozenset[str]:
    """Return the names of the faults with which a folder is refused."""
    with pytest.raises(GuidelineError) as refusal:
        load_guideline(written(folder, changes))
    return frozenset(fault.check for fault in refusal.value.faults)


# --- circles ----------------------------------------------------------------------------------


def formula(name: str, text: str) -> str:
    return f"{name}: {{type: truth, is: {text}, label: {name}, cites: [book#one]}}\n"


GRADE: Final = """
gloom:
  label: gloom
  levels:
    slight: {label: slight, when: "true", says: It is slight., cites: [book#one]}
    deep: {label: deep, when: first, says: It is deep., cites: [book#one]}
"""


@pytest.mark.parametrize(
    "changes",
    [
        {"formulas.yaml": formula("first", "first")},
        {"formulas.yaml": formula("first", "second") + formula("second", "first")},
        {"formulas.yaml": formula("first", "fever or not second") + formula("second", "third")
            + formula("third", "first and cough")},
        {"formulas.yaml": formula("first", "gloom = 'deep'"), "grades.yaml": GRADE},
        {
            "formulas.yaml": "rate: {unit: mL/min, is: filter * (rows.dose / 100 'mg'), label: r,"
            " cites: [book#one]}\n",
            "tables/rows.yaml": table("[0, inf) | 100 mg | 12 h", over="rate"),
        },
    ],
    ids=["itself", "two", "three", "through a grade", "through a table"],
)  # fmt: skip
def test_a_value_that_rests_on_itself_is_refused(
    tmp_path: Path, changes: Mapping[str, str]
) -> None:
    assert {"circular-formula"} == refused(tmp_path, changes)


def test_a_value_that_is_read_twice_is_no_circle(tmp_path: Path) -> None:
    text = formula("first", "fever") + formula("second", "first or cough")
    guideline = loaded(tmp_path, {"formulas.yaml": text + formula("third", "first and second")})

    assert reading(guideline, fever=True).known("third") is True


# --- overrides --------------------------------------------------------------------------------

TREATMENTS: Final = "".join(
    rule(f"treat-{drug}", "fever", f"{{treat: {drug}}}")
    for drug in ("cheerin", "cheerin-iv", "cheerin-oral", "glumex", "balm")
)


@pytest.mark.parametrize(
    ("target", "overridden"),
    [
        ("treat cheerin", {"treat-cheerin", "treat-cheerin-iv", "treat-cheerin-oral"}),
        ("treat cheerin-iv", {"treat-cheerin-iv"}),
        ("treat bright", {"treat-cheerin", "treat-cheerin-iv", "treat-cheerin-oral"}),
        ("treat harsh", {"treat-cheerin-iv", "treat-glumex"}),
        ("treat-balm", {"treat-balm"}),
    ],
)
def test_an_override_reaches_every_treatment_with_the_drug_or_class(
    tmp_path: Path, target: str, overridden: set[str]
) -> None:
    text = TREATMENTS + rule("no", "cough", "{pitfall: it}", f"instead_of: [{target}]")

    rules = loaded(tmp_path, {"rules/all.yaml": text}).rules.values()

    assert overridden == {one.id for one in rules if one.overriders == ("no",)}


def test_a_treatment_that_stands_instead_of_its_own_drug_does_not_override_itself(
    tmp_path: Path,
) -> None:
    text = TREATMENTS + rule("new", "cough", "{treat: balm}", "instead_of: [treat balm]")

    rules = loaded(tmp_path, {"rules/all.yaml": text}).rules

    assert (("new",), ()) == (rules["treat-balm"].overriders, rules["new"].overriders)


def test_a_bar_on_a_drug_reaches_treatments_of_files_that_are_read_later(tmp_path: Path) -> None:
    files = {
        "rules/a.yaml": rule("no", "cough", "{avoid: balm}", "instead_of: [treat balm]"),
        "rules/z.yaml": TREATMENTS,
    }

    assert ("no",) == loaded(tmp_path, files).rules["treat-balm"].overriders


@pytest.mark.parametrize("target", ["treat-baln", "treat cherrin", "treat  balm", "treat "])
def test_an_override_that_names_nothing_is_refused(tmp_path: Path, target: str) -> None:
    text = TREATMENTS + rule("no", "cough", "{pitfall: it}", f"instead_of: ['{target}']")

    assert {"unknown-rule"} == refused(tmp_path, {"rules/all.yaml": text})


# --- files ------------------------------------------------------------------------------------

LAW: Final = law("forbidden", "when: fever", "never: {treat: cheerin}")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("laws.yaml", "- forbidden\n"),
        ("rules/all.yaml", "- one\n- two\n"),
        ("rules/all.yaml", "just words\n"),
        ("facts/more.yaml", "[]\n"),
    ],
)
def test_a_file_of_records_that_holds_none_is_refused(tmp_path: Path, name: str, text: str) -> None:
    """Whoever writes a list where records belong must not lose them without a word."""
    assert {"file-shape"} == refused(tmp_path, {name: text})


@pytest.mark.parametrize("folder", ["sources", "tables", "regimens"])
def test_an_empty_file_where_one_record_belongs_is_refused(tmp_path: Path, folder: str) -> None:
    assert {"file-shape"} == refused(tmp_path, {f"{folder}/one.yaml": "# nothing yet\n"})


@pytest.mark.parametrize(
    "name",
    [
        *("law.yaml", "laws/all.yml", "laws.yml", "rule/all.yaml", "tables.yaml", "Laws.yaml"),
        *(
            "laws.YAML",
            "cases.yaml",
            "guideline/more.yaml",
            "policy/more.yaml",
            "rules/cases/a.yml",
        ),
    ],
)
def test_a_file_that_nothing_reads_is_refused(tmp_path: Path, name: str) -> None:
    """A law in a misspelt file protects nobody."""
    assert {"unread-file"} == refused(tmp_path, {name: LAW})


def test_a_link_to_a_folder_is_refused_since_none_is_entered(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    written(elsewhere, {"all.yaml": LAW})
    folder = written(tmp_path / "guideline", {})
    (folder / "laws").symlink_to(elsewhere, target_is_directory=True)

    assert {"unread-file"} == refused(folder, {})


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    elsewhere = written(tmp_path / "elsewhere", {"laws.yaml": LAW})
    folder = written(tmp_path / "guideline", {})
    (folder / "laws.yaml").symlink_to(elsewhere / "laws.yaml")

    assert ["forbidden"] == list(load_guideline(folder).laws)


def test_a_link_to_nothing_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, {})
    (folder / "laws.yaml").symlink_to(folder / "gone.yaml")

    assert {"unreadable"} == refused(folder, {})


def test_a_folder_that_is_no_guideline_is_called_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "compose.yaml").write_text("services: {}\n", encoding="utf-8")

    with pytest.raises(GuidelineError) as refusal:
        load_guideline(tmp_path)

    assert ["no-guideline"] == [fault.check for fault in refusal.value.faults]


def test_a_file_for_another_reader_is_left_to_it(tmp_path: Path) -> None:
    load_guideline(written(tmp_path, {"cases/one.yaml": "any: thing\n"}))


@pytest.mark.parametrize("name", ["laws.yaml", "rules/more.yaml"])
def test_an_empty_file_of_records_holds_none(tmp_path: Path, name: str) -> None:
    assert {} == loaded(tmp_path, {name: "# nothing yet\n"}).laws


def test_records_stand_in_one_file_or_in_many_alike(tmp_path: Path) -> None:
    one = loaded(tmp_path / "one", {"laws.yaml": LAW + LAW.replace("forbidden", "other")})
    files = {"laws/a.yaml": LAW, "laws/b/c.yaml": LAW.replace("forbidden", "other")}
    many = loaded(tmp_path / "many", files)

    assert list(one.laws) == list(many.laws)


def test_a_record_that_stands_in_two_files_is_refused(tmp_path: Path) -> None:
    assert {"duplicate-id"} == refused(tmp_path, {"laws.yaml": LAW, "laws/a.yaml": LAW})


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    written(tmp_path, {})
    (tmp_path / "laws.yaml").write_bytes("a: \xb5g".encode("latin-1"))

    with pytest.raises(GuidelineError, match="not UTF-8"):
        load_guideline(tmp_path)


def shuffled(seed: int) -> Callable[[str], str]:
    """Return what puts the records of a file in another order; a record begins at the margin."""

    def shuffle(text: str) -> str:
        records: list[str] = []
        for line in text.strip().splitlines():
            if line.startswith(" ") and records:
                records[-1] += f"\n{line}"
            else:
                records.append(line)
        random.Random(seed).shuffle(records)  # noqa: S311 - an order, not a secret
        return "\n".join(records) + "\n"

    return shuffle


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_records_changes_no_record_and_no_decision(tmp_path: Path, seed: int) -> None:
    text = TREATMENTS + rule("no", "cough", "{avoid: balm}", "instead_of: [treat balm]")
    text += rule("so", "third", "{assess: it}", "instead_of: [no]")
    chain = formula("third", "second") + formula("second", "first") + formula("first", "fever")
    files = {"rules/all.yaml": text, "formulas.yaml": chain, "laws.yaml": LAW}
    names = ("rules/all.yaml", "formulas.yaml", "facts.yaml", "drugs.yaml", "classes.yaml")
    first = loaded(tmp_path / "first", files)
    turned = {name: shuffled(seed)({**BASE, **files}[name]) for name in names}
    second = loaded(tmp_path / "second", {**files, **turned})

    patient = {"fever": True, "cough": True}
    one, other = reading(first, **patient), reading(second, **patient)

    assert first.rules.keys() == second.rules.keys()
    assert (first.members, first.lineages) == (second.members, second.lineages)
    for name in first.rules:
        before, after = first.rules[name], second.rules[name]
        assert before.when.compiled == after.when.compiled
        assert set(before.overriders) == set(after.overriders)
        assert one.decide(before).outcome == other.decide(after).outcome


# --- the content hash -------------------------------------------------------------------------


def test_the_hash_is_that_of_the_files_and_not_of_the_folder(tmp_path: Path) -> None:
    one, other = written(tmp_path / "one", {}), written(tmp_path / "other", {})

    assert content_hash(one) == content_hash(other) == load_guideline(one).hash


def test_every_byte_of_every_file_is_in_the_hash(tmp_path: Path) -> None:
    folder = written(tmp_path, {"laws.yaml": LAW})
    before = content_hash(folder)
    unseen = []
    for path in sorted(folder.rglob("*.yaml")):
        data = path.read_bytes()
        for at in range(0, len(data), 7):
            path.write_bytes(data[:at] + bytes((data[at] ^ 1,)) + data[at + 1 :])
            if content_hash(folder) == before:
                unseen.append((path.name, at))
        path.write_bytes(data)

    assert ([], before) == (unseen, content_hash(folder))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"laws.yaml": LAW}, {"laws/all.yaml": LAW}),
        ({"rules/a.yaml": "# one\n"}, {"rules/b.yaml": "# one\n"}),
        (
            {"rules/a.yaml": "# one\n", "rules/b.yaml": "# two\n"},
            {"rules/a.yaml": "# two\n", "rules/b.yaml": "# one\n"},
        ),
        (
            {"rules/a.yaml": "# one\n# two\n"},
            {"rules/a.yaml": "# one\n", "rules/a.yaml.yaml": "# two\n"},
        ),
        ({"rules/a.yaml": "# one\n"}, {"rules/a.yaml": "# one\n\n"}),
        ({"rules/a.yaml": "# one\n"}, {"rules/a.yaml": "# one\r\n"}),
        ({}, {"rules/a.yaml": ""}),
    ],
    ids=["moved", "renamed", "swapped", "split", "a line more", "other line ends", "empty"],
)
def test_a_file_that_is_renamed_moved_or_cut_changes_the_hash(
    tmp_path: Path, first: Mapping[str, str], second: Mapping[str, str]
) -> None:
    hashes = []
    for name, changes in (("first", first), ("second", second)):
        folder = written(tmp_path / name, {})
        for file, text in changes.items():
            (folder / file).parent.mkdir(exist_ok=True)
            (folder / file).write_bytes(text.encode())
        hashes.append(content_hash(folder))

    assert hashes[0] != hashes[1]


def test_what_is_no_knowledge_is_not_in_the_hash(tmp_path: Path) -> None:
    folder = written(tmp_path, {})
    before = content_hash(folder)
    (folder / "cases").mkdir()
    (folder / "cases" / "one.yaml").write_text("any: thing\n", encoding="utf-8")
    (folder / "CHANGELOG.md").write_text("# Changes\n", encoding="utf-8")

    assert before == content_hash(folder)


# --- whatever an editor writes is a fault, never a traceback ----------------------------------

MANY: Final = "[0, inf) | 100 mg | 12 h"
BY_MOUTH: Final = "regimens/cheerin-oral-daily.yaml"
COUNTED: Final = """
source: {title: C, year: "1999", kind: guideline, url: "https://example.org/c"}
statements:
  n: {read: primary, locator: x, topic: t, says: "There were {n}.", claims: {n: 4 patients}}
"""


def fact(*fields: str) -> dict[str, str]:
    usual = "k: {type: number, label: k, ask: K?, "
    return {"facts.yaml": f"{BASE['facts.yaml']}{usual}{', '.join(fields)}}}\n"}


BROKEN: Final[Mapping[str, Mapping[str, str]]] = {
    "a factor in words": fact("unit: mg/dL", "also: {umol/L: lots}", 'range: "[0, 9]"'),
    "a factor over nought": fact("unit: mg/dL", "also: {umol/L: 1/0}", 'range: "[0, 9]"'),
    "a factor of nought": fact("unit: mg/dL", "also: {umol/L: 0}", 'range: "[0, 9]"'),
    "a factor of no unit": fact("unit: mg/dL", "also: {blobs: 5}", 'range: "[0, 9]"'),
    "a factor without a number": fact("unit: mg/dL", "also: [umol/L]", 'range: "[0, 9]"'),
    "a fact in no unit": fact("unit: blobs", 'range: "[0, 9]"'),
    "a printed edge in words": {"tables/t.yaml": table(MANY, "printed_overlap: [fifty]")},
    "a cell in no unit": {"tables/t.yaml": table("[0, inf) | 100 blobs | 12 h")},
    "a number of five thousand digits": {
        "tables/t.yaml": table(f"[0, {'9' * 5000}] | {'9' * 5000} mg | 12 h")
    },
    "a factor of five thousand digits": fact(
        "unit: mg/dL", f"also: {{umol/L: {'9' * 5000}}}", 'range: "[0, 9]"'
    ),
    "a column twice": {"tables/t.yaml": table(MANY).replace("every", "dose")},
    "an interval of nought": {"tables/t.yaml": table("[0, inf) | 100 mg | 0 h")},
    "an interval in milligrams": {"tables/t.yaml": table("[0, inf) | 100 mg | 12 mg")},
    "two kinds of rows": {"tables/t.yaml": table(MANY).replace("rows: |", "rows: []\nmore: |")},
    "a dose of patients": {
        BY_MOUTH: regimen("cheerin-oral", "daily", "dose: c#n.n", "amount: dose"),
        "sources/c.yaml": COUNTED,
    },
    "a dose from nowhere": {BY_MOUTH: regimen("cheerin-oral", "daily", "dose: x", "amount: dose")},
    "a step of nought": {
        BY_MOUTH: regimen(
            "cheerin-oral", "daily", "table: t", "weight: weight", "amount: row.dose", "step: 0 mg"
        ),
        "tables/t.yaml": table(MANY),
    },
    "a concentration for no line": {
        BY_MOUTH: regimen("cheerin-oral", "daily", "infusion: {concentration: book#vein.strong}")
    },
    "levels in a list": {"grades.yaml": "g: {label: g, levels: []}\n"},
    "a grade in words": {"grades.yaml": "g: words\n"},
    "a formula of no type": {"formulas.yaml": formula("f", "fever").replace("truth", "tooth")},
    "a formula in no unit": {
        "formulas.yaml": "f: {unit: blobs, is: weight, label: f, cites: [book#one]}\n"
    },
    "a source in words": {"sources/c.yaml": "source: words\nstatements: {}\n"},
    "statements in a list": {
        "sources/c.yaml": "source: {title: C, kind: guideline}\nstatements: [one]\n"
    },
    "claims in a list": {"sources/c.yaml": COUNTED.replace("{n: 4 patients}", "[4 patients]")},
    "a claim in a list": {
        "sources/c.yaml": COUNTED.replace("{n: 4 patients}", "{n: [4 patients]}")
    },
    "an action in words": {"rules/all.yaml": rule("one", "fever", "treat cheerin")},
    "a due time in fields": {"rules/all.yaml": rule("one", "fever", "{treat: balm, due: {d: 5}}")},
    "a rule in words": {"rules/all.yaml": "one: words\n"},
    "a law that forbids in words": {"laws.yaml": law("one", "never: treat cheerin")},
    "positions in words": {
        "disagreements/d.yaml": "d: {question: Q?, positions: words, followed: it, "
        "why: So., do: Ask.}\n"
    },
    "a drug in words": {"drugs.yaml": "cheerin: words\n"},
    "a guideline without a version": {"guideline.yaml": "title: T\n"},
}


@pytest.mark.parametrize("broken", BROKEN)
def test_whatever_is_broken_is_a_fault_with_a_place(tmp_path: Path, broken: str) -> None:
    folder = written(tmp_path, BROKEN[broken])
    try:
        guideline = load_guideline(folder)
        faults = tuple(fault for one in CHECKS for fault in one(guideline))
    except GuidelineError as error:
        faults = error.faults

    assert {True} == {fault.place.line > 0 for fault in faults}


def test_a_substance_that_is_made_of_itself_ends_the_search(tmp_path: Path) -> None:
    text = "one: {name: one, substance: two}\ntwo: {name: two, substance: one}\n"

    assert {"one", "two"} == loaded(tmp_path, {"drugs.yaml": text}).lineage("one")


def test_a_quantity_of_a_table_is_exact(tmp_path: Path) -> None:
    guideline = loaded(tmp_path, {"tables/t.yaml": table("[0, inf) | 0.1 mg | 12 h")})

    assert number("1/10") == guideline.tables["t"].rows[0].cells["dose"].value
