"""Erase text that names a child; it takes two people."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Choice, EntryNumber, pass_session, rehearsed
from tracker.domain.errors import UsageError, long_date
from tracker.domain.events import ExportMade
from tracker.domain.vocabulary import (
    ErasureReason,
)
from tracker.presentation.sheet import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.application.erasure_copies import CopyLocations
    from tracker.application.tracker import Receipt, Tracker
    from tracker.cli.session import Session

_ON_SERVER = (
    (
        "- the server's own files, until the owner of the database has run VACUUM FULL of the "
        "table texts (VACUUM alone leaves the bytes), ANALYZE of it, and VACUUM FULL of "
        "pg_statistic"
    ),
    (
        "- its write-ahead log, until each file of it from before has been removed or "
        "overwritten, by pg_switch_wal() and CHECKPOINT, several times, or by its own work"
    ),
    (
        "- what was taken from the server: archived logs, base backups, dumps; replicas and "
        "replication slots that do not follow; its own log, where it writes down statements"
    ),
)
"""What erasing leaves behind on a server; docs/trust.md explains it."""


@click.command()
@click.argument("entry", type=EntryNumber())
@click.option("--reason", type=Choice(ErasureReason), help="Why; the text would name it again.")
@click.option("--confirm", is_flag=True, help="Confirm an erasure that another person asked for.")
@click.option("--copies", is_flag=True, help="Only list where copies of the texts may be.")
@click.option("--yes", is_flag=True, help="Do not ask before destroying the texts.")
@rehearsed
@pass_session
def erase(
    session: Session,
    entry: int,
    *,
    reason: ErasureReason | None,
    confirm: bool,
    copies: bool,
    yes: bool,
    dry_run: bool,
) -> None:
    """Erase text that names a child; it takes two people.

    Asked for with --reason, the texts of an entry and of its corrections are hidden everywhere at
    once. When another person gives --confirm, they are deleted for good. The fact that something
    was recorded, when and by whose hand stays, and the record still proves itself. Copies made
    earlier (exports, backups, printed papers) are not deleted; --copies lists where they may be.

    \b
    Examples:
        tracker --by "A Manager" erase 41 --reason names-a-child
        tracker --by "A Chair" erase 41 --confirm
    """
    if copies and not (confirm or reason is not None):
        _say_where(session, entry)
        return
    if copies or confirm == (reason is not None):
        raise UsageError(
            "Give --reason to ask for an erasure, or --confirm to confirm another person's."
        )
    if reason is not None:
        session.record(lambda tracker: tracker.ask_erasure(entry, reason), dry_run=dry_run)
        return
    session.record(
        lambda tracker: _confirmed(tracker, entry, sure=yes or dry_run),
        dry_run=dry_run,
        then=lambda: _say_where(session, entry),
    )


def _say_where(session: Session, entry: int) -> None:
    """Print where there may be copies of the texts of an entry."""
    for line in _where(session.tracker().copies(entry)):
        click.echo(one_line(line))


def _where(copies: CopyLocations) -> Iterator[str]:
    yield "Erasing does not delete these copies. Find and destroy each one:"
    for export in copies.exports:
        if isinstance(export.event, ExportMade):
            of = export.event.inspection or "the whole ledger"
            yield (
                f"- {export.event.file}, exported as #{export.position} on "
                f"{long_date(export.effective_on)} ({of}); its SHA-256 is {export.event.sha256}"
            )
    if not copies.exports:
        yield "- exports: no recorded export contains it"
    upto = "" if copies.last is None else f", up to #{copies.last}"
    yield (
        f"- backups: every backup made at or after #{copies.first}{upto}. The .head file next to "
        "a backup shows its number, and holds no text"
    )
    beside = "look next to backups and exports"
    if not copies.on_server:
        beside = f"{', '.join(copies.parts) or 'none next to the ledger'}; {beside} too"
    yield f"- unfinished files (.tracker-*.part): {beside}"
    if copies.on_server:
        yield from _ON_SERVER
    yield (
        "- outside this program: the original paper or file, printouts, minutes, emails, "
        "screenshots, the command history of your terminal"
    )


def _confirmed(tracker: Tracker, entry: int, *, sure: bool) -> Receipt:
    """Confirm an erasure; ask first, but not about one that is refused or that is done already."""
    if not sure:
        rehearsing = tracker.acting_as(tracker.acting._replace(dry_run=True))
        rehearsed = rehearsing.confirm_erasure(entry)
        if rehearsed.entries and not rehearsed.repeated:
            _sure(entry)
    return tracker.confirm_erasure(entry)


def _sure(entry: int) -> None:
    """Ask once more, on a terminal. Raises UsageError elsewhere."""
    if not sys.stdin.isatty():
        raise UsageError("There is no terminal to ask on: give --yes to destroy the texts.")
    click.confirm(f"Destroy the texts of #{entry} for good", abort=True, err=True)
