"""When a version counts: from which day and which entry on, and until which; and where it is filed.

A version begins with the entry that made it. In order of time the next one ends it: from that
entry's day on for whoever knows that entry, not at all for whoever does not. So one row tells both
what was believed before and what has been true since. What is dated back, corrected or taken back
makes an end of versions altogether: they are gone for whoever knows that.

A version matters from the day it begins, or was recorded on where that is earlier, until it has
ended and that is known, or until it is gone. It is filed in bins by how long that is (levels, each
four times as long as the one before) and by the first of those days. Where it counts on a day as
known on another, it matters on the earlier of the two: so that alone is looked for, and few rows
are read that are not in the answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

NEVER: Final = 1 << 22
"""The day, as an ordinal, that never comes: later than any."""

UNKNOWN: Final = 1 << 46
"""The position that no entry has: later than any."""

LEVELS: Final = tuple(range(0, 24, 2))
"""Each level: how long what is filed there matters at most, as a power of two of days."""

_SHIFT: Final = 24


class Validity(NamedTuple):
    """When a version counts: days as ordinals, positions of entries.

    On a day D known at a position P it counts where `start <= D`, `since <= P < gone`, and
    `D < end` or `P < ended`.
    """

    start: int
    since: int
    end: int = NEVER
    ended: int = UNKNOWN
    gone: int = UNKNOWN


class AskedMoment(NamedTuple):
    """What a question is of: the day, the position, and the day that position's knowledge is of."""

    day: int
    position: int
    known_day: int

    def spans(self) -> list[tuple[int, int]]:
        """Return, for each level, the first and last bin where what counts then can be filed.

        `known_day` must not be before the day on which the position was recorded.
        """
        day = min(self.day, self.known_day)
        return [(_bin(level, max(0, day - (1 << level) + 1)), _bin(level, day)) for level in LEVELS]

    @property
    def values(self) -> tuple[int, ...]:
        """The values of `COUNTS`."""
        return self.day, self.position, self.position, self.day, self.position


COUNTS: Final = "start_on <= ? AND since <= ? AND gone_at > ? AND (end_on > ? OR ended_at > ?)"
"""Whether a row counts, with the values of an `AskedMoment`."""


def bin_of(period: Validity, days: Mapping[int, int]) -> int:
    """Return the bin a version is filed in; `days` are those on which positions were recorded.

    Where it counts, it has begun by the day asked about and is recorded by the day that is known:
    neither is before its first. And it has not ended by the one, or its end is not recorded by the
    other: the earlier of them is not after its last.
    """
    first, last = min(period.start, days[period.since]), period.end - 1
    if period.ended != period.since:
        last = max(last, days[period.ended])
    length = (min(last, days[period.gone]) - first).bit_length()
    return _bin(length + length % 2, first)


OPEN: Final = LEVELS[-1] << _SHIFT
"""The first of the bins of everything that has no end, and of nothing that is gone."""


def first_day(filed: int) -> int:
    """Return the first day on which what is filed in a bin matters."""
    return filed & ((1 << _SHIFT) - 1)


def _bin(level: int, day: int) -> int:
    return (level << _SHIFT) + day
