"""A ledger on a server in use: units of work on one connection."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict

from tracker.domain.errors import (
    IntegrityError,
    RefusedError,
    TrackerError,
    UnknownOutcomeError,
)
from tracker.ledger.faults import NewerLedgerError
from tracker.ledger.postgres import faults, schema
from tracker.ledger.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from psycopg.abc import PQGen

    from tracker.ledger.postgres.address import Address
    from tracker.ledger.store import Values

HOME: Final = "tracker"
"""The schema a ledger lies in where the address names no search path."""

BUSY_MS: Final = 10_000
"""Milliseconds to wait for somebody else's unit of work to end."""

REACH: Final = 4
"""Seconds to wait for a server to let one in."""

ANSWER: Final = 12.0
"""Seconds after which a server that gives no answer is given up."""

_SETTINGS = (
    ("client_encoding", "UTF8"),
    ("synchronous_commit", "on"),
    ("default_transaction_isolation", "read committed"),
    ("timezone", "UTC"),
)
_LOCK = "SELECT pg_advisory_xact_lock('stored_events'::regclass::oid::bigint)"


class _Connection(psycopg.Connection[Any]):
    """A connection that gives up on a server that gives no answer."""

    def wait(self, gen: PQGen[Any], interval: float = 0.1, timeout: float | None = None) -> Any:
        """Wait for an answer, but not for ever."""
        try:
            return super().wait(gen, interval, ANSWER if timeout is None else timeout)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == psycopg.pq.TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise


def connect(address: Address, *, busy_ms: int = BUSY_MS) -> psycopg.Connection[Any]:
    """Connect to a server, with settings that keep what is recorded. Raises psycopg.Error.

    The search path is the address's own, else the schema `tracker`.
    """
    connection = _Connection.connect(
        address.text,
        autocommit=True,
        connect_timeout=REACH,
        application_name="tracker",
        keepalives_idle=5,
        keepalives_interval=2,
        keepalives_count=3,
    )
    try:
        for name, value in (*_SETTINGS, ("lock_timeout", str(busy_ms))):
            connection.execute("SELECT set_config(%s, %s, false)", (name, value))
        if "search_path" not in str(conninfo_to_dict(address.text).get("options")):
            connection.execute(
                "SELECT set_config('search_path', %s, false)"
                " WHERE current_setting('search_path') LIKE '%%$user%%'",
                (f"{HOME}, pg_temp",),
            )
    except BaseException:
        connection.close()
        raise
    return connection


class Ledgerserver(Store):
    """A ledger on a server, on one connection."""

    _connection: psycopg.Connection[Any] | None = None

    def __init__(self, address: Address, *, busy_ms: int = BUSY_MS) -> None:
        """Connect. Raises NotFoundError where no ledger is, NewerLedgerError, RefusedError."""
        super().__init__()
        self.place = str(address)
        self._address = address
        self._busy_ms = busy_ms
        with self.translated():
            self._connection = connect(address, busy_ms=busy_ms)
            try:
                self.ledger, self.rehearsal = self._recognised()
                ((self.login,),) = self._rows("SELECT session_user")
            except BaseException:
                self.close()
                raise

    def _recognised(self) -> tuple[str, bool]:
        found = self._rows("SELECT id, form, rehearsal, filling FROM ledger")
        if len(found) != 1:
            raise IntegrityError(f"{self.place} is not a ledger: it does not say which one.")
        ((ledger, form, rehearsal, filling),) = found
        if form > schema.FORM:
            raise NewerLedgerError(
                f"The ledger at {self.place} is from a newer version of this program (its form is "
                f"{form}, this version knows {schema.FORM}); nothing was recorded."
            )
        if filling:
            raise RefusedError(
                f"The ledger at {self.place} is not whole yet: run the tracker copy that fills it "
                "again, and it goes on."
            )
        return ledger, rehearsal

    @property
    def connection(self) -> psycopg.Connection[Any]:
        """The connection. Raises RefusedError once it is closed."""
        if self._connection is None:
            raise RefusedError(f"The ledger at {self.place} is closed.")
        return self._connection

    def _rows(self, statement: str, values: Values = ()) -> list[Any]:
        return self.connection.execute(statement.replace("?", "%s").encode(), values).fetchall()

    @property
    def in_transaction(self) -> bool:
        """Whether the server is in a transaction that can still succeed."""
        return self.connection.info.transaction_status == psycopg.pq.TransactionStatus.INTRANS

    def translated(self) -> AbstractContextManager[None]:
        """Turn the driver's errors into ours."""
        return faults.translated(self.place)

    def require_writable(self) -> None:
        """Leave it to the server: it knows who may record."""

    def hold(self) -> None:
        """Begin to record: one at a time, so that entries are committed in their order."""
        self.connection.execute("BEGIN")
        self.connection.execute(_LOCK)

    def look(self) -> None:
        """Begin to read one state of the ledger."""
        self.connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def commit(self) -> None:
        """Commit; where no answer comes, find out what became of it."""
        try:
            self.connection.execute("COMMIT")
        except psycopg.OperationalError as error:
            if self.saving is None:
                raise
            self._find_out(self.saving, error)

    def _find_out(self, command: str, error: psycopg.Error) -> None:
        """Look on a new connection whether the save is there; if so, it was recorded."""
        self.close()
        try:
            self._connection = connect(self._address, busy_ms=self._busy_ms)
            self.hold()  # whatever was still on its way is over once the ledger is free
            recorded = self._rows("SELECT 1 FROM saves WHERE command_id = ?", (command,))
        except (psycopg.Error, TrackerError) as cause:
            raise UnknownOutcomeError(
                f"The ledger at {self.place} gave no answer while this was being recorded, and "
                f"whether it was is not known; run it again with --command-id {command}, which "
                "records it once."
            ) from cause
        if not recorded:
            raise error

    def let_go(self) -> None:
        """Undo what was not committed."""
        with suppress(psycopg.Error, RefusedError):
            if self.connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                self.connection.execute("ROLLBACK")

    def found(self, statement: str, values: Values) -> list[Any]:
        """Return the rows that a statement finds."""
        return self._rows(statement, values)

    def change(self, statement: str, rows: Iterable[Values]) -> None:
        """Run a statement for each row of values."""
        with self.connection.cursor() as cursor:
            cursor.executemany(statement.replace("?", "%s").encode(), list(rows))

    def hide(self, positions: Iterable[int], by: int) -> None:
        """Have the server mark the texts of entries as hidden by the entry at `by`."""
        with self.unit():
            self._rows("SELECT hide_texts(?, ?)", (list(positions), by))

    def erase(self, positions: Iterable[int], by: int) -> None:
        """Have the server destroy the texts of entries and their salts."""
        with self.unit():
            self._rows("SELECT erase_texts(?, ?)", (list(positions), by))

    def party_of_login(self) -> str | None:
        """Return the party whose login this is; null where it is nobody's."""
        found = self.all("SELECT party FROM bound WHERE login = session_user")
        return found[0][0] if found else None

    def bind(self, login: str, party: str, by: int) -> None:
        """Have the server know a login as a party's; the entry at `by` says so."""
        with self.unit():
            self._rows("SELECT bind_login(?, ?, ?)", (login, party, by))

    def altered(self) -> list[str]:
        """Return the functions and triggers of the stored form that were lost or changed."""
        return []

    def copy_into(self, path: Path) -> None:
        """Copy what the ledger holds into an empty file, as a ledger."""
        raise NotImplementedError

    def now(self) -> datetime:
        """Return the instant by the server's clock."""
        with self.translated():
            ((instant,),) = self._rows("SELECT clock_timestamp()")
        return instant.astimezone(UTC)  # type: ignore[no-any-return]

    def close(self) -> None:
        """Close the connection; what no unit recorded is gone."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
