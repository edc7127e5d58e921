"""Making a ledger's file, and opening it: only what is a ledger, only with safe settings.

Nothing but `create` makes a file. Every connection is told how to behave, asked whether it will,
and given up if it will not.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

from tracker.domain.errors import IntegrityError, RefusedError
from tracker.ledger import linked_entries, read_model_schema, schema, sqlite_errors

if TYPE_CHECKING:
    from pathlib import Path

BUSY_MS = 8_000
"""Milliseconds to wait for someone else's unit of work to end."""

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

    Raises RefusedError if something exists already or the file cannot be made, and in a folder
    that is not this computer's own.
    """
    from tracker.ledger import safe_location  # noqa: PLC0415 - asking is allowed anywhere

    _require_strict_tables()
    safe_location.require_safe_location(path)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise RefusedError(f"{path} exists already; it was left as it is.") from None
    except (OSError, ValueError) as error:
        raise _unreachable(path, error) from None
    try:
        create_tables(path, ledger)
    except BaseException:
        for leftover in (path, path.with_name(f"{path.name}-journal")):
            leftover.unlink(missing_ok=True)
        raise


def create_tables(path: Path, ledger: str) -> None:
    """Make an empty file a ledger without entries."""
    with sqlite_errors.translated_errors(path), closing(_connect(path, BUSY_MS)) as connection:
        for statement in schema.CREATION:
            connection.execute(statement)
        _settle(connection, path, GUARDS + SETTINGS)
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")
        for statement in (
            *schema.STATEMENTS,
            *read_model_schema.IN_A_FILE.values(),
            linked_entries.IN_A_FILE,
            read_model_schema.BEGUN,
        ):
            connection.execute(statement)
        connection.execute("INSERT INTO ledger VALUES (?)", (ledger,))
        connection.execute("COMMIT")


def connect(path: Path, *, busy_ms: int = BUSY_MS) -> sqlite3.Connection:
    """Open a ledger's file, for reading only where it or its folder may not be written.

    Raises NotFoundError if there is none, IntegrityError for any other or a damaged file,
    NewerLedgerError for a ledger that a newer version made, BusyError, RefusedError.
    """
    _require_strict_tables()
    check_header(path)
    with sqlite_errors.translated_errors(path):
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


def check_header(path: Path) -> None:
    """Refuse what is not even an ordinary file with something in it, without opening it."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise sqlite_errors.missing_ledger(path) from None
    except (OSError, ValueError) as error:
        raise _unreachable(path, error) from None
    if stat.S_ISDIR(status.st_mode):
        raise sqlite_errors.not_a_ledger(path, "it is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise sqlite_errors.not_a_ledger(path, "it is not an ordinary file")
    if status.st_size == 0:
        raise sqlite_errors.not_a_ledger(path, "the file is empty")


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
    connection.text_factory = file_uri
    return connection


def file_uri(raw: bytes) -> str:
    """Return a text that the file holds; of what is none, the bytes in escapes."""
    return str(raw, "utf-8", "backslashreplace")


def _recognise(connection: sqlite3.Connection, path: Path) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != schema.APPLICATION_ID:
        raise sqlite_errors.not_a_ledger(path, "another program made it, or it was never finished")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > schema.VERSION:
        raise sqlite_errors.newer_ledger(path, version, schema.VERSION)
    if version < 1:
        raise sqlite_errors.not_a_ledger(path, f"its form {version} was never in use")
    if version < schema.VERSION:
        raise sqlite_errors.OlderLedgerError(path, version)
    rows = connection.execute("SELECT id FROM ledger").fetchall()
    if len(rows) != 1 or not isinstance(rows[0][0], str):
        raise sqlite_errors.not_a_ledger(path, "it does not say which one")


def _settle(
    connection: sqlite3.Connection, path: Path, settings: tuple[tuple[str, str, object], ...]
) -> None:
    for name, asked, expected in settings:
        connection.execute(f"PRAGMA {name} = {asked}").fetchall()
        (value,) = connection.execute(f"PRAGMA {name}").fetchone()
        if value != expected:
            raise IntegrityError(
                f"The ledger {path} cannot be used safely: SQLite has {name} at {value}, "
                f"not at {asked}; nothing was recorded."
            )
