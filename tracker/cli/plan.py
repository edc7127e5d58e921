"""Reading the plan: the list, and one item whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.filters import Wanted, filtered
from tracker.cli.options import View, reading
from tracker.cli.records import FILES, every_field
from tracker.cli.render import Sheet
from tracker.cli.sheets import counted, percentage
from tracker.cli.whole import action_sheets, item_sheets
from tracker.domain.errors import day
from tracker.register.detail import item_detail
from tracker.register.finding import resolve_ref, silence
from tracker.register.history import history_of
from tracker.register.lines import action_shape, item_shape, moment_shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.register.plan import Plan
    from tracker.register.shapes import ItemShape, ListShape, ShowActionShape, ShowShape


ITEM = (
    *("ref", "rag", "rag_reason", "status", "closed_as", "response", "owners", "first_due", "due"),
    *("days_late_first", "days_late", "slips", "percent", "actions_total", "actions_complete"),
    *("evidence", "claim", "judgement", "gap", "last_touched", "published", "not_yet_published"),
    *("reissued_on", "dropped_on"),
    *("covered_by", "themes", "inspection", "service", "kind", "number", "standard", "addressee"),
    *("text", "conflicts"),
)
"""The columns of a list for spreadsheets and other programs: every field of the JSON."""


@click.command("list")
@reading
@filtered
def list_(view: View, wanted: Wanted) -> None:
    """List the plan, one line an item.

    \b
    Examples:
        tracker list
        tracker list --as-of 2026-03-31 --known-at 2026-03-31
        tracker list --rag red --owner "Head of Education" --json
    """
    plan = view.plan()
    shown = [item_shape(plan, plan.items[ref]) for ref in wanted.refs(plan)]
    answer: ListShape = {**moment_shape(plan), "items": shown}
    wide = view.form in {*FILES, "plain"}
    view.show(
        plan,
        [every_field(ITEM, shown) if wide else _lines(shown)],
        answer=answer,
        records="items",
        remarks=_remarks(view, plan, shown),
    )


def _remarks(view: View, plan: Plan, shown: Sequence[ItemShape]) -> list[str]:
    quiet = silence(plan, view.session.tracker().record)
    if quiet is not None:
        return [quiet]
    if not shown:
        return ["No item fits."]
    return [f"{counted(len(shown), 'item')}. The rule of the rating: tracker settings."]


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
    said = item["status"]
    if item["closed_as"] is not None:
        said += f" as {item['closed_as']}"
    if item["dropped_on"] is not None:
        said += f", not in the report as re-issued on {item['dropped_on']}"
    return said + (", not yet published" if item["not_yet_published"] else "")


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
        quiet = silence(plan, view.session.tracker().record)
        answer = {**moment_shape(plan), "ref": reference.item}
        nothing = quiet or f"{reference.item} was not in the plan on that day."
        view.show(plan, [], answer=answer, remarks=[nothing])
        return
    told = history_of(plan, reference)
    if reference.action is None:
        whole: ShowShape = {
            **moment_shape(plan),
            **item_detail(plan, item),
            "history": told,
        }
        view.show(plan, item_sheets(whole, told), answer=whole)
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
        "history": told,
    }
    view.show(plan, action_sheets(one, told), answer=one)
