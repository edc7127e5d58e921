"""The clock: every save is later than the one before, and a clock that is wrong is not believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import ledgers
import pytest

from tracker.domain.errors import ClockError
from tracker.ledger.timestamps import format_instant, next_instant, parse_instant

if TYPE_CHECKING:
    from tracker.ledger.open_store import Place

TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (timedelta(hours=1), timedelta(hours=1)),
        (timedelta(days=366), timedelta(days=366)),
        (TICK, TICK),
        (timedelta(0), TICK),
        (-TICK, TICK),
        (timedelta(seconds=-1), TICK),
        (timedelta(minutes=-2), TICK),
    ],
    ids=str,
)
def test_a_clock_a_little_behind_records_just_after_the_last_entry(
    place: Place, now: timedelta, expected: timedelta
) -> None:
    """Clocks set by a network are put back by seconds; the order of the record does not suffer."""
    clock = ledgers.TickingClock()
    with ledgers.made(place, clock) as record:
        (first,) = ledgers.recorded(record, ledgers.note(), command="c1")
        clock.now = first.recorded_at + now

        (second,) = ledgers.recorded(record, ledgers.note(), command="c2")

    assert second.recorded_at == first.recorded_at + expected


@pytest.mark.parametrize(
    "behind",
    [timedelta(minutes=2) + TICK, timedelta(hours=1), timedelta(days=366)],
    ids=str,
)
def test_a_clock_far_behind_records_nothing(place: Place, behind: timedelta) -> None:
    """Exit code 4: one of two clocks is wrong, and the sentence gives both."""
    clock = ledgers.TickingClock()
    with ledgers.made(place, clock) as record:
        (first,) = ledgers.recorded(record, ledgers.note(), command="c1")
        clock.now = first.recorded_at - behind

        with pytest.raises(
            ClockError, match=r"clock says .* UTC, but entry #1 .* 16:02:11 UTC"
        ) as e:
            ledgers.recorded(record, ledgers.note(), command="c2")

        assert e.value.exit_code == 4
        assert "Nothing was recorded" in e.value.sentence
        assert record.head().position == 1


def test_the_clock_is_the_one_that_was_given(place: Place) -> None:
    """Nothing asks the computer behind its back."""
    clock = ledgers.TickingClock(datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC))

    with ledgers.made(place, clock) as record:
        assert record.now() == datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (datetime(2026, 3, 31, 16, 2, 11, 123456, UTC), "2026-03-31T16:02:11.123456Z"),
        (datetime(2026, 3, 31, 16, 2, 11, 0, UTC), "2026-03-31T16:02:11.000000Z"),
        (
            datetime(2026, 3, 31, 17, 2, 11, 5, timezone(timedelta(hours=1))),
            "2026-03-31T16:02:11.000005Z",
        ),
    ],
)
def test_an_instant_is_stored_in_utc_with_six_decimals(instant: datetime, text: str) -> None:
    """Always of one length, so that instants sort as text."""
    assert format_instant(instant) == text
    assert parse_instant(text) == instant


def test_an_instant_without_an_offset_is_refused() -> None:
    """It could be any of many."""
    with pytest.raises(ValueError, match="without an offset"):
        format_instant(datetime(2026, 3, 31))  # noqa: DTZ001 - the case tried


@pytest.mark.parametrize(
    "text",
    [
        None,
        7,
        b"2026-03-31T16:02:11.123456Z",
        "2026-03-31T16:02:11.123456",
        "2026-03-31T16:02:11.123456+00:00",
        "2026-03-31T16:02:11.1234567Z",
        "2026-03-31 16:02:11.123456Z",
        "2026-13-31T16:02:11.123456Z",
        "Z",
    ],
)
def test_another_form_of_an_instant_is_refused(text: object) -> None:
    """One instant has one form, or else two hashes."""
    with pytest.raises(ValueError, match=r"is not one|isoformat|month must be"):
        parse_instant(text)


def test_the_first_entry_takes_whatever_the_clock_says() -> None:
    """There is nothing to compare it with."""
    assert next_instant(ledgers.START, None, 0) == ledgers.START
