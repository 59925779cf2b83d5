"""This module writes what is due as a calendar file, RFC 5545.

It refuses the clock of the machine: the same course on the same day gives the same bytes.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from whitlow import __version__
from whitlow.pages.course_words import due_text
from whitlow.pages.words import template_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from whitlow.course import Due, Followed

__all__ = ["course_ics", "folded"]

OCTETS: Final = 75
"""The longest line that RFC 5545 allows, without its end."""

END: Final = "\r\n"
DOMAIN: Final = "whitlow.invalid"
ONE_DAY: Final = timedelta(days=1)
DIGITS: Final = 24
ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})
OPEN: Final = ("overdue", "part", "due", "next")


def course_ics(followed: Followed) -> str:
    """Return a calendar of what is overdue, due today and due next, an event a day and rule."""
    return "".join(f"{part}{END}" for line in _lines(followed) for part in folded(line))


def folded(line: str) -> Iterator[str]:
    """Yield a line in parts of at most 75 octets, no letter torn; a later part begins with a space.

    >>> [len(part.encode()) for part in folded("é" * 60)]
    [74, 47]
    """
    part, size = "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > OCTETS:
            yield part
            part, size = " ", 1
        part += sign
        size += width
    yield part


def _lines(followed: Followed) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//Whitlow//whitlow {__version__}//EN"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield "X-WR-CALNAME:What is due"
    stamp = f"{_date(followed.today)}T000000Z"
    for due in followed.due(*OPEN):
        yield from _event(followed, due, stamp)
    for one in followed.days[-1].countdowns:
        label = followed.guideline.label(one.target)
        yield from _whole_day(
            ("waiting", one.rule, one.fact, one.until.isoformat()),
            stamp,
            one.until,
            f"Waiting time over: {label}",
            f"{one.says} ({one.rule})",
        )
    if not followed.due(*OPEN) and not followed.days[-1].countdowns:
        # A calendar without any event is no calendar, by its own standard.
        about = f"Nothing was due on {followed.today}.\n{followed.guideline.about.disclaimer}"
        name = ("nothing", followed.today.isoformat())
        yield from _whole_day(name, stamp, followed.today, "Nothing is due", about)
    yield "END:VCALENDAR"


def _event(followed: Followed, due: Due, stamp: str) -> Iterator[str]:
    guideline = followed.guideline
    rule = guideline.rules[due.rule]
    late = "Overdue: " if due.state in {"overdue", "part"} else ""
    about = template_text(guideline, rule.says, rule.cites)
    yield from _whole_day(
        ("due", due.rule, due.drug, due.counted_from.isoformat(), due.day.isoformat()),
        stamp,
        due.day,
        f"{late}{due_text(guideline, due)}",
        f"{about}\n{guideline.about.disclaimer}\n({due.rule}, guideline {guideline.about.version})",
    )


def _whole_day(
    name: tuple[str, ...], stamp: str, day: date, summary: str, about: str
) -> Iterator[str]:
    """Yield one event; its identity is made of what it is about, so that a later file renews it."""
    identity = sha256("\0".join(name).encode()).hexdigest()[:DIGITS]
    yield "BEGIN:VEVENT"
    yield f"UID:{identity}@{DOMAIN}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_date(day)}"
    yield f"DTEND;VALUE=DATE:{_date(day + ONE_DAY)}"
    yield f"SUMMARY:{_escaped(summary)}"
    yield f"DESCRIPTION:{_escaped(about)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _date(day: date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    return text.translate(ESCAPES)
