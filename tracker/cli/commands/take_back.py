"""Take back an entry that was never true, visibly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import EntryNumber, pass_session, reasoned, rehearsed

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command("take-back")
@click.argument("entry", type=EntryNumber())
@click.option(
    "--whole", is_flag=True, help="Take back all its command recorded, such as a whole import."
)
@reasoned("Why it was never true.")
@rehearsed
@pass_session
def take_back(session: Session, entry: int, *, whole: bool, why: str, dry_run: bool) -> None:
    """Take back an entry that was never true, visibly.

    Taking a correction back restores what was there before it.

    \b
    Example:
        tracker take-back 41 -m "Recorded against the wrong service"
    """
    session.record(
        lambda tracker: tracker.take_back(entry, reason=why, whole=whole), dry_run=dry_run
    )
