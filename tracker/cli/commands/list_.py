"""List the plan, one line for each item."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.filters import filtered
from tracker.cli.options import reading
from tracker.cli.reading_view import ReadingView
from tracker.queries.item_filter import ItemFilter
from tracker.queries.item_row import items_json, moment_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.presentation.sheet import Sheet
    from tracker.queries.json_types.items import ItemShape, ListShape
    from tracker.queries.plan import Plan

_BY_LINE = {"csv", "tsv", "jsonl"}
"""The formats with a line for each item."""


@click.command("list")
@reading
@filtered
def list_(view: ReadingView, wanted: ItemFilter) -> None:
    """List the plan, one line for each item.

    \b
    Examples:
        tracker list
        tracker list --as-of 2026-03-31 --known-at 2026-03-31
        tracker list --rag red --owner "Head of Education" --json
    """
    if view.form in _BY_LINE:
        _by_line(view, wanted)
        return
    with view.stored_plan() as whole:
        plan = wanted.plan(whole)
        shown = items_json(plan, wanted.items(plan))
        answer: ListShape = {**moment_json(plan), "items": shown}
        remarks = _remarks(view, whole, len(shown))
    view.show(
        plan,
        [] if view.form == "json" else [_table(view, shown)],
        answer=answer,
        records="items",
        remarks=remarks,
    )


def _table(view: ReadingView, shown: Sequence[ItemShape]) -> Sheet:
    from tracker.presentation.plan_tables import ITEM, items_table
    from tracker.presentation.tabular_export import every_field

    return every_field(ITEM, shown) if view.form == "plain" else items_table(shown)


def _by_line(view: ReadingView, wanted: ItemFilter) -> None:
    """Print a list with a line for each item: only a few reports are there at a time."""
    count, pieces = 0, list[bytes]()
    with view.stored_plan() as whole:
        plan = wanted.plan(whole)
        for part in plan.batches():
            shown = items_json(part, wanted.items(part))
            count += len(shown)
            pieces.append(_printed(view, shown, first=not pieces))
        remarks = _remarks(view, whole, count)
    view.print_line(plan, pieces or [_printed(view, [], first=True)], remarks=remarks)


def _printed(view: ReadingView, shown: Sequence[ItemShape], *, first: bool) -> bytes:
    from tracker.presentation.plan_tables import ITEM
    from tracker.presentation.tabular_export import FILES, every_field

    lines = view.rendered([every_field(ITEM, shown)], answer={"items": shown}, records="items")
    if view.form in FILES and not first:
        next(lines)  # the names of the columns are at the top already
    return "".join(lines).encode()


def _remarks(view: ReadingView, plan: Plan, count: int) -> list[str]:
    quiet = None if count else view.nothing_recorded_yet(plan)
    if quiet is not None:
        return [quiet]
    if not count:
        return ["No items match."]
    items = "1 item" if count == 1 else f"{count} items"
    return [f"{items}. How ratings work: tracker settings."]
