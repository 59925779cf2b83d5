"""This module reads the calendar file as strictly as RFC 5545 is written."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from tests.course.followed import example, of
from tests.course.test_examples import checked, followed
from whitlow.pages.course_ics import course_ics, folded

if TYPE_CHECKING:
    from whitlow.course import Followed

PROPERTY: Final = re.compile(r"([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=[^\";:,]+)*):(.*)", re.DOTALL)
ESCAPED: Final = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
NEEDED: Final = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY")
DAY: Final = re.compile(r"\d{8}")
MOMENT: Final = re.compile(r"\d{8}T\d{6}Z")

Event = dict[str, str]


def unfolded(data: bytes) -> list[str]:
    """Return the content lines of a file, every rule of folding held."""
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    physical = data[:-2].split(b"\r\n")
    assert all(0 < len(line) <= 75 for line in physical)
    found: list[str] = []
    for line in physical:
        text = line.decode("utf-8")
        if text.startswith(" "):
            found[-1] += text[1:]
        else:
            found.append(text)
    return found


def events_of(data: bytes) -> list[Event]:
    """Return the events of a calendar, each property of each checked."""
    lines = unfolded(data)
    assert ["BEGIN:VCALENDAR", "VERSION:2.0"] == lines[:2]
    assert lines[-1] == "END:VCALENDAR"
    assert 1 == sum(line.startswith("PRODID:") for line in lines)
    events: list[Event] = []
    inside = False
    for line in lines[1:-1]:
        match = PROPERTY.fullmatch(line)
        assert match is not None, line
        name, parameters, value = match.groups()
        if (name, value) == ("BEGIN", "VEVENT"):
            assert not inside
            inside = True
            events.append({})
        elif (name, value) == ("END", "VEVENT"):
            assert inside
            inside = False
            assert set(NEEDED) <= events[-1].keys()
        elif inside:
            assert name not in events[-1], f"{name} stands twice"
            if name in {"SUMMARY", "DESCRIPTION"}:
                assert ESCAPED.fullmatch(value), value
            if name in {"DTSTART", "DTEND"}:
                assert parameters == ";VALUE=DATE"
                assert DAY.fullmatch(value)
            if name == "DTSTAMP":
                assert MOMENT.fullmatch(value)
            events[-1][name] = value
    assert not inside
    return events


def running() -> list[Event]:
    """Return the events of a course in which much is due and overdue."""
    return events_of(course_ics(due()).encode())


def due() -> Followed:
    """Return a course in which much is due and overdue."""
    return of(
        "01,creatinine,0.8,mg/dL",
        "01,start,foscarnet-hsv-q8h,",
        "03,creatinine,0.8,mg/dL",
        today=8,
    )


def test_a_calendar_is_read_by_a_strict_reader() -> None:
    assert running()
    assert events_of(course_ics(example()).encode())


def test_every_event_has_a_name_of_its_own() -> None:
    names = [event["UID"] for event in running()]

    assert len(names) == len(set(names))


def test_the_name_of_an_event_stays_when_the_calendar_is_made_again_later() -> None:
    rows = ("01,creatinine,0.8,mg/dL", "01,start,foscarnet-hsv-q8h,")
    first, second = (
        {
            event["UID"]: event["DTSTART"]
            for event in events_of(course_ics(of(*rows, today=day)).encode())
        }
        for day in (3, 4)
    )
    both = first.keys() & second.keys()

    assert both
    assert all(first[name] == second[name] for name in both)


def test_an_event_is_stamped_with_the_day_of_the_course_and_no_clock() -> None:
    assert {"20260308T000000Z"} == {event["DTSTAMP"] for event in running()}


def test_an_event_lasts_its_day() -> None:
    for event in running():
        start, end = (date.fromisoformat(event[name]) for name in ("DTSTART", "DTEND"))
        assert 1 == (end - start).days


def test_what_is_overdue_says_so() -> None:
    late = [event for event in running() if event["SUMMARY"].startswith("Overdue: ")]

    assert late
    assert all(event["DTSTART"] < "20260308" for event in late)


def test_the_calendar_holds_all_that_is_due_and_nothing_that_was_done() -> None:
    open_ = due().due("overdue", "part", "due", "next")

    assert len(open_) + len(due().days[-1].countdowns) == len(running())


@pytest.mark.parametrize("name", checked())
def test_the_calendar_of_every_example_is_read_by_a_strict_reader(name: str) -> None:
    assert events_of(course_ics(followed(name)).encode())


def test_a_calendar_of_nothing_due_still_holds_an_event() -> None:
    (event,) = events_of(course_ics(followed("pentamidine")).encode())

    assert "Nothing is due" == event["SUMMARY"]


def test_no_letter_is_torn_by_folding() -> None:
    line = "SUMMARY:" + "é€𝄞" * 40
    parts = list(folded(line))

    assert all(len(part.encode()) <= 75 for part in parts)
    assert line == parts[0] + "".join(part[1:] for part in parts[1:])


def test_a_calendar_is_the_same_bytes_each_time() -> None:
    assert course_ics(example()) == course_ics(example())
