"""Log a note on an item, or progress on an action."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import changing, pass_session, written
from tracker.domain.errors import UsageError

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command()
@click.argument("ref")
@click.argument("note", required=False)
@click.option("-F", "from_file", metavar="FILE", help="The note from a file; - is standard input.")
@click.option("--percent", type=click.IntRange(0, 100), help="How much of the action is done.")
@changing
@pass_session
def log(
    session: Session,
    ref: str,
    *,
    note: str | None,
    from_file: str | None,
    percent: int | None,
    on: str | None,
    dry_run: bool,
) -> None:
    """Log a note on an item, or progress on an action.

    Write no child's name, initials, date of birth, school or case number.

    \b
    Example:
        tracker log knowsley-2023/2/1 "Letters sent to all nine schools" --percent 40 --on monday
    """
    text = written(note, from_file)
    if text is None:
        raise UsageError("A note is needed: in words after the reference, or with -F FILE.")
    day = session.day(on)
    session.record(lambda tracker: tracker.log(ref, text, percent=percent, on=day), dry_run=dry_run)
