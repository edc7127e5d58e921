"""Record the inspector's judgement of progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import Choice, changing, pass_session, reasoned
from tracker.domain.vocabulary import Progress

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@click.argument("ref")
@click.argument("progress", type=Choice(Progress))
@reasoned()
@changing
@pass_session
def judge(
    session: Session, ref: str, progress: Progress, *, why: str, on: str | None, dry_run: bool
) -> None:
    """Record the inspector's judgement of progress.

    \b
    Example:
        tracker --by "An Inspector" judge knowsley-2023/2 reasonable -m "Down, from a high level"
    """
    day = session.day(on)
    session.record(lambda tracker: tracker.judge(ref, progress, why=why, on=day), dry_run=dry_run)
