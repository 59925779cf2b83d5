"""This package holds a guideline: its records, their places, and the loader.

It refuses to evaluate anything for a patient.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from whitlow.guideline.band import Band
from whitlow.guideline.disagreement import Disagreement, Follow, Position
from whitlow.guideline.fields import nearest
from whitlow.guideline.following import (
    figures_of,
    followable,
    following,
    numbers,
    side,
    turned,
    unfounded,
)
from whitlow.guideline.knowledge import (
    Action,
    ActionKind,
    Claim,
    Hydration,
    Infusion,
    Law,
    Profile,
    Regimen,
    Row,
    Rule,
    Source,
    Statement,
    Table,
)
from whitlow.guideline.measure import measures
from whitlow.guideline.model import About, Guideline, row_at
from whitlow.guideline.once import OnceFor
from whitlow.guideline.records import (
    Condition,
    Contradiction,
    Cutoff,
    Drug,
    Fact,
    Formula,
    Grade,
    Group,
    Level,
    MolarMass,
    Quantity,
    Template,
)
from whitlow.guideline.strict_yaml import Items, Mapping, Node, Scalar, YamlError, read_yaml

if TYPE_CHECKING:
    from whitlow.guideline.cases import Case, load_cases, read_cases
    from whitlow.guideline.covered import ANSWER_SECTIONS, CoveredQuestion
    from whitlow.guideline.expiry import Expiry
    from whitlow.guideline.files import content_hash, knowledge_files
    from whitlow.guideline.genotype import (
        Call,
        Difference,
        Gene,
        Imported,
        Paper,
        Variant,
        VariantTable,
    )
    from whitlow.guideline.load import load_guideline
    from whitlow.guideline.notation import (
        OF_TYPE,
        Change,
        ChangeKind,
        NotationError,
        read_change,
        split_id,
    )
    from whitlow.guideline.promise import Promise
    from whitlow.guideline.rate import Rate
    from whitlow.guideline.read_rules import TREAT
    from whitlow.guideline.term import TERM_KINDS, Term, TermKind

__all__ = [
    "ANSWER_SECTIONS",
    "OF_TYPE",
    "TERM_KINDS",
    "TREAT",
    "About",
    "Action",
    "ActionKind",
    "Band",
    "Call",
    "Case",
    "Change",
    "ChangeKind",
    "Claim",
    "Condition",
    "Contradiction",
    "CoveredQuestion",
    "Cutoff",
    "Difference",
    "Disagreement",
    "Drug",
    "Expiry",
    "Fact",
    "Follow",
    "Formula",
    "Gene",
    "Grade",
    "Group",
    "Guideline",
    "Hydration",
    "Imported",
    "Infusion",
    "Items",
    "Law",
    "Level",
    "Mapping",
    "MolarMass",
    "Node",
    "NotationError",
    "OnceFor",
    "Paper",
    "Position",
    "Profile",
    "Promise",
    "Quantity",
    "Rate",
    "Regimen",
    "Row",
    "Rule",
    "Scalar",
    "Source",
    "Statement",
    "Table",
    "Template",
    "Term",
    "TermKind",
    "Variant",
    "VariantTable",
    "YamlError",
    "content_hash",
    "figures_of",
    "followable",
    "following",
    "knowledge_files",
    "load_cases",
    "load_guideline",
    "measures",
    "nearest",
    "numbers",
    "read_cases",
    "read_change",
    "read_yaml",
    "row_at",
    "side",
    "split_id",
    "turned",
    "unfounded",
]

LATE: Final = {
    "ANSWER_SECTIONS": "covered",
    "Call": "genotype",
    "Case": "cases",
    "Change": "notation",
    "ChangeKind": "notation",
    "CoveredQuestion": "covered",
    "Difference": "genotype",
    "Expiry": "expiry",
    "Gene": "genotype",
    "Imported": "genotype",
    "NotationError": "notation",
    "OF_TYPE": "notation",
    "Paper": "genotype",
    "Promise": "promise",
    "Rate": "rate",
    "TERM_KINDS": "term",
    "TREAT": "read_rules",
    "Term": "term",
    "TermKind": "term",
    "Variant": "genotype",
    "VariantTable": "genotype",
    "content_hash": "files",
    "knowledge_files": "files",
    "load_cases": "cases",
    "load_guideline": "load",
    "read_cases": "cases",
    "read_change": "notation",
    "split_id": "notation",
}
"""What a dose seldom needs, with its module: the readers of a guideline's files, and variants.

A guideline that is remembered is not read again, so none of it is imported before it is asked for.
"""

if not TYPE_CHECKING:  # the type checker knows each name; it must go on refusing any other

    def __getattr__(name: str) -> object:
        if name not in LATE:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(import_module(f"{__name__}.{LATE[name]}"), name)
