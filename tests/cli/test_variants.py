"""The command for variants: a table is kept whole or not at all, and plans say that it is there."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Final

import pytest

from tests.cli.called import TOY, called, document
from whitlow.private import data_folder

TABLE: Final = Path(__file__).resolve().parents[1] / "guideline" / "variants.tsv"
CASE: Final = (
    b"virus: hsv1\ngenotype: [UL30:T555K, UL23:N23S]\nsite: genital\nhost: hiv\n"
    b"acyclovir_susceptibility: not_tested\n"
)
EXAMPLES: Final = Path(__file__).resolve().parents[2] / "examples"
PLAN: Final = ("plan", "-", "--today", "2026-11-20")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a data folder of its own; return where a table is kept in it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path / "whitlow" / "variants" / "imported.tsv"


def test_an_import_keeps_the_table_as_it_is_for_the_user_alone(home: Path) -> None:
    done = called("variants", "import", str(TABLE))

    assert (0, "") == (done.code, done.err)
    assert TABLE.read_bytes() == home.read_bytes()
    assert stat.S_IRUSR | stat.S_IWUSR == stat.S_IMODE(home.stat().st_mode)
    assert stat.S_IRWXU == stat.S_IMODE(home.parent.stat().st_mode)
    assert [home] == list(home.parent.iterdir())


def test_an_import_tells_what_it_read_and_left_out(home: Path) -> None:
    found = document(called("variants", "import", str(TABLE), "--json"))

    assert (20, 17, 12, 2) == (found["rows"], found["active"], found["used"], found["papers"])
    assert str(home) == found["place"]
    assert [{"variant": "UL30:T557K@hsv1", "drug": "acyclovir"}] == found["conflicting"]


def test_the_page_of_an_import_names_each_reason() -> None:
    page = " ".join(called("variants", "import", str(TABLE)).out.split())

    assert [] == [
        words
        for words in (
            "3 rows not active (E 1, O 1, P 1)",
            "1 row of other viruses (HCMV 1)",
            "1 row of other genes (HSV1 UL29 1)",
            "1 row of a virus with a second change",
            "1 row with a change that cannot be read (line 21, UL23 G59W*)",
            "4 cells for drugs of which the gene cannot speak, 3 of them calls of resistance",
            "UL30:T557K@hsv1 for acyclovir",
            "UL23:N23S@hsv1 is resistant for acyclovir there and susceptible here",
        )
        if words not in page
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x89PNG\r\n\x1a\n", "line 1: This is not UTF-8 text. Save the table as UTF-8."),
        (b"{}", "line 1: This is no table of variants that is read here"),
        (b"", "The file is empty."),
    ],
)
def test_what_cannot_be_read_changes_nothing(
    home: Path, tmp_path: Path, data: bytes, told: str
) -> None:
    called("variants", "import", str(TABLE))
    other = tmp_path / "other.tsv"
    other.write_bytes(data)

    done = called("variants", "import", str(other))

    assert (4, "") == (done.code, done.out)
    assert told in done.err
    assert TABLE.read_bytes() == home.read_bytes()


def test_a_file_that_is_not_there_is_told() -> None:
    done = called("variants", "import", "nowhere.tsv")

    assert 4 == done.code
    assert (
        "'nowhere.tsv' cannot be read: No such file or directory. Name a table of variants, parted "
        "by tabs." in done.err
    )


def test_a_folder_that_cannot_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))

    done = called("variants", "import", str(TABLE))

    assert 4 == done.code
    assert "cannot be written: Not a directory. Nothing was changed." in done.err


def test_a_plan_reads_an_imported_variant_and_says_whose_it_is() -> None:
    called("variants", "import", str(TABLE))

    page = " ".join(called(*PLAN, given=CASE).out.split())

    assert (
        "UL30:T555K (HSV-1), DNA polymerase (from the imported table): resists acyclovir and "
        "foscarnet" in page
    )
    assert "The imported table calls it resistant for acyclovir; it is not followed." in page
    assert "Imported: herpesdrg (MIT licence, copyright 2021 Oscar J Charles; SHA-256" in page


def test_without_an_import_the_variant_is_unknown() -> None:
    page = " ".join(called(*PLAN, given=CASE).out.split())

    assert "UL30:T555K: unknown here, which is not the same as susceptible." in page
    assert "Imported:" not in page


def test_the_hash_of_a_plan_covers_what_was_imported() -> None:
    before = document(called(*PLAN, "--json", given=b"site: genital\nvirus: hsv1\n"))
    called("variants", "import", str(TABLE))
    during = document(called(*PLAN, "--json", given=b"site: genital\nvirus: hsv1\n"))
    again = document(called(*PLAN, "--json", given=b"site: genital\nvirus: hsv1\n"))
    called("variants", "forget")
    after = document(called(*PLAN, "--json", given=b"site: genital\nvirus: hsv1\n"))

    assert before == after
    assert during == again
    assert before["hash"] != during["hash"]


def test_another_table_is_another_hash(tmp_path: Path) -> None:
    other = tmp_path / "other.tsv"
    other.write_bytes(TABLE.read_bytes().replace(b"8.25", b"8.26"))
    hashes = []
    for table in (TABLE, other):
        called("variants", "import", str(table))
        hashes.append(document(called(*PLAN, "--json", given=CASE))["hash"])

    assert hashes[0] != hashes[1]


def test_a_guideline_that_reads_no_tables_goes_on_without_one() -> None:
    called("variants", "import", str(TABLE))

    done = called("show", "cheerin", "--guideline", TOY)

    assert (0, "") == (done.code, done.err)


def test_a_guideline_that_reads_no_tables_imports_none() -> None:
    done = called("variants", "import", str(TABLE), "--guideline", TOY)

    assert 4 == done.code
    assert "This guideline reads no table of variants." in done.err


def test_a_kept_table_that_was_spoilt_is_told(home: Path) -> None:
    called("variants", "import", str(TABLE))
    home.write_bytes(b"spoilt")

    done = called(*PLAN, given=CASE)

    assert 4 == done.code
    assert "The imported variants cannot be used: line 1: This is no table" in done.err
    assert "Import them again, or write 'whitlow variants forget'." in done.err
    assert 0 == called("variants", "import", str(TABLE)).code


@pytest.mark.skipif(os.name == "nt", reason="only where files have owners and modes")
def test_a_kept_table_that_others_can_write_is_not_used(home: Path) -> None:
    called("variants", "import", str(TABLE))
    home.chmod(0o666)

    done = called(*PLAN, given=CASE)

    assert 4 == done.code
    assert "The imported variants cannot be used: others could have written it." in done.err


def test_what_an_interrupted_import_left_is_swept_away(home: Path) -> None:
    home.parent.mkdir(parents=True)
    (home.parent / ".imported.tsv.0123").write_bytes(b"half")

    called("variants", "import", str(TABLE))

    assert [home] == list(home.parent.iterdir())


def test_a_forgotten_table_is_gone(home: Path) -> None:
    called("variants", "import", str(TABLE))

    first, second = called("variants", "forget"), called("variants", "forget")

    assert (f"Forgotten: {home}\n", "Nothing was imported.\n") == (first.out, second.out)
    assert not home.exists()


def test_the_list_holds_what_was_imported_and_nothing_else() -> None:
    empty = called("variants", "list")
    called("variants", "import", str(TABLE))
    listed = json.loads(called("variants", "list", "--json").out)

    assert "None are imported." in empty.out
    assert [
        "UL23:G224fs@hsv1",
        "UL23:M86*@hsv2",
        "UL23:T77K@hsv1",
        "UL30:T555K@hsv1",
        "UL30:T557K@hsv1",
        "UL30:T559K@hsv1",
        "UL30:T559K@hsv2",
        "UL30:del676-677@hsv2",
        "UL5:T356K@hsv1",
    ] == [each["id"] for each in listed["variants"]]


@pytest.mark.parametrize("written", ["UL23:R163H", "tk arg163his", "UL23 p.(Arg163His)"])
def test_a_variant_is_shown_in_any_notation(written: str) -> None:
    done = called("variants", "show", written)

    assert "UL23:R163H (HSV-1)" in done.out
    assert "resists acyclovir, ganciclovir and penciclovir" in done.out


def test_a_variant_that_nobody_lists_is_unknown_never_susceptible() -> None:
    done = called("variants", "show", "UL23:W999R")

    assert (2, "") == (done.code, done.out)
    assert "UL23:W999R is unknown here, which is not the same as susceptible.\n" == done.err


def test_a_name_without_its_type_shows_its_records() -> None:
    assert "UL30:S724N@hsv1" in called("show", "UL30:S724N").out


@pytest.mark.parametrize(
    ("platform", "variable", "folder"),
    [
        ("linux", "HOME", ".local/share/whitlow/variants"),
        ("darwin", "HOME", "Library/Application Support/whitlow/variants"),
        ("win32", "LOCALAPPDATA", "whitlow/variants"),
    ],
)
def test_the_folder_is_where_the_platform_keeps_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, variable: str, folder: str
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "relative/is/ignored")
    monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.setattr("sys.platform", platform)

    assert str(tmp_path / folder) == data_folder()


def test_two_residues_that_papers_know_at_a_position_are_both_taken() -> None:
    case = b"virus: hsv1\ngenotype: UL5:T356R\n"
    before = document(called(*PLAN, "--json", given=case))
    called("variants", "import", str(TABLE))
    after = document(called(*PLAN, "--json", given=case))

    assert "in HSV-1 it is K." in str(before["doubts"])
    assert [] == after["doubts"]


def test_a_course_says_what_was_imported() -> None:
    called("variants", "import", str(TABLE))
    course, case = EXAMPLES / "course-foscarnet.csv", EXAMPLES / "course-foscarnet.yaml"
    page = called("follow", str(course), "--case", str(case), "--today", "2026-03-24").out

    assert "Imported: herpesdrg" in " ".join(page.split())
