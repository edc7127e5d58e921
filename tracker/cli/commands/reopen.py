"""Reopen a closed item, or an ended action."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import changing, pass_session, reasoned

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@click.argument("ref")
@reasoned()
@changing
@pass_session
def reopen(session: Session, ref: str, *, why: str, on: str | None, dry_run: bool) -> None:
    """Reopen a closed item, or an ended action.

    \b
    Example:
        tracker reopen knowsley-2023/2 -m "Exclusions have risen again this term"
    """
    day = session.day(on)
    session.record(lambda tracker: tracker.reopen(ref, why=why, on=day), dry_run=dry_run)
