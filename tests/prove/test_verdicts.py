"""What a proof may not do: pass what nobody settled, lean on a bar without a say, or on luck."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

import pytest

from tests.guideline.tiny import BASE, law, loaded, regimen, rule, written
from whitlow.guideline import load_guideline
from whitlow.prove import Found, Ground, Proved, Refuted, Unsettled, case_text, obligations
from whitlow.prove.rules import lasts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from whitlow.guideline import Guideline
    from whitlow.prove import Verdict

CHEER: Final = rule("cheer", "fever", "{treat: cheerin}")
CALL: Final = rule("call", "chill", "{emergency: a chill, call: the team}")
PROMISE: Final = "said:\n  says: A chill is answered.\n  when: chill\n  gives: emergency\n"
WHOLE: Final = """
a: {type: number, unit: "1", bare: true, whole: true, range: "[1, inf)", label: a, ask: a?}
b: {type: number, unit: "1", bare: true, whole: true, range: "[1, inf)", label: b, ask: b?}
c: {type: number, unit: "1", bare: true, whole: true, range: "[1, inf)", label: c, ask: c?}
"""
FERMAT: Final = rule("cubes", "a * a * a + b * b * b = c * c * c", "{counsel: cubes}")


def shown(guideline: Guideline, name: str, patience_ms: int = 10_000) -> Verdict:
    """Return what becomes of one obligation."""
    (one,) = [each for each in obligations(guideline) if each.name == name]
    return one.show(Ground(guideline, patience_ms))


def verdict(folder: Path, name: str, changes: Mapping[str, str]) -> Verdict:
    """Return what becomes of one obligation of the tiny guideline as changed."""
    return shown(loaded(folder, changes), name)


# --- nobody knows -------------------------------------------------------------------------------


@pytest.mark.parametrize("patience", [1, 50])
def test_what_the_solver_gives_up_is_not_settled(tmp_path: Path, patience: int) -> None:
    files = {"facts.yaml": BASE["facts.yaml"] + WHOLE, "rules/all.yaml": FERMAT}
    guideline = loaded(tmp_path, files)

    assert isinstance(shown(guideline, "alive:cubes", patience), Unsettled)


def test_a_patience_of_nought_is_refused_since_the_solver_takes_it_for_one_without_end(
    tmp_path: Path,
) -> None:
    with pytest.raises(ValueError, match="without end"):
        Ground(loaded(tmp_path, {}), patience_ms=0)


# --- bars that go with a drug -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("beside", "kept"), [("", Proved), ("with: cheerin", Proved), ("with: glumex", Refuted)]
)
def test_a_law_does_not_lean_on_a_bar_that_goes_with_another_drug(
    tmp_path: Path, beside: str, kept: type[Verdict]
) -> None:
    bar = rule("no", "rash", "{avoid: cheerin}", "instead_of: [cheer]", *([beside] * bool(beside)))
    laws = law("forbidden", "when: rash is not null and rash", "never: {treat: cheerin}")

    assert isinstance(
        verdict(tmp_path, "law:forbidden", {"rules/all.yaml": CHEER + bar, "laws.yaml": laws}), kept
    )


@pytest.mark.parametrize(("beside", "kept"), [("instead_of: [cheer]", Proved), ("", Refuted)])
def test_a_promise_is_not_kept_by_a_rule_that_a_bar_beside_a_drug_may_silence(
    tmp_path: Path, beside: str, kept: type[Verdict]
) -> None:
    over = beside or "instead_of: [call]"
    calm = rule("calm", "fever", "{counsel: calm}", over, "with: glumex")
    files = {"rules/all.yaml": CALL + CHEER + calm, "promises.yaml": PROMISE}

    assert isinstance(verdict(tmp_path, "promise:said", files), kept)


def test_two_answers_clash_though_a_bar_beside_another_drug_could_part_them(tmp_path: Path) -> None:
    glum = rule("glum", "fever", "{treat: glumex}")
    bar = rule("no", "fever", "{avoid: balm}", "instead_of: [cheer]", "with: balm")

    assert isinstance(
        verdict(tmp_path, "one-answer:what-to-do", {"rules/all.yaml": CHEER + glum + bar}), Refuted
    )


def test_nobody_is_given_anything_though_a_bar_beside_a_drug_could_stop_it(tmp_path: Path) -> None:
    sit = rule("sit", "cough is null", "{counsel: sit}")
    bar = rule("no", "cough is null", "{avoid: balm}", "instead_of: [sit]", "with: balm")

    assert isinstance(verdict(tmp_path, "nobody", {"rules/all.yaml": sit + bar}), Refuted)


def test_nothing_stands_for_nobody_even_provisionally(tmp_path: Path) -> None:
    sit = rule("sit", "cough is null", "{counsel: sit}")
    bar = rule("no", "fever", "{counsel: stand}", "instead_of: [sit]")

    assert isinstance(verdict(tmp_path, "nobody", {"rules/all.yaml": sit + bar}), Refuted)


# --- laws about regimens, and profiles ----------------------------------------------------------


@pytest.mark.parametrize("profiles", [True, False])
def test_a_law_about_a_regimen_is_read_with_profiles_and_without_any(
    tmp_path: Path, *, profiles: bool
) -> None:
    files = {
        "rules/all.yaml": rule("cheer", "fever", "{treat: cheerin, regimens: [cheerin-oral-flat]}"),
        "laws.yaml": law("by-name", "when: rash", "never: {regimen: cheerin-oral-flat}"),
        "regimens/cheerin-oral-flat.yaml": regimen("cheerin-oral", "flat"),
    }
    folder = written(tmp_path, files)
    if not profiles:
        (folder / "profiles" / "all.yaml").unlink()

    assert isinstance(shown(load_guideline(folder), "law:by-name"), Refuted)


# --- whom the door lets in ----------------------------------------------------------------------

TOGETHER: Final = "both:\n  when: {when}\n  facts: {facts}\n  says: Both.\n"


@pytest.mark.parametrize(
    ("when", "facts", "kept"),
    [
        ("fever and rash", "[fever, rash]", Proved),
        ("fever and rash", "[rash]", Refuted),
        ("fever and rash and cough is null", "[fever, rash]", Refuted),
    ],
    ids=["that nobody can settle", "that is settled by confirming", "that knowing less brings"],
)
def test_a_patient_of_a_contradiction_counts_unless_the_door_never_lets_it_in(
    tmp_path: Path, when: str, facts: str, kept: type[Verdict]
) -> None:
    files = {
        "rules/all.yaml": rule("cheer", "fever and rash and cough is null", "{treat: cheerin}"),
        "laws.yaml": law("forbidden", "when: rash", "never: {treat: cheerin}"),
        "contradictions.yaml": TOGETHER.format(when=when, facts=facts),
    }

    assert isinstance(verdict(tmp_path, "law:forbidden", files), kept)


def test_a_variant_that_no_file_lists_may_still_be_given(tmp_path: Path) -> None:
    genes = "genes: {type: set, members: variants, label: genes, ask: Which?}\n"
    sit = rule("sit", "\"'UL1:A1B' in genes\"", "{counsel: sit}")
    files = {"facts.yaml": BASE["facts.yaml"] + genes, "rules/all.yaml": sit}

    assert isinstance(verdict(tmp_path, "alive:sit", files), Proved)


# --- numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quotient", "kept"),
    [
        ("filter / spare", Refuted),
        ("filter / weight", Proved),
        ("if spare > 0 'kg' then filter / spare else filter / weight", Proved),
        ("if spare > 0 'kg' then filter / weight else filter / spare", Refuted),
        ("filter / (weight * weight + 1 'kg2') * weight", Proved),
    ],
)
def test_a_quotient_is_held_against_nought_where_it_is_reached(
    tmp_path: Path, quotient: str, kept: type[Verdict]
) -> None:
    formula = f"per:\n  unit: mL/min/kg\n  is: {quotient}\n  label: per kg\n  cites: [book#one]\n"

    assert isinstance(verdict(tmp_path, "no-division-by-nought", {"formulas.yaml": formula}), kept)


def test_a_patient_of_products_taken_for_free_is_not_believed(tmp_path: Path) -> None:
    sit = rule("sit", "weight * weight < 0 'kg2'", "{counsel: sit}")

    assert isinstance(verdict(tmp_path, "alive:sit", {"rules/all.yaml": sit}), Refuted)


# --- what stands and is taken back --------------------------------------------------------------


def test_a_rule_is_taken_back_by_the_fact_that_it_asks_to_be_unknown(tmp_path: Path) -> None:
    guideline = loaded(
        tmp_path, {"rules/all.yaml": rule("sit", "fever and cough is null", "{counsel: sit}")}
    )
    found = lasts(guideline.rules["sit"], (), Ground(guideline))

    assert isinstance(found, Refuted)
    assert "sit stands, and no longer does once cough is" in found.story


def test_a_rule_is_taken_back_by_a_bar_beside_a_drug_that_asks_the_same(tmp_path: Path) -> None:
    bar = rule("no", "cough is not null", "{avoid: balm}", "instead_of: [cheer]", "with: balm")
    guideline = loaded(tmp_path, {"rules/all.yaml": CHEER + bar})
    ground = Ground(guideline)

    assert isinstance(lasts(guideline.rules["cheer"], (), ground), Refuted)
    assert isinstance(lasts(guideline.rules["cheer"], ("cough",), ground), Proved)


# --- a patient as a case ------------------------------------------------------------------------


def test_a_case_says_of_a_doubt_that_it_cannot_hold_it_and_confirms_what_is_unusual(
    tmp_path: Path,
) -> None:
    heavy = "heavy:\n  when: fever and weight > 300 'kg'\n  facts: [weight]\n  says: Heavy.\n"
    guideline = loaded(tmp_path, {"contradictions.yaml": heavy})
    found = Found({"weight": Fraction(350), "fever": True}, frozenset({"rash", "cough"}))

    assert case_text(guideline, found, "Why it fails.") == (
        "# Why it fails.\n"
        "# In doubt, that is given and not believed: cough and rash.\n"
        "# A case cannot say so: without that doubt its plan may be another.\n"
        "weight: 350 kg\n"
        "fever: yes\n"
        "confirmed: [weight]\n"
    )
