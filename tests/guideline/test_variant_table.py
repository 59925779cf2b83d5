"""A published table of variants: every trap of one is met, and what cannot be read is refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from whitlow.checks import check
from whitlow.errors import InputError
from whitlow.guideline import load_guideline
from whitlow.guideline.merged import with_imported
from whitlow.guideline.table_calls import TableReading, read_table
from whitlow.guideline.table_rows import MOST_BYTES
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from whitlow.guideline import Guideline

DATA: Final = (Path(__file__).parent / "variants.tsv").read_bytes()
"""Twenty rows of our own making."""


@pytest.fixture(scope="module")
def guideline() -> Guideline:
    """Return the shipped guideline."""
    return load_guideline(shipped_guideline())


@pytest.fixture(scope="module")
def reading(guideline: Guideline) -> TableReading:
    """Return what the shipped guideline reads in our table."""
    return read_table(DATA, guideline)


def with_row(**cells: str) -> bytes:
    """Return our table's head with one row, blank but for some cells."""
    head = DATA.decode().splitlines()[0].split("\t")
    filled = {"virus": "HSV1", "gene": "UL30", "aa_change": "T555K", "status": "A", **cells}
    return ("\t".join(head) + "\n" + "\t".join(filled.get(name, "") for name in head)).encode()


def calls(reading: TableReading, name: str) -> dict[str, str]:
    """Return the calls of a variant."""
    return {drug: str(call) for drug, call in reading.variants[name].calls.items()}


# --- the traps ----------------------------------------------------------------------------------


def test_every_row_is_used_or_counted(reading: TableReading) -> None:
    left_out = (
        reading.statuses.total()
        + reading.viruses.total()
        + reading.genes.total()
        + reading.second
        + len(reading.unread)
        + reading.silent
    )

    assert (20, 12) == (reading.rows, reading.used)
    assert reading.rows == reading.used + left_out


def test_only_active_rows_count(reading: TableReading) -> None:
    assert {"O": 1, "E": 1, "P": 1} == reading.statuses
    assert "UL30:T556K@hsv1" not in reading.variants


def test_a_quoted_tab_shifts_no_column(reading: TableReading) -> None:
    assert {"acyclovir": "resistant", "foscarnet": "resistant"} == calls(reading, "UL30:T555K@hsv1")
    assert 'A title with a tab, and "quotes"' == reading.papers["10.9999/made.up.2"].title


def test_a_gene_is_given_no_drug_of_which_it_cannot_speak(reading: TableReading) -> None:
    assert {"acyclovir": "resistant"} == calls(reading, "UL23:T77K@hsv1")
    assert {"pritelivir": "resistant"} == calls(reading, "UL5:T356K@hsv1")
    assert {
        ("UL23", "foscarnet"): 2,
        ("UL23", "cidofovir"): 1,
        ("UL5", "acyclovir"): 1,
    } == reading.closed
    assert 3 == reading.resisting.total()


def test_rows_that_differ_make_a_conflict(reading: TableReading) -> None:
    assert (("UL30:T557K@hsv1", "acyclovir"),) == reading.disputed()
    assert ("acyclovir_resistant_variant",) == reading.variants["UL30:T557K@hsv1"].conflicting
    assert () == reading.variants["UL30:T557K@hsv1"].classes


def test_each_paper_of_a_variant_is_kept(reading: TableReading) -> None:
    assert ("10.9999/made.up.1", "10.9999/made.up.2") == reading.variants["UL30:T557K@hsv1"].papers


@pytest.mark.parametrize(
    ("fold", "call"),
    [
        ("3", "resistant"),
        ("2.99", "open"),
        ("2", "open"),
        ("1.99", "susceptible"),
        ("0", "susceptible"),
    ],
)
def test_the_cut_offs_are_those_of_the_guideline(
    guideline: Guideline, fold: str, call: str
) -> None:
    reading = read_table(with_row(Foscarnet=fold), guideline)

    assert {"foscarnet": call} == calls(reading, "UL30:T555K@hsv1")


def test_blanks_around_cells_are_no_part_of_them(reading: TableReading) -> None:
    assert {"foscarnet": "resistant"} == calls(reading, "UL30:T559K@hsv1")


def test_one_change_in_two_types_is_two_variants(reading: TableReading) -> None:
    assert {"acyclovir": "susceptible", "foscarnet": "open"} == calls(reading, "UL30:T559K@hsv2")


@pytest.mark.parametrize("name", ["UL23:G224fs@hsv1", "UL30:del676-677@hsv2", "UL23:M86*@hsv2"])
def test_frameshifts_deletions_and_stops_are_read(reading: TableReading, name: str) -> None:
    assert name in reading.variants


def test_other_viruses_and_genes_are_left_out(reading: TableReading) -> None:
    assert ({"HCMV": 1}, {"HSV1 UL29": 1}) == (reading.viruses, reading.genes)


def test_a_virus_with_a_second_change_speaks_for_neither(reading: TableReading) -> None:
    assert 1 == reading.second
    assert "UL30:T560K@hsv1" not in reading.variants


def test_what_cannot_be_read_is_listed_with_its_line(reading: TableReading) -> None:
    assert [(21, "UL23 G59W*")] == reading.unread


def test_a_row_without_a_call_says_nothing(reading: TableReading) -> None:
    assert 1 == reading.silent
    assert "UL30:T558K@hsv1" not in reading.variants


@pytest.mark.parametrize("change", [b"\xef\xbb\xbf", b"", b"crlf"])
def test_a_mark_at_the_start_and_other_line_ends_change_nothing(
    guideline: Guideline, reading: TableReading, change: bytes
) -> None:
    data = DATA.replace(b"\n", b"\r\n") if change == b"crlf" else change + DATA

    assert reading == read_table(data, guideline)


# --- what is refused ----------------------------------------------------------------------------

HEAD: Final = DATA.splitlines(keepends=True)[0]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "The file is empty. Name the table of variants as it was published."),
        (HEAD, "The table has columns and no rows. Fetch it again."),
        (
            HEAD + b"\xff\xfe\n",
            "line 2: This is not UTF-8 text. Save the table as UTF-8.",
        ),
        (
            HEAD + b"a\0b\n",
            "line 2: A byte of nought stands here. This is no text; fetch the table again.",
        ),
        (
            HEAD + b"1\tHSV1\tx\n",
            (
                "line 2: 3 cells stand here, and 30 columns above. Mend the line, or fetch the "
                "table again."
            ),
        ),
        (
            HEAD.replace(b"\tstatus", b""),
            (
                "line 1: This is no table of variants that is read here: of herpesdrg it lacks the "
                "column 'status'. Name the table as it was published, parted by tabs."
            ),
        ),
        (
            HEAD.replace(b"note", b"status"),
            "line 1: The column 'status' stands twice. Keep one.",
        ),
        (
            HEAD + b'1\t"HSV1\n',
            (
                "line 2: The quotes of this line cannot be read (unexpected end of data). Fetch "
                "the table again."
            ),
        ),
        (
            with_row(Foscarnet=">100"),
            (
                "line 2: column Foscarnet: '>100' is neither a fold change nor one of Resistant, "
                "Polymorphism. Mend the cell, or fetch the table again."
            ),
        ),
        (
            with_row(Aciclovir="-3"),
            (
                "line 2: column Aciclovir: '-3' is neither a fold change nor one of Resistant, "
                "Polymorphism. Mend the cell, or fetch the table again."
            ),
        ),
        (
            with_row(Aciclovir="1e9"),
            (
                "line 2: column Aciclovir: '1e9' is neither a fold change nor one of Resistant, "
                "Polymorphism. Mend the cell, or fetch the table again."
            ),
        ),
        (
            b"\n" * (MOST_BYTES + 1),
            f"The file has more than {MOST_BYTES} bytes. Name the table alone.",
        ),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_a_table_that_cannot_be_read_is_refused(
    guideline: Guideline, data: bytes, told: str
) -> None:
    with pytest.raises(InputError) as refusal:
        read_table(data, guideline)

    assert [told] == [problem.message for problem in refusal.value.problems]


def test_a_cell_that_is_too_long_is_refused(guideline: Guideline) -> None:
    with pytest.raises(
        InputError, match=r"^line 2: The quotes of this line cannot be read \(field"
    ):
        read_table(with_row(note="x" * 200_000), guideline)


# --- beside the guideline's own -----------------------------------------------------------------


def test_the_guidelines_own_record_wins_and_the_difference_is_kept(guideline: Guideline) -> None:
    merged = with_imported(guideline, DATA)

    assert guideline.variants["UL23:N23S@hsv1"] == merged.variants["UL23:N23S@hsv1"]
    assert merged.imported is not None
    assert [("UL23:N23S@hsv1", "acyclovir", "susceptible", "resistant")] == [
        (each.variant, each.drug, each.own, each.imported) for each in merged.imported.differences
    ]


def test_an_imported_variant_is_a_member_of_its_classes(guideline: Guideline) -> None:
    merged = with_imported(guideline, DATA)

    assert "UL30:T555K@hsv1" in merged.members["foscarnet_resistant_variant"]
    assert "UL23:T77K@hsv1" not in merged.members["foscarnet_resistant_variant"]
    assert (
        guideline.members["foscarnet_resistant_variant"]
        < (merged.members["foscarnet_resistant_variant"])
    )


def test_a_merged_guideline_passes_its_checks(guideline: Guideline) -> None:
    assert () == check(with_imported(guideline, DATA))


def test_a_guideline_that_reads_no_tables_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "guideline.yaml").write_text(
        "title: t\nversion: '1'\ndate: '2026-01-01'\nlicence: l\ndefault_profile: p\n"
        "disclaimer: d\nplain_disclaimer: d\n",
        encoding="utf-8",
    )
    bare = load_guideline(tmp_path)

    assert with_imported(bare, DATA) is bare
