"""What PostgreSQL reports, in sentences: every error of the driver becomes one of ours."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
from psycopg import errors

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

_SENTENCES: tuple[tuple[tuple[type[psycopg.Error], ...], type[TrackerError], str], ...] = (
    (
        (errors.LockNotAvailable, errors.QueryCanceled, errors.DeadlockDetected),
        BusyError,
        "is in use by someone else; try again in a moment",
    ),
    (
        (errors.IdleInTransactionSessionTimeout, errors.TransactionTimeout),
        BusyError,
        "was let go: this took too long; try again",
    ),
    ((errors.RaiseException,), IntegrityError, "refused it: {}"),
    ((errors.InsufficientPrivilege,), RefusedError, "gives this login no right to that"),
    (
        (errors.InvalidAuthorizationSpecification, errors.InvalidPassword),
        RefusedError,
        "does not let this login in",
    ),
    (
        (errors.UndefinedTable, errors.UndefinedFunction, errors.InvalidSchemaName),
        NotFoundError,
        "is not there, or not for this login",
    ),
    ((errors.InvalidCatalogName,), NotFoundError, "is not there: the database does not exist"),
    ((errors.ReadOnlySqlTransaction,), RefusedError, "is read-only here: it is a replica"),
    ((errors.DiskFull,), RefusedError, "has no room: the server's disk is full"),
    ((errors.TooManyConnections,), BusyError, "has no connection to spare; try again in a moment"),
    (
        (psycopg.IntegrityError, psycopg.DataError),
        IntegrityError,
        "refused what contradicts it",
    ),
    ((psycopg.OperationalError,), BusyError, "cannot be reached, or gave no answer"),
)


_SAID: tuple[tuple[str, type[psycopg.Error]], ...] = (
    ("password", errors.InvalidPassword),
    ("authentication failed", errors.InvalidPassword),
    ("pg_hba.conf", errors.InvalidAuthorizationSpecification),
    ("is not permitted to log in", errors.InvalidAuthorizationSpecification),
    ("FATAL:  role ", errors.InvalidAuthorizationSpecification),
    ("FATAL:  database ", errors.InvalidCatalogName),
    ("too many clients", errors.TooManyConnections),
    ("remaining connection slots", errors.TooManyConnections),
)
"""What a server says that refuses a connection: the driver keeps only these words of it."""


def kind_of(error: psycopg.OperationalError) -> psycopg.Error:
    """Return an error of the kind that says why a server refuses a connection, and no more."""
    for words, kind in _SAID:
        if words in str(error):
            return kind()
    return error


@contextmanager
def translated_errors(location: str) -> Iterator[None]:
    """Turn an error of the driver that leaves this block into one of ours; nothing was recorded."""
    try:
        yield
    except psycopg.Error as error:
        raise error_sentence(error, location) from error


def error_sentence(error: psycopg.Error, location: str) -> TrackerError:
    """Return the error to show, when nothing was recorded.

    What the server says is repeated only if it is one of our own sentences.
    """
    for kinds, kind, fault in _SENTENCES:
        if isinstance(error, kinds):
            sentence = fault.format(error.diag.message_primary)
            create = hint("create-ledger", location=location)
            return kind(
                f"The ledger at {location} {sentence}; nothing was recorded.",
                hint=create if errors.UndefinedTable in kinds else None,
            )
    name = type(error).__name__
    return RefusedError(f"The ledger at {location} cannot be used ({name}); nothing was recorded.")
