"""The instant of a save: as it is stored, and what happens when the clock goes back.

Instants are UTC with six decimals of a second, `2026-03-31T16:02:11.123456Z`, so that they sort as
text. Each save is later than the one before it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tracker.domain.errors import ClockError

BEHIND_AT_MOST = timedelta(minutes=2)
"""How far a clock may be behind the last entry: clocks set by a network are put back this much."""


def stamp(instant: datetime) -> str:
    """Return an instant as it is stored. Raises ValueError for one that knows no offset."""
    if instant.tzinfo is None:
        msg = "an instant without an offset is no instant"
        raise ValueError(msg)
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def read_stamp(text: object) -> datetime:
    """Return the instant stored as this text. Raises ValueError for anything else."""
    if isinstance(text, str) and text.endswith("Z"):
        instant = datetime.fromisoformat(text)
        if stamp(instant) == text:
            return instant
    msg = "the instant it was recorded at is not one"
    raise ValueError(msg)


def next_instant(now: datetime, last: datetime | None, position: int) -> datetime:
    """Return the instant to record at: now, or just after the last entry if now is not later.

    Raises ClockError when the clock is more than two minutes behind the entry at `position`, the
    last one: then one of two clocks is wrong, and nobody but a person can say which.
    """
    if last is None or now > last:
        return now
    if last - now > BEHIND_AT_MOST:
        raise ClockError(now, last, position)
    return last + timedelta(microseconds=1)
