"""Show one item or action, whole."""

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
    from tracker.queries.json_types.items import ShowActionShape, ShowShape


@click.command()
@click.argument("ref")
@reading
def show(view: ReadingView, ref: str) -> None:
    """Show one item or action, whole.

    \b
    Examples:
        tracker show knowsley-2023/2
        tracker show know/2/1 --as-of 2026-03-31 --json
    """
    plan = view.folded_plan()
    reference = resolve_ref(plan, ref)
    item = plan.items.get(reference.item)
    if item is None:
        quiet = view.nothing_recorded_yet(plan)
        answer = {**moment_json(plan), "ref": reference.item}
        nothing = quiet or f"{reference.item} was not in the plan on that day."
        view.show(plan, [], answer=answer, remarks=[nothing])
        return
    entries = history_entries(plan, reference)
    if reference.action is None:
        whole: ShowShape = {
            **moment_json(plan),
            **item_detail_json(plan, item),
            "history": entries,
        }
        view.show(plan, item_sheets(whole, entries), answer=whole)
        return
    action = item.actions.get(reference.action)
    if action is None:
        answer = {**moment_json(plan), "ref": str(reference)}
        nothing = f"{reference} was not assigned by {long_date(plan.as_of)}."
        view.show(plan, [], answer=answer, remarks=[nothing])
        return
    one: ShowActionShape = {
        **moment_json(plan),
        **action_json(plan, item, action),
        "history": entries,
    }
    view.show(plan, action_sheets(one, entries), answer=one)
