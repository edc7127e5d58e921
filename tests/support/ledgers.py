"""Ledgers for tests: a clock that ticks, salts that are counted, one usual note.

Two ledgers made here by the same steps are the same to the last digit of their heads.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from base64 import b64encode
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tracker.domain.events import ErasureAsked, NoteMade, TextErased
from tracker.domain.vocabulary import ErasureReason
from tracker.ledger.envelope import NewEntry
from tracker.ledger.ledger import Ledger
from tracker.ledger.postgres.address import Address

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.domain.bitemporal import Entry
    from tracker.ledger.open_store import Place

LEDGER: Final = "3f2a0c1e-5b7d-4e8f-9a01-23456789abcd"
START: Final = datetime(2026, 3, 31, 16, 2, 11, 123456, tzinfo=UTC)
BOARD: Final = date(2026, 3, 31)
ITEM: Final = "item/elmshire-2025/2"
SECOND: Final = timedelta(seconds=1)
TEXT: Final = "Spoke with the head teacher"
LOGIN: Final = "clerk@desk"
TABLES: Final = ("ledger", "stored_events", "saves", "texts")

_EVERY_ENTRY = """
SELECT position, originator_id, originator_version, topic, state, effective_on, hash,
    recorded_at, actor, command_id, login
FROM stored_events
JOIN saves ON last = (SELECT min(last) FROM saves WHERE last >= position) ORDER BY position
"""


class TickingClock:
    """Tells the next second each time it is asked; `now` is what it tells next."""

    def __init__(self, now: datetime = START) -> None:
        """Set the clock."""
        self.now = now

    def __call__(self) -> datetime:
        """Tell the instant and tick."""
        instant, self.now = self.now, self.now + SECOND
        return instant


def connection(record: Ledger) -> Any:
    """Return the driver's connection that a record has: that of SQLite for one in a file."""
    return record._store.connection  # type: ignore[attr-defined]  # every kind of store has one


def counted_salts() -> Callable[[], bytes]:
    """Return salts that are the same in every run."""
    numbers = count()
    return lambda: hashlib.sha256(b"salt %d" % next(numbers)).digest()


def made(place: Place, clock: Callable[[], datetime] | None = None) -> Ledger:
    """Make a ledger in a file or on a server, and open it."""
    salts = counted_salts()
    return Ledger.create(
        place, clock=clock or TickingClock(), salts=salts, login=LOGIN, ledger_id=LEDGER
    )


def note(text: str = TEXT, stream: str = ITEM) -> NewEntry:
    """Return a note to record, of the day of the board."""
    return NewEntry(stream, BOARD, NoteMade(note=text))


def recorded(record: Ledger, *new: NewEntry, command: str, actor: str = "p1") -> list[Entry]:
    """Record entries in a unit of work of their own."""
    with record.unit():
        added = record.append(new, actor=actor, command_id=command)
    return [*added]


def asked(record: Ledger, position: int, command: str, stream: str = ITEM) -> Entry:
    """Ask for the texts of an entry to be erased, as the application does."""
    event = ErasureAsked(entry=position, reason=ErasureReason.NAMES_A_CHILD)
    with record.unit():
        (entry,) = record.append([NewEntry(stream, BOARD, event)], actor="p2", command_id=command)
        record.hide([position], entry.position)
    return entry


def confirmed(record: Ledger, position: int, command: str, stream: str = ITEM) -> Entry:
    """Confirm that the texts of an entry are erased, as the application does."""
    event = TextErased(entry=position, reason=ErasureReason.NAMES_A_CHILD)
    with record.unit():
        (entry,) = record.append([NewEntry(stream, BOARD, event)], actor="p3", command_id=command)
        record.erase([position], entry.position)
    return entry


def ask(place: Place, statement: str, *values: object) -> list[Any]:
    """Run a statement on a ledger, past the record, and return what it finds."""
    if isinstance(place, Address):
        import psycopg  # noqa: PLC0415 - where there is no server it may not be there

        with psycopg.connect(place.text, autocommit=True) as server:
            answer = server.execute(statement.replace("?", "%s").encode(), values or None)
            return answer.fetchall() if answer.description else []
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        return connection.execute(statement, values).fetchall()


def everything(place: Place) -> object:
    """Return all that is stored of a ledger: the bytes of a file, or the rows on a server."""
    if isinstance(place, Address):
        return [sorted(ask(place, f"TABLE {table}"), key=repr) for table in TABLES]
    return Path(place).read_bytes()


def held(place: Place, *texts: str) -> list[str]:
    """Return which texts are anywhere in a ledger, in an encoding one would look for.

    In any file beside its own too; on a server in any row of its tables.
    """
    if isinstance(place, Address):
        content = str(everything(place)).encode()
    else:
        content = b"".join(file.read_bytes() for file in Path(place).parent.iterdir())
    forms = {
        text: [text.encode(), text.encode("utf-16-le"), b64encode(text.encode())] for text in texts
    }
    return [text for text in texts if any(form in content for form in forms[text])]


def unguarded(place: Place, *tables: str) -> None:
    """Take away what keeps tables of a ledger from being changed."""
    for table in tables:
        if isinstance(place, Address):
            ask(place, f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            guards = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?"
            for (guard,) in ask(place, guards, table):
                ask(place, f"DROP TRIGGER {guard}")


def first_bad(place: Place) -> int | None:
    """Check a ledger's chain with the standard library alone, as its published form says.

    Return the first position whose hash is wrong.
    """
    ((ledger,),) = ask(place, "SELECT id FROM ledger")
    prev = hashlib.sha256(f"tracker-ledger-v1:{ledger}".encode()).hexdigest()
    for row in ask(place, _EVERY_ENTRY):
        position, stream, version, topic, state, effective_on, stored, *save = row
        recorded_at, actor, command, login = save
        entry = {
            "v": 1,
            "ledger": ledger,
            "position": position,
            "prev": prev,
            "recorded_at": recorded_at,
            "effective_on": effective_on,
            "actor": actor,
            "login": login,
            "command": command,
            "originator": stream,
            "version": version,
            "topic": topic,
            "state": hashlib.sha256(state).hexdigest(),
        }
        text = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        h_a_s_h = hashlib.sha256(b"tracker-event-v1\n" + text.encode())
        if h_a_s_h.digest() != stored:
            return int(position)
        prev = h_a_s_h.hexdigest()
    return None
