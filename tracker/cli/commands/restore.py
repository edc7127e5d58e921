"""Restore a backup, and erase again what was erased since."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.application.open_ledger import FILE, parse_location
from tracker.cli.options import pass_session
from tracker.cli.session import STAGE, copy_file
from tracker.domain.errors import NotFoundError, TrackerError, UsageError, joined
from tracker.presentation.cells import entry_count, full_head
from tracker.presentation.sheet import one_line

if TYPE_CHECKING:
    from tracker.application.restore import Restored
    from tracker.cli.session import Session
    from tracker.ledger.postgres.address import Address


@click.command()
@click.argument("backup")
@click.option("--to", metavar="PATH", help="Where; else --ledger, TRACKER_LEDGER or tracker.db.")
@click.option(
    "--erasures-of", metavar="PATH", help="A later copy; what was erased in it is erased here."
)
@click.option("--without-erasures", is_flag=True, help="Nothing was erased since the backup.")
@pass_session
def restore(
    session: Session,
    backup: str,
    *,
    to: str | None,
    erasures_of: str | None,
    without_erasures: bool,
) -> None:
    """Restore a backup, and erase again what was erased since.

    Nothing is overwritten: a ledger that is there is moved aside first, and named with
    --erasures-of. With --to, the ledger in use is asked for later erasures by itself.

    \b
    Examples:
        tracker restore /media/safe/tracker-2026-03-31.db --erasures-of broken.db
        tracker restore /media/safe/tracker-2026-03-31.db --to trial.db
    """
    from tracker.application.restore import restore as bring_back
    from tracker.ledger.system import system_clock

    if without_erasures and erasures_of is not None:
        raise UsageError("Give either --erasures-of or --without-erasures.")
    where = to or session.ledger or os.environ.get("TRACKER_LEDGER") or FILE
    path = copy_file(
        backup, "a backup is a file; tracker copy moves a ledger from a server into one"
    )
    target = copy_file(
        where, "bring it back with --to FILE, then move that there with tracker copy"
    )
    later = parse_location(erasures_of) if erasures_of is not None else None
    if later is None and to is not None and not without_erasures:
        later = _in_use(session, path)
    stage = STAGE.get()
    clock = system_clock if stage is None else lambda: stage.instant
    restored = bring_back(path, target, later=later, clock=clock)
    for line in _told(restored, backup, where, later):
        click.echo(one_line(line))


def _in_use(session: Session, backup: Path) -> Path | Address | None:
    """Return where the ledger in use is; None if there is none, or it is another ledger."""
    from tracker.ledger.ledger import Ledger

    try:
        location = session.location()
    except NotFoundError:
        return None
    if isinstance(location, Path) and not location.exists():
        return None
    with suppress(TrackerError), Ledger.open(location) as one, Ledger.open(backup) as other:
        if one.ledger_id != other.ledger_id:
            return None
    return location


def _told(restored: Restored, backup: str, where: str, later: Path | Address | None) -> list[str]:
    kept = restored.backup
    lines = [f"Restored and verified {where} from {backup}: {entry_count(kept)}."]
    if not restored.stated:
        lines.append("No head was saved beside it. Compare the one below with the minutes.")
    if later is None:
        lines.append(
            f"Entries after #{kept.position} are missing. No later copy was checked, so texts "
            f"erased after #{kept.position} are back. Erase them again."
        )
    else:
        more = "1 entry" if restored.lost == 1 else f"{restored.lost} entries"
        lines.append(
            f"Not restored: {more} that only {later} has."
            if restored.lost
            else f"{later} has nothing more."
        )
        erased = joined((f"#{position}" for position in restored.erased), last="and")
        lines.append(
            f"Hidden or erased later, and so here too: the texts of {erased}."
            if restored.erased
            else "No text was erased later."
        )
    return [*lines, f"Head: {full_head(restored.head)}."]
