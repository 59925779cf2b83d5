"""This module lays out an answer as an article: the bottom line, sections, what it rests on.

It refuses to show a sentence without its source and its verdict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from whitlow import __version__
from whitlow.answer.spoken_of import is_personal
from whitlow.editorial.resting import of_answer
from whitlow.pages.answer_doses import order_part, printed_table, regimen_part
from whitlow.pages.answer_references import numbered, reference_blocks
from whitlow.pages.answer_words import (
    follow_up_questions,
    question_asked,
    reply_words,
    sections_titles,
)
from whitlow.pages.blocks import Heading, Page, Point, Prose, Run, Sheet, Title, Words, said
from whitlow.pages.order_page import side_by_side
from whitlow.pages.standing import review_point
from whitlow.pages.words import some, tellable
from whitlow.sentence import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whitlow.answer import Answer, Part, Sentence, Told
    from whitlow.pages.blocks import Block, Mark, Tone
    from whitlow.pages.citations import Citations
    from whitlow.plan import Shown

__all__ = ["answer_page"]

LONGEST_TITLE: Final = 100
MOST_SIDES: Final = 1
MOST_OTHERS: Final = 3
MOST_QUESTIONS: Final = 4
HASH_SHOWN: Final = 16
FOR_THIS_PATIENT: Final = "for this patient"
URGENT: Final = "emergency"
IN_DANGER: Final = "Where there is danger"


def answer_page(answer: Answer) -> Page:
    """Return an answer as a page."""
    return Page(tuple(_blocks(answer, numbered(answer, MOST_SIDES))))


def _blocks(answer: Answer, citations: Citations) -> Iterator[Block]:
    guideline = answer.guideline
    text = " ".join(answer.asked.text.split())
    title = text if len(text) <= LONGEST_TITLE else f"{text[:LONGEST_TITLE].rstrip()}…"
    yield Title(title, f"guideline {guideline.about.version}")
    for told in answer.coverage.told:
        yield from _told(told)
    yield from _bottom(answer, citations)
    yield from _understood(answer)
    yield from _not_covered(answer)
    for part in answer.parts:
        yield from _part(answer, part, citations)
    yield from _comparison(answer, citations)
    yield from _needs(answer)
    yield from _ask(answer)
    yield from _sides(answer, citations)
    yield from reference_blocks(answer, citations, MOST_SIDES)
    yield from _next(answer)
    yield from _foot(answer)


def _told(told: Told) -> Iterator[Block]:
    tone: Tone = "alarm" if told.kind in {"help", "language"} else "caution"
    if told.says:
        yield Prose(said(told.says, tone))


def _bottom(answer: Answer, citations: Citations) -> Iterator[Block]:
    if not answer.bottom:
        return
    plain = answer.audience == "patient"
    yield Heading("In short" if plain else "Bottom line")
    reply = reply_words(answer)
    words: list[Run] = [Run(f"{reply} ", "strong")] if reply else []
    for index, each in enumerate(answer.bottom):
        words += [Run(" " if index else ""), Run(f"{_about(each)}{each.told}", "strong")]
        words += citations.cited(each.cites)
        words += said(_verdict(each), "quiet")
    yield Prose(tuple(words))
    yield from _assumed(answer)
    asked = question_asked(answer)
    general = all(each.kind != "item" for each in answer.bottom)
    if asked and general and _other_words(answer, asked):
        yield Prose(said(f"Answered as: {asked}", "quiet"))


def _assumed(answer: Answer) -> Iterator[Block]:
    """Yield what the plan takes for granted."""
    if answer.assumed:
        label = answer.guideline.label
        told = joined(f"{label(fact)} is {value}" for fact, value in answer.assumed)
        words = f"This holds provided that {told}, which was read with doubt: confirm it."
        dose = "" if answer.audience == "patient" else " No dose is worked out before."
        yield Prose(said(f"{words}{dose}", "caution"))


def _other_words(answer: Answer, asked: str) -> bool:
    return asked.casefold().strip() != answer.asked.text.casefold().strip()


def _about(sentence: Sentence) -> str:
    """Return the drug that a sentence speaks of, where its own words do not name it."""
    return f"{sentence.about[:1].upper()}{sentence.about[1:]}: " if sentence.about else ""


def _verdict(sentence: Sentence) -> str:
    """Return how well a sentence is founded; what it is disputed in is named below."""
    return f" · {sentence.verdict}"


def _understood(answer: Answer) -> Iterator[Block]:
    """Yield what was read from the question, and what is to be confirmed."""
    guideline = answer.guideline
    plan = answer.plan
    if plan is not None:
        read = {each.fact for each in answer.asked.reading.facts}
        read |= {fact for fact, _ in answer.assumed}
        read |= {each.fact for each in answer.asked.reading.confirm}
        read |= {name for each in answer.asked.signs if each.term for name in each.term.sets}
        facts = [each for each in plan.facts if each.fact in read and tellable(plan, each.fact)]
        more = len(plan.facts) - len(facts)
        told = " · ".join(f"{guideline.label(each.fact)} {each.value}" for each in facts)
        told += (" · " if told and more else "") + (
            f"{some(more, 'fact')} told before" if more else ""
        )
        if told:
            yield Prose((Run("Understood: ", "strong"), Run(f"{told}.", "quiet")))
        for doubt in plan.doubts[:MOST_OTHERS]:
            yield Point(said(doubt), "ask")
    elif answer.asked.reading.facts and answer.bottom and is_personal(answer.asked.text):
        names = [guideline.label(each.fact) for each in answer.asked.reading.facts]
        told = f"Read of a patient: {joined(names)}; too little for a plan."
        yield Prose(said(told, "quiet"))
    assumed = {fact for fact, _ in answer.assumed}
    doubts = [each for each in answer.asked.reading.confirm if each.fact not in assumed]
    somebody = answer.plan is not None or is_personal(answer.asked.text)
    for each in doubts[:MOST_OTHERS] if somebody else ():
        offered = f" ({', '.join(each.candidates)})" if each.candidates else ""
        words = f"{guideline.label(each.fact)}{offered}: {each.why}"
        yield Point((Run("To confirm: ", "strong"), Run(words)), "ask")


def _not_covered(answer: Answer) -> Iterator[Block]:
    coverage = answer.coverage
    asked_for = ", ".join(coverage.not_covered)
    if coverage.extent == "none" and not any(
        each.kind in {"refused", "language"} for each in coverage.told
    ):
        named = f" ({asked_for})" if asked_for else ""
        yield Prose(
            said(f"Not covered: this guideline has nothing on what is asked{named}.", "caution")
        )
    elif asked_for and coverage.extent != "none":
        yield Prose((Run("Not covered: ", "strong"), Run(f"{asked_for}.", "caution")))


def _part(answer: Answer, part: Part, citations: Citations) -> Iterator[Block]:
    now = part.name == URGENT and part.of_plan
    title = sections_titles(answer)[part.name]
    title = IN_DANGER if part.name == URGENT and not now else title
    aside = FOR_THIS_PATIENT if part.of_plan else ""
    yield Heading(title, aside=aside, tone="alarm" if now else "strong")
    for sentence in part.sentences:
        yield _point(answer, sentence, citations)
    for group in side_by_side(part.orders):
        yield from order_part(answer, group, citations)
    if not part.orders:
        for regimen in part.regimens:
            yield from regimen_part(answer, regimen, citations)
    for table in part.tables:
        yield Heading(table.title, minor=True)
        yield printed_table(answer.guideline, table)


def _point(answer: Answer, sentence: Sentence, citations: Citations) -> Point:
    item = sentence.item
    words: Words = (Run(f"{_about(sentence)}{sentence.told}"), *citations.cited(sentence.cites))
    verdict = said(_verdict(sentence), "quiet")
    if item is None:
        return Point((*words, *verdict), record=sentence.record)
    notes = []
    if item.call:
        lead = "Who to call: " if answer.audience == "patient" else "Call: "
        notes.append((Run(lead, "strong"), Run(item.call)))
    if item.provisional:
        labels = joined(answer.guideline.label(fact) for fact in item.provisional[:MOST_OTHERS])
        notes.append((Run("Until known: ", "strong"), Run(labels)))
    mark: Mark = "alarm" if item.action == "emergency" else "stands"
    mark = "provisional" if item.provisional else "barred" if item.barred_by else mark
    lead_words = said("Barred: ", "strong") if item.barred_by else ()
    said_ = (*lead_words, *words, *verdict)
    return Point(said_, mark, notes=tuple(notes), record=sentence.record)


def _comparison(answer: Answer, citations: Citations) -> Iterator[Block]:
    table = answer.comparison
    if table is None:
        return
    yield Heading("Side by side")
    rows = []
    for topic, told in table.rows:
        cells = tuple(
            said("–", "quiet") if each is None else (Run(each.says), *citations.cited(each.cites))
            for each in told
        )
        rows.append((topic, cells))
    yield Sheet(tuple(rows), table.heads)


def _needs(answer: Answer) -> Iterator[Block]:
    if answer.needs and answer.audience == "clinician":
        labels = joined(answer.guideline.label(fact) for fact in answer.needs)
        yield Prose((Run("Needed for a dose of one patient: ", "strong"), Run(f"{labels}.")))


def _ask(answer: Answer) -> Iterator[Block]:
    plan = answer.plan
    if plan is None or not plan.ask or not answer.parts:
        return
    yield Heading("Still to be asked")
    for question in plan.ask[:MOST_QUESTIONS]:
        yield Point(said(question.question), "ask")


def _sides(answer: Answer, citations: Citations) -> Iterator[Block]:
    shown = answer.disagreements
    if not shown:
        return
    yield Heading("Where the sources disagree")
    for each in shown[:MOST_SIDES]:
        yield from _side_by_side(each, citations)
    for each in shown[MOST_SIDES : MOST_SIDES + MOST_OTHERS]:
        yield Point((Run(each.record.question), Run(f" ({each.record.id})", "quiet")))


def _side_by_side(shown: Shown, citations: Citations) -> Iterator[Block]:
    """Yield the sides of a disagreement, the one followed, and what to do."""
    record = shown.record
    yield Heading(record.question, minor=True, aside=record.id)
    for number, (says, cites) in enumerate(shown.positions, 1):
        lead = (Run("Followed: ", "strong"),) if record.followed == str(number) else ()
        words = (
            *lead,
            Run(says),
            *citations.cited(cites),
            Run(f" ({citations.grades(cites)})", "quiet"),
        )
        yield Point(words, number=f"{number}.")
    followed = "" if record.followed.isdigit() else f"{record.followed.rstrip('.')}. "
    what = (Run("Followed: ", "strong"), Run(followed)) if followed else ()
    yield Point((*what, Run("Why: ", "strong"), Run(shown.why)), "followed")
    yield Point((Run("What to do: ", "strong"), Run(shown.do)), "followed")


def _next(answer: Answer) -> Iterator[Block]:
    questions = follow_up_questions(answer)
    if not questions:
        return
    nearest = answer.coverage.extent == "none"
    yield Heading("Nearest questions with an answer here" if nearest else "Questions that follow")
    for question in questions:
        yield Point(said(question), "ask")


def _foot(answer: Answer) -> Iterator[Block]:
    guideline = answer.guideline
    about = guideline.about
    made = (
        f"{answer.today.isoformat()} by whitlow {__version__} from guideline {about.version} "
        f"(hash {guideline.hash[:HASH_SHOWN]})."
    )
    yield Heading("Standing of this answer")
    yield Point((Run("Last updated: ", "strong"), Run(f"{about.date}. Made {made}")))
    yield review_point(guideline, lambda: of_answer(answer), answer.today)
    plain = answer.audience == "patient"
    yield Prose(said(about.plain_disclaimer if plain else about.disclaimer, "strong"))
