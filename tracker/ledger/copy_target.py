"""A ledger that is being filled from another one: save by save, each row as it is stored.

Filling continues from where it stopped, and no one uses it until it is whole. Nothing is
checked here but that one entry follows the other; a copy has to be verified before it counts.
"""

from __future__ import annotations

import os
from abc import abstractmethod
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tracker.domain.errors import RefusedError
from tracker.ledger import sqlite_file
from tracker.ledger.atomic_file import AtomicFile
from tracker.ledger.sqlite_store import SqliteStore
from tracker.ledger.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tracker.ledger.envelope import Head
    from tracker.ledger.store import Change

    Row = tuple[Any, ...]
    Marks = dict[tuple[int, int], tuple[int, bool]]

BATCH: Final = 1_000
"""Entries that are copied at a time; a save is never parted."""

_LAST = "SELECT coalesce(max(last), 0) FROM saves"
_UPTO = """
SELECT coalesce(max(last), (SELECT min(last) FROM saves WHERE last > ?))
FROM saves WHERE last > ? AND last <= ?
"""
_ENTRIES = """
SELECT position, originator_id, originator_version, topic, state, effective_on, hash
FROM stored_events WHERE position > ? AND position <= ? ORDER BY position
"""
_SAVES = """
SELECT last, recorded_at, actor, command_id, login
FROM saves WHERE last > ? AND last <= ? ORDER BY last
"""
_TEXTS = """
SELECT position, n, salt, body, hidden
FROM texts WHERE position > ? AND position <= ? ORDER BY position, n
"""
_MARKS = "SELECT position, n, hidden, body IS NULL FROM texts WHERE hidden IS NOT NULL"
_HASH = "SELECT hash FROM stored_events WHERE position = ?"

_PUT_ENTRY = "INSERT INTO stored_events VALUES (?, ?, ?, ?, ?, ?, ?)"
_PUT_TEXT = "INSERT INTO texts VALUES (?, ?, ?, ?, ?)"
_PUT_SAVE = "INSERT INTO saves VALUES (?, ?, ?, ?, ?)"
_HIDE = "UPDATE texts SET hidden = ? WHERE position = ? AND n = ?"
_ERASE = "UPDATE texts SET hidden = ?, salt = NULL, body = NULL WHERE position = ? AND n = ?"


@dataclass(frozen=True, slots=True)
class SaveBatch:
    """The rows of whole saves after a position, in the order of their columns."""

    after: int
    entries: list[Row]
    saves: list[Row]
    texts: list[Row]

    def changes(self) -> Iterator[Change]:
        """Yield what records each save, after its entries and their texts."""
        entry = text = 0
        for save in self.saves:
            first = entry, text
            while entry < len(self.entries) and self.entries[entry][0] <= save[0]:
                entry += 1
            while text < len(self.texts) and self.texts[text][0] <= save[0]:
                text += 1
            yield _PUT_ENTRY, self.entries[first[0] : entry]
            yield _PUT_TEXT, self.texts[first[1] : text]
            yield _PUT_SAVE, [save]


class CopyTarget(Store):
    """A ledger that is being filled."""

    @abstractmethod
    def begin(self) -> None:
        """Ready the connection for a batch."""

    @abstractmethod
    def finish(self, head: Head) -> None:
        """Let it be used, verified as it is at a head. Raises RefusedError if it went on since."""

    def discard(self) -> None:
        """Leave what did not prove itself to its owner."""

    def put(self, batch: SaveBatch) -> None:
        """Record the rows of a batch, or none. Raises RefusedError if the target is elsewhere."""
        self.begin()
        with self.unit():
            if last_of(self) != batch.after:
                raise RefusedError(f"{self.location} is being filled by another process too.")
            self.saving = batch.saves[-1][3]
            self.execute(*batch.changes())

    def mark(self, marks: Marks) -> None:
        """Hide and erase what was hidden and erased after it had been copied."""
        here = _marked(self)
        new = {position: mark for position, mark in marks.items() if here.get(position) != mark}
        if not new:
            return
        self.begin()
        with self.unit():
            for (position, n), (by, gone) in new.items():
                self.execute((_ERASE if gone else _HIDE, [(by, position, n)]))


class SqliteCopyTarget(SqliteStore, CopyTarget):
    """A file that is being filled; whether a copy may lie where it does is not asked here.

    `to` is the name that it gets once it is whole, if that is another.
    """

    def __init__(self, path: Path, to: Path | None = None) -> None:
        super().__init__(path)
        self._to = to

    def require_writable(self) -> None:
        """Allow it to be written in any folder."""

    def begin(self) -> None:
        """Let a text be marked by an entry that comes with a later batch."""
        self.connection.execute("PRAGMA foreign_keys = OFF")

    def finish(self, head: Head) -> None:  # noqa: ARG002 - nobody else knows of it
        """Have it on the disk, and give it its name."""
        self.close()
        with self.path.open("rb+") as file:
            os.fsync(file.fileno())
        if self._to is not None:
            AtomicFile(self.path, self._to).publish()
            self.path.unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove it."""
        self.close()
        self.path.unlink()


def last_of(store: Store) -> int:
    """Return the last position of a ledger; 0 where nothing is recorded."""
    ((last,),) = store.fetch_all(_LAST)
    return int(last)


def hash_at(store: Store, position: int) -> bytes | None:
    """Return the hash of an entry; null if there is no such entry."""
    rows = store.fetch_all(_HASH, (position,))
    return rows[0][0] if rows else None


def _marked(store: Store) -> Marks:
    return {(position, n): (by, bool(gone)) for position, n, by, gone in store.fetch_all(_MARKS)}


def _batch(store: Store, after: int, size: int) -> SaveBatch | None:
    ((upto,),) = store.fetch_all(_UPTO, (after, after, after + size))
    if upto is None:
        return None
    rows = (store.fetch_all(statement, (after, upto)) for statement in (_ENTRIES, _SAVES, _TEXTS))
    return SaveBatch(after, *rows)


def copy_entries(
    source: Store,
    target: CopyTarget,
    *,
    batch: int = BATCH,
    report_progress: Callable[[int], None] | None = None,
) -> None:
    """Fill a ledger with what another one has; `report_progress` gets the position.

    Others may record in the source meanwhile: in the end the target is as the source was when it
    was looked at last.
    """
    after = last_of(target)
    while True:
        with source.reading():
            next_batch = _batch(source, after, batch)
            marks = _marked(source) if next_batch is None else {}
        if next_batch is None:
            target.mark(marks)
            return
        target.put(next_batch)
        after = next_batch.saves[-1][0]
        if report_progress is not None:
            report_progress(after)


def copy_to_file(source: Store, path: Path) -> None:
    """Make an empty file a ledger with all that another one holds now."""
    with source.reading():
        sqlite_file.create_tables(path, source.ledger)
        with closing(SqliteCopyTarget(path)) as target:
            copy_entries(source, target)
