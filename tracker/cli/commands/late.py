"""List late actions, by the first date and by the agreed date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.filters import filtered
from tracker.cli.options import reading
from tracker.cli.reading_view import ReadingView
from tracker.domain.errors import long_date
from tracker.presentation.cells import days, percentage
from tracker.presentation.sheet import Sheet
from tracker.presentation.tabular_export import records_sheet, without_empty
from tracker.queries.attention import late_actions as overdue
from tracker.queries.item_filter import ItemFilter
from tracker.queries.item_row import moment_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.queries.json_types.board import (
        LatenessShape,
        LateShape,
    )

LATE = (
    *("ref", "what", "owner", "first_due", "due", "days_late_first", "days_late"),
    *("slips", "percent", "status"),
)


@click.command()
@reading
@filtered
def late(view: ReadingView, wanted: ItemFilter) -> None:
    """List late actions, by the first date and by the agreed date.

    One line an action that is still open, the longest late against its first date at the top.

    \b
    Examples:
        tracker late
        tracker late --owner "Head of Education" --as-of board
    """
    with view.stored_plan() as whole:
        plan = wanted.plan(whole)
        rows = overdue(plan, wanted.items(plan))
        late_actions = [row for row in rows if wanted.owned(plan, row["owner"])]
        answer: LatenessShape = {**moment_json(plan), "actions": late_actions}
        remarks = []
        if not late_actions:
            others = overdue(whole, whole.items.values())
            nothing = (
                f"No action {'that fits ' if others else ''}is late on {long_date(plan.as_of)}."
            )
            remarks = [view.nothing_recorded_yet(whole) or nothing]
    view.show(
        plan,
        without_empty(view.form, records_sheet(view.form, LATE, late_actions, _late)),
        answer=answer,
        records="actions",
        remarks=remarks,
    )


def _late(late_actions: Sequence[LateShape]) -> Sheet:
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
