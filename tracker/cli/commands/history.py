"""Show the history: effective date, recorded date, author."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import reading
from tracker.cli.reading_view import ReadingView
from tracker.domain.errors import long_date
from tracker.presentation.history_table import ENTRY, history_table
from tracker.presentation.tabular_export import records_sheet, without_empty
from tracker.queries.item_row import moment_json
from tracker.queries.resolve_reference import resolve_ref

if TYPE_CHECKING:
    from tracker.domain.reference import Reference
    from tracker.queries.json_types.items import HistoryShape
    from tracker.queries.plan import Plan


@click.command()
@click.argument("ref", required=False)
@click.option("--by-record", is_flag=True, help="Order entries by when they were recorded.")
@reading
def history(view: ReadingView, ref: str | None, *, by_record: bool) -> None:
    """Show the history: effective date, recorded date, author.

    Of an item, of one action, or of the whole ledger. What was corrected or taken back is marked,
    and the corrections have rows of their own.

    \b
    Examples:
        tracker history knowsley-2023/2
        tracker history know/2/1 --as-of 2026-03-31 --known-at 1204
        tracker history --by-record --json
    """
    from tracker.queries.history import history_entries

    with view.stored_plan() as plan:
        quiet = view.nothing_recorded_yet(plan)
        reference = None if ref is None or quiet else resolve_ref(plan, ref)
        entries = [] if quiet else history_entries(plan, reference, by_record=by_record)
    answer: HistoryShape = {**moment_json(plan), "entries": entries}
    view.show(
        plan,
        without_empty(view.form, records_sheet(view.form, ENTRY, entries, history_table)),
        answer=answer,
        records="entries",
        remarks=[] if entries else [quiet or _nothing(plan, reference)],
    )


def _nothing(plan: Plan, reference: Reference | None) -> str:
    about = "" if reference is None else f" about {reference}"
    return f"Nothing{about} had happened by {long_date(plan.as_of)}."
