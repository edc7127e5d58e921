"""The plan as a table: one line for each item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.presentation.cells import counted, percentage
from tracker.presentation.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.queries.json_types.items import ItemShape

ITEM = (
    *("ref", "rag", "rag_reason", "status", "closed_as", "response", "owners", "first_due", "due"),
    *("days_late_first", "days_late", "slips", "percent", "actions_total", "actions_complete"),
    *("evidence", "claim", "judgement", "gap", "last_touched", "published", "not_yet_published"),
    *("reissued_on", "dropped_on"),
    *("covered_by", "themes", "inspection", "service", "kind", "number", "standard", "addressee"),
    *("text", "conflicts"),
)
"""The columns of a list for spreadsheets and other programs: every field of the JSON."""


def items_table(shown: Sequence[ItemShape]) -> Sheet:
    """Return a line for each item."""
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
