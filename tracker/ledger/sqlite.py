"""A ledger's file: making it, opening it safely, and units of work on its one connection.

When a unit of work ends without an error, what it recorded is on the disk. When it ends with one,
nothing was recorded, and the error says so; only where the database itself cannot tell does an
UnknownOutcomeError stand for the answer.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing, contextmanager, suppress
from enum import Enum, auto
from functools import partial
from time import monotonic, sleep
from typing import TYPE_CHECKING

from tracker.domain.errors import IntegrityError, RefusedError, TrackerError, UnknownOutcomeError
from tracker.ledger import faults, schema
from tracker.ledger.library import SQLiteCursor, SQLiteDatastore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BUSY_MS = 10_000
"""Milliseconds to wait for somebody else's unit of work to end."""

ASK_AGAIN = 0.002
"""Seconds after which to ask again for a ledger that somebody else holds."""

OLDEST_SQLITE = (3, 37, 0)
"""The first version with strict tables."""

GUARDS = (("trusted_schema", "OFF", 0), ("cell_size_check", "ON", 1), ("temp_store", "MEMORY", 2))
"""Settings asked for before anything of the file is believed, and what they read back as."""

SETTINGS = (
    ("journal_mode", "DELETE", "delete"),
    ("synchronous", "EXTRA", 3),
    ("secure_delete", "ON", 1),
    ("foreign_keys", "ON", 1),
)
"""Settings asked for once the file is known to be a ledger."""


def create(path: Path, ledger: str) -> None:
    """Make a ledger without entries, all of it or nothing. Never touches a file that exists.

    Raises RefusedError where something exists already or the file cannot be made.
    """
    _require_strict_tables()
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise RefusedError(f"{path} exists already; it was left as it is.") from None
    except (OSError, ValueError) as error:
        raise _unreachable(path, error) from None
    try:
        with faults.translated(path), closing(_connect(path, BUSY_MS)) as connection:
            _lay_out(connection, path, ledger)
    except BaseException:
        for leftover in (path, path.with_name(f"{path.name}-journal")):
            leftover.unlink(missing_ok=True)
        raise


def _lay_out(connection: sqlite3.Connection, path: Path, ledger: str) -> None:
    for statement in schema.CREATION:
        connection.execute(statement)
    _settle(connection, path, GUARDS + SETTINGS)
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {schema.VERSION}")
    for statement in schema.STATEMENTS:
        connection.execute(statement)
    connection.execute("INSERT INTO ledger VALUES (?)", (ledger,))
    connection.execute("COMMIT")


def connect(path: Path, *, busy_ms: int = BUSY_MS) -> sqlite3.Connection:
    """Open a ledger's file, for reading only where it or its folder may not be written.

    Raises NotFoundError where there is none, IntegrityError for any other or a damaged file,
    NewerLedgerError for a ledger that a newer version made, BusyError, RefusedError.
    """
    _require_strict_tables()
    _look_at(path)
    with faults.translated(path):
        connection = _connect(path, busy_ms)
        try:
            _settle(connection, path, GUARDS)
            _recognise(connection, path)
            _settle(connection, path, (*SETTINGS, ("busy_timeout", str(busy_ms), busy_ms)))
        except BaseException:
            connection.close()
            raise
    return connection


def _require_strict_tables() -> None:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise RefusedError(
            f"This Python has SQLite {sqlite3.sqlite_version}; a ledger needs 3.37 or later."
        )


def _look_at(path: Path) -> None:
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise faults.missing(path) from None
    except (OSError, ValueError) as error:
        raise _unreachable(path, error) from None
    if stat.S_ISDIR(found.st_mode):
        raise faults.not_a_ledger(path, "it is a folder")
    if not stat.S_ISREG(found.st_mode):
        raise faults.not_a_ledger(path, "it is not an ordinary file")
    if found.st_size == 0:
        raise faults.not_a_ledger(path, "the file is empty")


def _unreachable(path: Path, error: OSError | ValueError) -> RefusedError:
    reason = error.strerror if isinstance(error, OSError) else None
    return RefusedError(f"{path} cannot be reached: {(reason or str(error)).lower()}.")


def _connect(path: Path, busy_ms: int) -> sqlite3.Connection:
    may_write = os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode={'rw' if may_write else 'ro'}",
        uri=True,
        timeout=busy_ms / 1000,
        isolation_level=None,
    )
    connection.text_factory = lambda raw: str(raw, "utf-8", "backslashreplace")
    return connection


def _recognise(connection: sqlite3.Connection, path: Path) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != schema.APPLICATION_ID:
        raise faults.not_a_ledger(path, "another program made it, or it was never finished")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > schema.VERSION:
        raise faults.newer(path, version, schema.VERSION)
    if version < schema.VERSION:
        raise faults.not_a_ledger(path, f"its form {version} was never in use")
    found = connection.execute("SELECT id FROM ledger").fetchall()
    if len(found) != 1 or not isinstance(found[0][0], str):
        raise faults.not_a_ledger(path, "it does not say which one")


def _settle(
    connection: sqlite3.Connection, path: Path, settings: tuple[tuple[str, str, object], ...]
) -> None:
    for name, asked, expected in settings:
        connection.execute(f"PRAGMA {name} = {asked}").fetchall()
        (found,) = connection.execute(f"PRAGMA {name}").fetchone()
        if found != expected:
            raise IntegrityError(
                f"The ledger {path} cannot be used safely: SQLite has {name} at {found}, "
                f"not at {asked}; nothing was recorded."
            )


class _Doing(Enum):
    NOTHING = auto()
    READING = auto()
    RECORDING = auto()


class Ledgerfile(SQLiteDatastore):
    """One file on one connection, instead of the library's pool. It belongs to one thread."""

    def __init__(self, path: Path, *, busy_ms: int = BUSY_MS) -> None:
        self.single_row_tracking = False
        self.originator_id_type = "text"
        self.path = path
        self.busy_ms = busy_ms
        self.connection = connect(path, busy_ms=busy_ms)
        self.ledger: str
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
            try:
                yield
            except BaseException:
                self._torn = True
                raise
            return
        with faults.translated(self.path), self._during(_Doing.RECORDING, self._hold):
            yield
            if self._torn:
                raise faults.MisuseError("A part of this command failed; nothing was recorded.")
            self._commit()

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

    def close(self) -> None:
        """Close the connection; what no unit recorded is gone."""
        if hasattr(self, "connection"):
            self.connection.close()
