"""Show one item or action in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.item_tables import action_sheets, item_sheets
from tracker.cli.options import reading
from tracker.cli.reading_view import ReadingView
from tracker.domain.errors import long_date
from tracker.queries.history import history_entries
from tracker.queries.item_detail import item_detail_json
from tracker.queries.item_row import action_json, moment_json
from tracker.queries.resolve_reference import resolve_ref

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.cli.sheet import Sheet
    from tracker.queries.json_types.items import ShowActionShape, ShowShape


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
        item = plan.item(reference.item)
        action = None if item is None else item.actions.get(reference.action or 0)
        quiet = view.nothing_recorded_yet(whole) if item is None else None
        sheets: list[Sheet] = []
        answer: Mapping[str, object] = {**moment_json(plan), "ref": str(reference)}
        if item is not None and reference.action is None:
            detail: ShowShape = {
                **moment_json(plan),
                **item_detail_json(plan, item),
                "history": history_entries(plan, reference),
            }
            detail = plan.resolve_texts(detail)
            answer, sheets = detail, item_sheets(detail, detail["history"])
        elif item is not None and action is not None:
            step: ShowActionShape = {
                **moment_json(plan),
                **action_json(plan, item, action),
                "history": history_entries(plan, reference),
            }
            step = plan.resolve_texts(step)
            answer, sheets = step, action_sheets(step, step["history"])
    if item is None:
        answer = {**moment_json(plan), "ref": reference.item}
        remarks = [quiet or f"{reference.item} was not in the plan on that day."]
    else:
        remarks = [] if sheets else [f"{reference} was not assigned by {long_date(plan.as_of)}."]
    view.show(plan, sheets, answer=answer, remarks=remarks)
