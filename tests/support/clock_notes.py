"""Notes recorded when the clock says so: what the tests of the clock begin with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from given import REF

if TYPE_CHECKING:
    from stores import SampleLedger

TICK: Final = timedelta(microseconds=1)
HOUR: Final = timedelta(hours=1)
YEAR: Final = timedelta(days=365)
LAST: Final = datetime(2026, 6, 1, 12, tzinfo=UTC)
AT: Final = 15
"""The entry that a terminal's next command records."""


def noted(sample: SampleLedger, instant: datetime) -> datetime:
    """Record a note when the clock says so; return the instant it was recorded at."""
    return sample.on(instant).log(REF, f"Noted at {instant}").entries[0].recorded_at


def held_up(sample: SampleLedger) -> None:
    """Let a clock that was a year fast have recorded two notes, and be set right."""
    noted(sample, LAST + YEAR)
    noted(sample, LAST + YEAR + HOUR)
    sample.clock.instant = LAST
