"""What a ledger holds, as an application reads it.

Whatever is read is read from one snapshot, validated, and has its texts joined; an erased text is a
marker, on every date.
"""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.domain.bitemporal import Entry
from tracker.domain.errors import UsageError
from tracker.ledger.envelope import Head, LedgerRow
from tracker.ledger.eventsourcing_names import Application
from tracker.ledger.mapper import EntryMapper
from tracker.ledger.positions import LAST, Positions, no_entry
from tracker.ledger.recorder import LedgerRecorder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from tracker.ledger.linked_entries import Targets
    from tracker.ledger.store import Store

PAGE = 1_000
"""Positions that are read at a time."""

_WORDS = """
SELECT e.originator_id, t.body FROM stored_events e JOIN texts t ON t.position = e.position
WHERE t.n > 0 AND e.originator_id >= ? AND e.originator_id < ?
"""
_COMMAND = re.compile(r"[A-Za-z0-9._-]{1,80}")


def require_id(command: str) -> None:
    """Raise UsageError for what cannot be a command's id."""
    if not _COMMAND.fullmatch(command):
        raise UsageError(
            "A command id has 1 to 80 letters, digits, dots, underscores and hyphens; "
            "nothing was recorded."
        )


@dataclass(frozen=True, slots=True)
class _Stream:
    """One stream's entries, as the library's repository wants an aggregate to be."""

    id: str
    version: int
    entries: list[Entry]


class LedgerReader(Application[str]):
    """An open ledger, to be read."""

    recorder: LedgerRecorder
    mapper: EntryMapper
    _store: Store

    @property
    def ledger_id(self) -> str:
        """The ledger's own id, given to it once."""
        return self._store.ledger

    @property
    def place(self) -> str:
        """What the ledger is called in sentences: its place."""
        return self._store.location

    def reading(self) -> AbstractContextManager[None]:
        """Read from one snapshot; inside a unit or another reading this changes nothing."""
        return self._store.reading()

    def stream(self, name: str) -> list[Entry]:
        """Return one stream's entries in order of position; none if there is no such stream."""

        def collected(_: _Stream | None, entries: Iterable[Any]) -> _Stream:
            all_entries = list(entries)
            return _Stream(name, len(all_entries), all_entries)

        return self.repository.get(name, projector_func=collected).entries

    def streams(self, prefix: str = "", upto: int | None = None) -> list[str]:
        """Return the names of the streams that begin so, in the order in which they began.

        With `upto`, those that had begun by that position.
        """
        return self.recorder.streams(prefix, upto)

    def streams_linking(self, targets: Sequence[Targets], upto: int) -> list[str]:
        """Return the streams with an entry, up to a position, that links into some ranges.

        As `Positions.streams_linking` does.
        """
        return self._positions.streams_linking(targets, upto)

    def words(self, prefix: str) -> list[tuple[str, str | None]]:
        """Return every text in the streams that begin so, by stream; null for one erased."""
        return self._store.fetch_all(_WORDS, (prefix, prefix + LAST))

    def entries(self, *, after: int = 0, upto: int | None = None) -> list[Entry]:
        """Return the whole ledger's entries in order, after a position and up to another."""
        read_entries: list[Entry] = []
        with self.reading():
            last = self.recorder.head()[0]
            end = last if upto is None else min(upto, last)
            for start in range(max(after, 0), end, PAGE):
                rows = self.recorder.rows(after=start, upto=min(start + PAGE, end))
                read_entries.extend(map(self.mapper.read, rows))
        return read_entries

    def rows(self, *, after: int = 0, upto: int) -> list[LedgerRow]:
        """Return entries exactly as they are stored, sound or not; for verifying, in pages."""
        return self.recorder.rows(after=after, upto=upto)

    def altered(self) -> list[str]:
        """Return the tables and triggers that the file has lost or that were changed in it."""
        return self._store.altered()

    def copy_into(self, path: Path) -> None:
        """Copy what is in the ledger now into an empty file. Raises sqlite3.Error."""
        self._store.copy_into(path)

    def row(self, position: int) -> LedgerRow:
        """Return an entry exactly as it is stored. Raises NotFoundError beyond the end."""
        for row in self.recorder.rows(after=position - 1, upto=position):
            return row
        raise no_entry(position)

    def command(self, command_id: str) -> list[Entry]:
        """Return what a command recorded; nothing if no such command is known.

        Raises UsageError for what cannot be a command's id.
        """
        require_id(command_id)
        with self.reading():
            save = self.recorder.save_of_command(command_id)
            return self.entries(after=save[0] - 1, upto=save[1]) if save else []

    def save_of(self, position: int) -> tuple[int, int]:
        """Return the first and last position of the save that holds an entry.

        Raises NotFoundError if there is no such entry.
        """
        return self._positions.save_of(position)

    def last_by(self, actor: str) -> int:
        """Return the last position that an actor recorded; 0 if there is none."""
        return self.recorder.last_by(actor)

    def position_at(self, before: datetime) -> int:
        """Return the last position recorded strictly before an instant; 0 if there is none."""
        return self._positions.position_at(before)

    def head(self, position: int | None = None) -> Head:
        """Return the head after the last entry, or as it was after the entry at a position."""
        return self._positions.head(position)

    @property
    def _positions(self) -> Positions:
        return Positions(self._store)
