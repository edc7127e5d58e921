"""List what needs a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.filters import filtered
from tracker.cli.options import reading
from tracker.cli.reading_view import ReadingView
from tracker.domain.errors import long_date
from tracker.presentation.cells import days
from tracker.presentation.sheet import Sheet
from tracker.presentation.tabular_export import records_sheet, without_empty
from tracker.queries.attention import pending_decisions as awaited
from tracker.queries.item_filter import ItemFilter
from tracker.queries.item_row import moment_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.queries.json_types.board import (
        DecisionShape,
        DecisionsShape,
    )

DECISION = (
    *("ref", "decision", "what", "from", "to", "closed_as", "reason", "asked_by"),
    *("since", "days_waiting", "missing", "may_decide"),
)
"""The columns for spreadsheets and other programs: every field of the JSON."""


@click.command()
@reading
@filtered
def decisions(view: ReadingView, wanted: ItemFilter) -> None:
    """List what needs a decision.

    Other dates asked for and closures proposed, the longest waiting at the top, with who may
    decide. What a closure still misses is shown, and decides nothing.

    \b
    Examples:
        tracker decisions
        tracker decisions --as-of 2026-03-31 --json
    """
    with view.stored_plan() as whole:
        plan = wanted.plan(whole)
        waiting = awaited(plan, wanted.items(plan))
        answer: DecisionsShape = {**moment_json(plan), "decisions": waiting}
        remarks = []
        if not waiting:
            fits = "that fits " if awaited(whole, whole.items.values()) else ""
            nothing = f"Nothing {fits}needs a decision on {long_date(plan.as_of)}."
            remarks = [view.nothing_recorded_yet(whole) or nothing]
    view.show(
        plan,
        without_empty(view.form, records_sheet(view.form, DECISION, waiting, _decisions)),
        answer=answer,
        records="decisions",
        remarks=remarks,
    )


def _decisions(waiting: Sequence[DecisionShape]) -> Sheet:
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
