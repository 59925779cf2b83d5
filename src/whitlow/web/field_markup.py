"""This module writes one field of a form as HTML: a page of a known patient has forty of them.

It refuses to let anything that was typed become markup.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from whitlow.web.fields import Field

__all__ = ["field_markup"]

MOST_BUTTONS: Final = 4
"""A choice among more is a list that opens."""

NOT_KNOWN: Final = "not known"


@lru_cache(8192)
def _own(words: str) -> Markup:
    """Return words of the guideline as they stand in a page: every form has the same."""
    return escape(words)


def field_markup(field: Field, confirmed: Collection[str]) -> Markup:
    """Return a field with its label, what was given, and what is to be said of it."""
    told = " told" if field.told else ""
    head = f'<div class="field {field.kind}{told}" id="f-{field.name}">\n'
    return Markup(f"{head}{_asked(field)}{''.join(_said(field, confirmed))}</div>\n")  # noqa: S704


def _asked(field: Field) -> str:
    match field.kind:
        case "number":
            return _number(field)
        case "choice" if len(field.options) > MOST_BUTTONS:
            return _list(field)
        case "truth" | "choice":
            return _buttons(field)
        case "set":
            return _boxes(field)
        case _:
            typed = f'name="{field.name}" value="{escape(field.value)}" maxlength="2000"'
            return f'{_label(field)}<input id="i-{field.name}" {typed}>\n'


def _label(field: Field) -> str:
    return f'<label for="i-{field.name}">{_own(field.ask)}</label>\n'


def _number(field: Field) -> str:
    name = field.name
    typed = f'name="{name}" value="{escape(field.value)}" inputmode="decimal"'
    return (
        f'{_label(field)}<div class="amount">\n<input id="i-{name}" {typed} '
        f'aria-describedby="t-{name}">\n{_units(field)}</div>\n'
        f'<p class="takes" id="t-{name}">{_own(field.takes)}</p>\n'
    )


def _units(field: Field) -> str:
    if len(field.units) > 1:
        offered = "".join(
            _option(unit, words, chosen=unit == field.unit) for unit, words in field.units
        )
        named = f'name="{field.name}.unit" aria-label="Unit of {_own(field.label)}"'
        return f"<select {named}>\n{offered}\n</select>\n"
    for unit, words in field.units:
        kept = f'<input type="hidden" name="{field.name}.unit" value="{_own(unit)}">'
        return f'{kept}<span class="unit">{_own(words)}</span>\n'
    return ""


def _option(value: str, words: str, *, chosen: bool) -> str:
    mark = " selected" if chosen else ""
    return f'<option value="{_own(value)}"{mark}>{_own(words)}'


def _list(field: Field) -> str:
    offered = "".join(
        _option(value, words, chosen=value in field.chosen) for value, words in field.options
    )
    unknown = f'<option value="">{NOT_KNOWN}'
    opened = f'<select id="i-{field.name}" name="{field.name}">'
    return f"{_label(field)}{opened}\n{unknown}\n{offered}\n</select>\n"


def _buttons(field: Field) -> str:
    offered = [
        _box(field, "radio", value, words, chosen=value in field.chosen)
        for value, words in field.options
    ]
    unknown = _box(field, "radio", "", NOT_KNOWN, chosen=not field.value)
    return _set(field, "".join((*offered, "\n", unknown)))


def _boxes(field: Field) -> str:
    offered = (
        _box(field, "checkbox", value, words, chosen=value in field.chosen)
        for value, words in field.options
    )
    return _set(field, "".join(offered))


def _set(field: Field, inner: str) -> str:
    return f"<fieldset>\n<legend>{_own(field.ask)}</legend>\n{inner}\n</fieldset>\n"


def _box(field: Field, kind: str, value: str, words: str, *, chosen: bool) -> str:
    mark = " checked" if chosen else ""
    named = f'type="{kind}" name="{field.name}" value="{_own(value)}"'
    return f"<label><input {named}{mark}> {_own(words)}</label>"


def _said(field: Field, confirmed: Collection[str]) -> Iterator[str]:
    """Yield what is wrong or doubted with what was given, and a box that says it is right."""
    for message in field.told:
        yield (
            '<p class="message" role="status"><span aria-hidden="true">▲</span> '
            f"{escape(message)}</p>"
        )
    if field.confirm:
        mark = " checked" if field.name in confirmed else ""
        named = f'type="checkbox" name="confirmed" value="{field.name}"'
        words = f"{escape(field.value)} is right"
        yield f'<label class="confirm"><input {named}{mark}> {words}</label>\n'
