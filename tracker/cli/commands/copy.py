"""Copy a whole ledger to another place: a server, or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.application.open_ledger import parse_location
from tracker.cli.progress_bar import progress
from tracker.domain.errors import RefusedError, UsageError
from tracker.presentation.cells import entry_count, full_head
from tracker.presentation.sheet import one_line

if TYPE_CHECKING:
    from tracker.ledger.copy import CopyResult


@click.command()
@click.argument("from_", metavar="FROM")
@click.argument("to", metavar="TO")
def copy(from_: str, to: str) -> None:
    """Copy a whole ledger to another place: a server, or a file.

    Positions, instants, hashes, texts and what was erased stay as they are, so every head given
    away still holds. FROM is verified before and the copy after. There may be nothing at TO yet; a
    copy that was cut short continues where it stopped when the same command is run again.

    \b
    Examples:
        tracker copy tracker.db postgresql://db.example.org/tracker
        tracker copy postgresql://db.example.org/tracker tracker-2026-03-31.db
    """
    from tracker.application.bulk_append import catch_up
    from tracker.ledger.copy import copy as copied

    source, target = parse_location(from_), parse_location(to)
    if source == target:
        raise UsageError(f"{from_} and {to} are one place.")
    try:
        with progress("Copying") as report_progress:
            result = copied(source, target, report_progress=report_progress)
        with progress("Read model") as report_progress:
            catch_up(target, report_progress)
    except KeyboardInterrupt:
        raise RefusedError("Stopped; the same command continues where the copy stopped.") from None
    for line in _told(result, from_, to):
        click.echo(one_line(line))


def _told(copied: CopyResult, source: str, target: str) -> list[str]:
    if copied.already:
        first = f"{target} has all of {source} already, verified: {entry_count(copied.head)}."
    else:
        first = f"Copied {source} to {target}: {entry_count(copied.head)}, verified in both."
    lines = [first]
    if copied.after and not copied.already:
        lines.append(f"It went on after #{copied.after}, where a copy had been cut short.")
    return [*lines, f"Head: {full_head(copied.head)}."]
