"""Show one item or action, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.item_tables import action_sheets, item_sheets
from tracker.cli.options import reading
from tracker.cli.reading_view import View
from tracker.domain.errors import day
from tracker.queries.history import history_of
from tracker.queries.item_detail import item_detail
from tracker.queries.item_row import action_shape, moment_shape
from tracker.queries.resolve_reference import resolve_ref

if TYPE_CHECKING:
    from tracker.queries.json_types.items import ShowActionShape, ShowShape


@click.command()
@click.argument("ref")
@reading
def show(view: View, ref: str) -> None:
    """Show one item or action, whole.

    \b
    Examples:
        tracker show knowsley-2023/2
        tracker show know/2/1 --as-of 2026-03-31 --json
    """
    plan = view.plan()
    reference = resolve_ref(plan, ref)
    item = plan.items.get(reference.item)
    if item is None:
        quiet = view.silence(plan)
        answer = {**moment_shape(plan), "ref": reference.item}
        nothing = quiet or f"{reference.item} was not in the plan on that day."
        view.show(plan, [], answer=answer, remarks=[nothing])
        return
    entries = history_of(plan, reference)
    if reference.action is None:
        whole: ShowShape = {
            **moment_shape(plan),
            **item_detail(plan, item),
            "history": entries,
        }
        view.show(plan, item_sheets(whole, entries), answer=whole)
        return
    action = item.actions.get(reference.action)
    if action is None:
        answer = {**moment_shape(plan), "ref": str(reference)}
        nothing = f"{reference} was not assigned by {day(plan.as_of)}."
        view.show(plan, [], answer=answer, remarks=[nothing])
        return
    one: ShowActionShape = {
        **moment_shape(plan),
        **action_shape(plan, item, action),
        "history": entries,
    }
    view.show(plan, action_sheets(one, entries), answer=one)
