"""Ask for another due date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import changing, pass_session, reasoned

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@click.argument("ref")
@click.option("--to", required=True, metavar="DATE", help="The date asked for.")
@reasoned()
@changing
@pass_session
def reschedule(
    session: Session, ref: str, *, to: str, why: str, on: str | None, dry_run: bool
) -> None:
    """Ask for another due date.

    Another person agrees or refuses it. The first date is never lost.

    \b
    Example:
        tracker reschedule knowsley-2023/2/1 --to "end of june" -m "Two schools answer after Easter"
    """
    day, wanted = session.day(on), session.due(to)
    session.record(
        lambda tracker: tracker.reschedule(ref, to=wanted, reason=why, on=day), dry_run=dry_run
    )
