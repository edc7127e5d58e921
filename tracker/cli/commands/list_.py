"""List the plan, one line for each item."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.filters import filtered
from tracker.cli.options import reading
from tracker.cli.reading_view import ReadingView
from tracker.presentation.cells import counted, percentage
from tracker.presentation.sheet import Sheet
from tracker.presentation.tabular_export import FILES, every_field
from tracker.queries.item_filter import ItemFilter
from tracker.queries.item_row import items_json, moment_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.queries.json_types.items import ItemShape, ListShape
    from tracker.queries.plan import Plan

ITEM = (
    *("ref", "rag", "rag_reason", "status", "closed_as", "response", "owners", "first_due", "due"),
    *("days_late_first", "days_late", "slips", "percent", "actions_total", "actions_complete"),
    *("evidence", "claim", "judgement", "gap", "last_touched", "published", "not_yet_published"),
    *("reissued_on", "dropped_on"),
    *("covered_by", "themes", "inspection", "service", "kind", "number", "standard", "addressee"),
    *("text", "conflicts"),
)
"""The columns of a list for spreadsheets and other programs: every field of the JSON."""


_BY_LINE = {*FILES, "jsonl"}
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
        [every_field(ITEM, shown) if view.form == "plain" else _lines(shown)],
        answer=answer,
        records="items",
        remarks=remarks,
    )


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
    lines = view.rendered([every_field(ITEM, shown)], answer={"items": shown}, records="items")
    if view.form in FILES and not first:
        next(lines)  # the names of the columns stand at the top
    return "".join(lines).encode()


def _remarks(view: ReadingView, plan: Plan, count: int) -> list[str]:
    quiet = None if count else view.nothing_recorded_yet(plan)
    if quiet is not None:
        return [quiet]
    if not count:
        return ["No item fits."]
    return [f"{counted(count, 'item')}. How ratings work: tracker settings."]


def _lines(shown: Sequence[ItemShape]) -> Sheet:
    rows = [
        (
            item["ref"],
            item["rag"],
            _standing(item),
            ", ".join(item["owners"]),
            _due(item),
            percentage(item["percent"]),
            item["text"],
        )
        for item in shown
    ]
    return Sheet(
        ("item", "RAG", "status", "owner", "due", "done", "what"),
        rows,
        widths={"status": 18, "owner": 18, "due": 24},
        cut="what",
    )


def _standing(item: ItemShape) -> str:
    status = item["status"]
    if item["closed_as"] is not None:
        status += f" as {item['closed_as']}"
    if item["dropped_on"] is not None:
        status += f", not in the report as re-issued on {item['dropped_on']}"
    return status + (", not yet published" if item["not_yet_published"] else "")


def _due(item: ItemShape) -> str:
    if item["due"] is None:
        return ""
    words = [item["due"]]
    if item["first_due"] != item["due"]:
        words.append(f"first {item['first_due']}")
    late, first = item["days_late"], item["days_late_first"]
    if late:
        words.append(f"{counted(late, 'day')} late" + ("" if first == late else " (agreed date)"))
    if first and first != late:
        words.append(f"{counted(first, 'day')} late (first date)")
    return ", ".join(words)
