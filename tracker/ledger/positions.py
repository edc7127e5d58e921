"""The positions of a ledger: its head, now and earlier, and which entries a moment knows.

Only what a question has to know before it is answered: nothing is decoded here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.errors import DamagedEntryError, NotFoundError
from tracker.ledger import linked_entries
from tracker.ledger.chain import genesis
from tracker.ledger.head import Head, Latest
from tracker.ledger.timestamps import format_instant, parse_instant

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.ledger.linked_entries import Targets
    from tracker.ledger.store import Store

LAST = "\U0010ffff"
"""The letter that comes after every other."""

LATEST = """
SELECT position, hash, (SELECT recorded_at FROM saves WHERE last = position)
FROM stored_events ORDER BY position DESC LIMIT 1
"""
_AT = """
SELECT position, hash, (
    SELECT recorded_at FROM saves WHERE last = (SELECT min(last) FROM saves WHERE last >= ?)
) FROM stored_events WHERE position = ?
"""
_SAVE_HOLDING = """
SELECT (SELECT coalesce(max(last), 0) + 1 FROM saves WHERE last < s.last), s.last
FROM saves s WHERE s.last = (SELECT min(last) FROM saves WHERE last >= ?)
"""
_LAST_BEFORE = """
WITH RECURSIVE search (found, further) AS (
    SELECT CAST(0 AS bigint), CAST(70368744177664 AS bigint)
    UNION ALL
    SELECT found + CASE WHEN (
        SELECT recorded_at FROM saves WHERE last >= found + further ORDER BY last LIMIT 1
    ) < ? THEN further ELSE 0 END, further / 2
    FROM search WHERE further > 0
) SELECT max(found) FROM search
"""
"""Halves the way each time, for each save is later than the one before it."""


_STREAMS = """
SELECT originator_id FROM stored_events
WHERE originator_id >= ? AND originator_id < ?
GROUP BY originator_id HAVING min(position) <= ? ORDER BY min(position)
"""


_RANGES = 100
"""Ranges that one statement asks for."""


class Positions:
    """The positions of the ledger in a store."""

    def __init__(self, store: Store) -> None:
        """Take the store."""
        self._store = store

    def head(self, position: int | None = None) -> Head:
        """Return the head after the last entry, or as it was after the entry at a position.

        Raises NotFoundError beyond the end, DamagedEntryError for what is no head.
        """
        if position is None:
            return self.after(self.latest())
        rows = self._store.fetch_all(_AT, (position, position)) if position else []
        if position and not rows:
            raise no_entry(position)
        return self.after(rows[0] if rows else None)

    def latest(self) -> Latest | None:
        """Return position, hash and instant of the last entry; null if nothing is recorded."""
        return next(iter(self._store.fetch_all(LATEST)), None)

    def after(self, last: Latest | None) -> Head:
        """Return the head after an entry: its position, hash and instant; null for none.

        Raises DamagedEntryError for what is no head.
        """
        if last is None:
            return Head(self._store.ledger, 0, genesis(self._store.ledger), None)
        position, digest, instant = last
        if not isinstance(digest, bytes):
            raise DamagedEntryError(position, "its hash is not one")
        try:
            return Head(self._store.ledger, position, digest.hex(), parse_instant(instant))
        except ValueError as error:
            raise DamagedEntryError(position, str(error)) from error

    def save_of(self, position: int) -> tuple[int, int]:
        """Return the first and last position of the save that holds an entry.

        Raises NotFoundError if there is no such entry.
        """
        save = self.save_holding(position) if position > 0 else None
        if save is None:
            raise no_entry(position)
        return save

    def save_holding(self, position: int) -> tuple[int, int] | None:
        """Return the first and last position of the save that covers a position."""
        return next(iter(self._store.fetch_all(_SAVE_HOLDING, (position,))), None)

    def streams(self, prefix: str, upto: int) -> list[str]:
        """Return the streams that begin so and had begun by a position, as they began."""
        values = (prefix, prefix + LAST, upto)
        return [name for (name,) in self._store.fetch_all(_STREAMS, values)]

    def streams_linking(self, targets: Sequence[Targets], upto: int) -> list[str]:
        """Return the streams with an entry, up to a position, that links into some ranges.

        The ranges come from `linked_entries`. Links that were taken back since are among them.
        """
        streams: dict[str, None] = {}
        for first in range(0, len(targets), _RANGES):
            some = targets[first : first + _RANGES]
            statement = linked_entries.query(self._store.link_target, len(some))
            edges = (edge for target in some for edge in target)
            rows = self._store.fetch_all(statement, (*edges, upto))
            streams.update((name, None) for (name,) in rows)
        return list(streams)

    def position_at(self, before: datetime) -> int:
        """Return the last position recorded strictly before an instant; 0 if there is none."""
        ((position,),) = self._store.fetch_all(_LAST_BEFORE, (format_instant(before),))
        return int(position)


def no_entry(position: int) -> NotFoundError:
    """Return the refusal of an entry that is not there."""
    return NotFoundError(f"There is no entry #{position} in this ledger.")
