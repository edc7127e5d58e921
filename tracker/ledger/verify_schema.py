"""The form of a file that is to be verified: opened for reading, and held to what a ledger has.

Only tables that are laid out exactly as ours are read later; of anything else it is said only that
it is there.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING
from uuid import UUID

from tracker.ledger import linked_entries, read_model_schema, schema, sqlite_errors, sqlite_file
from tracker.ledger.findings import REGISTER

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.ledger.findings import Findings

ROWS = ("stored_events", "saves", "texts")
"""The tables with the rows that a walk goes through."""

_TABLES = {"ledger", *ROWS}
_AUTOMATIC = {f"sqlite_autoindex_{table}_1" for table in ROWS}
_EXPECTED = {sql.split()[2]: sql for sql in schema.STATEMENTS}


def decoded(raw: bytes) -> str:
    """Return a text of the file, also one that is not UTF-8: it can then not be encoded again."""
    return str(raw, "utf-8", "surrogateescape")


def connected(path: Path) -> sqlite3.Connection:
    """Open the file for reading; where a change was cut short, SQLite first undoes it."""
    connection = _reading(path, "ro")
    try:
        connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if is_busy(error):  # which it is for the other way of opening too
            raise
        connection = _reading(path, "rw")
    except BaseException:
        connection.close()
        raise
    return connection


def _reading(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}",
        uri=True,
        timeout=sqlite_file.BUSY_MS / 1000,
        isolation_level=None,
    )
    connection.text_factory = decoded
    try:
        for name, setting, _ in (*sqlite_file.GUARDS, ("query_only", "ON", 1)):
            connection.execute(f"PRAGMA {name} = {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


def is_busy(error: sqlite3.DatabaseError) -> bool:
    """Return whether someone else was waited for in vain."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def check(path: Path, connection: sqlite3.Connection, findings: Findings) -> set[str]:
    """Return the tables and triggers that are laid out as ours.

    Raises IntegrityError if no table is, NewerLedgerError for a form that only a newer version
    of this program knows.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    actual = dict(connection.execute("SELECT name, sql FROM sqlite_schema").fetchall())
    whole = {name for name, sql in _EXPECTED.items() if actual.get(name) == sql}
    is_ours = application == schema.APPLICATION_ID
    if version > schema.VERSION and is_ours and len(whole) < len(_EXPECTED):
        raise sqlite_errors.newer_ledger(path, version, schema.VERSION)
    if not whole & _TABLES:
        raise sqlite_errors.not_a_ledger(path, "another program made it, or too much of it is lost")
    if not is_ours or version != schema.VERSION:
        findings.add("form", "The head of the file does not say what the file is.")
    for name in _EXPECTED:
        if name not in whole:
            kind = "table" if name in _TABLES else "trigger"
            lost = "was changed" if name in actual else "is missing"
            findings.add("form", f"The {kind} {name} {lost}.")
    for name in sorted(_AUTOMATIC - set(actual)):
        findings.add("form", f"The index {name} is missing.")
    for name, sql in read_model_schema.IN_A_FILE.items():
        if actual.keys() & read_model_schema.IN_A_FILE.keys() and actual.get(name) != sql:
            lost = "was changed" if name in actual else "is missing"
            findings.add(REGISTER, f"{name} of the read model {lost}.")
    if actual.get(linked_entries.NAME, linked_entries.IN_A_FILE) != linked_entries.IN_A_FILE:
        findings.add(REGISTER, f"The index {linked_entries.NAME} was changed.")
    known = {*_EXPECTED, *_AUTOMATIC, *read_model_schema.IN_A_FILE, linked_entries.NAME}
    for name in actual.keys() - known:
        if not str(name).startswith("sqlite_stat"):
            findings.add("form", f"The file holds {name!a}, which is no part of a ledger.")
    return whole


def ledger_id(connection: sqlite3.Connection, findings: Findings) -> str | None:
    """Return the id of the ledger; null if the file does not hold it."""
    try:
        ((ledger,),) = connection.execute("SELECT id FROM ledger LIMIT 2").fetchall()
        if str(UUID(ledger)) == ledger:
            return str(ledger)
    except (sqlite3.DatabaseError, ValueError, TypeError, AttributeError):
        pass
    findings.add("form", "The file does not say which ledger it is.")
    return None
