"""Backups taken and brought back; texts erased since a backup are erased in what comes back too."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from tracker.application.erasing import covered_by
from tracker.application.unit import Acting, Unit
from tracker.domain import events as e
from tracker.domain.errors import IntegrityError
from tracker.ledger import places
from tracker.ledger.backup import Copy, check_stated, copied
from tracker.ledger.compare import require_one_ledger
from tracker.ledger.envelope import NewEntry
from tracker.ledger.record import PAGE, Record

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.domain.moment import Entry
    from tracker.ledger.envelope import Head
    from tracker.ledger.record import Clock

_ERASING = ("erasure-asked.v1", "text-erased.v1")


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: the head of the backup, and the head now that erasures were carried forward.

    `erased` are the entries whose texts are gone, or hidden, here too; `lost` is how many entries
    the later copy has that the backup never had, null where there was none to ask. `stated` is
    whether a head was written beside the backup, and is the one found.
    """

    backup: Head
    head: Head
    erased: tuple[int, ...]
    lost: int | None
    stated: bool


@dataclass(frozen=True, slots=True)
class _Later:
    """What a later copy of the ledger tells: its erasures since, and what it has besides."""

    erasures: tuple[Entry, ...]
    lost: int


def restore(
    backup: Path, to: Path, *, later: Path | None, clock: Clock, login: str | None = None
) -> Restored:
    """Bring a backup back at a path where nothing is; `later` is a later copy of the same ledger.

    Raises RefusedError where something is in the way, IntegrityError for a backup or a later copy
    that cannot be trusted. Nothing is left at the path then.
    """
    places.require_own(to)
    with Record.open(backup) as source:
        held = source.head()
        stated = check_stated(backup, held)
        since = None if later is None else _since(source, later)
        with copied(source, to) as copy:
            erased = () if since is None else _carry(copy, since, clock, login)
            head = copy.prove()
            copy.put()
    return Restored(held, head, erased, None if since is None else since.lost, stated)


def _since(source: Record, later: Path) -> _Later:
    """Return what a later copy knows that the backup does not."""
    try:
        with Record.open(later) as other:
            require_one_ledger(source, other)
            common, last = _last_common(source, other), other.head().position
            erasures = [
                entry
                for start in range(common, last, PAGE)
                for row in other.rows(after=start, upto=min(start + PAGE, last))
                if row.topic in _ERASING
                for entry in [other.mapper.read(row)]
                if isinstance(entry.event, e.Erasing) and entry.event.entry <= common
            ]
    except IntegrityError as error:
        raise IntegrityError(
            f"What was erased since the backup cannot be read in {later}: {error.sentence} "
            "Where nothing was, restore --without-erasures."
        ) from error
    return _Later(tuple(erasures), last - common)


def _last_common(source: Record, other: Record) -> int:
    """Return the last position at which both have the same hash, reading as little as can be."""
    low, high = 0, min(source.head().position, other.head().position)
    while low < high:
        middle = (low + high + 1) // 2
        if source.row(middle).hash == other.row(middle).hash:
            low = middle
        else:
            high = middle - 1
    return low


def _carry(copy: Copy, since: _Later, clock: Clock, login: str | None) -> tuple[int, ...]:
    """Hide and destroy in a copy what was hidden and destroyed since; return the entries.

    The two people who asked and confirmed stand in the copy too, with the day on which they did
    and the ids of their commands.
    """
    covered: set[int] = set()
    with Record.open(copy.new.at, clock=clock, login=login) as record, record.unit():
        unit = Unit(record, Acting(), None)
        for command, entries in groupby(since.erasures, lambda entry: entry.command):
            if record.command(command):
                continue  # two copies that went apart have it from the same backup
            said = list(entries)
            new = [NewEntry(each.stream, each.effective_on, each.event) for each in said]
            for entry in record.append(new, actor=said[0].actor, command_id=command):
                positions = covered_by(unit, entry)
                covered |= set(positions)
                if isinstance(entry.event, e.TextErased):
                    record.erase(positions, entry.position)
                else:
                    record.hide(positions, entry.position)
    return tuple(sorted(covered))
