"""The history as a table: one line for each entry."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tracker.domain.bitemporal import london_day
from tracker.domain.errors import short_date
from tracker.presentation.sheet import Sheet
from tracker.queries.history import author_text, entry_with_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.queries.json_types.items import EntryShape

ENTRY = (
    *("position", "took_effect", "took_effect_text", "recorded_at", "by", "for", "minute", "ref"),
    *("type", "what", "state", "changed_by", "was", "command"),
)


def history_table(entries: Sequence[EntryShape]) -> Sheet:
    """Return a line for each entry."""
    rows = [
        (
            entry["took_effect_text"],
            short_date(london_day(datetime.fromisoformat(entry["recorded_at"]))),
            f"#{entry['position']}",
            author_text(entry),
            entry["ref"],
            entry_with_marks(entry),
        )
        for entry in entries
    ]
    columns = ("took effect", "recorded", "entry", "by", "ref", "what")
    return Sheet(columns, rows, widths={"by": 16, "what": 70}, once="ref")
