"""Propose to close an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import Choice, changing, pass_session, reasoned
from tracker.domain.vocabulary import ClosedAs

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@click.argument("ref")
@click.argument("closed_as", type=Choice(ClosedAs))
@reasoned()
@changing
@pass_session
def close(
    session: Session, ref: str, closed_as: ClosedAs, *, why: str, on: str | None, dry_run: bool
) -> None:
    """Propose to close an item.

    Another person agrees or refuses it. Implemented is refused while an action is open.

    \b
    Example:
        tracker close knowsley-2023/1 implemented -m "Education attends at director level"
    """
    day = session.day(on)
    session.record(
        lambda tracker: tracker.propose(ref, closed_as, why=why, on=day), dry_run=dry_run
    )
