"""Variants of a genotype: one name for every notation, no other type's reading, nothing guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whitlow.guideline import NotationError, read_change
from whitlow.guideline.notation import THREE

if TYPE_CHECKING:
    from collections.abc import Callable

    from whitlow.door import Patient
    from whitlow.errors import Problem

LETTERS: Final = {letter: name.capitalize() for name, letter in THREE.items()}

# --- one variant, one name ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("A168T", "A168T"),
        ("a168t", "A168T"),
        ("Ala168Thr", "A168T"),
        ("ALA168THR", "A168T"),
        ("p.A168T", "A168T"),
        ("p.Ala168Thr", "A168T"),
        ("p.(Ala168Thr)", "A168T"),
        ("Ala 168 Thr", "A168T"),
        ("M183*", "M183*"),
        ("M183X", "M183*"),
        ("M183Ter", "M183*"),
        ("Met183Ter", "M183*"),
        ("p.Met183*", "M183*"),
        ("M183stop", "M183*"),
        ("stop", "stop"),
        ("del962", "del962"),
        ("D962del", "del962"),
        ("Asp962del", "del962"),
        ("p.D962del", "del962"),
        ("Δ962", "del962"),
        ("delD962", "del962"),
        ("del676-677", "del676-677"),
        ("E676_K677del", "del676-677"),
        ("p.Glu676_Lys677del", "del676-677"),
        ("K36_Y37insGP", "ins36-37GP"),
        ("p.Lys36_Tyr37insGlyPro", "ins36-37GP"),
        ("frameshift", "frameshift"),
        ("frame-shift", "frameshift"),
        ("fs", "frameshift"),
        ("A168fs", "A168fs"),
        ("Ala168fs", "A168fs"),
        ("p.Ala168fs*12", "A168fs"),
        ("p.(Ala168ProfsTer12)", "A168fs"),
        ("A168PfsX12", "A168fs"),
        ("A168frameshift", "A168fs"),
        ("168fs", "168fs"),
        ("fs168", "168fs"),
        ("430insG", "frameshift"),
        ("430delC", "frameshift"),
        ("c.430dup", "frameshift"),
        ("c.430_431insGG", "frameshift"),
        ("nt430delG", "frameshift"),
    ],
)
def test_every_notation_of_a_variant_gives_its_one_name(written: str, name: str) -> None:
    found = read_change(written)

    assert found is not None
    assert name == found.text


@given(
    before=st.sampled_from(sorted(LETTERS)),
    position=st.integers(1, 1300),
    after=st.sampled_from([*sorted(LETTERS), "*"]),
    data=st.data(),
)
def test_any_writing_of_an_exchange_is_the_same_exchange(
    before: str, position: int, after: str, data: st.DataObject
) -> None:
    name = f"{before}{position}{after}"
    ends = ["*", "X", "Ter", "ter", "stop"] if after == "*" else [after, LETTERS[after]]
    start = data.draw(st.sampled_from([before, LETTERS[before]]))
    text = f"{start}{position}{data.draw(st.sampled_from(ends))}"
    frame = data.draw(st.sampled_from(["{}", "p.{}", "p.({})", "({})"]))
    written = frame.format(text)
    written = data.draw(st.sampled_from([written, written.lower(), written.upper()]))

    if before == after:
        with pytest.raises(NotationError):
            read_change(written)
        return
    found = read_change(written)

    assert found is not None
    assert (name, ((position, before),)) == (found.text, found.residues)


@given(st.text(max_size=30))
def test_a_canonical_name_is_read_as_itself(text: str) -> None:
    try:
        found = read_change(text)
    except NotationError:
        return

    again = None if found is None else read_change(found.text, of_protein=True)

    assert (found and found.text) == (again and again.text)


@pytest.mark.parametrize("text", ["", "12", "A", "A168", "168T", "hello", "G59W*", "del", "A-1T"])
def test_what_is_no_notation_is_none(text: str) -> None:
    assert read_change(text) is None


# --- a gene, however it is named ----------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "UL23:W999Q",
        "ul23 : w999q",
        "UL23 W999Q",
        "UL23 p.W999Q",
        "UL 23: W999Q",
        "UL-23 W999Q",
        "UL23:p.(Trp999Gln)",
        "TK:W999Q",
        "TK W999Q",
        "thymidine kinase W999Q",
        "Thymidine-kinase: Trp999Gln",
    ],
)
def test_a_gene_is_known_by_all_its_names(patient: Callable[[str], Patient], written: str) -> None:
    found = patient(f"genotype: ['{written}']\nvirus: hsv1")

    assert frozenset({"UL23:W999Q"}) == found.facts["genotype"]


def test_a_gene_that_is_not_known_keeps_its_variant(patient: Callable[[str], Patient]) -> None:
    assert frozenset({"UL97:A12T"}) == patient("genotype: ['ul97:Ala12Thr']").facts["genotype"]


# --- what cannot be, or cannot be read without guessing -----------------------------------------

BASES: Final = (
    "it is a change of bases, which is not translated here; write the change of the protein from "
    "the report, or the word frameshift where the report says so"
)
EITHER: Final = (
    "the letter could be a base or an amino acid; write the latter with p., as in 'p.Gly12del', "
    "and for a shift of the reading frame the word frameshift"
)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("UL23:Z999Q", "Z is the letter of no amino acid"),
        ("UL23:A168B", "B is the letter of no amino acid"),
        ("UL30:j12o", "J and O are letters of none"),
        ("UL30:X12X", "X is the letter of no amino acid"),
        ("UL23:A0T", "positions are counted from 1"),
        ("UL23:A168A", "it exchanges nothing, and a silent change means nothing here"),
        ("UL23:Ala168Ala", "it exchanges nothing, and a silent change means nothing here"),
        ("UL23:c.502G>A", BASES),
        ("UL23:502G>A", BASES),
        ("UL23:c.430_432del", BASES),
        ("UL23:430delGCC", BASES),
        ("UL23:delG430", EITHER),
        ("UL23:G430del", EITHER),
        ("UL30:del677-676", "it ends before it begins"),
        ("UL30:K36_Y38insG", "it lies between two places that are not neighbours"),
    ],
)
def test_a_change_that_cannot_be_read_is_refused(
    problems: Callable[[str], tuple[Problem, ...]], written: str, told: str
) -> None:
    (problem,) = problems(f"genotype: ['{written}']")

    assert ("unknown_option", "genotype", written) == (problem.code, problem.field, problem.value)
    assert (
        f"genotype: '{written}' is no variant that can be: {told}. "
        "Check it against the laboratory's report."
    ) == problem.message


@pytest.mark.parametrize("written", ["UL23:W999Q", "UL30:W7*", "UL97:Q104*", "UL30:frameshift"])
def test_an_unknown_variant_that_could_be_is_kept(
    patient: Callable[[str], Patient], written: str
) -> None:
    assert frozenset({written}) == patient(f"genotype: ['{written}']").facts["genotype"]


# --- the records that apply ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "virus", "names"),
    [
        ("UL30:S724N", "hsv1", {"UL30:S724N@hsv1"}),
        ("UL30:A724T", "hsv2", {"UL30:A724T@hsv2"}),
        ("UL30:S724N@hsv1", "unknown", {"UL30:S724N@hsv1"}),
        ("UL23:frameshift", "hsv1", {"UL23:frameshift"}),
        ("UL23:frameshift", "hsv", {"UL23:frameshift"}),
        ("UL23:M183fs", "hsv2", {"UL23:M183fs", "UL23:frameshift"}),
        ("UL23:W88*", "hsv2", {"UL23:W88*", "UL23:stop"}),
        ("UL23:Q104*", "hsv1", {"UL23:Q104*@hsv1"}),
        ("UL23:Q104*", "hsv", {"UL23:Q104*", "UL23:stop"}),
        ("UL23:frameshift", "vzv", {"UL23:frameshift"}),
        ("UL30:frameshift", "hsv1", {"UL30:frameshift"}),
        ("UL30:S724N", "vzv", {"UL30:S724N"}),
    ],
)
def test_a_variant_is_read_by_the_records_of_its_type(
    patient: Callable[[str], Patient], written: str, virus: str, names: set[str]
) -> None:
    found = patient(f"genotype: ['{written}']\nvirus: {virus}")

    assert (frozenset(names), ()) == (found.facts["genotype"], found.doubts)


def test_another_residue_than_the_known_one_is_doubted(patient: Callable[[str], Patient]) -> None:
    found = patient("genotype: ['UL23:G163H']\nvirus: hsv1")

    assert "genotype" not in found.facts
    assert [
        (
            "genotype: UL23:G163H says that G stood at position 163, but in the papers known here "
            "in HSV-1 it is R. HSV-1 and HSV-2 number this protein differently. Check the "
            "numbering and the type of virus, then add 'confirmed: [genotype]'."
        )
    ] == [doubt.message for doubt in found.doubts]


def test_the_residue_of_the_other_type_is_named(patient: Callable[[str], Patient]) -> None:
    (doubt,) = patient("genotype: ['UL30:S724N']\nvirus: hsv2").doubts

    assert "in HSV-2 it is A. In HSV-1 it is S. HSV-2 polymerase is numbered" in doubt.message


def test_a_confirmed_variant_counts_but_gets_no_record_of_another_type(
    patient: Callable[[str], Patient],
) -> None:
    found = patient("genotype: ['UL30:S724N']\nvirus: hsv2\nconfirmed: [genotype]")

    assert (frozenset({"UL30:S724N"}), ()) == (found.facts["genotype"], found.doubts)


@pytest.mark.parametrize("virus", ["hsv", "unknown", "[hsv1, hsv2]"])
def test_a_variant_that_hangs_on_the_type_asks_for_it(
    patient: Callable[[str], Patient], virus: str
) -> None:
    found = patient(f"genotype: ['UL30:L850I']\nvirus: {virus}")

    assert "genotype" not in found.facts
    assert [
        (
            "genotype: What UL30:L850I means depends on the type of virus: only HSV-2 is listed "
            "with it here. HSV-2 polymerase is numbered a few positions above that of HSV-1. "
            "Which type is it? Write it under virus."
        )
    ] == [doubt.message for doubt in found.doubts]


def test_both_residues_of_a_natural_variation_are_taken(
    patient: Callable[[str], Patient],
) -> None:
    """HSV-1 and HSV-2 differ at this position, and the type is not known."""
    found = patient("genotype: ['UL30:A724W', 'UL30:S724W']")

    assert (frozenset({"UL30:A724W", "UL30:S724W"}), ()) == (found.facts["genotype"], found.doubts)
