"""Report an action complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import changing, pass_session, reasoned

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@click.argument("ref")
@reasoned("A note about it.", required=False)
@changing
@pass_session
def complete(session: Session, ref: str, *, why: str | None, on: str | None, dry_run: bool) -> None:
    """Report an action complete.

    \b
    Example:
        tracker complete knowsley-2023/2/1 -m "All nine schools answered" --on yesterday
    """
    day = session.day(on)
    session.record(lambda tracker: tracker.complete(ref, note=why, on=day), dry_run=dry_run)
