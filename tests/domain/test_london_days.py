"""Days as London has them."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta

import pytest

from tracker.domain.bitemporal import end_of_day, london_day, start_of_day

HOUR = timedelta(hours=1)


def summer(year: int) -> tuple[datetime, datetime]:
    """Return when summer time begins and ends: 01:00 UTC on the last Sunday of March, October."""
    ends = (datetime(year, month, 31, 1, tzinfo=UTC) for month in (3, 10))
    begins, over = (end - timedelta(days=(end.weekday() + 1) % 7) for end in ends)
    return begins, over


def test_every_instant_lies_in_exactly_one_day() -> None:
    """In quarter hours from 2025 to 2030, days tile time and agree with the law on summer time."""
    days = [date(2024, 12, 31) + timedelta(days=count) for count in range(2193)]
    begins = [start_of_day(day) for day in days]
    seasons = {year: summer(year) for year in range(2025, 2031)}
    first = datetime(2025, 1, 1, tzinfo=UTC)

    errors = count = 0
    while (instant := first + count * HOUR / 4).year <= 2030:
        start, end = seasons[instant.year]
        by_law = (instant + HOUR if start <= instant < end else instant).date()
        tiled = days[bisect_right(begins, instant) - 1]
        errors += not london_day(instant) == by_law == tiled
        count += 1

    assert [end_of_day(day) for day in days[:-1]] == begins[1:]
    assert (count, errors) == (210_336, 0)


@pytest.mark.parametrize(
    ("day", "begins", "hours"),
    [
        (date(2026, 3, 29), datetime(2026, 3, 29, 0, tzinfo=UTC), 23),
        (date(2026, 10, 25), datetime(2026, 10, 24, 23, tzinfo=UTC), 25),
        (date(2026, 6, 30), datetime(2026, 6, 29, 23, tzinfo=UTC), 24),
        (date(2026, 12, 31), datetime(2026, 12, 31, 0, tzinfo=UTC), 24),
        (date(1970, 1, 1), datetime(1969, 12, 31, 23, tzinfo=UTC), 24),
    ],
)
def test_a_day_is_as_long_as_its_clocks_say(day: date, begins: datetime, hours: int) -> None:
    """Days have 23, 24 or 25 hours; in January 1970 London was an hour ahead too."""
    assert start_of_day(day) == begins
    assert end_of_day(day) - start_of_day(day) == hours * HOUR
    assert start_of_day(day).tzinfo is end_of_day(day).tzinfo is UTC


def test_a_summer_evening_in_utc_is_the_next_day_in_london() -> None:
    """23:30 UTC on 30 June is half past midnight on 1 July."""
    assert london_day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert london_day(datetime(2026, 6, 30, 22, 59, tzinfo=UTC)) == date(2026, 6, 30)
    assert london_day(datetime(2026, 1, 30, 23, 30, tzinfo=UTC)) == date(2026, 1, 30)


def test_an_instant_without_an_offset_belongs_to_no_day() -> None:
    """A clock time that does not say where it was read is never taken for London's."""
    with pytest.raises(ValueError, match="without an offset"):
        london_day(datetime.fromisoformat("2026-06-30T23:30"))
