"""Withdraw an action."""

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
def withdraw(session: Session, ref: str, *, why: str, on: str | None, dry_run: bool) -> None:
    """Withdraw an action.

    \b
    Example:
        tracker withdraw knowsley-2023/2/1 -m "Overtaken by the new inclusion panel"
    """
    day = session.day(on)
    session.record(lambda tracker: tracker.withdraw(ref, why=why, on=day), dry_run=dry_run)
