"""Connecting to a server, and never waiting for one without end.

Whoever asks is told something in time: a server that lets no one in, a network that hangs and a
ledger that someone holds are each given up so early that together they stay below 15 seconds.
"""

from __future__ import annotations

import logging
from functools import cache
from itertools import chain
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus

from tracker.domain.errors import UsageError
from tracker.ledger.postgres import errors
from tracker.ledger.postgres.pipeline import LatePipeline
from tracker.ledger.sqlite_errors import MisuseError
from tracker.ledger.sqlite_file import BUSY_MS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager
    from datetime import datetime

    from psycopg.abc import PQGen

    from tracker.ledger.postgres.address import Address
    from tracker.ledger.store import Change, Values

HOME: Final = "tracker"
"""The schema of a ledger if the address names no search path."""

SILENT_MS: Final = 6_000
"""Milliseconds after which the server ends the unit of work of someone it hears nothing from:
before whoever waits for it gives up."""

LONG_MS: Final = 30_000
"""Milliseconds after which it ends any unit of work, from version 17 on: it counts no silence after
a message of which the answers were sent for at once."""

REACH: Final = 4
"""Seconds to wait for a server to let one in."""

LET_IN: Final = 2
"""Seconds to wait for it at least: libpq knows no fewer."""

ANSWER: Final = 10.0
"""Seconds after which a server that gives no answer is given up."""

TOLD: Final = 13.0
"""Seconds after which a unit of work waits for nothing any more."""

_LEAST: Final = 1.0
"""Seconds that are waited for an answer, however late it is."""

_MANY: Final = 100
"""Rows that are sent by themselves: a COMMIT that comes with them has less time for its answer."""

_FEW: Final = 8
"""Rows that are inserted by one statement: the server keeps what it has planned for each number."""

_VERSION_17: Final = 17_00_00

_SETTINGS = {
    "synchronous_commit": "on",
    "default_transaction_isolation": "read committed",
    "timezone": "UTC",
    "plan_cache_mode": "force_generic_plan",
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
    "search_path": f"{HOME}, pg_temp",
}
_SET = """
SELECT set_config(name, value, false) FROM unnest(%s::text[], %s::text[]) each (name, value)
WHERE CASE name
    WHEN 'search_path' THEN current_setting(name) LIKE '%%$user%%'
    WHEN 'synchronous_commit' THEN current_setting(name) IN ('off', 'local')
    ELSE true
END
"""
_LOCK: Final = """
SELECT clock_timestamp() FROM pg_advisory_xact_lock('stored_events'::regclass::oid::bigint)
"""
_LIMITED: Final = """
SELECT asked.*, set_config('idle_in_transaction_session_timeout', '{}', true){} FROM ({}) asked
"""
_LONG: Final = ", set_config('transaction_timeout', '{}', true)"
logging.getLogger("psycopg").addHandler(logging.NullHandler())  # what it warns of, we say or undo


class Connection(psycopg.Connection[Any]):
    """A connection that gives up on a server that gives no answer.

    Within a unit of work it waits for as few answers as it can: the lock is asked for together with
    the first question, and what changes is sent with the next one or with the COMMIT; what is all
    of a unit by itself is one statement. The server plans each statement once.
    """

    begun: float
    busy: float
    """Seconds to wait for another person's unit of work."""

    until: float | None = None
    """Instants of the monotonic clock: when it was asked for, and after which, if any, nothing
    more is waited for."""

    held: tuple[datetime, float] | None = None
    """When the ledger was held: by the server's clock, and when it said so by the monotonic one."""

    _holds = False
    _changes: tuple[Change, ...] = ()

    def wait(self, gen: PQGen[Any], interval: float = 0.1, timeout: float | None = None) -> Any:
        """Wait for an answer, but not for ever."""
        if timeout is None:
            timeout = ANSWER if self.until is None else max(_LEAST, self.until - monotonic())
        try:
            return super().wait(gen, interval, timeout)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise
        except psycopg.DatabaseError as error:
            if type(error) is psycopg.DatabaseError:  # so a line is told that was cut in a batch
                raise psycopg.OperationalError(str(error)) from error
            raise

    @property
    def in_transaction(self) -> bool:
        """Whether there is a transaction that can still succeed, or will be as soon as one asks."""
        return self._holds or self.info.transaction_status == TransactionStatus.INTRANS

    def begin_write(self) -> None:
        """Begin a unit of work, and hold the ledger for it before anything is asked in it."""
        if self.until is None:
            now = monotonic()
            self.until = TOLD + (self.begun if now < self.begun + REACH else now)
        self._holds = True

    @property
    def untouched(self) -> bool:
        """Whether a unit of work has begun in which nothing was asked or changed yet."""
        return self._holds and not self._changes

    def fetch(self, statement: str, values: Values = ()) -> list[Any]:
        """Return the rows that a statement finds, after all that was to be changed before."""
        return self._sent(_written(statement), values).fetchall()

    def held_by(self, statement: str, values: Values = ()) -> list[Any]:
        """Return what a statement finds that holds the ledger itself, if nothing did before.

        Its rows may have more columns at the end.
        """
        if not self.untouched:
            return self.fetch(statement, values)
        self._holds = False
        with self._batch():
            self.execute(b"BEGIN", prepare=True)
            cursor = self.execute(self._limited(statement), values, prepare=True)
        return cursor.fetchall()

    def execute_alone(self, statement: str, values: Values = ()) -> list[Any]:
        """Return what a statement finds that is all of a unit of work, and so committed with it.

        Where too little time is left to find out what became of it, it is committed afterwards.
        """
        if self.until is None or monotonic() + self.busy > self.until - REACH:
            cursor = self.held_by(statement, values)
            self.end()
            return cursor
        self._holds, self.until = False, self.until - REACH
        try:
            return self.fetch(statement, values)
        finally:
            self.until += REACH

    def execute_many(self, changes: Iterable[Change]) -> None:
        """Run statements, each for each of its rows, before anything else is asked or committed."""
        self._changes = (*self._changes, *changes)
        if sum(len(rows) for _, rows in self._changes) > _MANY:
            self._sent(b"SELECT 1")

    def end(self) -> None:
        """Commit, and leave some time to find out what became of it if no answer comes."""
        if self.untouched:
            return  # nothing was asked, so nothing has begun
        until = self.until
        if until is not None:
            self.until = min(until - REACH, monotonic() + ANSWER / 2)
        try:
            self._sent(b"COMMIT", prepare=False)
        finally:
            self.until = until

    def _sent(
        self, statement: bytes, values: Values = (), *, prepare: bool = True
    ) -> psycopg.Cursor[Any]:
        """Send a statement together with what was to be run before it, and wait for all answers."""
        if not self._holds and not self._changes:
            return self.execute(statement, values, prepare=prepare)
        if not self.in_transaction:
            raise MisuseError("A part of this command failed; nothing was recorded.")
        holds, self._holds = self._holds, False
        changes, self._changes = self._changes, ()
        with self._batch():
            held = self._begun() if holds else None
            last = self.cursor()
            for change, rows in map(_joined, changes):
                last.executemany(_written(change), rows)
            last.execute(statement, values, prepare=prepare)
        if held is not None:
            ((instant, *_),) = held.fetchall()
            self.held = instant, monotonic()
        return last

    def _begun(self) -> psycopg.Cursor[Any]:
        self.execute(b"BEGIN", prepare=True)
        return self.execute(self._limited(_LOCK), prepare=True)

    def _batch(self) -> AbstractContextManager[psycopg.Pipeline]:
        self._pipeline = LatePipeline(self)
        return self.pipeline()

    def _limited(self, statement: str) -> bytes:
        """Return a statement that also says for how long the ledger may be held."""
        longest = _LONG.format(LONG_MS) if self.info.server_version >= _VERSION_17 else ""
        return _written(_LIMITED.format(SILENT_MS, longest, statement))

    def end_transaction(self) -> None:
        """End the unit of work or reading there is; what was not committed is undone."""
        self.until, self.held, self._holds, self._changes = None, None, False, ()
        if self.info.transaction_status != TransactionStatus.IDLE:
            self.execute(b"ROLLBACK")


def _joined(change: Change) -> Change:
    """Return what inserts a few rows as one statement that inserts them all."""
    statement, rows = change
    insert, values, row = statement.partition("VALUES ")
    if not values or not 1 < len(rows) <= _FEW:
        return change
    return f"{insert}{values}{', '.join([row] * len(rows))}", [tuple(chain(*rows))]


@cache
def _written(statement: str) -> bytes:
    """Return a statement as the driver wants it: a value's place is `%s`."""
    return statement.replace("?", "%s").encode()


def connect(address: Address, *, busy_ms: int = BUSY_MS, until: float | None = None) -> Connection:
    """Connect to a server, with settings that keep what is recorded. Raises psycopg.Error.

    The search path is the address's own, else the schema `tracker`. Raises UsageError, which does
    not repeat it, for an address that libpq does not understand or that has a password in it.
    """
    try:
        known = conninfo_to_dict(address.text)
    except psycopg.ProgrammingError:
        raise UsageError("The address is not one that PostgreSQL understands.") from None
    if any(name.endswith(("password", "secret")) for name in known):
        raise UsageError("A password has no place in an address.")
    begun = monotonic()
    seconds = REACH if until is None else min(REACH, max(LET_IN, until - begun))
    connection = _let_in(address, int(seconds))
    connection.begun, connection.until = begun, until or begun + TOLD
    connection.busy = busy_ms / 1000
    settings = {**_SETTINGS, "lock_timeout": str(busy_ms)}
    if "search_path" in str(known.get("options")):
        del settings["search_path"]
    try:
        connection.execute(_SET, (list(settings), list(settings.values())))
    except BaseException:
        connection.close()
        raise
    connection.until = until
    return connection


def _let_in(address: Address, seconds: int) -> Connection:
    """Return a connection. What the server says is kept out of the error: its kind is enough."""
    try:
        return Connection.connect(
            address.text,
            autocommit=True,
            client_encoding="UTF8",
            connect_timeout=seconds,
            application_name="tracker",
            keepalives_idle=5,
            keepalives_interval=2,
            keepalives_count=3,
        )
    except psycopg.OperationalError as error:
        raise errors.kind_of(error) from None
