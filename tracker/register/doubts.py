"""Times in doubt: the entries recorded by a clock that was wrong, as every answer says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.domain.events import ClockAnomaly

if TYPE_CHECKING:
    from tracker.domain.moment import Entry
    from tracker.register.plan import Plan

_JUST_AFTER = timedelta(microseconds=1)


def doubts(plan: Plan) -> list[str]:
    """Return a line for each clock acknowledged as wrong, in what was known at the moment."""
    return [
        f"Times in doubt: #{entry.event.first} to #{_last(plan, entry)}, recorded while a clock "
        f"was wrong; #{entry.position} says why."
        for entry in plan.streams.get("ledger", ())
        if isinstance(entry.event, ClockAnomaly)
    ]


def _last(plan: Plan, acknowledged: Entry) -> int:
    """Return the last entry that was recorded just after the one before, not by the clock."""
    known = sorted(
        (entry.position, entry.recorded_at)
        for entries in plan.streams.values()
        for entry in entries
        if entry.position >= acknowledged.position
    )
    last, at = known[0]
    for position, recorded_at in known:
        if recorded_at - at > _JUST_AFTER:
            break
        last, at = position, recorded_at
    return last
