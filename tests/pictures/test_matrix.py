"""This module tests that the matrix says of a gene and a drug what is listed, and nothing more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.pictures.drawn import figures, guideline, plan_of, root_of
from whitlow.pictures.isolate import isolate_of, with_one_test
from whitlow.pictures.matrix import matrix

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET


def table(name: str) -> dict[tuple[str, str], ET.Element]:
    """Return the cells of a matrix by drug and head."""
    found = next(root_of(figures()[name]).iter("table"))
    heads = ["".join(one.itertext()) for one in next(found.iter("thead")).iter("th")]
    cells = {}
    for row in next(found.iter("tbody")):
        drug = (row[0].findtext("a") or "").strip()
        for head, cell in zip(heads[1:], list(row)[1:], strict=True):
            cells[drug, head] = cell
    return cells


def said(cell: ET.Element) -> str:
    """Return the words of a cell."""
    return " ".join(" ".join(cell.itertext()).split())


def test_every_drug_that_a_gene_speaks_for_has_a_row_and_every_gene_a_column() -> None:
    ours = guideline()
    drugs = {ours.label(drug) for gene in ours.genes.values() for drug in gene.drugs}

    cells = table("matrix of anybody")

    assert drugs == {drug for drug, _ in cells}
    assert {f"{gene.label} ({gene.id})" for gene in ours.genes.values()} == {
        head for _, head in cells
    }


def test_every_cell_cites_a_statement() -> None:
    for cell in table("matrix of anybody").values():
        cited = [one.get("title") for one in cell.iter("a")]

        assert cited
        assert set(cited) <= set(guideline().statements)


def test_the_counts_of_a_cell_are_of_the_variants_listed() -> None:
    ours = guideline()
    cells = table("matrix of anybody")

    for gene in ours.genes.values():
        for drug in gene.drugs:
            told = said(cells[ours.label(drug), f"{gene.label} ({gene.id})"]).partition("[")[0]
            listed = [v for v in ours.variants.values() if v.gene == gene.id and drug in v.calls]

            assert len(listed) == sum(map(int, re.findall(r"\d+", told)))


def test_a_gene_that_cannot_speak_of_a_drug_says_so() -> None:
    cells = table("matrix of anybody")

    assert "– says nothing of this drug" in said(cells["foscarnet", "thymidine kinase (UL23)"])
    assert "resist" not in said(cells["cidofovir", "thymidine kinase (UL23)"])


def test_the_patients_changes_stand_in_the_cells_for_which_something_is_reported() -> None:
    cells = table("matrix of few")

    assert "here S724N resists" in said(cells["foscarnet", "DNA polymerase (UL30)"])
    assert "here R51W resists" in said(cells["acyclovir", "thymidine kinase (UL23)"])
    assert "here" not in said(cells["foscarnet", "thymidine kinase (UL23)"])


def test_the_patients_results_stand_as_the_laboratory_gave_them() -> None:
    cells = table("matrix of few")

    assert "● resistant" == said(cells["acyclovir", "this isolate, as tested"])
    assert "○ susceptible" == said(cells["foscarnet", "this isolate, as tested"])
    assert "– not known" == said(cells["cidofovir", "this isolate, as tested"])


def test_a_change_of_which_nothing_is_listed_is_called_unknown() -> None:
    assert "not listed and so unknown: UL30:A1234T." in figures()["matrix of few"]


def test_a_change_that_is_read_as_any_of_its_kind_is_not_called_unknown() -> None:
    found = isolate_of(plan_of("age: 44\nvirus: hsv1\ngenotype: [UL23:G144fs]"))

    assert ["UL23:frameshift"] == [record.id for record in found.changes]
    assert found.unread == ()


def test_a_genotype_that_is_not_known_and_one_without_changes_are_two_things() -> None:
    unknown = matrix(guideline(), plan_of("age: 44"), "m")
    none = matrix(guideline(), plan_of("age: 44\nvirus: hsv1\ngenotype: none"), "m")

    assert "No genotype of this isolate is known." in unknown
    assert "This isolate was sequenced and no change was found." in none


def test_the_test_of_a_drug_is_that_of_its_prodrug_too() -> None:
    assert ("valacyclovir",) == with_one_test(guideline(), "acyclovir")
    assert () == with_one_test(guideline(), "pritelivir")
