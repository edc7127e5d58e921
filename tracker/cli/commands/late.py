"""List late actions, by the first date and by the agreed date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.filters import filtered
from tracker.cli.options import reading
from tracker.cli.reading_view import ReadingView
from tracker.domain.errors import long_date
from tracker.presentation.board_tables import LATE, late_table
from tracker.presentation.tabular_export import records_sheet, without_empty
from tracker.queries.attention import late_actions as overdue
from tracker.queries.item_filter import ItemFilter, OwnerMatcher
from tracker.queries.item_row import moment_json

if TYPE_CHECKING:
    from tracker.queries.json_types.board import (
        LatenessShape,
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
        owners = OwnerMatcher(plan, wanted.owner)
        late_actions = [row for row in rows if row["owner"] in owners]
        answer: LatenessShape = {**moment_json(plan), "actions": late_actions}
        remarks = []
        if not late_actions:
            others = overdue(whole, whole.items.values())
            nothing = (
                f"No {'matching ' if others else ''}action is late on {long_date(plan.as_of)}."
            )
            remarks = [view.nothing_recorded_yet(whole) or nothing]
    view.show(
        plan,
        without_empty(view.form, records_sheet(view.form, LATE, late_actions, late_table)),
        answer=answer,
        records="actions",
        remarks=remarks,
    )
