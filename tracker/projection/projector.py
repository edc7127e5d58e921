"""Keeps the read model up to date: with what was recorded since, or by building it again.

It happens inside the unit of work that records, so that the read model and the record are never
apart. Each stream that has new entries is played from its first entry on, unless they are later
than all the others, and what comes out otherwise than before is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tracker.domain.inspection import INSPECTION
from tracker.ledger.positions import Positions
from tracker.ledger.read_model_schema import FORM
from tracker.projection.coverage import covered_up_to
from tracker.projection.incremental import extend_item
from tracker.projection.row_builder import KEYS, EntryReader, Rows, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tracker.ledger.store import Change, Store
    from tracker.projection.row_builder import Row

_NEW: Final = """
SELECT DISTINCT originator_id || '' AS stream FROM stored_events WHERE position > ? ORDER BY stream
"""
"""The names are joined to nothing, or SQLite goes through all of them in their index."""

_SAVES: Final = "SELECT count(*) FROM saves WHERE last > ?"
_AT_ONCE: Final = 500
"""Streams whose rows are written at a time."""


class Projector:
    """Keeps the read model of one ledger. Use it inside the ledger's unit of work."""

    def __init__(self, store: Store) -> None:
        """Take the store of the ledger."""
        self._store = store

    def catch_up(self) -> None:
        """Add what was recorded since, if there is a read model of this program's form."""
        kept = covered_up_to(self._store)
        if kept is not None:
            self._project(kept)

    def discard(self) -> None:
        """Drop the read model until it is rebuilt: meanwhile answers are folded."""
        self._store.execute(("DELETE FROM register", [()]))

    def rebuild(self, report_progress: Callable[[int, int], None] = lambda _done, _of: None) -> int:
        """Build the read model and return how many entries it covers.

        `report_progress` gets, now and then, how many streams of how many are done.
        """
        self._store.execute(("INSERT INTO register VALUES (?, 0)", [(FORM,)]))
        return self._project(0, report_progress)

    def _project(
        self, kept: int, report_progress: Callable[[int, int], None] = lambda _done, _of: None
    ) -> int:
        head = Positions(self._store).head().position
        if head == kept:
            return head
        reader = EntryReader(self._store)
        streams = [stream for (stream,) in self._store.fetch_all(_NEW, (kept,))]
        ((saves,),) = self._store.fetch_all(_SAVES, (kept,))
        # What is recorded with its report may be dated by that; of many saves each has its own.
        alone = saves == 1 and not any(stream.startswith(INSPECTION) for stream in streams)
        for first in range(0, len(streams), _AT_ONCE):
            some = streams[first : first + _AT_ONCE]
            report_progress(first, len(streams))
            self._write(self._rows(reader, some, kept, alone=alone))
        report_progress(len(streams), len(streams))
        self._store.execute(("UPDATE register SET position = ?", [(head,)]))
        return head

    def _rows(
        self, reader: EntryReader, streams: Sequence[str], kept: int, *, alone: bool
    ) -> Iterator[tuple[Rows, Rows]]:
        left = []
        for stream in streams:
            rows = extend_item(self._store, reader, stream, kept) if alone else None
            if rows is None:
                left.append(stream)
            else:
                yield rows
        for stream, entries, effects in reader.entries_by_stream(left):
            yield rows_of(stream, entries, effects, upto=kept)

    def _write(self, streams: Iterable[tuple[Rows, Rows]]) -> None:
        over: dict[str, list[Row]] = {table: [] for table in KEYS}
        new: dict[str, list[Row]] = {table: [] for table in KEYS}
        for before, after in streams:
            for table, was, now in zip(KEYS, before, after, strict=True):
                over[table] += [row for row in was if row not in now]
                new[table] += [row for row in now if row not in was]
        self._store.execute(
            *(_without(table, rows) for table, rows in over.items() if rows),
            *(_into(table, rows) for table, rows in new.items() if rows),
        )


def _without(table: str, rows: Sequence[Row]) -> Change:
    columns = KEYS[table]
    key = " AND ".join(f"{column} = ?" for column in columns)
    return f"DELETE FROM {table} WHERE {key}", [row[: len(columns)] for row in rows]  # noqa: S608 - names of our own


def _into(table: str, rows: Sequence[Row]) -> Change:
    values = ", ".join("?" * len(rows[0]))
    return f"INSERT INTO {table} VALUES ({values})", list(rows)  # noqa: S608 - the same
