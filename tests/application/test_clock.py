"""A clock that goes back, forward, or through an odd night: what is recorded then, and what not.

Each case is tried on the record itself, and as somebody types it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from shlex import quote
from typing import TYPE_CHECKING

import pytest
from clock_notes import AT, HOUR, LAST, TICK, YEAR, held_up, noted
from given import REF
from stores import OPENED, STORES, SampleLedger

from tracker.application.tracker import Tracker
from tracker.domain.errors import ClockError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECOND = timedelta(seconds=1)

CASES = {
    "one second back": (LAST, LAST - SECOND, LAST + TICK),
    "two minutes back": (LAST, LAST - 120 * SECOND, LAST + TICK),
    "an hour back": (LAST, LAST - HOUR, None),
    "a year back": (LAST, LAST - YEAR, None),
    "a year forward": (LAST, LAST + YEAR, LAST + YEAR),
    "the night clocks go forward": (
        datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC),
        datetime(2026, 3, 29, 1, tzinfo=UTC),
        datetime(2026, 3, 29, 1, tzinfo=UTC),
    ),
    "the night clocks go back": (
        datetime(2026, 10, 25, 0, 50, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 10, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 10, tzinfo=UTC),
    ),
    "the end of a year": (
        datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC),
        datetime(2027, 1, 1, tzinfo=UTC),
        datetime(2027, 1, 1, tzinfo=UTC),
    ),
}
"""The last entry's instant, what the clock says next, and what is recorded; nothing if refused."""

EVERY_CASE = pytest.mark.parametrize(("last", "now", "recorded"), CASES.values(), ids=CASES)


@pytest.fixture(params=STORES)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SampleLedger]:
    """Return a ledger begun on 5 January 2026, on each kind of store."""
    sample = SampleLedger(request.param, tmp_path).opened()
    with sample.record:
        yield sample


@EVERY_CASE
def test_what_is_recorded_when_the_clock_is_odd(
    opened: SampleLedger, last: datetime, now: datetime, recorded: datetime | None
) -> None:
    """Later than the last entry, or not at all."""
    noted(opened, last)
    head = opened.record.head()

    if recorded is None:
        with pytest.raises(ClockError):
            noted(opened, now)
        assert opened.record.head() == head
    else:
        assert noted(opened, now) == recorded


@EVERY_CASE
def test_what_is_said_when_the_clock_is_odd(
    opened: SampleLedger, last: datetime, now: datetime, recorded: datetime | None
) -> None:
    """Exit code 4 and both clocks in one sentence, or the day as it is in London."""
    noted(opened, last)
    opened.clock.instant = now

    result = opened.typed("--by", "Sam Manager", "log", REF, "Noted")

    if recorded is None:
        assert (result.code, result.out) == (4, "")
        assert result.err == (
            f"This computer's clock says {now:%d %B %Y %H:%M:%S} UTC, but entry #{AT} was recorded "
            f"at {last:%d %B %Y %H:%M:%S} UTC: this clock is slow, or that one was fast. Nothing "
            "was recorded. Set this computer's clock right and try again. If this clock is right: "
            f'tracker --ledger {quote(str(opened.place))} --by "Sam Manager" clock acknowledge\n'
        )
    else:
        assert (result.code, result.err) == (0, "")
        (entry,) = opened.record.entries(after=AT)
        assert (entry.recorded_at, entry.effective_on) == (recorded, now.date())


def test_a_refusal_by_the_wrong_day_is_the_clocks(opened: SampleLedger) -> None:
    """Who is known and what is in the plan may depend on the day; the clock is named first."""
    opened.clock.instant = datetime(2025, 1, 5, 12, tzinfo=UTC)

    result = opened.typed("--by", "Sam Manager", "log", REF, "Noted")

    assert result.code == 4
    assert result.err.startswith("This computer's clock says 05 January 2025")


def test_reading_goes_on_whatever_the_clock_says(opened: SampleLedger) -> None:
    """Nothing of the record is hidden by a wrong clock; only recording waits."""
    held_up(opened)

    tracker = Tracker(opened.record)
    plan = tracker.folded_plan(tracker.moment())

    assert (plan.head.position, plan.as_of) == (AT + 1, date(2026, 6, 1))
    assert opened.typed("list").code == 0
    assert opened.item(OPENED) is not None
