"""Record a measurement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import changing, pass_session

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@click.argument("ref")
@click.argument("value")
@click.option("--measure", "name", metavar="NAME", help="Which measure, where there are several.")
@changing
@pass_session
def measure(
    session: Session, ref: str, value: str, *, name: str | None, on: str | None, dry_run: bool
) -> None:
    """Record a measurement.

    The value is kept exactly as typed; --on is the day it is a reading of.

    \b
    Example:
        tracker measure knowsley-2023/2 24 --on 2026-07-21
    """
    day = session.day(on)
    session.record(
        lambda tracker: tracker.measure(ref, value, measure=name, on=day), dry_run=dry_run
    )
