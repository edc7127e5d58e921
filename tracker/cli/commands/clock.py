"""Acknowledge a clock that is behind the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import pass_session, reasoned, rehearsed

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.group()
def clock() -> None:
    """Acknowledge a clock that is behind the record.

    A clock up to two minutes behind the last entry is put right without a word. Further behind,
    nothing is recorded until it is set right, or someone says that it is right already.

    \b
    Example:
        tracker clock acknowledge -m "The computer's battery was changed"
    """


@clock.command()
@reasoned("How it came.")
@rehearsed
@pass_session
def acknowledge(session: Session, *, why: str, dry_run: bool) -> None:
    """Say that the clock is right now, and that later times in the record are in doubt.

    For the manager or the clerk. The entries recorded later than the clock says are named, and
    every answer they are in says so; their times are not rewritten. Until the clock has passed
    them, each entry is recorded just after the last.

    \b
    Example:
        tracker clock acknowledge -m "The computer's battery was changed"
    """
    session.record(lambda tracker: tracker.acknowledge_clock(reason=why), dry_run=dry_run)
