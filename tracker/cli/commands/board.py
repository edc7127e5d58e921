"""Show, book and move board meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.default_list import DefaultListGroup, show_list
from tracker.cli.options import changing, pass_session, reading
from tracker.cli.reading_view import ReadingView
from tracker.presentation.directory_tables import meetings_table
from tracker.queries.directory import meetings_json
from tracker.queries.item_row import moment_json

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.queries.json_types.reports import BoardShape


@click.group(cls=DefaultListGroup)
def board() -> None:
    """Show, book and move board meetings.

    The word board can then be typed for a date: looking back it is the last
    meeting, looking forward the next.

    \b
    Examples:
        tracker board
        tracker board add 2027-03-12 2027-06-11
    """


@board.command("list")
@reading
def list_meetings(view: ReadingView) -> None:
    """List board meetings, past and to come.

    \b
    Example:
        tracker board list --as-of 2026-03-31
    """
    with view.stored_plan() as plan:
        answer: BoardShape = {**moment_json(plan), "meetings": meetings_json(plan)}
        quiet = view.nothing_recorded_yet(plan)
    remarks = () if answer["meetings"] else ("No board meeting is booked: tracker board add DATE",)
    show_list(
        view,
        plan,
        meetings_table(answer["meetings"]),
        answer=answer,
        records="meetings",
        quiet=quiet,
        remarks=remarks,
    )


@board.command("add")
@click.argument("days", metavar="DATE...", nargs=-1, required=True)
@changing
@pass_session
def fix_meeting(session: Session, days: tuple[str, ...], *, on: str | None, dry_run: bool) -> None:
    """Book board meetings.

    \b
    Examples:
        tracker board add 2027-03-12 2027-06-11
        tracker board add "12 march"
    """
    fixed, since = [session.due(typed) for typed in days], session.day(on)
    session.record(lambda tracker: tracker.add_meeting(*fixed, on=since), dry_run=dry_run)


@board.command("move")
@click.argument("meeting", metavar="DATE")
@click.option("--to", required=True, metavar="DATE", help="The new date of the meeting.")
@changing
@pass_session
def move_meeting(session: Session, meeting: str, *, to: str, on: str | None, dry_run: bool) -> None:
    """Move a board meeting to another day.

    \b
    Example:
        tracker board move 2027-03-12 --to 2027-03-19
    """
    was, instead, since = session.due(meeting), session.due(to), session.day(on)
    session.record(lambda tracker: tracker.move_meeting(was, instead, on=since), dry_run=dry_run)
