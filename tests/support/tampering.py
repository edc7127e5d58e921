"""A small ledger with something of everything, and what people who can write to its file may do.

The story, by position: 1 and 2 notes in one save, 3 a note on another item, 4 corrects 1, 5 takes 4
back, 6 a note whose erasure 7 asks for and 8 confirms, 9 a note that 10 asks to erase, 11 keeps the
head of 3, 12 a note, 13 to 15 notes in one save.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

import ledgers

from tracker.domain import events as e
from tracker.domain.head_text import ANCHORS
from tracker.ledger import schema
from tracker.ledger.chain import genesis, preimage
from tracker.ledger.envelope import NewEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from tracker.ledger.ledger import Ledger

LAST = 15
OTHER = "item/elmshire-2025/3"

ROWS: Final = """
SELECT position, originator_id, originator_version, topic, state, effective_on,
    recorded_at, actor, command_id, login
FROM stored_events
JOIN saves ON last = (SELECT min(last) FROM saves WHERE last >= position) ORDER BY position
"""
"""What every entry's hash is taken over, in their order."""


def _entry(event: e.AnyEvent, stream: str = ledgers.ITEM) -> NewEntry:
    return NewEntry(stream, ledgers.BOARD, event)


def written(path: Path) -> None:
    """Record the story."""
    with ledgers.made(path) as record:
        say(record, "c1", ledgers.note("First"), ledgers.note("Second"))
        say(record, "c2", ledgers.note("Elsewhere", OTHER))
        correction = e.EntryCorrected(entry=1, event=e.NoteMade(note="Rather"), reason="Misheard")
        say(record, "c3", _entry(correction))
        say(record, "c4", _entry(e.EntryTakenBack(entry=4, reason="It was right")))
        say(record, "c5", ledgers.note("Ellis Vane"))
        ledgers.asked(record, 6, "c6")
        ledgers.confirmed(record, 6, "c7")
        say(record, "c8", ledgers.note("Robin Dale"))
        ledgers.asked(record, 9, "c9")
        kept = e.HeadAnchored(position=3, head=record.head(3).hash, to="Mary Jones")
        say(record, "c10", _entry(kept, ANCHORS))
        say(record, "c11", ledgers.note("Later"))
        say(record, "c12", *(ledgers.note(text) for text in ("One", "Two", "Three")))


def say(record: Ledger, command: str, *new: NewEntry) -> None:
    """Record entries in one save."""
    ledgers.recorded(record, *new, command=command)


def tamper(path: Path, *statements: str) -> None:
    """Change the file past all its guards, and put the guards back as if nothing had been."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        _drop_guards(connection)
        for statement in statements:
            connection.execute(statement)
        _put_guards_back(connection)


def _drop_guards(connection: sqlite3.Connection) -> None:
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")


def _put_guards_back(connection: sqlite3.Connection) -> None:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    for statement in schema.TRIGGERS:
        table = statement.split(" ON ")[1].split()[0]
        if table in tables:
            connection.execute(statement)


def resealed(path: Path, *statements: str) -> None:
    """Change the file, and hash every entry anew so that the chain fits what was made of it."""
    tamper(path, *statements)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        _drop_guards(connection)
        ((ledger,),) = connection.execute("SELECT id FROM ledger").fetchall()
        changes = [(digest, at) for at, digest in anew(ledger, connection.execute(ROWS).fetchall())]
        connection.executemany("UPDATE stored_events SET hash = ? WHERE position = ?", changes)
        _put_guards_back(connection)


def anew(ledger: str, rows: Iterable[Sequence[Any]]) -> Iterator[tuple[int, bytes]]:
    """Yield each position with the hash that its entry has now; `rows` are as ROWS finds them."""
    prev = genesis(ledger)
    for position, stream, version, topic, state, on, recorded_at, actor, command, login in rows:
        raw = preimage(
            ledger=ledger,
            position=position,
            prev=prev,
            recorded_at=recorded_at,
            effective_on=on,
            actor=actor,
            login=login,
            command=command,
            originator=stream,
            version=version,
            topic=topic,
            state=state,
        )
        digest = hashlib.sha256(raw)
        prev = digest.hexdigest()
        yield position, digest.digest()


def entry(position: int, change: str) -> str:
    """Return the statement that changes the row of an entry."""
    return _changed("stored_events", change, f"position = {position}")


def with_state(position: int, old: str, new: str) -> str:
    """Return the statement that puts other words into the stored bytes of an entry."""
    words = f"replace(CAST(state AS TEXT), '{old}', '{new}')"
    return entry(position, f"state = CAST({words} AS BLOB)")


def save(last: int, change: str) -> str:
    """Return the statement that changes the row of a save, by the last entry it covers."""
    return _changed("saves", change, f"last = {last}")


def text(position: int, change: str, n: int = 1) -> str:
    """Return the statement that changes a text of an entry."""
    return _changed("texts", change, f"position = {position} AND n = {n}")


def _changed(table: str, change: str, which: str) -> str:
    return f"UPDATE {table} SET {change} WHERE {which}"  # noqa: S608 - the tests' own words
