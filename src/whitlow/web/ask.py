"""This module is the page where a question is asked: a cited article, and what may come next.

It refuses to keep a question: it comes back in the page that answers it and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from starlette.responses import HTMLResponse

from whitlow.answer import Case, answer, gone_on
from whitlow.editorial.resting import of_answer
from whitlow.errors import InputError, Problem
from whitlow.pages.answer_json import answer_json
from whitlow.pages.answer_page import answer_page
from whitlow.pages.answer_references import numbered
from whitlow.pages.answer_words import follow_up_questions
from whitlow.pages.json_values import about, to_json
from whitlow.pages.markdown import to_markdown
from whitlow.pages.standing import review_line
from whitlow.web.asked import JSON, document, fields, form_of, kind_of
from whitlow.web.carried import before, hidden, of_patient
from whitlow.web.markup import slug, write
from whitlow.web.own_questions import kept_page
from whitlow.web.plan import AUDIENCES, Choice, choice_of
from whitlow.web.site import day_of, json_page, markdown_page, site_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from whitlow.answer import Answer, Session
    from whitlow.guideline import Guideline
    from whitlow.pages.json_values import Json
    from whitlow.web.site import Site

__all__ = ["ready", "show"]

FACTS: Final = "facts.json"
SET_APART: Final = ("Questions that follow", "Standing of this answer")
"""Sections that stand elsewhere on this page: as buttons, and in the rail."""


class Asking(NamedTuple):
    """A question as it was sent: its words, how it is to be answered, and what was told before."""

    question: str = ""
    choice: Choice = Choice()
    session: Session | None = None
    case: Case | None = None


async def show(request: Request) -> Response:
    """Answer for ``/``: an empty box, a question of a form, or one of a JSON document."""
    site = site_of(request)
    if request.method != "POST":
        choice = choice_of(site.guideline, request.query_params)
        if form_of(request) == "json":
            return json_page(_examples_json(site.guideline))
        return _page(site, Asking(choice=choice), None)
    asking = await _asked(request, site.guideline)
    form = form_of(request)
    if form != "html":
        found = _answer(site.guideline, asking)
        if form == "json":
            return json_page(answer_json(found))
        return markdown_page(to_markdown(answer_page(found)))
    try:
        return _shown(site, asking)
    except InputError as error:
        return _page(site, asking, None, error.problems)


def ready(site: Site) -> None:
    """Answer the guideline's own examples, so that the first question need not wait."""
    for audience in AUDIENCES:
        for question in _examples(site.guideline, audience):
            _shown(site, Asking(question, Choice(audience)))


def _shown(site: Site, asking: Asking) -> Response:
    """Return the page that answers a question; raises ``InputError``."""

    def made() -> bytes:
        return bytes(_page(site, asking, _answer(site.guideline, asking)).body)

    if asking.session is not None or asking.case is not None:
        return HTMLResponse(made())
    day = day_of(asking.choice.today)
    how = (asking.choice, day)
    return HTMLResponse(kept_page(site.guideline, asking.question, how, made))


def _answer(guideline: Guideline, asking: Asking) -> Answer:
    return answer(
        guideline,
        asking.question,
        today=day_of(asking.choice.today),
        case=asking.case,
        audience="patient" if asking.choice.audience == "patient" else "clinician",
        session=asking.session,
    )


async def _asked(request: Request, guideline: Guideline) -> Asking:
    if kind_of(request) == JSON:
        return _of_document(guideline, await document(request))
    form = await fields(request)
    choice = choice_of(guideline, dict(form))
    session = before(guideline, form, day_of(choice.today))
    return Asking(_words(form.get("example")) or _words(form.get("question")), choice, session)


def _of_document(guideline: Guideline, sent: Mapping[str, object]) -> Asking:
    facts = sent.get("facts", {})
    if not isinstance(facts, dict):
        message = "facts: a mapping of facts to their values is wanted, as in a case file."
        raise InputError(Problem("wrong_type", message, "facts", "", "a mapping"))
    case = Case(FACTS, to_json(facts)) if facts else None
    return Asking(_words(sent.get("question")), choice_of(guideline, sent), case=case)


def _words(sent: object) -> str:
    """Return the words of a question; a number, a file or nothing has none."""
    return sent.strip() if isinstance(sent, str) else ""


def _examples(guideline: Guideline, audience: str) -> list[str]:
    questions = [guideline.questions[name] for name in guideline.about.examples]
    plain = audience == "patient"
    return [each.plain or each.asks if plain else each.asks for each in questions]


def _examples_json(guideline: Guideline) -> dict[str, Json]:
    return {
        "guideline": dict(about(guideline)),
        "examples": [*_examples(guideline, "clinician")],
        "questions": [
            {"id": each.id, "asks": each.asks, "plain": each.plain or None}
            for each in guideline.questions.values()
        ],
    }


def _page(
    site: Site, asking: Asking, found: Answer | None, problems: Sequence[Problem] = ()
) -> Response:
    guideline = site.guideline
    context: dict[str, object] = {
        "asking": asking,
        "choice": asking.choice,
        "examples": _examples(guideline, asking.choice.audience),
        "shown": None,
        "problems": problems,
    }
    if found is not None:
        context |= _answered(guideline, asking, found)
    return site.page("ask.html", context, 422 if problems else 200, here="ask")


def _answered(guideline: Guideline, asking: Asking, found: Answer) -> dict[str, object]:
    shown = write(answer_page(found), guideline, tuple(numbered(found).readings))
    apart = {slug(title) for title in SET_APART}
    session = gone_on(found, asking.session)
    plain = found.audience == "patient"
    profile = guideline.about.default_profile if found.plan is None else found.plan.profile
    return {
        "shown": shown._replace(
            parts=tuple(part for part in shown.parts if part.name not in apart)
        ),
        "sent": list(hidden(asking.session)),
        "carried": list(hidden(session)),
        "patient": of_patient(found, session),
        "follow_ups": follow_up_questions(found),
        "nothing": found.coverage.extent == "none",
        "today": found.today.isoformat(),
        "review": review_line(guideline, lambda: of_answer(found), found.today),
        "profile": guideline.profiles[profile].title,
        "disclaimer": guideline.about.plain_disclaimer if plain else guideline.about.disclaimer,
    }
