"""Rows of the ledger: written with their hash and save, read with their texts.

Everything happens inside the transaction of the caller, or in a new one.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from tracker.domain.errors import DamagedEntryError
from tracker.ledger.appended import AppendedEntries
from tracker.ledger.chain import genesis, row_hash
from tracker.ledger.envelope import AppendPosition, LedgerRow, NewRow, Save
from tracker.ledger.eventsourcing_names import ApplicationRecorder, Notification, StoredEvent
from tracker.ledger.positions import LATEST, Positions
from tracker.ledger.sqlite_errors import MisuseError, command_used
from tracker.ledger.texts import StoredText, commitment
from tracker.ledger.timestamps import format_instant

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from uuid import UUID

    from tracker.ledger.head import Latest
    from tracker.ledger.store import Change, Store

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
_NOTIFICATIONS: Final = """
SELECT originator_id, originator_version, topic, state, position FROM stored_events
WHERE position >= ? AND position <= ? AND {} ORDER BY position LIMIT ?
"""
_STANDING = f"""
WITH wanted (stream) AS (VALUES {{}}), latest (position, hash, recorded_at) AS ({LATEST})
SELECT stream,
    (SELECT coalesce(max(originator_version), 0) FROM stored_events WHERE originator_id = stream),
    EXISTS (SELECT 1 FROM saves WHERE command_id = ?), position, hash, recorded_at
FROM wanted LEFT JOIN latest ON true
"""  # noqa: S608 - words of our own
_SAVE_OF_COMMAND = "SELECT last FROM saves WHERE command_id = ?"
_LAST_BY = "SELECT coalesce(max(last), 0) FROM saves WHERE actor = ?"
_INSERT_ENTRY = "INSERT INTO stored_events VALUES (?, ?, ?, ?, ?, ?, ?)"
_INSERT_TEXT = "INSERT INTO texts VALUES (?, ?, ?, ?, NULL)"
_INSERT_SAVE = "INSERT INTO saves VALUES (?, ?, ?, ?, ?)"
_END = 2**63 - 1


class LedgerRecorder(ApplicationRecorder):
    """The library's recorder, with positions of our own, the chain and the texts."""

    added: AppendedEntries
    """What the last save added."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._positions = Positions(store)

    # Writing.

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> None:
        """Write new entries as one save. `added` has their positions; no one is notified."""
        save: Save = kwargs["save"]
        new = cast("Sequence[NewRow]", stored_events)
        with self._store.unit():
            placed = self._store.append(new, save) or self._inserted(new, save)
            self._store.saving = save.command
        self.added = AppendedEntries(new, save, placed)

    def _inserted(self, new: Sequence[NewRow], save: Save) -> Callable[[], AppendPosition]:
        streams = list(dict.fromkeys(str(row.originator_id) for row in new))
        versions, known, last = self.standing(streams, save.command)
        if known:
            raise command_used(save.command)
        head, instant = save.settled(last)
        login = commitment(save.login.salt or b"", save.login.body or "")
        prev, rows = head.hash, list[tuple[object, ...]]()
        for position, new_row in enumerate(new, head.position + 1):
            versions[str(new_row.originator_id)] += 1
            row = LedgerRow(
                new_row.originator_id,
                versions[str(new_row.originator_id)],
                new_row.topic,
                new_row.state,
                new_row.effective_on,
                position,
                b"",
                format_instant(instant),
                save.actor,
                save.command,
                login,
                texts=new_row.texts,
                erasures={},
            )
            digest = row_hash(row, ledger=self._store.ledger, prev=prev)
            prev = digest.hex()
            rows.append((*_fields(row), digest))
        at = head.position + len(new)
        texts = [(n, text) for n, row in enumerate(new, head.position + 1) for text in row.texts]
        texts.append((at, save.login))
        changes: list[Change] = [
            (_INSERT_ENTRY, rows),
            (_INSERT_TEXT, [(n, text.n, text.salt, text.body) for n, text in texts]),
            (_INSERT_SAVE, [(at, format_instant(instant), save.actor, save.command, login)]),
        ]
        self._store.execute_many(changes)
        return partial(AppendPosition, head.position, instant)

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
        with self._store.reading():
            rows = self._all(_ROWS + where, values)
            for position, *text in self._all(f"{_TEXTS}{where}, t.n", values):
                texts.setdefault(position, []).append(StoredText(*text))
            hiding = {text.hidden for beside in texts.values() for text in beside} - {None}
            erasures = {
                row[5]: LedgerRow(*row, texts=(), erasures={})
                for position in hiding
                for row in self._all(_ROWS + "WHERE e.position = ?", (position,))
            }
        return [
            LedgerRow(*row, texts=tuple(texts.get(row[5], ())), erasures=erasures) for row in rows
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
        wanted = f"topic IN ({', '.join('?' * len(topics))})" if topics else "1 = 1"
        values = (first, last, *topics, limit)
        return [Notification(*row) for row in self._all(_NOTIFICATIONS.format(wanted), values)]

    def max_notification_id(self) -> int | None:
        """Return the last position, which is the last notification's id; null if none is."""
        return self.head()[0] or None

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Any:  # noqa: ARG002 - it refuses
        """Refuse: nothing of ours subscribes; `tracker watch` asks for what is new."""
        raise MisuseError("Nobody subscribes to a ledger; ask it for what is new.")

    # Reading what is around them.

    def head(self) -> tuple[int, str]:
        """Return the last position and its hash; 0 and the genesis where nothing is recorded."""
        latest = self._positions.latest()
        position, digest, _ = latest or (0, bytes.fromhex(genesis(self._store.ledger)), None)
        if not isinstance(digest, bytes):
            raise DamagedEntryError(position, "its hash is not one")
        return position, digest.hex()

    def standing(
        self, streams: Sequence[str], command: str
    ) -> tuple[dict[str, int], bool, Latest | None]:
        """Return what an entry that is added is to follow, all of it asked at once.

        How many entries each of some streams has, at least one; whether a command has recorded
        something; and what `Positions.latest` returns.
        """
        asked = _STANDING.format(", ".join(["(?)"] * len(streams)))
        rows = self._all(asked, (*streams, command))
        _, _, known, *last = rows[0]
        versions = {stream: version for stream, version, *_ in rows}
        return versions, bool(known), None if last[0] is None else (last[0], last[1], last[2])

    def streams(self, prefix: str, upto: int | None = None) -> list[str]:
        """Return the names of the streams that begin so, in the order in which they began.

        With `upto`, those that had begun by that position.
        """
        return self._positions.streams(prefix, _END if upto is None else upto)

    def save_of_command(self, command: str) -> tuple[int, int] | None:
        """Return the first and last position of what a command recorded."""
        for (last,) in self._all(_SAVE_OF_COMMAND, (command,)):
            return self._positions.save_holding(last)
        return None

    def last_by(self, actor: str) -> int:
        """Return the last position that an actor recorded, 0 if none."""
        return self._number(_LAST_BY, actor)

    def _number(self, statement: str, value: str) -> int:
        ((number,),) = self._all(statement, (value,))
        return int(number)

    def _all(self, statement: str, values: tuple[object, ...] = ()) -> list[Any]:
        return self._store.fetch_all(statement, values)


def _fields(row: LedgerRow) -> tuple[int, Any, int, str, bytes, str]:
    return (
        *(row.position, row.originator_id, row.originator_version),
        *(row.topic, row.state, row.effective_on),
    )
