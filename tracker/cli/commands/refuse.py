"""Refuse a closure or a new date that another person asked for."""

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
def refuse(session: Session, ref: str, *, why: str, on: str | None, dry_run: bool) -> None:
    """Refuse a closure or a new date that another person asked for.

    \b
    Example:
        tracker refuse knowsley-2023/2/1 -m "The board wants it before the summer"
    """
    day = session.day(on)
    session.record(lambda tracker: tracker.refuse(ref, why=why, on=day), dry_run=dry_run)
