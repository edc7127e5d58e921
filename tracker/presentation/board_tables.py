"""What a board looks at, as tables: late actions, decisions, changes between two dates."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tracker.domain.bitemporal import london_day
from tracker.domain.errors import short_date
from tracker.presentation.cells import days, percentage
from tracker.presentation.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.queries.json_types.board import (
        ChangeShape,
        DecisionShape,
        LateShape,
        LearnedShape,
    )

LATE = (
    *("ref", "what", "owner", "first_due", "due", "days_late_first", "days_late"),
    *("slips", "percent", "status"),
)

DECISION = (
    *("ref", "decision", "what", "from", "to", "closed_as", "reason", "asked_by"),
    *("since", "days_waiting", "missing", "may_decide"),
)

CHANGE = ("category", "ref", "what", "took_effect", "took_effect_text", "entry", "by")

LEARNED = (*CHANGE, "recorded_at", "state", "changed_by", "was")

CHANGED_TITLE = "Changed"

LEARNED_TITLE = "Happened before the first date, recorded later"

_WIDTHS = {"what": 60, "by": 16, "was known as": 30}


def late_table(late_actions: Sequence[LateShape]) -> Sheet:
    """Return a line for each late action."""
    rows = [
        (
            row["ref"],
            row["owner"],
            _due(row),
            _lateness(row),
            str(row["slips"]),
            percentage(row["percent"]),
            row["what"],
        )
        for row in late_actions
    ]
    columns = ("action", "owner", "due", "late", "slips", "done", "what")
    return Sheet(columns, rows, widths={"owner": 16, "due": 16, "late": 20}, cut="what")


def _due(row: LateShape) -> str:
    moved = "" if row["first_due"] == row["due"] else f" first {row['first_due']}"
    return row["due"] + moved


def _lateness(row: LateShape) -> str:
    """Against both dates; in one word where they are the same."""
    first, agreed = days(row["days_late_first"]), days(row["days_late"])
    if first == agreed:
        return first
    return f"{first} (first date){f', {agreed} (agreed date)' if agreed else ''}"


def decisions_table(waiting: Sequence[DecisionShape]) -> Sheet:
    """Return a line for each decision that is needed."""
    rows = [
        (
            row["ref"],
            _asked(row),
            row["asked_by"],
            f"{row['since']}, {days(row['days_waiting']) or 'today'}",
            ", ".join(row["may_decide"]) or "nobody",
            row["reason"] + "".join(f"; {short}" for short in row["missing"]),
        )
        for row in waiting
    ]
    columns = ("ref", "asked", "by", "since", "may decide", "why")
    widths = {"asked": 30, "by": 16, "since": 18, "may decide": 16, "why": 50}
    return Sheet(columns, rows, widths=widths)


def _asked(row: DecisionShape) -> str:
    if row["closed_as"] is not None:
        return f"to close as {row['closed_as']}"
    return f"from {row['from']} to {row['to']}"


def changes_table(changes: Sequence[ChangeShape]) -> Sheet:
    """Return a line for each change."""
    columns = ("change", "ref", "what", "took effect", "entry", "by")
    return Sheet(columns, list(map(_row, changes)), CHANGED_TITLE, _WIDTHS, once="ref")


def learned_table(learned: Sequence[LearnedShape]) -> Sheet:
    """Return a line for each fact that was recorded later."""
    columns = ("change", "ref", "what", "took effect", "entry", "by", "recorded", "was known as")
    rows = [
        (
            *_row(change),
            short_date(london_day(datetime.fromisoformat(change["recorded_at"]))),
            _corrected(change),
        )
        for change in learned
    ]
    return Sheet(columns, rows, LEARNED_TITLE, _WIDTHS, once="ref")


def _row(change: ChangeShape) -> tuple[str, ...]:
    return (
        change["category"],
        change["ref"],
        change["what"],
        change["took_effect_text"],
        "" if change["entry"] is None else f"#{change['entry']}",
        change["by"] or "",
    )


def _corrected(change: LearnedShape) -> str:
    if change["changed_by"] is None:
        return ""
    return "; ".join(filter(None, (f"{change['state']} by #{change['changed_by']}", change["was"])))
