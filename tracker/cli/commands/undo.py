"""Take back your own last command, visibly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import pass_session, reasoned, rehearsed

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@reasoned("Why it was never true.")
@rehearsed
@pass_session
def undo(session: Session, *, why: str, dry_run: bool) -> None:
    """Take back your own last command, visibly.

    The whole of it, as take-back --whole does. What others have recorded since stays. Undone
    twice, it counts again.

    \b
    Example:
        tracker undo -m "Typed in the wrong line"
    """
    session.record(lambda tracker: tracker.undo(reason=why), dry_run=dry_run)
