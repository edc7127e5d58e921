"""Copies of a ledger: made, brought back, and held against each other."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import pass_session
from tracker.cli.reading_view import in_london
from tracker.cli.render import one_line
from tracker.cli.session import FILE, STAGE, place
from tracker.domain.errors import NotFoundError, TrackerError, UsageError, listed

if TYPE_CHECKING:
    from tracker.application.restore import Restored
    from tracker.cli.session import Session
    from tracker.ledger.comparison import Comparison
    from tracker.ledger.envelope import Head
    from tracker.ledger.postgres.address import Address
    from tracker.queries.json_types.copies import ComparisonShape, CopyHeadShape


@click.command()
@click.argument("path")
@pass_session
def backup(session: Session, path: str) -> None:
    """Copy the ledger to PATH while it is in use, and prove the copy.

    The head of the copy is written beside it, in PATH.head. What was erased does not come along.
    Nothing is ever overwritten, and until the copy has proven itself there is nothing at PATH.

    \b
    Example:
        tracker backup /media/safe/tracker-2026-03-31.db
    """
    from tracker.ledger.backup import back_up, head_file

    to = _kept(path, "a backup is a file; tracker copy moves a ledger to a server")
    made = back_up(session.tracker().record, to)
    click.echo(one_line(f"Backed up to {path}: {entries(made)}, proven."))
    click.echo(one_line(f"Head: {head(made)}; it is written in {head_file(to).name} beside it."))


@click.command()
@click.argument("backup")
@click.option("--to", metavar="PATH", help="Where; else --ledger, TRACKER_LEDGER or tracker.db.")
@click.option("--erasures-of", metavar="PATH", help="A later copy: what was erased in it is here.")
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
    """Bring a backup back, proven, with the texts erased since then erased again.

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
    path = _kept(backup, "a backup is a file; tracker copy moves a ledger from a server into one")
    target = _kept(where, "bring it back with --to FILE, then move that there with tracker copy")
    later = place(erasures_of) if erasures_of is not None else None
    if later is None and to is not None and not without_erasures:
        later = _in_use(session, path)
    stage = STAGE.get()
    clock = system_clock if stage is None else lambda: stage.instant
    restored = bring_back(path, target, later=later, clock=clock)
    for line in _told(restored, backup, where, later):
        click.echo(one_line(line))


def _kept(typed: str, otherwise: str) -> Path:
    """Return where a copy is kept, or is to be. Raises UsageError for an address."""
    found = place(typed)
    if isinstance(found, Path):
        return found
    raise UsageError(f"{found} is no file: {otherwise}.")


def _in_use(session: Session, backup: Path) -> Path | Address | None:
    """Return where the ledger in use is, unless there is none or it is another ledger."""
    from tracker.ledger.ledger import Record

    try:
        found = session.place()
    except NotFoundError:
        return None
    if isinstance(found, Path) and not found.exists():
        return None
    with suppress(TrackerError), Record.open(found) as one, Record.open(backup) as other:
        if one.ledger_id != other.ledger_id:
            return None
    return found


def _told(restored: Restored, backup: str, where: str, later: Path | Address | None) -> list[str]:
    kept = restored.backup
    lines = [f"Restored {where} from {backup}: {entries(kept)}, proven."]
    if not restored.stated:
        lines.append("No head was written beside it; hold the one below against the minutes.")
    if later is None:
        lines.append(
            f"What was recorded after #{kept.position} is not in it. No later copy was asked: "
            "texts erased since then stand in it again, and have to be erased again."
        )
    else:
        more = "1 entry" if restored.lost == 1 else f"{restored.lost} entries"
        lines.append(
            f"Not in it: {more} that only {later} has."
            if restored.lost
            else f"{later} has nothing that is not in it."
        )
        erased = listed((f"#{position}" for position in restored.erased), last="and")
        lines.append(
            f"Hidden or erased since, and so here too: the texts of {erased}."
            if restored.erased
            else "No text was erased since."
        )
    return [*lines, f"Head: {head(restored.head)}."]


@click.command()
@click.argument("first")
@click.argument("second")
@click.option("--json", "as_json", is_flag=True, help="Answer for a program.")
def compare(first: str, second: str, *, as_json: bool) -> None:
    """Say up to which entry two copies of a ledger are the same.

    It ends with 0 where they are the same or one merely goes on, and with 1 where they diverged.

    \b
    Example:
        tracker compare tracker.db /media/safe/tracker-2026-03-31.db
    """
    from tracker.ledger import comparison as copies
    from tracker.ledger.ledger import Record

    with Record.open(place(first)) as one, Record.open(place(second)) as other:
        found = copies.compare(one, other)
    if as_json:
        click.echo(json.dumps(_answer(found, first, second), indent=2))
    else:
        for line in _compared(found, first, second):
            click.echo(one_line(line))
    if found.verdict is copies.Verdict.DIVERGED:
        raise click.exceptions.Exit(1)


def _compared(found: Comparison, first: str, second: str) -> list[str]:
    common = found.common.position
    lines = [f"The same up to {head(found.common)}." if common else "They share no entry."]
    for path, at in ((first, found.first), (second, found.second)):
        on = f"goes on to #{at.position}" if at.position > common else "ends there"
        lines.append(f"{path} {on}.")
    if found.first.position > common < found.second.position:
        lines.append("They diverged: neither holds all that was recorded.")
    return lines


def _answer(found: Comparison, first: str, second: str) -> ComparisonShape:
    return {
        "ledger": found.common.ledger,
        "verdict": found.verdict.value,
        "common": _shape(found.common),
        "first": {"path": first, **_shape(found.first)},
        "second": {"path": second, **_shape(found.second)},
    }


def _shape(head: Head) -> CopyHeadShape:
    from tracker.ledger.timestamps import stamp

    at = None if head.recorded_at is None else stamp(head.recorded_at)
    return {"position": head.position, "head": head.hash, "recorded_at": at}


def entries(upto: Head) -> str:
    """Return how many entries there are up to a head, and when the last was recorded."""
    if upto.recorded_at is None:
        return "nothing recorded yet"
    counted = "1 entry" if upto.position == 1 else f"{upto.position} entries"
    return f"{counted}, the last recorded {in_london(upto.recorded_at)}"


def head(at: Head) -> str:
    """Return a head as it is written down: its position, and all of its hash."""
    return f"#{at.position}, {at.hash}"
