"""Connecting to a server, and never waiting for one without end.

Whoever asks is told something in time: a server that lets nobody in, a network that hangs and a
ledger that somebody holds are each given up so early that together they stay below 15 seconds.
"""

from __future__ import annotations

import logging
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict

from tracker.domain.errors import UsageError

if TYPE_CHECKING:
    from psycopg.abc import PQGen

    from tracker.ledger.postgres.address import Address

HOME: Final = "tracker"
"""The schema a ledger lies in where the address names no search path."""

BUSY_MS: Final = 10_000
"""Milliseconds to wait for somebody else's unit of work to end."""

SILENT_MS: Final = 8_000
"""Milliseconds after which the server ends the unit of work of somebody it hears nothing from."""

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

_VERSION_17: Final = 17_00_00

_SETTINGS = {
    "synchronous_commit": "on",
    "default_transaction_isolation": "read committed",
    "timezone": "UTC",
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
BEGIN;
SET LOCAL idle_in_transaction_session_timeout = {};
{}
SELECT pg_advisory_xact_lock('stored_events'::regclass::oid::bigint)
"""
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
"""What a server says that lets nobody in: the driver keeps no more of it than these words."""

logging.getLogger("psycopg").addHandler(logging.NullHandler())  # what it warns of, we say or undo


class Connection(psycopg.Connection[Any]):
    """A connection that gives up on a server that gives no answer."""

    begun: float
    until: float | None = None
    """Instants of the monotonic clock: when it was asked for, and after which, if any, nothing
    more is waited for."""

    def wait(self, gen: PQGen[Any], interval: float = 0.1, timeout: float | None = None) -> Any:
        """Wait for an answer, but not for ever."""
        if timeout is None:
            timeout = ANSWER if self.until is None else max(_LEAST, self.until - monotonic())
        try:
            return super().wait(gen, interval, timeout)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == psycopg.pq.TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise

    def hold(self) -> None:
        """Begin a unit of work and hold the ledger for it."""
        if self.until is None:
            now = monotonic()
            self.until = TOLD + (self.begun if now < self.begun + REACH else now)
        known = self.info.server_version >= _VERSION_17
        long = f"SET LOCAL transaction_timeout = {LONG_MS};" if known else ""
        self.execute(_LOCK.format(SILENT_MS, long).encode())

    def end(self) -> None:
        """Commit, and leave some time to find out what became of it where no answer comes."""
        until = self.until
        if until is not None:
            self.until = min(until - REACH, monotonic() + ANSWER / 2)
        try:
            self.execute("COMMIT")
        finally:
            self.until = until


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
        for words, kind in _SAID:
            if words in str(error):
                raise kind from None
        raise
