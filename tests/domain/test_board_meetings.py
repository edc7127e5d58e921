"""The days on which the management board meets."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import given as g
import pytest

from tracker.domain import events as e
from tracker.domain.board_meetings import add_meeting, fold_meetings, move_meeting
from tracker.domain.errors import RuleError

if TYPE_CHECKING:
    from tracker.domain.bitemporal import Entry

KNOWN = date(2023, 1, 9)
JUNE, JULY, SEPTEMBER = date(2023, 6, 12), date(2023, 7, 10), date(2023, 9, 11)


def said(event: e.BoardEvent, on: date = KNOWN) -> Entry:
    """Return what was said about the board."""
    return g.entry(event, on=on, stream="board")


def test_meetings_are_listed_in_order() -> None:
    """However they were fixed; each once."""
    entries = g.recorded(
        said(e.BoardMeetingFixed(day=SEPTEMBER)),
        said(e.BoardMeetingFixed(day=JUNE)),
        said(e.BoardMeetingFixed(day=JUNE)),
    )

    assert fold_meetings(entries, KNOWN) == (JUNE, SEPTEMBER)
    assert fold_meetings(entries, date(2023, 1, 8)) == ()


def test_a_meeting_moved_is_on_its_new_day() -> None:
    """Before it was moved it was on the old one; a correction puts it right."""
    entries = (
        said(e.BoardMeetingFixed(day=JUNE)),
        said(e.BoardMeetingMoved(day=JUNE, to=JULY), on=date(2023, 5, 2)),
    )

    assert fold_meetings(g.recorded(*entries), date(2023, 5, 1)) == (JUNE,)
    assert fold_meetings(g.recorded(*entries), date(2023, 5, 2)) == (JULY,)
    assert fold_meetings(g.recorded(*entries, g.taken_back(2, stream="board")), g.TODAY) == (JUNE,)


def test_a_meeting_is_fixed() -> None:
    """One that is fixed already records nothing."""
    assert add_meeting((JUNE,), JULY) == [e.BoardMeetingFixed(day=JULY)]
    assert add_meeting((JUNE,), JUNE) == []


def test_a_meeting_is_moved() -> None:
    """From a day on which there is one, to a day on which there is none."""
    assert move_meeting((JUNE, JULY), JUNE, SEPTEMBER) == [
        e.BoardMeetingMoved(day=JUNE, to=SEPTEMBER)
    ]
    with pytest.raises(RuleError, match="The board does not meet on 11 September 2023"):
        move_meeting((JUNE, JULY), SEPTEMBER, JULY)
    with pytest.raises(RuleError, match="The board meets on 10 July 2023 already"):
        move_meeting((JUNE, JULY), JUNE, JULY)
