"""The instant of a save: as it is stored, and what happens when the clock goes back.

Instants are UTC with six decimals of a second, `2026-03-31T16:02:11.123456Z`, so that they sort as
text. Each save is later than the one before it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.errors import ClockError

if TYPE_CHECKING:
    from collections.abc import Iterable

BEHIND_AT_MOST = timedelta(minutes=2)
"""How far a clock may be behind the last entry: clocks set by a network are put back this much."""


class Doubt(NamedTuple):
    """What someone acknowledged: the clock was right to say `clock`; the record is at `until`."""

    clock: datetime
    until: datetime

    def covers(self, now: datetime, last: datetime) -> bool:
        """Whether this is the clock, and the record the one, that was acknowledged."""
        return now >= self.clock - BEHIND_AT_MOST and last <= self.until + BEHIND_AT_MOST


def format_instant(instant: datetime) -> str:
    """Return an instant as it is stored. Raises ValueError for one that knows no offset."""
    if instant.tzinfo is None:
        msg = "an instant without an offset is no instant"
        raise ValueError(msg)
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def parse_instant(text: object) -> datetime:
    """Return the instant stored as this text. Raises ValueError for anything else."""
    if isinstance(text, str) and text.endswith("Z"):
        instant = datetime.fromisoformat(text)
        if format_instant(instant) == text:
            return instant
    msg = "the instant it was recorded at is not one"
    raise ValueError(msg)


def is_behind(now: datetime, last: datetime) -> bool:
    """Whether a clock is further behind the last entry than clocks are put back."""
    return last - now > BEHIND_AT_MOST


def next_instant(
    now: datetime, last: datetime | None, position: int, doubts: Iterable[Doubt] = ()
) -> datetime:
    """Return the instant to record at: now, or just after the last entry if now is not later.

    Raises ClockError when the clock is more than two minutes behind the entry at `position`, the
    last one: then one of two clocks is wrong, and no one but a person can say which. Once one has,
    entries are recorded just after each other until the clock has passed them.
    """
    if last is None or now > last:
        return now
    if is_behind(now, last) and not any(doubt.covers(now, last) for doubt in doubts):
        raise ClockError(now, last, position)
    return last + timedelta(microseconds=1)
