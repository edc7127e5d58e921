"""Rebuild the read model from the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import pass_session
from tracker.cli.progress_bar import progress
from tracker.presentation.sheet import one_line

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@pass_session
def rebuild(session: Session) -> None:
    """Rebuild the read model from the ledger.

    The read model holds the plan ready for lists, and is made from the record. tracker verify
    checks that the two agree. The record itself is not touched, and every answer stays the same.

    \b
    Example:
        tracker rebuild
    """
    from tracker.application.read_model import rebuild as rebuilt

    location = session.location()
    with progress("Rebuilding") as report_progress:
        entries = rebuilt(location, report_progress)
    counted = "1 entry" if entries == 1 else f"{entries:,} entries"
    click.echo(one_line(f"Rebuilt the read model of {location}; it covers {counted}."))
