"""Record the service's own view of progress."""

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
def self_assess(
    session: Session, ref: str, progress: Progress, *, why: str, on: str | None, dry_run: bool
) -> None:
    """Record the service's own view of progress.

    \b
    Example:
        tracker self-assess knowsley-2023/2 good -m "Exclusions are down by a third"
    """
    day = session.day(on)
    session.record(
        lambda tracker: tracker.self_assess(ref, progress, why=why, on=day), dry_run=dry_run
    )
