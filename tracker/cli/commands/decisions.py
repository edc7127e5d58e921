"""List what needs a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.filters import filtered
from tracker.cli.options import reading
from tracker.cli.reading_view import ReadingView
from tracker.domain.errors import long_date
from tracker.presentation.board_tables import DECISION, decisions_table
from tracker.presentation.tabular_export import records_sheet, without_empty
from tracker.queries.attention import pending_decisions as awaited
from tracker.queries.item_filter import ItemFilter
from tracker.queries.item_row import moment_json

if TYPE_CHECKING:
    from tracker.queries.json_types.board import (
        DecisionsShape,
    )


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
            matching = "that matches " if awaited(whole, whole.items.values()) else ""
            nothing = f"Nothing {matching}needs a decision on {long_date(plan.as_of)}."
            remarks = [view.nothing_recorded_yet(whole) or nothing]
    view.show(
        plan,
        without_empty(view.form, records_sheet(view.form, DECISION, waiting, decisions_table)),
        answer=answer,
        records="decisions",
        remarks=remarks,
    )
