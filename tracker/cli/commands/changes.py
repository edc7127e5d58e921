"""Show what changed between two dates, such as two board meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import formats, pass_session
from tracker.cli.reading_view import ReadingView
from tracker.domain.errors import UsageError, long_date
from tracker.presentation.board_tables import (
    CHANGE,
    CHANGED_TITLE,
    LEARNED,
    LEARNED_TITLE,
    changes_table,
    learned_table,
)
from tracker.presentation.heading import heading_of
from tracker.presentation.tabular_export import records_sheet, without_empty
from tracker.queries.diff import diff_plans
from tracker.queries.item_row import moment_json
from tracker.queries.resolve_reference import resolve_ref

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.domain.bitemporal import Moment
    from tracker.queries.json_types.board import DiffShape
    from tracker.queries.plan import Plan


@click.command()
@click.argument("ref", required=False)
@click.option("--from", "start", required=True, metavar="DATE", help="The first day; board is one.")
@click.option("--to", "end", required=True, metavar="DATE", help="The later day, to its end.")
@click.option(
    "--known-at", metavar="WHEN", help="What was known then, for both dates; else each its own."
)
@click.option("--service", metavar="NAME", help="Only this service, by id or name.")
@formats
@pass_session
def changes(
    session: Session,
    ref: str | None,
    *,
    start: str,
    end: str,
    known_at: str | None,
    service: str | None,
    form: str,
) -> None:
    """Show what changed between two dates, such as two board meetings.

    Each day is taken as it was known on that day. What took effect by the first day but was
    recorded after it, corrected or taken back is listed apart: the first board could not know it.

    \b
    Examples:
        tracker changes --from "12 mar" --to board
        tracker changes --from board --to today --service knowsley
        tracker changes knowsley-2023/2 --from 2026-03-12 --to 2026-06-11 --known-at 2026-06-11
    """
    view = ReadingView(session, None, known_at, form)
    first, last = _two(session, start, end, known_at)
    with session.stored_plan(first) as before, session.stored_plan(last) as after:
        quiet = view.nothing_recorded_yet(after)
        reference = None if ref is None or quiet else resolve_ref(after, ref)
        changes, learned = diff_plans(before, after, reference, service)
        answer: DiffShape = {
            "from": moment_json(before),
            "to": moment_json(after),
            "changes": changes,
            "learned_since": learned,
        }
    view.show(
        after,
        without_empty(
            view.form,
            records_sheet(view.form, CHANGE, changes, changes_table, CHANGED_TITLE),
            records_sheet(view.form, LEARNED, learned, learned_table, LEARNED_TITLE),
        ),
        answer=answer,
        remarks=[] if changes or learned else [quiet or _same(before, after)],
        heading=[
            f"{end} the {heading_of(plan)[0][4:]}"
            for end, plan in (("From", before), ("To", after))
        ],
    )


def _two(session: Session, start: str, end: str, known_at: str | None) -> tuple[Moment, Moment]:
    """The two days, each as known on that day, or both at one knowledge."""
    first, last = session.day(start), session.day(end)
    if first >= last:
        raise UsageError(
            f"--from {long_date(first)} is not before --to {long_date(last)}; "
            "what changed is what took effect after the first day."
        )
    reader, known = session.reader(), session.open().known_at(known_at)
    return reader.moment(first, known or first), reader.moment(last, known or last)


def _same(before: Plan, after: Plan) -> str:
    return f"Nothing changed between {long_date(before.as_of)} and {long_date(after.as_of)}."
