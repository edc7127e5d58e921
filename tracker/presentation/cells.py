"""What the sheets of one thing are made of: its facts, a table for each list, counts in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.presentation.heading import in_london
from tracker.presentation.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tracker.ledger.envelope import Head


def facts(pairs: Iterable[tuple[str, str | None]]) -> Sheet:
    """Return a sheet of facts by name, without those that are null."""
    rows = [(name, text) for name, text in pairs if text is not None]
    return Sheet(("about", "said"), rows, widths={"said": 70}, headed=False)


def table(
    widths: Mapping[str, int], title: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> Sheet:
    """Return a titled sheet; `widths` are the most characters a line of each column has."""
    wide = {name: width for name, width in widths.items() if name in columns}
    return Sheet(columns, list(rows), title=title, widths=wide)


def percentage(percent: int | None) -> str:
    """Return whole percent as a cell: `40%`, empty for null."""
    return "" if percent is None else f"{percent}%"


def counted(count: int, what: str) -> str:
    """Return a number of things: `1 item`, `4 items`."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def days(count: int) -> str:
    """Return a number of days as a cell, empty for none."""
    return counted(count, "day") if count else ""


def entry_count(upto: Head) -> str:
    """Return how many entries there are up to a head, and when the last was recorded."""
    if upto.recorded_at is None:
        return "nothing recorded yet"
    entries = "1 entry" if upto.position == 1 else f"{upto.position} entries"
    return f"{entries}, the last recorded {in_london(upto.recorded_at)}"


def full_head(at: Head) -> str:
    """Return a head as it is written down: its position, and all of its hash."""
    return f"#{at.position}, {at.hash}"
