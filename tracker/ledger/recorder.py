"""Rows of the ledger: written with their hash and save, read with their texts.

Everything happens inside the transaction its caller has begun, or in one of its own.
"""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any, cast

from tracker.domain.errors import DamagedEntryError
from tracker.ledger.chain import genesis, row_hash
from tracker.ledger.envelope import LedgerRow, NewRow, Save
from tracker.ledger.library import Notification, SQLiteApplicationRecorder, StoredEvent
from tracker.ledger.texts import StoredText, commitment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from tracker.ledger.library import SQLiteCursor
    from tracker.ledger.sqlite import Ledgerfile

_ROWS = """
SELECT e.originator_id, e.originator_version, e.topic, e.state, e.effective_on, e.position, e.hash,
    s.recorded_at, s.actor, s.command_id, s.login
FROM stored_events e
LEFT JOIN saves s ON s.last = (SELECT min(last) FROM saves WHERE last >= e.position)
"""
_TEXTS = """
SELECT e.position, t.n, t.salt, t.body, t.hidden
FROM stored_events e JOIN texts t ON t.position = e.position
"""
_BETWEEN = "WHERE e.position > ? AND e.position <= ? ORDER BY e.position"
_OF_STREAM = """
WHERE e.originator_id = ? AND e.originator_version > ? AND e.originator_version <= ?
ORDER BY e.position
"""
_NOTIFICATIONS = """
SELECT originator_id, originator_version, topic, state, position FROM stored_events
WHERE position >= ? AND position <= ?
    AND (? = '[]' OR topic IN (SELECT value FROM json_each(?)))
ORDER BY position LIMIT ?
"""
_STREAMS = """
SELECT originator_id FROM stored_events
WHERE originator_id >= ? AND originator_id < ? || char(0x10FFFF)
GROUP BY originator_id ORDER BY min(position)
"""
_VERSION = "SELECT ifnull(max(originator_version), 0) FROM stored_events WHERE originator_id = ?"
_HEAD = "SELECT position, hash FROM stored_events ORDER BY position DESC LIMIT 1"
_SAVE_HOLDING = """
SELECT (SELECT ifnull(max(last), 0) + 1 FROM saves WHERE last < s.last), s.last
FROM saves s WHERE s.last = (SELECT min(last) FROM saves WHERE last >= ?)
"""
_SAVE_OF_COMMAND = "SELECT last FROM saves WHERE command_id = ?"
_LAST_BY = "SELECT ifnull(max(last), 0) FROM saves WHERE actor = ?"
_LAST_BEFORE = "SELECT ifnull(max(last), 0) FROM saves WHERE recorded_at < ?"
_HIDE = "UPDATE texts SET hidden = ? WHERE position = ? AND n > 0 AND body IS NOT NULL"
_ERASE = """
UPDATE texts SET hidden = ?, salt = NULL, body = NULL
WHERE position = ? AND n > 0 AND body IS NOT NULL
"""
_END = 2**63 - 1


class LedgerRecorder(SQLiteApplicationRecorder):
    """The library's recorder, with positions of our own, the chain and the texts."""

    datastore: Ledgerfile

    def construct_create_table_statements(self) -> list[str]:
        """Return none: only creating a ledger makes tables."""
        return []

    # Writing.

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int]:
        save: Save = kwargs["save"]
        self.datastore.saving = save.command
        login = commitment(save.login.salt or b"", save.login.body or "")
        start, prev = self.head()
        position = start
        for position, new in enumerate(cast("Sequence[NewRow]", stored_events), start + 1):
            row = LedgerRow(
                *_fields(new),
                position,
                b"",
                save.recorded_at,
                save.actor,
                save.command,
                login,
                texts=new.texts,
                erasures={},
            )
            digest = row_hash(row, ledger=self.datastore.ledger, prev=prev)
            prev = digest.hex()
            c.execute(
                "INSERT INTO stored_events VALUES (?, ?, ?, ?, ?, ?, ?)",
                (position, *_fields(new), digest),
            )
            self._insert_texts(c, position, new.texts)
        self._insert_texts(c, position, [save.login])
        c.execute(
            "INSERT INTO saves VALUES (?, ?, ?, ?, ?)",
            (position, save.recorded_at, save.actor, save.command, login),
        )
        return range(start + 1, position + 1)

    def _insert_texts(self, c: SQLiteCursor, position: int, texts: Iterable[StoredText]) -> None:
        c.executemany(
            "INSERT INTO texts VALUES (?, ?, ?, ?, NULL)",
            [(position, text.n, text.salt, text.body) for text in texts],
        )

    def hide(self, positions: Iterable[int], by: int) -> None:
        """Mark the texts of entries as hidden by the entry at `by`."""
        self._mark(_HIDE, positions, by)

    def erase(self, positions: Iterable[int], by: int) -> None:
        """Destroy the texts of entries and their salts; the entry at `by` says why."""
        self._mark(_ERASE, positions, by)

    def _mark(self, statement: str, positions: Iterable[int], by: int) -> None:
        with self.datastore.transaction(commit=True) as c:
            c.executemany(statement, [(by, position) for position in positions])

    # Reading rows.

    def rows(self, *, after: int = 0, upto: int = _END) -> list[LedgerRow]:
        """Return the rows after a position and up to another, in order, with all their texts."""
        return self._rows(_BETWEEN, (after, upto))

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[LedgerRow]:
        """Return the rows of one stream in order of position."""
        versions = (-_END if gt is None else gt, _END if lte is None else lte)
        rows = self._rows(_OF_STREAM, (str(originator_id), *versions))
        return (rows[::-1] if desc else rows)[:limit]

    def _rows(self, where: str, values: tuple[object, ...]) -> list[LedgerRow]:
        texts: dict[int, list[StoredText]] = {}
        with self.datastore.reading():
            found = self._all(_ROWS + where, values)
            for position, *text in self._all(_TEXTS + where, values):
                texts.setdefault(position, []).append(StoredText(*text))
            hiding = {text.hidden for beside in texts.values() for text in beside} - {None}
            erasures = {
                row[5]: LedgerRow(*row, texts=(), erasures={})
                for position in hiding
                for row in self._all(_ROWS + "WHERE e.position = ?", (position,))
            }
        return [
            LedgerRow(*row, texts=tuple(texts.get(row[5], ())), erasures=erasures) for row in found
        ]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Return stored events in order of position, which is their notification id."""
        first = (start or 0) + (not inclusive_of_start)
        last = _END if stop is None else stop
        wanted = dumps(list(topics))
        return [
            Notification(*row)
            for row in self._all(_NOTIFICATIONS, (first, last, wanted, wanted, limit))
        ]

    # Reading what stands around them.

    def head(self) -> tuple[int, str]:
        """Return the last position and its hash; 0 and the genesis where nothing is recorded."""
        for position, digest in self._all(_HEAD):
            if not isinstance(digest, bytes):
                raise DamagedEntryError(position, "its hash is not one")
            return position, digest.hex()
        return 0, genesis(self.datastore.ledger)

    def version(self, stream: str) -> int:
        """Return how many entries a stream has."""
        return self._number(_VERSION, stream)

    def streams(self, prefix: str) -> list[str]:
        """Return the names of the streams that begin so, in the order in which they began."""
        return [name for (name,) in self._all(_STREAMS, (prefix, prefix))]

    def save_holding(self, position: int) -> tuple[int, int] | None:
        """Return the first and last position of the save that covers a position."""
        return next(iter(self._all(_SAVE_HOLDING, (position,))), None)

    def save_of_command(self, command: str) -> tuple[int, int] | None:
        """Return the first and last position of what a command recorded."""
        for (last,) in self._all(_SAVE_OF_COMMAND, (command,)):
            return self.save_holding(last)
        return None

    def last_by(self, actor: str) -> int:
        """Return the last position that somebody recorded, 0 if none."""
        return self._number(_LAST_BY, actor)

    def last_before(self, instant: str) -> int:
        """Return the last position recorded strictly before an instant, 0 if none."""
        return self._number(_LAST_BEFORE, instant)

    def _number(self, statement: str, value: str) -> int:
        ((number,),) = self._all(statement, (value,))
        return int(number)

    def _all(self, statement: str, values: tuple[object, ...] = ()) -> list[Any]:
        with self.datastore.transaction(commit=False) as c:
            c.execute(statement, values)
            return list(c.fetchall())


def _fields(new: NewRow) -> tuple[Any, int, str, bytes, str]:
    """Return the part of a row that does not depend on its position."""
    return new.originator_id, new.originator_version, new.topic, new.state, new.effective_on
