"""Times in doubt: the entries recorded by a clock that was wrong, as every answer says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_JUST_AFTER: Final = timedelta(microseconds=1)


def doubt_remarks(ranges: Iterable[tuple[int, int, int]]) -> list[str]:
    """Return a line for each clock acknowledged as wrong, in what was known at the moment."""
    return [
        f"Times in doubt: #{first} to #{last}, recorded while a clock was wrong; "
        f"#{position} says why."
        for first, last, position in ranges
    ]


def last_doubtful_position(known: Iterable[tuple[int, datetime]]) -> int:
    """Return the last of these entries recorded just after the one before, not by the clock."""
    last, at = 0, None
    for position, recorded_at in known:
        if at is not None and recorded_at - at > _JUST_AFTER:
            break
        last, at = position, recorded_at
    return last
