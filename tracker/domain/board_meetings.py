"""The days on which the management board meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.bitemporal import effective_up_to
from tracker.domain.errors import RuleError, long_date
from tracker.domain.lazy_import import lazy_import

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.domain import events as e
    from tracker.domain.bitemporal import Entry
else:
    e = lazy_import("tracker.domain.events")


STREAM = "board"
"""The name of the board's one stream."""

Meetings = tuple["date", ...]
"""The days on which the board meets, in order."""


def fold_meetings(entries: Sequence[Entry], as_of: date) -> Meetings:
    """Return the days of the board meetings booked by the end of a day, in order."""
    days: set[date] = set()
    for step in effective_up_to(entries, as_of):
        match step.event:
            case e.BoardMeetingFixed(day=fixed):
                days.add(fixed)
            case e.BoardMeetingMoved(day=old, to=to):
                days.discard(old)
                days.add(to)
            case _:
                pass
    return tuple(sorted(days))


def add_meeting(known: Meetings, on: date) -> list[e.BoardEvent]:
    """Book a board meeting; a day that is already booked changes nothing."""
    return [] if on in known else [e.BoardMeetingFixed(day=on)]


def move_meeting(known: Meetings, on: date, to: date) -> list[e.BoardEvent]:
    """Move a meeting to another day."""
    if on not in known:
        raise RuleError(f"The board does not meet on {long_date(on)}.")
    if to in known:
        raise RuleError(f"The board meets on {long_date(to)} already.")
    return [e.BoardMeetingMoved(day=on, to=to)]
