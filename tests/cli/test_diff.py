"""``whitlow diff``: the records that differ between two guidelines, and whose plan changes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Final

import pytest

from tests.cli.called import TOY, Done, called

CASES: Final = """
gloomy:
  says: A gloomy patient.
  facts: {age: 41, weight: 70 kg, filter: 84 mL/min, mood: gloomy, line: central, fever: "false"}
  expect: {never: [glumex]}
calm:
  says: A calm patient.
  facts: {age: 41, mood: calm, fever: "false"}
  expect: {never: [cheerin]}
"""
TABLE: Final = "tables/cheerin-fast.yaml"


def copy(folder: Path, name: str, changes: dict[str, tuple[str, str]] | None = None) -> str:
    """Return a copy of the toy guideline with cases, and with texts replaced in its files."""
    target = folder / name
    shutil.copytree(TOY, target)
    (target / "cases").mkdir()
    (target / "cases" / "all.yaml").write_text(CASES, encoding="utf-8")
    for file, (was, now) in (changes or {}).items():
        path = target / file
        text = path.read_text(encoding="utf-8")
        assert was in text
        path.write_text(text.replace(was, now), encoding="utf-8")
    return str(target)


def differing(folder: Path, changes: dict[str, tuple[str, str]]) -> Done:
    return called("diff", copy(folder, "old"), copy(folder, "new", changes))


TEA: Final = {"rules/moods.yaml": ("Refer to the doctor of moods.", "Refer to a doctor of moods.")}


def test_two_equal_guidelines_have_no_difference(tmp_path: Path) -> None:
    done = differing(tmp_path, {})

    assert (0, True) == (done.code, "No difference." in done.out)


def test_a_changed_sentence_shows_the_words_that_went_and_came(tmp_path: Path) -> None:
    out = differing(tmp_path, TEA).out

    assert "says: Refer to [-the-] {+a+} doctor of moods." in out


def test_a_case_whose_plan_changes_is_named_with_the_difference(tmp_path: Path) -> None:
    out = differing(tmp_path, TEA).out

    assert "gloomy: A gloomy patient." in out
    assert "calm: A calm patient." not in out
    assert "wording changed: ask-the-doctor: Refer to [-the-] {+a+} doctor of moods." in out


def test_the_last_line_counts(tmp_path: Path) -> None:
    last = differing(tmp_path, TEA).out.splitlines()[-1].strip()

    expected = "Records: 0 added, 0 removed and 1 changed; the plans of 1 of 2 cases change."
    assert expected == last


def with_sneeze(folder: Path, name: str) -> str:
    """Return a copy with one more fact, and a case that gives it."""
    fact = "sneeze: {type: truth, label: sneeze, ask: Any sneeze?}\ncough:"
    case = "calm:\n  says: A calm patient.\n  facts: {sneeze: 'true', "
    return copy(
        folder,
        name,
        {
            "facts.yaml": ("cough:", fact),
            "cases/all.yaml": ("calm:\n  says: A calm patient.\n  facts: {", case),
        },
    )


def test_a_case_with_a_fact_that_is_gone_can_no_longer_be_planned(tmp_path: Path) -> None:
    old, new = with_sneeze(tmp_path, "old"), copy(tmp_path, "new")
    (Path(new) / "cases" / "all.yaml").unlink()

    out = called("diff", old, new).out

    assert "CASES WHOSE PLAN CAN NO LONGER BE MADE" in out
    assert "refused now: 'sneeze' is not a fact that is known here." in out


def test_a_case_with_a_new_fact_could_not_be_planned_before(tmp_path: Path) -> None:
    old, new = copy(tmp_path, "old"), with_sneeze(tmp_path, "new")
    (Path(old) / "cases" / "all.yaml").unlink()

    out = called("diff", old, new).out

    assert "refused before: 'sneeze' is not a fact that is known here." in out


def test_a_case_rewritten_for_a_new_fact_is_tried_by_each_as_it_writes_it(tmp_path: Path) -> None:
    out = called("diff", copy(tmp_path, "old"), with_sneeze(tmp_path, "new")).out

    assert "refused" not in out


def test_in_json_every_difference_has_both_texts(tmp_path: Path) -> None:
    old, new = copy(tmp_path, "old"), copy(tmp_path, "new", TEA)

    found = json.loads(called("diff", old, new, "--json").out)

    (record,) = found["records"]
    assert ("rule", "ask-the-doctor", "changed") == (record["kind"], record["id"], record["change"])
    (case,) = found["cases"]
    (change,) = case["differences"]
    assert ("Refer to the doctor of moods.", "Refer to a doctor of moods.") == (
        change["was"],
        change["now"],
    )


def test_a_guideline_with_faults_is_refused_with_its_faults_and_its_folder(tmp_path: Path) -> None:
    done = differing(tmp_path, {"rules/moods.yaml": ("cites: [book#dose]", "cites: [book#none]")})

    assert 1 == done.code
    assert f"{tmp_path}/new/rules/moods.yaml:" in done.err
    assert "Traceback" not in done.err


def test_a_case_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    done = differing(tmp_path, {"cases/all.yaml": ("expect:", "expects:")})

    assert (1, True) == (done.code, "new/cases/all.yaml" in done.err)


@pytest.mark.parametrize("side", ["OLD", "NEW"])
def test_a_folder_that_is_no_guideline_is_named(tmp_path: Path, side: str) -> None:
    there, nowhere = copy(tmp_path, "there"), str(tmp_path / "nowhere")

    done = called("diff", *((nowhere, there) if side == "OLD" else (there, nowhere)))

    assert (1, True) == (done.code, f"  {side}: '" in done.err)


def test_the_option_for_one_guideline_is_refused(tmp_path: Path) -> None:
    there = copy(tmp_path, "there")

    done = called("diff", there, there, "--guideline", TOY)

    assert (2, True) == (done.code, "Leave the option out." in done.err)


def test_one_guideline_is_a_usage_error(tmp_path: Path) -> None:
    assert 2 == called("diff", copy(tmp_path, "there")).code


def test_what_differs_comes_out_the_same_twice(tmp_path: Path) -> None:
    old, new = copy(tmp_path, "old"), copy(tmp_path, "new", TEA)

    assert called("diff", old, new).out == called("diff", old, new).out


def test_a_row_of_a_table_that_changes_is_told_by_its_band(tmp_path: Path) -> None:
    row = next(
        line
        for line in (Path(TOY) / TABLE).read_text(encoding="utf-8").splitlines()
        if "mg/kg" in line
    )

    out = differing(tmp_path, {TABLE: (row, row.replace(" mg/kg", ".5 mg/kg"))}).out

    assert "rows (" in out
    assert "dose changed: cheerin-iv-fast" in out


def test_a_statement_that_no_sentence_of_a_plan_repeats_changes_the_plan_all_the_same(
    tmp_path: Path,
) -> None:
    changes = {"sources/book.yaml": ('year: "1999"', 'year: "2001"')}

    out = differing(tmp_path, changes).out

    assert "year: [-1999-] {+2001+}" in out
    assert "no sentence, but: " in out


def test_a_policy_that_changes_is_told_once_and_not_of_every_statement(tmp_path: Path) -> None:
    policy = 'expires: {checked: "2026-01-01", soon: 9 d, why: Ours., after: {otherwise: DAYS d}}\n'
    old, new = (
        copy(
            tmp_path,
            days,
            {"guideline.yaml": ("names: [B12]", policy.replace("DAYS", days) + "names: [B12]")},
        )
        for days in ("30", "40")
    )

    out = called("diff", old, new).out

    assert "expiry, after, otherwise: [-30-] {+40+}" in out
    assert "STATEMENTS" not in out
