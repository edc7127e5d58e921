"""Show one item or action in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import reading
from tracker.cli.reading_view import ReadingView
from tracker.domain.errors import long_date
from tracker.presentation.item_tables import action_sheets, item_sheets
from tracker.queries.item_row import moment_json
from tracker.queries.item_view import show_action, show_item
from tracker.queries.resolve_reference import resolve_ref

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.presentation.sheet import Sheet


@click.command()
@click.argument("ref")
@reading
def show(view: ReadingView, ref: str) -> None:
    """Show one item or action in full.

    \b
    Examples:
        tracker show knowsley-2023/2
        tracker show know/2/1 --as-of 2026-03-31 --json
    """
    with view.stored_plan() as whole:
        reference = resolve_ref(whole, ref)
        plan = whole.of_item(reference.item)
        is_there = plan.item(reference.item) is not None
        quiet = None if is_there else view.nothing_recorded_yet(whole)
        sheets: list[Sheet] = []
        answer: Mapping[str, object] = {**moment_json(plan), "ref": str(reference)}
        if reference.action is None:
            if (item := show_item(plan, reference)) is not None:
                answer, sheets = item, item_sheets(item, item["history"])
        elif (action := show_action(plan, reference)) is not None:
            answer, sheets = action, action_sheets(action, action["history"])
    remarks = []
    if not is_there:
        answer = {**moment_json(plan), "ref": reference.item}
        remarks = [quiet or f"{reference.item} was not in the plan on that day."]
    elif not sheets:
        remarks = [f"{reference} was not assigned by {long_date(plan.as_of)}."]
    view.show(plan, sheets, answer=answer, remarks=remarks)
