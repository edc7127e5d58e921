"""What is verified: a ledger in one snapshot, only read, in a file or on a server.

Whatever keeps it from being read to its end is an UnreadableError, unless it lies in the way there:
someone else who holds it, a server that is gone, a login without rights.
"""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from tracker.ledger import sqlite_errors, sqlite_file
from tracker.ledger import verify_schema as form

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tracker.ledger.findings import Findings
    from tracker.ledger.verify_totals import Row

    Rows = tuple[Iterator[Row], Iterator[Row], Iterator[Row]]

_ENTRIES = """
SELECT position, originator_id, originator_version, topic, state, effective_on, hash
FROM stored_events ORDER BY position
"""
_SAVES = "SELECT last, recorded_at, actor, command_id, login FROM saves ORDER BY last"
_TEXTS = "SELECT {}, n, salt, body, hidden FROM texts ORDER BY texts.position, n"
_UNDECODABLE = "Could not decode to UTF-8"

MOST_FAULTS = 100
"""Sentences of SQLite's own check that are counted."""


class UnreadableError(Exception):
    """A part of the ledger cannot be read: it is damaged."""


class UndecodableError(UnreadableError):
    """A text of the ledger is none; all can be read more patiently."""


class VerifySource(ABC):
    """A ledger that is verified. Statements are given with `?` for each value."""

    called: str
    """What is said to be damaged: the file, or the ledger."""

    differs: str
    """How its statements say that two values differ, also where one is null."""

    position: str = "position"
    """How its statements say the position of a text, whatever lies there."""

    a_text: str = "?"
    """How its statements say a text that was read from it."""

    def rows(self, *, patient: bool = False) -> Rows:
        """Return entries, saves and texts, each read as it is walked through.

        Raises UndecodableError for a text that is none, unless it is read patiently.
        """
        self.read(patient=patient)
        texts = _TEXTS.format(self.position)
        return self.iterate(_ENTRIES), self.iterate(_SAVES), self.iterate(texts)

    @abstractmethod
    def read(self, *, patient: bool) -> None:
        """Read texts strictly, or patiently."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[None]:
        """Turn what the database reports of damage into UnreadableError."""

    @abstractmethod
    def form(self, findings: Findings) -> bool:
        """Hold the form to what it should be; return whether rows can be read.

        Raises IntegrityError for what is no ledger at all, NewerLedgerError.
        """

    @abstractmethod
    def ledger(self, findings: Findings) -> str | None:
        """Return the id of the ledger; null if it is not said."""

    @abstractmethod
    def iterate(self, statement: str, values: Row = ()) -> Iterator[Row]:
        """Return the rows that a statement finds, a few at a time."""

    @abstractmethod
    def fetch(self, statement: str, values: Row) -> list[Row]:
        """Return the few rows that a statement finds."""

    def stored(self, text: str) -> object:
        """Return a text that was read from it as it is given to a statement."""
        return text

    @abstractmethod
    def sidecar_rows(self, findings: Findings) -> None:
        """Hold what is kept beside the record to it."""

    @abstractmethod
    def storage(self, findings: Findings) -> None:
        """Let the database check what lies below its rows."""


class SqliteVerifySource(VerifySource):
    """A ledger in a file."""

    called = "file"
    differs = "IS NOT"
    position = "ifnull(CAST(position AS INTEGER), 0)"
    a_text = "CAST(? AS TEXT)"

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._whole: set[str] = set()

    def read(self, *, patient: bool) -> None:
        """Read texts strictly, or patiently."""
        self._connection.text_factory = form.decoded if patient else str

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Turn what SQLite reports of damage into UnreadableError."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if form.is_busy(error):
                raise
            if isinstance(error, sqlite3.OperationalError) and _UNDECODABLE in str(error):
                raise UndecodableError from error
            raise UnreadableError from error
        finally:
            self._connection.text_factory = form.decoded

    def form(self, findings: Findings) -> bool:
        """Hold the form of the file to a ledger's."""
        self._whole = form.check(self._path, self._connection, findings)
        return all(table in self._whole for table in form.ROWS)

    def ledger(self, findings: Findings) -> str | None:
        """Return the id of the ledger; null if the file does not hold it."""
        return form.ledger_id(self._connection, findings) if "ledger" in self._whole else None

    def iterate(self, statement: str, values: Row = ()) -> Iterator[Row]:
        """Return the rows that a statement finds, a few at a time."""
        return self._connection.execute(statement, values)

    def fetch(self, statement: str, values: Row) -> list[Row]:
        """Return the few rows that a statement finds."""
        return self._connection.execute(statement, values).fetchall()

    def stored(self, text: str) -> object:
        """Return a text as it lies in the file: it need not be one any more."""
        return text.encode("utf-8", "surrogateescape")

    def sidecar_rows(self, findings: Findings) -> None:
        """Do nothing: a file keeps only the record."""

    def storage(self, findings: Findings) -> None:
        """Let SQLite check its own pages and indexes; of a foreign form only our own tables."""
        exact = not any(finding.kind == "form" for finding in findings.listed())
        names = [""] if exact else [f"({table})" for table in form.ROWS if table in self._whole]
        for name in names:
            rows = self._connection.execute(f"PRAGMA integrity_check{name or f'({MOST_FAULTS})'}")
            faults = [line for (line,) in rows if line != "ok"]
            if faults:
                says = f"SQLite's own check finds fault with the file ({faults[0]!a})."
                findings.add("sqlite", says, count=len(faults))


@contextmanager
def file_source(path: Path) -> Iterator[SqliteVerifySource]:
    """Open a ledger's file to verify it, in one snapshot. Raises as `verify`."""
    sqlite_file.check_header(path)
    with sqlite_errors.translated_errors(path), closing(form.connected(path)) as connection:
        connection.execute("BEGIN")
        yield SqliteVerifySource(path, connection)
