"""What the database reports, in sentences: every raw error of SQLite becomes one of ours."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tracker.domain.errors import (
    BusyError,
    IntegrityError,
    NotFoundError,
    RefusedError,
    TrackerError,
)
from tracker.domain.hints import hint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class MisuseError(RefusedError):
    """The program used the ledger in a way that it does not allow. Nothing was recorded."""


class NewerLedgerError(IntegrityError):
    """The ledger's form is one that only a newer version of this program knows."""


class OlderLedgerError(RefusedError):
    """The ledger has a form that is no longer used. Nothing was recorded."""

    def __init__(self, location: Path | str, form: int) -> None:
        """Name the ledger and its form."""
        super().__init__(
            f"The ledger {location} is from an older version of this program (its form is {form}).",
            hint=hint("upgrade"),
        )
        self.form = form


_SENTENCES: dict[int, tuple[type[TrackerError], str]] = {
    sqlite3.SQLITE_BUSY: (BusyError, "is in use by someone else; try again in a moment"),
    sqlite3.SQLITE_LOCKED: (BusyError, "is in use by someone else; try again in a moment"),
    sqlite3.SQLITE_READONLY: (RefusedError, "is read-only here: it, or its folder, may not change"),
    sqlite3.SQLITE_READONLY_ROLLBACK: (
        RefusedError,
        "was left in the middle of a change and is read-only here; open it where it can be written",
    ),
    sqlite3.SQLITE_READONLY_DBMOVED: (RefusedError, "was moved or replaced while it was in use"),
    sqlite3.SQLITE_FULL: (RefusedError, "has no room: the disk is full"),
    sqlite3.SQLITE_IOERR: (RefusedError, "could not be read or written: the disk reports an error"),
    sqlite3.SQLITE_CANTOPEN: (RefusedError, "cannot be opened, or its folder cannot be written"),
    sqlite3.SQLITE_PERM: (RefusedError, "may not be opened by this user"),
    sqlite3.SQLITE_NOMEM: (RefusedError, "needs more memory than there is"),
    sqlite3.SQLITE_TOOBIG: (RefusedError, "cannot hold anything that large"),
    sqlite3.SQLITE_NOTADB: (IntegrityError, "is not a ledger: it is another kind of file"),
    sqlite3.SQLITE_CORRUPT: (IntegrityError, "is damaged: a part of the file is missing or wrong"),
    sqlite3.SQLITE_CONSTRAINT: (IntegrityError, "refused an entry that contradicts it"),
    sqlite3.SQLITE_ERROR: (IntegrityError, "is damaged: it is not laid out as a ledger is"),
}


@contextmanager
def translated_errors(path: Path | str) -> Iterator[None]:
    """Turn an error of SQLite that leaves this block into one of ours; nothing was recorded."""
    try:
        yield
    except sqlite3.Error as error:
        raise error_sentence(error, path) from error
    except UnicodeDecodeError as error:  # of SQLite's own sentence, about names that are damaged
        kind, fault = _SENTENCES[sqlite3.SQLITE_CORRUPT]
        raise kind(f"The ledger {path} {fault}; nothing was recorded.") from error


def error_sentence(error: sqlite3.Error, path: Path | str) -> TrackerError:
    """Return the error to show for one of SQLite's, when nothing was recorded."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    unknown = (RefusedError, f"cannot be used ({error})")
    kind, fault = _SENTENCES.get(code or 0) or _SENTENCES.get((code or 0) & 0xFF) or unknown
    return kind(f"The ledger {path} {fault}; nothing was recorded.")


def missing_ledger(path: Path) -> NotFoundError:
    """Return the error for a path that does not exist."""
    return NotFoundError(
        f"There is no ledger at {path}.", hint=hint("create-ledger", location=path)
    )


def not_a_ledger(path: Path, fault: str) -> IntegrityError:
    """Return the error for a file that is something else."""
    return IntegrityError(f"{path} is not a ledger: {fault}; nothing was recorded.")


def command_used(command: str) -> RefusedError:
    """Return the error for a command that has recorded something already."""
    return RefusedError(f"The command {command} was recorded before; nothing was added.")


def newer_ledger(path: Path, version: int, known: int) -> NewerLedgerError:
    """Return the error for a ledger laid out by a newer version of this program."""
    return NewerLedgerError(
        f"The ledger {path} is from a newer version of this program (its form is {version}, this "
        f"version knows {known}); nothing was recorded."
    )
