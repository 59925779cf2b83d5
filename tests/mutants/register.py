"""This module keeps the register: what the guideline holds, written down a second time.

It refuses to judge what is new: a record or a citation more is nobody's loss. What the register
holds and the guideline does not has got lost, and whoever took it out takes it out here as well.

The register was copied from the guideline, not read in the sources. It shows that something is
gone; it cannot show that something was wrong.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from tests.cases.test_cases import pairs, texts
from whitlow.checks.citing import citing, sentences
from whitlow.checks.figures import figures
from whitlow.guideline import load_guideline, read_yaml
from whitlow.shipped import shipped_guideline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from whitlow.guideline import Guideline, Regimen, Rule

__all__ = ["SECTIONS", "lost", "registered"]

FOLDER: Final = "cases/register"
Held = dict[str, tuple[str, ...]]


def bars(guideline: Guideline) -> Held:
    """Return, for each rule that others stand instead of, which these are."""
    return {rule.id: rule.overriders for rule in guideline.written.values() if rule.overriders}


def rules(guideline: Guideline) -> Held:
    """Return what each rule does."""
    return {rule.id: tuple(does(rule)) for rule in guideline.written.values()}


def does(rule: Rule) -> Iterator[str]:
    """Yield what a rule does, beside what, on which sides, like which rule and with what."""
    yield (
        rule.action.kind
        if " " in rule.action.target
        else f"{rule.action.kind} {rule.action.target}"
    )
    if rule.with_drug:
        yield f"with {rule.with_drug}"
    yield from (f"following {side}" for side in rule.following)
    if rule.stands_like:
        yield f"stands like {rule.stands_like}"
    yield from rule.action.regimens


def laws(guideline: Guideline) -> Held:
    """Return what each law forbids, and the number of its hard stop."""
    return {
        law.id: (
            f"stop {law.stop}",
            *(f"{key} {word}" for key, word in law.never.items() if key not in {"says", "type"}),
        )
        for law in guideline.laws.values()
    }


def regimens(guideline: Guideline) -> Held:
    """Return what each regimen is computed from."""
    return {one.id: tuple(computed(one)) for one in guideline.regimens.values()}


def computed(regimen: Regimen) -> Iterator[str]:
    """Yield the table, the step and the figures of a regimen."""
    yield f"table {regimen.table}"
    if regimen.step is not None:
        yield f"step {regimen.step.value} {regimen.step.unit}"
    yield from (f"{figure.field} {figure.reference}" for figure in figures(regimen))


def promises(guideline: Guideline) -> Held:
    """Return what each promise gives, to whom of whom something is known."""
    return {
        one.id: (
            *one.gives,
            *one.rules,
            *(f"withholds {name}" for name in one.withholds),
            *(f"known {name}" for name in one.known),
            *(("outright",) if one.outright else ()),
        )
        for one in guideline.promises.values()
    }


def contradictions(guideline: Guideline) -> Held:
    """Return which facts each contradiction sets aside."""
    return {one.id: one.facts for one in guideline.contradictions.values()}


def disagreements(guideline: Guideline) -> Held:
    """Return what each disagreement is about."""
    return {one.id: one.about for one in guideline.disagreements.values()}


def statements(guideline: Guideline) -> Held:
    """Return the statements of each source."""
    found: dict[str, list[str]] = {}
    for statement in guideline.statements.values():
        found.setdefault(statement.source, []).append(statement.name)
    return {name: tuple(each) for name, each in found.items()}


def citations(guideline: Guideline) -> Held:
    """Return what each record cites."""
    return apart((record.what, record.cites) for record in citing(guideline) if record.cites)


def apart(told: Iterable[tuple[str, tuple[str, ...]]]) -> Held:
    """Return what is told by name; a level that a side words anew comes under a number."""
    found: Held = {}
    for what, held in told:
        same = sum(name == what or name.startswith(f"{what} (") for name in found)
        found[f"{what} ({same + 1})" if same else what] = held
    return found


def slots(guideline: Guideline) -> Held:
    """Return the numbers that each sentence shows, in their order, where it shows several."""
    told = [(one.what, one.template) for one in sentences(guideline)]
    for statement in guideline.statements.values():
        told.append((f"Statement {statement.id}", statement.says))
        if statement.plain is not None:
            told.append((f"Statement {statement.id}, plain", statement.plain))
    return apart((what, (" ".join(one.slots),)) for what, one in told if len(one.slots) > 1)


def tables(guideline: Guideline) -> Held:
    """Return the rows of each table that give nothing, with the words that say so."""
    return {
        table.id: tuple(f"{row.band} {row.refusal}" for row in table.rows if row.refusal)
        for table in guideline.tables.values()
        if any(row.refusal for row in table.rows)
    }


SECTIONS: Final[dict[str, Callable[[Guideline], Held]]] = {
    "bars": bars,
    "rules": rules,
    "laws": laws,
    "promises": promises,
    "regimens": regimens,
    "contradictions": contradictions,
    "disagreements": disagreements,
    "statements": statements,
    "citations": citations,
    "slots": slots,
    "tables": tables,
}


def registered(folder: Path) -> dict[str, Held]:
    """Return the register of a guideline, section by section."""
    return {
        path.stem: {
            name: texts(held)
            for name, held in pairs(read_yaml(path.read_text(encoding="utf-8"), path.name))
        }
        for path in sorted((folder / FOLDER).glob("*.yaml"))
    }


def lost(register: dict[str, Held], guideline: Guideline) -> Iterator[str]:
    """Yield what the register holds and a guideline does not."""
    for section, records in register.items():
        held = SECTIONS[section](guideline)
        for name, parts in records.items():
            if name not in held:
                yield f"{section}: {name} is gone"
            for part in parts:
                if part not in held.get(name, ()):
                    yield f"{section}: {name} no longer has {part}"


HEAD: Final = """\
# The register of {section}, copied from the guideline. What stands here and not there has got lost;
# `python -m tests.mutants.register` copies it anew.
"""


def main(words: list[str]) -> None:
    """Write the register anew, or the sections named; a person looks at what changed."""
    guideline = load_guideline(shipped_guideline())
    folder = shipped_guideline() / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for section in words or SECTIONS:
        text = HEAD.format(section=section) + "\n"
        for name, parts in SECTIONS[section](guideline).items():
            text += f'"{name}": [{", ".join(f"{chr(34)}{part}{chr(34)}" for part in parts)}]\n'
        (folder / f"{section}.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
