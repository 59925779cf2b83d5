"""This module holds the laws of the house: knowledge on one side, a small engine on the other.

Each law is a function that returns what breaks it, so that a mutant can be shown to be caught.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[2]
SOURCE: Final = ROOT / "src"
GUIDELINE: Final = ROOT / "guideline"
MODULES: Final = tuple(sorted(SOURCE.rglob("*.py")))

LONGEST_MODULE: Final = 300
SHORTEST_WORD: Final = 4
"""Shorter words (route, salt and unit abbreviations) also mean other things."""

# ---------------------------------------------------------------------------------------------
# No drug, disease or gene is named in the program.


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text or of a program, in lower case, compound names split."""
    return frozenset(re.findall(r"[^\W_]+", text.lower()))


NOT_A_NAME: Final = words_of(
    # Words that stand in the names of drugs and name none: forms, routes, salts, plain English.
    "cream drops inhaled injection intravenous nebulised ointment oral patch pill solution "
    "suspension tablets topical acid calcium chloride complex iron magnesium phosphate potassium "
    "sodium sulfate blocker combined contrast conventional direct drug drugs immune inhibitor "
    "inhibitors loop medium molecular other pump receptor supplement weight with balanced infusion "
    "nutrition parenteral total vein"
)


def strings_in(value: object) -> Iterator[str]:
    """Yield each string of a record, however deep."""
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from strings_in(item)
        case dict():
            for item in value.values():
                yield from strings_in(item)
        case _:
            pass


def records(name: str) -> dict[str, dict[str, object]]:
    """Return the records of a file of the guideline, every scalar a string."""
    text = (GUIDELINE / name).read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 -- it builds strings only


def guarded_words() -> frozenset[str]:
    """Return the words by which the guideline names drugs, diseases and genes."""
    named = {
        text
        for identity, drug in records("drugs.yaml").items()
        for text in (identity, *strings_in([drug.get(k) for k in ("name", "names", "substance")]))
    }
    drugs = {word for text in named for word in words_of(text) if len(word) >= SHORTEST_WORD}
    listed = {
        word for text in strings_in(records("guideline.yaml")["words"]) for word in words_of(text)
    }
    return frozenset(word for word in drugs - NOT_A_NAME | listed if not word.isdigit())


def names_spoken(program: str, guarded: frozenset[str]) -> frozenset[str]:
    """Return the guarded words that stand in a program."""
    return words_of(program) & guarded


def test_the_guideline_says_which_words_are_its_own() -> None:
    guarded = guarded_words()

    assert len(guarded) > 40, f"only {len(guarded)} words are guarded: {sorted(guarded)}"


def test_no_drug_disease_or_gene_is_named_in_the_program() -> None:
    guarded = guarded_words()

    spoken = {
        str(path.relative_to(ROOT)): sorted(found)
        for path in sorted(SOURCE.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
        if (found := names_spoken(path.read_text(encoding="utf-8"), guarded))
    }

    assert spoken == {}


def test_a_name_hidden_in_an_identifier_is_found() -> None:
    guarded = frozenset({"examplovir"})

    assert names_spoken("def dose_of_Examplovir(): ...", guarded) == guarded


# ---------------------------------------------------------------------------------------------
# No clinical number stands in the program.

NUMBERS: Final = {
    0: "nothing, or the first",
    1: "one, or exit code: the guideline is at fault",
    2: "a pair, or exit code: usage",
    3: "decimals shown, or exit code: a proof failed",
    4: "exit code: the input is at fault",
    8: "the decimals of CQL",
    10: "the base of our numerals",
    16: "hexadecimal, or digits of a hash",
    24: "hours in a day",
    60: "minutes in an hour",
    100: "columns of a page, or per cent",
    1000: "the prefix kilo or milli",
}

NUMBERS_OF_A_MODULE: Final = {
    "answer/chosen.py": "how much each kind of fitness of a sentence counts, and how many stand",
    "answer/features.py": "how much a word of a record tells beside a word of a question",
    "answer/matching.py": "how much each kind of likeness between questions counts",
    "door/limits.py": "the sizes beyond which a case file is refused",
    "language/atoms.py": "the definitions of the units",
    "pages/course_measures.py": "the measures of a drawing",
    "pictures/measures.py": "the measures of a drawing",
    "prove/plain.py": "numbers that a patient who is shown has where any other would do as well",
}
"""Modules in which any number may stand."""

NUMBER_AND_MODULE: Final = {
    (5, "answer/article.py"): "the most sentences of a section",
    (13, "answer/article.py"): "the most sentences of all sections",
    (0.5, "answer/article.py"): "how well a record is found beside the best one",
    (0.75, "answer/answering.py"): "how alike a question is that is answered beside a plan",
    (0.82, "answer/answering.py"): "how alike a question is that is answered beside the best one",
    (0.8, "answer/answering.py"): "how alike a question of danger is beside a plan of another",
    (24, "answer/answering.py"): "the records found among which a dose is sought",
    (1.4, "answer/compose.py"): "how alike a question is that is so of who asks it",
    (0.1, "answer/rare.py"): "the share of all rules in which a name tells nothing apart",
    (110, "answer/conditions.py"): "the letters of the longest condition",
    (0.7, "answer/compose.py"): "how alike a question is less than which others are shown too",
    (1.2, "answer/danger.py"): "how alike a question of danger is where somebody is told of",
    (5, "answer/described.py"): "the facts that describe somebody where none is a figure",
    (7, "answer/endings.py"): "the letters of the shortest word that is told by its end",
    (7, "answer/spelling.py"): "the letters of the shortest word that may be misspelt",
    (0.9, "answer/coverage.py"): "how alike a covered question is that is the one asked",
    (0.5, "answer/coverage.py"): "how alike a covered question is that is near",
    (1.5, "answer/coverage.py"): "how alike it is where no subject of ours is named",
    (0.25, "answer/coverage.py"): "the share of unknown words that makes it another question",
    (10000, "answer/english.py"): "stems remembered",
    (0.1, "answer/session.py"): "how much nearer the question of a session is",
    (75, "pages/course_ics.py"): "the octets of a line of a calendar file",
    (700, "checks/sentences.py"): "the longest sentence that is read to its end",
    (12, "checks/sentences.py"): "characters shown on each side of a bare digit",
    (512, "language/quantity.py"): "unit words remembered",
    (0.6, "language/trouble.py"): "how near the nearest name must be",
    (0.5, "language/units.py"): "how near the nearest unit must be",
    (40, "pictures/interval.py"): "one in forty samples lies in each tail of a 95% interval",
    (500, "record.py"): "the records after which a constructor of their own has paid for itself",
    (12, "language/trouble.py"): "the most names that one sentence lists",
    (61, "language/trouble.py"): "where a long line is cut, left of the caret",
    (80, "language/trouble.py"): "columns of a line of source in a message",
    (40, "language/units.py"): "the longest unit that is read",
    (1024, "language/units.py"): "units remembered",
    (48, "language/quantity.py"): "the longest quantity that is read",
    (48, "language/parse.py"): "the deepest expression that is read",
    (4000, "language/tokens.py"): "the longest expression that is read",
    (0.5, "editorial/wording.py"): "how alike texts are that are compared word by word",
    (8000, "editorial/proposals.py"): "the longest lines that a proposal changes",
    (80, "editorial/proposals.py"): "the signs of a wrong path that are repeated",
    (300, "editorial/trials.py"): "the seconds that one part of a trial may take",
    (400, "editorial/trials.py"): "the signs of an obligation that are told",
    (12, "cli/review_proposals.py"): "the signs of a proposal's name in a list",
    (4000, "web/desk/acting.py"): "the longest opinion",
    (50, "web/desk/pages.py"): "the records on a page of the queue",
    (50, "web/desk/proposing.py"): "the trials that are kept",
    (80, "web/desk/proposing.py"): "the signs of a wrong name that are repeated",
    (12, "web/desk/proposing.py"): "the signs of a proposal's name in that of its patch",
    (40, "web/desk/record.py"): "the worked cases that are named on a record's page",
    (3600.0, "web/reports.py"): "the seconds of an hour, within which reports are counted",
    (5, "web/reports.py"): "the reports of one address within an hour",
    (20, "web/reports.py"): "the reports on a page",
    (1024, "web/reports.py"): "the bytes of a kibibyte, of which a report has few",
    (384, "cli/reviewed.py"): "the permissions of a key that is its owner's alone",
    (10000, "cli/reviewed.py"): "the longest file of a key",
    (20000, "editorial/desk.py"): "the longest act at the desk",
    (80, "editorial/desk.py"): "letters of a name that a message shows",
    (64, "editorial/events.py"): "the digits of a hash",
    (12, "editorial/states.py"): "the months of a year",
    (20, "editorial/store.py"): "how often an event is tried to be added",
    (0x57484954, "editorial/database.py"): "the number of the lock on the chain",
    (10000, "editorial/database.py"): "milliseconds that a writer waits for another",
    (64, "editorial/tables.py"): "the digits of a hash",
    (200, "editorial/tables.py"): "the longest name in the store",
    (32, "editorial/sessions.py"): "the random bytes of a session",
    (12, "editorial/sessions.py"): "the hours of the longest session",
    (32, "editorial/settings.py"): "the random bytes of a secret",
    (32, "web/desk/cookies.py"): "the random bytes of a visit",
    (32, "editorial/audit.py"): "the digits of a nonce",
    (30, "editorial/codes.py"): "the seconds of a code of the second factor",
    (5, "editorial/limits.py"): "how often a name may be tried",
    (15, "editorial/limits.py"): "the minutes in which attempts count",
    (50, "editorial/limits.py"): "how often one address may try",
    (32, "editorial/links.py"): "the random bytes of a link",
    (64, "editorial/openid.py"): "the letters of a word that an issuer gives back",
    (12, "editorial/passwords.py"): "the letters of the shortest password",
    (32, "editorial/passwords.py"): "the bytes of a key made of a passphrase",
    (200, "editorial/passwords.py"): "the letters of the longest password",
    (64, "web/desk/forms.py"): "the kibibytes of the longest form of the desk",
    (1024, "web/desk/forms.py"): "the prefix kibi",
    (600, "web/desk/vouched.py"): "seconds in which an issuer answers",
    (200, "editorial/migrations/versions/events.py"): "the longest name in the store",
    (64, "editorial/migrations/versions/events.py"): "the digits of a hash",
    (200, "editorial/migrations/versions/people.py"): "the longest name in the store",
    (64, "editorial/migrations/versions/people.py"): "the digits of a hash",
    (384, "editorial/copies.py"): "the permissions of a copy that is its owner's alone",
    (10000, "editorial/ahead.py"): "the events of a chain that several processes verify",
    (6, "web/dose.py"): "the most staircases at once",
    (9, "language/render.py"): "how many strengths an operator can bind with",
    (64, "cli/serve.py"): "the most processes that serve",
    (8765, "cli/serve.py"): "the port",
    (65535, "cli/serve.py"): "the highest port",
    (32, "web/asked.py"): "the most kinds of an answer that one request may name",
    (80, "web/asked.py"): "the characters of a file's name that are kept",
    (1024, "web/asked.py"): "the prefix kibi",
    (128, "web/bounds.py"): "the most requests that are answered at once",
    (2000, "web/bounds.py"): "the most requests of a burst",
    (120, "web/dose.py"): "the longest name that is looked up",
    (2000, "web/fields.py"): "the longest answer in a form",
    (80, "web/filled.py"): "the characters of a name that are told",
    (6, "web/markup.py"): "the deepest point that is set in",
    (6, "web/plan.py"): "the most questions that are asked next",
    (30, "web/serve.py"): "seconds that an idle connection stays open",
    (512, "web/serve.py"): "connections that may be open",
    (1024, "web/serve.py"): "the prefix kibi",
    (32, "web/static.py"): "digits of a hash",
    (32, "intake/temperatures.py"): "where water freezes in Fahrenheit",
    (5, "intake/temperatures.py"): "the degrees of Celsius in nine of Fahrenheit",
    (9, "intake/temperatures.py"): "the degrees of Fahrenheit in five of Celsius",
    (256, "web/turns.py"): "connections that may wait to be taken",
    (4096, "web/markup.py"): "the numbers of sources that are kept as they stand in a page",
    (8192, "web/field_markup.py"): "the words of the guideline that are kept as they stand in one",
    (32, "web/beside.py"): "the most pieces of long work that wait",
    (60, "web/evidence.py"): "the most worked cases that the page of a rule names",
    (40, "language/written.py"): "the deepest brackets that are written out",
    (6, "pages/html.py"): "the deepest point that is set in",
}
"""Other numbers, each with the one module that it is for."""

STATUSES: Final = frozenset(
    {200, 303, 304, 400, 401, 403, 404, 405, 408, 413, 415, 421, 422, 429, 500, 503}
)
"""What HTTP calls an answer; only the web application speaks it."""

READERS_OF_NUMBERS: Final = frozenset({"Decimal", "Fraction", "float", "int"})


def numbers_in(program: str) -> Iterator[tuple[int, float | complex | str]]:
    """Yield each number of a program with its line, those written as text for a reader included."""
    for node in ast.walk(ast.parse(program)):
        match node:
            case ast.Constant(value=bool()):
                pass
            case ast.Constant(value=int() | float() | complex() as number):
                yield node.lineno, number
            case ast.Call(func=ast.Name(id=reader), args=[ast.Constant(value=str(text)), *_]):
                if reader in READERS_OF_NUMBERS:
                    yield node.lineno, text
            case _:
                pass


def unexplained_numbers(program: str, module: str) -> list[str]:
    """Return the numbers of a module for which no reason is given above."""
    if module in NUMBERS_OF_A_MODULE:
        return []
    return [
        f"{module}:{line}: {number!r}"
        for line, number in numbers_in(program)
        if number not in NUMBERS and (number, module) not in NUMBER_AND_MODULE
        if number not in STATUSES or not module.startswith("web/")
    ]


def test_no_clinical_number_stands_in_the_program() -> None:
    unexplained = [
        line
        for path in MODULES
        for line in unexplained_numbers(
            path.read_text(encoding="utf-8"), path.relative_to(SOURCE / "whitlow").as_posix()
        )
    ]

    assert unexplained == []


def test_every_reason_for_a_number_is_still_needed() -> None:
    modules = {path.relative_to(SOURCE / "whitlow").as_posix(): path for path in MODULES}
    standing = {
        (number, module)
        for module, path in modules.items()
        for _, number in numbers_in(path.read_text(encoding="utf-8"))
    }

    assert set(NUMBER_AND_MODULE) <= standing
    assert set(NUMBERS_OF_A_MODULE) <= set(modules)


def test_a_number_is_found_however_it_is_written() -> None:
    program = "a = 0.85\nb = Fraction('17/20')\nc = -72\nd = 1"

    assert ["m:1: 0.85", "m:2: '17/20'", "m:3: 72"] == sorted(unexplained_numbers(program, "m"))


# ---------------------------------------------------------------------------------------------
# A module is one noun, short, and says what it is.


def faults_of_shape(program: str, *, package: bool) -> list[str]:
    """Return what is wrong with the shape of a module."""
    opening = "This package " if package else "This module "
    faults = []
    if len(program.splitlines()) > LONGEST_MODULE:
        faults.append(f"longer than {LONGEST_MODULE} lines")
    if not (ast.get_docstring(ast.parse(program)) or "").startswith(opening):
        faults.append(f"its docstring does not begin with {opening!r}")
    return faults


def test_every_module_is_short_and_says_what_it_is() -> None:
    faults = {
        str(path.relative_to(ROOT)): found
        for path in MODULES
        if (
            found := faults_of_shape(
                path.read_text(encoding="utf-8"), package=path.name == "__init__.py"
            )
        )
    }

    assert faults == {}


def test_a_long_silent_module_has_two_faults() -> None:
    assert len(faults_of_shape("\n" * 301, package=False)) == 2
