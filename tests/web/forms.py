"""This module reads the forms of a page as a browser without a script does, and sends them.

It refuses a field that a browser would not send: what is not ticked, and what is disabled.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

__all__ = ["Form", "forms_of", "text_of"]

TICKED: Final = ("checkbox", "radio")


@dataclass
class Form:
    """A form as it would be sent: where to, and its fields in order."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)

    def data(self, **changed: str) -> dict[str, list[str]]:
        """Return what is sent, with some fields changed; an empty text takes one away."""
        found: dict[str, list[str]] = {}
        for name, value in self.fields:
            found.setdefault(name, []).append(value)
        new = {name: [value] if value else [] for name, value in changed.items()}
        return {name: values for name, values in {**found, **new}.items() if values}


class _Reader(HTMLParser):
    """Gathers the forms of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.text: list[str] = []
        self._select = ""
        self._area = ""
        self._written: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a field."""
        told = {name: value or "" for name, value in attrs}
        name = told.get("name", "")
        match tag:
            case "form":
                self.forms.append(Form(told.get("action", "")))
            case "input" if name and self.forms:
                kind = told.get("type", "text")
                if kind not in TICKED or "checked" in told:
                    self.forms[-1].fields.append((name, told.get("value", "")))
            case "select":
                self._select = name
                self.forms[-1].fields.append((name, ""))
            case "option" if self._select:
                last = self.forms[-1].fields[-1]
                if last[1] == "" or "selected" in told:
                    self.forms[-1].fields[-1] = (self._select, told.get("value", ""))
            case "textarea":
                self._area, self._written = name, []
            case _:
                pass

    def handle_endtag(self, tag: str) -> None:
        """End a field."""
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            text = "".join(self._written).removeprefix("\n")
            self.forms[-1].fields.append((self._area, text))
            self._area = ""

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if self._area:
            self._written.append(data)
        else:
            self.text.append(data)


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    return reader


def forms_of(page: str, action: str) -> list[Form]:
    """Return the forms of a page that are sent to an address."""
    return [form for form in _read(page).forms if form.action == action]


def text_of(page: str) -> str:
    """Return the words of a page, one space between them."""
    return " ".join("".join(_read(page).text).split())
