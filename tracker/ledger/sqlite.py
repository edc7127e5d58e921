"""A ledger's file in use: units of work on its one connection.

When a unit of work ends without an error, what it recorded is on the disk. When it ends with one,
nothing was recorded, and the error says so; only where the database itself cannot tell does an
UnknownOutcomeError stand for the answer.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from enum import Enum, auto
from functools import partial
from time import monotonic, sleep
from typing import TYPE_CHECKING

from tracker.domain.errors import TrackerError, UnknownOutcomeError
from tracker.ledger import faults, places, schema
from tracker.ledger.library import SQLiteCursor, SQLiteDatastore
from tracker.ledger.opening import BUSY_MS, connect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ASK_AGAIN = 0.002
"""Seconds after which to ask again for a ledger that somebody else holds."""


class _Doing(Enum):
    NOTHING = auto()
    READING = auto()
    RECORDING = auto()


class Ledgerfile(SQLiteDatastore):
    """One file on one connection, instead of the library's pool. It belongs to one thread."""

    _open = False

    def __init__(self, path: Path, *, busy_ms: int = BUSY_MS) -> None:
        self.single_row_tracking = False
        self.originator_id_type = "text"
        self.path = path
        self.busy_ms = busy_ms
        self.connection = connect(path, busy_ms=busy_ms)
        self._open = True
        self.ledger: str
        with faults.translated(path):
            (self.ledger,) = self.connection.execute("SELECT id FROM ledger").fetchone()
        self.saving: str | None = None
        self._doing = _Doing.NOTHING
        self._torn = False

    @property
    def recording(self) -> bool:
        """Whether a unit of work has begun."""
        return self._doing is _Doing.RECORDING

    @contextmanager
    def unit(self) -> Iterator[None]:
        """Hold the ledger for one unit of work: all of it is recorded, or nothing.

        Inside a unit this joins it; when the inner block fails the unit can no longer succeed.
        """
        if self._doing is _Doing.READING:
            raise faults.MisuseError("A unit of work began while reading; nothing was recorded.")
        if self._doing is _Doing.RECORDING:
            self._check_whole()
            try:
                yield
            except BaseException:
                self._torn = True
                raise
            return
        places.require_own(self.path)
        with faults.translated(self.path), self._during(_Doing.RECORDING, self._hold):
            yield
            self._check_whole()
            self._commit()

    def _check_whole(self) -> None:
        if self._torn or not self.connection.in_transaction:
            raise faults.MisuseError("A part of this command failed; nothing was recorded.")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read from one consistent snapshot; inside a unit or another reading this joins it."""
        if self._doing is not _Doing.NOTHING:
            yield
            return
        begin = partial(self.connection.execute, "BEGIN")
        with faults.translated(self.path), self._during(_Doing.READING, begin):
            yield

    @contextmanager
    def _during(self, doing: _Doing, begin: Callable[[], object]) -> Iterator[None]:
        self.saving, self._torn = None, False
        try:
            begin()
            self._doing = doing
            yield
        finally:
            self._doing = _Doing.NOTHING
            with suppress(sqlite3.Error):
                self.connection.rollback()

    def _hold(self) -> None:
        """Begin to record; ask often, for SQLite's own waiting lets the quickest win every time."""
        give_up = monotonic() + self.busy_ms / 1000
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._held(last_try=monotonic() >= give_up):
                sleep(ASK_AGAIN)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {self.busy_ms}")

    def _held(self, *, last_try: bool) -> bool:
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if last_try or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            return False
        return True

    def _commit(self) -> None:
        try:
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            if self.connection.in_transaction or self.saving is None:
                raise  # Somebody reads: the transaction is still open and is rolled back.
            self._find_out(self.saving, error)

    def _find_out(self, command: str, error: sqlite3.Error) -> None:
        """Look on a new connection whether the save is there; if so, it was recorded."""
        self.connection.close()
        try:
            self.connection = connect(self.path, busy_ms=self.busy_ms)
            found = self.connection.execute("SELECT 1 FROM saves WHERE command_id = ?", (command,))
            recorded = found.fetchone() is not None
        except (sqlite3.Error, TrackerError) as cause:
            raise UnknownOutcomeError(
                f"The ledger {self.path} failed while this was being recorded, and whether it was "
                f"is not known; run it again with --command-id {command}, which records it once."
            ) from cause
        if not recorded:
            raise error

    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[SQLiteCursor]:
        """Give the library a cursor, in a unit of work or a reading."""
        with faults.translated(self.path), self.unit() if commit else self.reading():
            cursor = SQLiteCursor(self.connection.cursor())
            with cursor:
                yield cursor

    def altered(self) -> list[str]:
        """Return the tables and triggers of the stored form that the file has lost or changed."""
        with faults.translated(self.path), self.reading():
            found = {sql for (sql,) in self.connection.execute("SELECT sql FROM sqlite_schema")}
        return [sql.split()[2] for sql in schema.STATEMENTS if sql not in found]

    def copy_into(self, path: Path) -> None:
        """Copy what the ledger holds, but no free page, into an empty file; or sqlite3.Error."""
        self.connection.execute("VACUUM INTO ?", (str(path),))

    def close(self) -> None:
        """Close the connection, once: the library closes again, perhaps in another thread."""
        if self._open:
            self._open = False
            self.connection.close()
