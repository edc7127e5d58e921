"""A ledger's file in use: units of work on its one connection."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from tracker.domain.errors import TrackerError, UnknownOutcomeError
from tracker.domain.hints import hint
from tracker.ledger import linked_entries, read_model_schema, schema, sqlite_errors
from tracker.ledger.sqlite_file import BUSY_MS, connect, file_uri
from tracker.ledger.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tracker.ledger.store import Change, Values

ASK_AGAIN = 0.002
"""Seconds after which to ask again for a ledger that someone else holds."""

_MET = "SELECT id, (SELECT coalesce(max(position), 0) FROM stored_events) FROM ledger"
_UNDECODABLE = "Could not decode to UTF-8"
_HIDE = "UPDATE texts SET hidden = ? WHERE position = ? AND n > 0 AND body IS NOT NULL"
_ERASE = """
UPDATE texts SET hidden = ?, salt = NULL, body = NULL
WHERE position = ? AND n > 0 AND body IS NOT NULL
"""


class SqliteStore(Store):
    """One file on one connection."""

    path: Path
    link_target = linked_entries.TARGET_IN_A_FILE
    _open = False

    def __init__(self, path: Path, *, busy_ms: int = BUSY_MS) -> None:
        super().__init__()
        self.path = path
        self.location = str(path)
        self.busy_ms = busy_ms
        self.connection = connect(path, busy_ms=busy_ms)
        self._open = True
        try:
            with sqlite_errors.translated_errors(path):
                self.ledger, self.seen = self.connection.execute(_MET).fetchone()
        except BaseException:
            self.close()
            raise

    @property
    def in_transaction(self) -> bool:
        """Whether SQLite is in a transaction: some errors end it."""
        return self.connection.in_transaction

    def translated(self) -> AbstractContextManager[None]:
        """Turn SQLite's errors into ours."""
        return sqlite_errors.translated_errors(self.path)

    def require_writable(self) -> None:
        """Refuse a folder that is not this computer's own."""
        from tracker.ledger import safe_location  # noqa: PLC0415 - asking is allowed anywhere

        safe_location.require_safe_location(self.path)

    def begin_write(self) -> None:
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

    def begin_read(self) -> None:
        """Begin to read."""
        self.connection.execute("BEGIN")

    def commit(self) -> None:
        """Commit; where SQLite fails after the transaction was over, find out what became of it."""
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
            rows = self.connection.execute("SELECT 1 FROM saves WHERE command_id = ?", (command,))
            recorded = rows.fetchone() is not None
        except (sqlite3.Error, TrackerError) as cause:
            raise UnknownOutcomeError(
                f"The ledger {self.path} failed while this was being recorded, and whether it was "
                "is not known.",
                hint=hint("repeat-command", command=command),
            ) from cause
        if not recorded:
            raise error

    def rollback(self) -> None:
        """Undo what was not committed."""
        with suppress(sqlite3.Error):
            self.connection.rollback()

    def fetch(self, statement: str, values: Values) -> list[Any]:
        """Return the rows that a statement finds; where a text is none, its bytes in escapes."""
        self.connection.text_factory = str  # it takes half the time
        try:
            return self.connection.execute(statement, values).fetchall()
        except sqlite3.OperationalError as error:
            if _UNDECODABLE not in str(error):
                raise
        finally:
            self.connection.text_factory = file_uri
        return self.connection.execute(statement, values).fetchall()

    def execute_many(self, changes: Iterable[Change]) -> None:
        """Run statements in their order, each for each of its rows."""
        for statement, rows in changes:
            self.connection.executemany(statement, rows)

    def hide(self, positions: Iterable[int], by: int) -> None:
        """Mark the texts of entries as hidden by the entry at `by`."""
        self.execute((_HIDE, [(by, position) for position in positions]))

    def erase(self, positions: Iterable[int], by: int) -> None:
        """Destroy the texts of entries and their salts; the entry at `by` says why."""
        self.execute((_ERASE, [(by, position) for position in positions]))

    def bind(self, position: int) -> None:
        """Leave it at what is told: a file knows no logins."""

    def altered(self) -> list[str]:
        """Return the tables and triggers of the stored form that the file has lost or changed."""
        statements = {sql for (sql,) in self.fetch_all("SELECT sql FROM sqlite_schema")}
        return [sql.split()[2] for sql in schema.STATEMENTS if sql not in statements]

    def remake_register(self) -> None:
        """Drop whatever has a name of the read model's, and create its tables and indexes."""
        with self.unit():
            for name in (*read_model_schema.NAMES, *read_model_schema.IN_A_FILE):
                for (kind,) in self.fetch_all(
                    "SELECT type FROM sqlite_schema WHERE name = ?", (name,)
                ):
                    self.connection.execute(read_model_schema.DROPPING[kind, name])
            self.connection.execute(linked_entries.DROPPING)
            for statement in (*read_model_schema.IN_A_FILE.values(), linked_entries.IN_A_FILE):
                self.connection.execute(statement)

    def has_register(self) -> bool:
        """Whether the tables of the read model are in the file, as they are made."""
        rows = self.fetch_all("SELECT name, sql FROM sqlite_schema WHERE tbl_name LIKE 'register%'")
        return dict(rows) == read_model_schema.IN_A_FILE

    def copy_into(self, path: Path) -> None:
        """Copy what the ledger holds, but no free page, into an empty file; or sqlite3.Error."""
        self.connection.execute("VACUUM INTO ?", (str(path),))

    def close(self) -> None:
        """Close the connection, once: the library closes again, perhaps in another thread."""
        if self._open:
            self._open = False
            self.connection.close()
