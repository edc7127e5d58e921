"""Backups taken and brought back; texts erased since a backup are erased in what comes back too."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from tracker.application.command_context import CommandActor, CommandContext
from tracker.application.erasure import covered_by
from tracker.application.use_cases import UseCases
from tracker.domain import events as e
from tracker.domain.errors import IntegrityError
from tracker.domain.hints import hint
from tracker.ledger import safe_location
from tracker.ledger.backup import BackupCopy, check_stated, verified_copy
from tracker.ledger.chain import row_hash
from tracker.ledger.comparison import require_one_ledger
from tracker.ledger.envelope import NewEntry
from tracker.ledger.ledger import Ledger
from tracker.ledger.reader import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.domain.bitemporal import Entry
    from tracker.ledger.envelope import Head, LedgerRow
    from tracker.ledger.ledger import Clock
    from tracker.ledger.postgres.address import Address

_ERASING = ("erasure-asked.v1", "text-erased.v1")


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: the head of the backup, and the head now that erasures were carried forward.

    `erased` are the entries whose texts are gone, or hidden, here too; `lost` is how many entries
    the later copy has that the backup never had, null if there was none to ask. `stated` is
    whether a head was written beside the backup, and is the one found.
    """

    backup: Head
    head: Head
    erased: tuple[int, ...]
    lost: int | None
    stated: bool


@dataclass(frozen=True, slots=True)
class _LaterCopy:
    """What a later copy of the ledger tells: its erasures since, and what it has besides.

    `gone` says of the entries both have whose texts do not are in the later copy how far they are
    gone there.
    """

    erasures: tuple[Entry, ...]
    gone: dict[int, int]
    lost: int


def restore(
    backup: Path, to: Path, *, later: Path | Address | None, clock: Clock, login: str | None = None
) -> Restored:
    """Bring a backup back at a path where nothing is; `later` is a later copy of the same ledger.

    Raises RefusedError if something is in the way, IntegrityError for a backup or a later copy
    that cannot be trusted. Nothing is left at the path then.
    """
    safe_location.require_safe_location(to)
    with Ledger.open(backup) as source:
        held = source.head()
        stated = check_stated(backup, held)
        since = None if later is None else _read_later(source, later)
        with verified_copy(source, to) as copy:
            erased = () if since is None else _carry_erasures(copy, since, clock, login)
            head = copy.prove()
            copy.publish()
    return Restored(held, head, erased, None if since is None else since.lost, stated)


def _read_later(source: Ledger, later: Path | Address) -> _LaterCopy:
    """Return what a later copy knows that the backup does not."""
    try:
        with Ledger.open(later) as other:
            require_one_ledger(source, other)
            common, last = _last_common(source, other), other.head().position
            erasures = [
                entry
                for row in _rows(other, common, last)
                if row.topic in _ERASING
                for entry in [other.mapper.read(row)]
                if isinstance(entry.event, e.Erasing) and _both_have(source, other, entry.event)
            ]
            gone = dict(_missing_texts(source, other))
    except IntegrityError as error:
        raise IntegrityError(
            f"What was erased since the backup cannot be read in {later}: {error.sentence}",
            hint=hint("open-without-erasures"),
        ) from error
    return _LaterCopy(tuple(erasures), gone, last - common)


def _last_common(source: Ledger, other: Ledger) -> int:
    """Return the last position at which both have the same hash, reading as little as can be.

    The end is looked at first: a backup is mostly where a ledger was, whatever is damaged before.
    """
    low, high = 0, min(source.head().position, other.head().position)
    middle = high
    while low < high:
        if source.row(middle).hash == other.row(middle).hash:
            low = middle
        else:
            high = middle - 1
        middle = (low + high + 1) // 2
    return low


def _rows(record: Ledger, after: int, upto: int) -> Iterator[LedgerRow]:
    for start in range(after, upto, PAGE):
        yield from record.rows(after=start, upto=min(start + PAGE, upto))


def _both_have(source: Ledger, other: Ledger, erasing: e.Erasing) -> bool:
    """Whether what an erasure is about is in both copies.

    Hashes alone do not say so: where the later copy is damaged, they differ from there on. Raises
    IntegrityError if its entry is neither that of the backup nor whole.
    """
    position = erasing.entry
    if position > source.head().position:
        return False
    mine, theirs = source.row(position), other.row(position)
    if _is_one(mine, theirs):
        return True
    before = other.head(position - 1).hash
    if row_hash(theirs, ledger=other.ledger_id, prev=before) != theirs.hash:
        raise IntegrityError(f"Entry #{position}, whose text was erased, is damaged.")
    return False


def _is_one(mine: LedgerRow, theirs: LedgerRow) -> bool:
    """Whether two rows are one entry: no two texts have the same commitment, for it is salted."""
    return (mine.originator_id, mine.state) == (theirs.originator_id, theirs.state)


def _missing_texts(source: Ledger, other: Ledger) -> Iterator[tuple[int, int]]:
    """Yield the entries in both whose texts the later copy has hidden or erased, and which."""
    upto = min(source.head().position, other.head().position)
    for start in range(0, upto, PAGE):
        try:
            theirs = other.rows(after=start, upto=min(start + PAGE, upto))
        except IntegrityError:  # what cannot be read there proves nothing
            continue
        for row in theirs:
            if (far := _erasure_degree(row)) and _is_one(source.row(row.position), row):
                yield row.position, far


def _erasure_degree(row: LedgerRow) -> int:
    """Return 0 if the texts of a row are there, 1 if they are hidden, 2 if they are gone."""
    return max(
        (1 + (text.body is None) for text in row.texts if text.hidden is not None), default=0
    )


def _carry_erasures(
    copy: BackupCopy, since: _LaterCopy, clock: Clock, login: str | None
) -> tuple[int, ...]:
    """Hide and destroy in a copy what was hidden and destroyed since; return the entries.

    The two people who asked and confirmed are in the copy too, with the day on which they did
    and the ids of their commands.
    """
    covered: set[int] = set()
    with (
        Ledger.open(copy.new.at, clock=clock, login=login) as record,
        UseCases(record).record.unit(),
    ):
        unit = CommandContext(record, CommandActor(), None)
        for command, entries in groupby(since.erasures, lambda entry: entry.command):
            if record.command(command):
                continue  # two copies that went apart have it from the same backup
            erasings = list(entries)
            new = [
                NewEntry(erasing.stream, erasing.effective_on, erasing.event)
                for erasing in erasings
            ]
            for entry in record.append(new, actor=erasings[0].actor, command_id=command):
                positions = covered_by(unit, entry)
                covered |= set(positions)
                if isinstance(entry.event, e.TextErased):
                    record.erase(positions, entry.position)
                else:
                    record.hide(positions, entry.position)
        for position, far in since.gone.items():
            if _erasure_degree(record.row(position)) < far:
                raise IntegrityError(
                    f"The later copy has no text of #{position} any more, and does not say who "
                    "erased it: it is damaged. Nothing was restored."
                )
    return tuple(sorted(covered))
