"""When a version counts: from which day and which entry on, and until which; and where it is filed.

A version begins with the entry that made it. In order of time the next one ends it: from that
entry's day on for whoever knows that entry, not at all for whoever does not. So one row tells both
what was believed before and what has been true since. What is dated back, corrected or taken back
makes an end of versions altogether: they are gone for whoever knows that.

Versions are filed by how long they can matter (bins, each level four times as long as the one
before), so that a question of one day reads few rows that are not its answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NEVER: Final = 1 << 22
"""The day, as an ordinal, that never comes: later than any."""

UNKNOWN: Final = 1 << 46
"""The position that no entry has: later than any."""

LEVELS: Final = tuple(range(0, 24, 2))
"""Every length of a bin, as a power of two of days."""

_SHIFT: Final = 24


@dataclass(frozen=True, slots=True)
class Period:
    """When a version counts: days as ordinals, positions of entries.

    On a day D known at a position P it counts where `start <= D`, `since <= P < gone`, and
    `D < end` or `P < ended`.
    """

    start: int
    since: int
    end: int = NEVER
    ended: int = UNKNOWN
    gone: int = UNKNOWN


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is of: the day, the position, and the day that position's knowledge is of."""

    day: int
    position: int
    known_day: int

    def spans(self) -> list[tuple[int, int]]:
        """Return, for each level, the first and last bin where what counts then can be filed."""
        low = min(self.day, self.known_day)
        return [
            (_bin(level, max(0, (low >> level) - 1)), _bin(level, self.day >> level))
            for level in LEVELS
        ]

    @property
    def values(self) -> tuple[int, ...]:
        """The values of `COUNTS`."""
        return self.day, self.position, self.position, self.day, self.position


COUNTS: Final = "start_on <= ? AND since <= ? AND gone_at > ? AND (end_on > ? OR ended_at > ?)"
"""Whether a row counts, with the values of an `Asked`."""


def bin_of(period: Period, ended_day: int, gone_day: int) -> int:
    """Return the bin a version is filed in, by the days on which its ends were recorded.

    It holds every day on which the version can count: nobody is asked about a day that is both
    later than its end and later than the day on which that end was known.
    """
    last = period.end - 1 if period.ended == period.since else max(period.end - 1, ended_day)
    last = NEVER if period.end == NEVER else last
    last = max(period.start, last if period.gone == UNKNOWN else min(last, gone_day))
    length = (last - period.start).bit_length()
    level = min(length + length % 2, LEVELS[-1])
    return _bin(level, period.start >> level)


OPEN: Final = LEVELS[-1] << _SHIFT
"""The bin of everything that has no end, and of nothing that is gone."""


def _bin(level: int, place: int) -> int:
    return (level << _SHIFT) + place
