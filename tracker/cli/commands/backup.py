"""Copy the ledger while it is in use, and verify the copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import pass_session
from tracker.cli.session import copy_file
from tracker.presentation.cells import entry_count, full_head
from tracker.presentation.sheet import one_line

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@click.argument("path")
@pass_session
def backup(session: Session, path: str) -> None:
    """Copy the ledger while it is in use, and verify the copy.

    The head of the copy is written beside it, in PATH.head. What was erased does not come along.
    Nothing is ever overwritten, and until the copy has proven itself there is nothing at PATH.

    \b
    Example:
        tracker backup /media/safe/tracker-2026-03-31.db
    """
    from tracker.ledger.backup import back_up, head_file

    to = copy_file(path, "a backup is a file; tracker copy moves a ledger to a server")
    copied_head = back_up(session.tracker().record, to)
    click.echo(one_line(f"Backed up to {path}: {entry_count(copied_head)}, proven."))
    click.echo(
        one_line(
            f"Head: {full_head(copied_head)}; it is written in {head_file(to).name} beside it."
        )
    )
