"""The heading of an answer: the moment it is true of, and instants as they are read in London."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.bitemporal import london_zone
from tracker.domain.errors import short_date

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.queries.plan import Plan


def heading_of(plan: Plan) -> list[str]:
    """Return the lines that say what an answer is true of."""
    as_of = plan.moment.as_of
    label = plan.moment.label
    head = plan.head
    known = "with nothing recorded yet"
    if head.recorded_at is not None:
        short = f"#{head.position}, head {head.hash[:8]}…"
        known = f"as known on {in_london(head.recorded_at)} ({short})"
    marked = f" ({label})" if label else ""
    return [f"The plan on {short_date(as_of)}{marked}, {known}"]


def in_london(instant: datetime) -> str:
    """Return an instant as it is read in London: 14 Apr 2026 17:02:11 BST."""
    there = instant.astimezone(london_zone())
    return f"{there.day} {there:%b %Y %H:%M:%S %Z}"
